"""Checking: one rule asked, and its answer taken whole or not at all.

A rule that fails, or answers what it did not declare, becomes a finding at its own place. It takes
nothing with it: the other rules are asked all the same.
"""

from __future__ import annotations

from itertools import islice
from typing import cast

from influence._foreign import told
from influence.errors import shown
from influence.findings import FINDING_KINDS, Finding
from influence.lint._rule import LintRule, LintSubject

_FAILED = FINDING_KINDS["INF331"]
_REFUSED = FINDING_KINDS["INF332"]
_MOST = 100_000
_NOUN = "lint rule"


def found_by(rule: LintRule, *, subject: LintSubject) -> tuple[Finding, ...]:
    """What a rule finds, or the one finding that says why its answer cannot be used."""
    try:
        answer = tuple(islice(cast("tuple[object, ...]", rule.check(subject)), _MOST + 1))
    except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever a rule raises is its author's fault
        message = (
            f"{told(_NOUN, rule, error=error)} must check without failing, got {_shown(error)}"
        )
        return (_FAILED.finding(where=_where(rule), message=message),)
    if len(answer) > _MOST:
        message = f"{told(_NOUN, rule)} must find at most {_MOST}, got more"
        return (_REFUSED.finding(where=_where(rule), message=message),)
    for place, one in enumerate(answer):
        if not isinstance(one, Finding) or one.kind not in rule.kinds:
            codes = ", ".join(kind.code for kind in rule.kinds)
            got = f"{_shown(one)} at place {place}"
            message = f"{told(_NOUN, rule)} must answer findings of {codes}, got {got}"
            return (_REFUSED.finding(where=_where(rule), message=message),)
    return cast("tuple[Finding, ...]", answer)


def _where(rule: LintRule) -> str:
    """The place of a rule, as a finding names it."""
    return f"lint {rule.name}"


def _shown(value: object) -> str:
    """What was met, even if it does not want to be shown."""
    try:
        return shown(value)
    except Exception:  # noqa: BLE001  # a repr is code of the same author
        return f"a {type(value).__name__} that cannot be shown"
