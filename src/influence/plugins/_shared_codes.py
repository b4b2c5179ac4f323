"""Shared codes: two plugins whose lint rules find the same code. A code means one thing.

What ``influence explain CODE`` says must not depend on which plugin was looked at first, so neither
loads; and a rule of somebody else never finds what is ours to find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from influence.findings import FINDING_KINDS
from influence.plugins._attempt import Attempt
from influence.plugins._fault import Fault
from influence.plugins._specs import LintRuleSpec

_WHAT = "codes of lint rules"


def refuse_shared_codes(attempts: Iterable[Attempt]) -> None:
    """Stop the plugins whose lint rules find what another's, or ours, find."""
    for code, sharing in _finders(attempts).items():
        if code in FINDING_KINDS:
            rule, known = "be of their own, influence has this one", "INF703"
        elif len(sharing) > 1:
            labels = " and ".join(sorted(attempt.candidate.label for attempt in sharing))
            rule, known = f"be of their own, {labels} have this one", "INF702"
        else:
            continue
        for attempt in sharing:
            attempt.stop("collides", Fault(code=known, what=_WHAT, rule=rule, value=code))


def _finders(attempts: Iterable[Attempt]) -> dict[str, list[Attempt]]:
    """Who finds each code."""
    found: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        specs = attempt.specs.get("lint_rules", ()) if attempt.is_under_way else ()
        kinds = (kind for spec in specs if isinstance(spec, LintRuleSpec) for kind in spec.kinds)
        for code in sorted({kind.code for kind in kinds}):
            found[code].append(attempt)
    return found
