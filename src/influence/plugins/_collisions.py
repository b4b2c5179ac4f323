"""Collisions: two plugins that want one name. Neither has it, whichever was installed first.

A name of ours stays ours: the plugin that takes it does not load, and nothing else changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from influence.plugins._attempt import Attempt
from influence.plugins._fault import Fault


def refuse_shared_names(attempts: Iterable[Attempt], *, ours: Iterable[Attempt]) -> None:
    """Stop the plugins of which two have one name, and those that are called as we are."""
    taken = {own.candidate.name for own in ours}
    by_name: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        if attempt.is_under_way:
            by_name[attempt.candidate.name].append(attempt)
    for name, sharing in by_name.items():
        if name in taken:
            rule = "have a name of its own, influence has this one"
            for attempt in sharing:
                attempt.stop("collides", Fault(code="INF703", rule=rule, value=name))
        elif len(sharing) > 1:
            rule = f"have a name of its own, {_told(sharing)} have this one"
            for attempt in sharing:
                attempt.stop("collides", Fault(code="INF701", rule=rule, value=name))


def refuse_shared_members(attempts: Iterable[Attempt], *, ours: Iterable[Attempt]) -> None:
    """Stop the plugins that bring a member by a name that another brings, or that is ours."""
    own = _takers(ours)
    for (family, name), sharing in _takers(attempts).items():
        what = family.replace("_", " ")
        if (family, name) in own:
            rule = "take names of their own, influence has this one"
            for attempt in sharing:
                attempt.stop("collides", Fault(code="INF703", what=what, rule=rule, value=name))
        elif len(sharing) > 1:
            rule = f"take names of their own, {_told(sharing)} take this one"
            for attempt in sharing:
                attempt.stop("collides", Fault(code="INF702", what=what, rule=rule, value=name))


def _takers(attempts: Iterable[Attempt]) -> dict[tuple[str, str], list[Attempt]]:
    """Who brings each member, by family and name."""
    found: dict[tuple[str, str], list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        for family in attempt.specs if attempt.is_under_way else ():
            for name in attempt.names(family):
                found[family, name].append(attempt)
    return found


def _told(sharing: Iterable[Attempt]) -> str:
    """All of them, by name and distribution."""
    return " and ".join(sorted(attempt.candidate.label for attempt in sharing))
