"""Lint checks: what a lint rule is held to."""

from __future__ import annotations

from influence.testing._conformance._check import by_id, checks_in
from influence.testing._conformance._kind import Kit
from influence.testing._lint_checks import _findings
from influence.testing._lint_checks._subject import RuleOfLint, lint_subject

KIT: Kit[RuleOfLint] = Kit(
    checks=by_id(checks_in(_findings)),
    subject=lint_subject,
    groups={"F": "Findings", "K": "Kinds", "P": "Purity", "V": "Values"},
)
