"""Rule checks: what a payment rule is held to."""

from __future__ import annotations

from influence.testing._conformance._check import by_id, checks_in
from influence.testing._conformance._kind import Kit
from influence.testing._rule_checks import _values
from influence.testing._rule_checks._laws import LAWS
from influence.testing._rule_checks._subject import RuleSubject, rule_subject

KIT: Kit[RuleSubject] = Kit(
    checks=by_id((*LAWS, *checks_in(_values))),
    subject=rule_subject,
    groups={"L": "Laws that payouts rest on", "V": "Values"},
)
