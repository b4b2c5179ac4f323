"""Losers: everybody who took part in a sale and earned nothing, each with the reason.

Every creator and code that does not win is kept; of touches that lie outside the lookback, or that
nobody owns, the nearest few are named and the others counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from influence.attribution._code_claims import OWNERLESS
from influence.attribution._credit import Loser, Miss, Resolution
from influence.attribution._path import PathTouch
from influence.attribution._policy import AttributionPolicy
from influence.attribution._trails import Stretch
from influence.attribution._verdict import Verdict
from influence.ids import CreatorId

_NAMED = 3


def told(verdict: Verdict, *, policy: AttributionPolicy) -> Resolution:
    """The verdict with every loser and the reason, or with why nobody won."""
    outside = tuple(_outside(verdict, days=policy.lookback_days))
    losers = (*verdict.claims.losers, *outside, *_beaten_code(verdict))
    if not len(verdict.path):
        return Resolution(credits=(), losers=losers, miss=_miss(verdict))
    credits = verdict.credits(model=policy.model.name)
    others = _beaten_by_code(verdict) if verdict.is_code else _weightless(verdict, policy=policy)
    return Resolution(credits=credits, losers=(*losers, *others))


def _outside(verdict: Verdict, *, days: int) -> Iterable[Loser]:
    """The touches that do not count, the nearest of them by name."""
    old = f"lies before the lookback of {days} days"
    for part in verdict.stretches:
        for touch in part.nearest_before(_NAMED):
            yield _beaten(touch, f"it {old}")
        yield from _others(part.before, f"each {old}")
        for touch in part.nearest_after(_NAMED):
            yield _beaten(touch, "it came after the sale")
        yield from _others(part.after, "each came after the sale")
        marks = part.trail.ownerless
        for mark in marks[:_NAMED]:
            yield Loser(who="nobody", mark=mark, reason=OWNERLESS)
        yield from _others(len(marks), "nobody owns any of them")


def _beaten_code(verdict: Verdict) -> Iterable[Loser]:
    """The speaking code, when the precedence left it nothing."""
    coded = verdict.claims.speaking
    if coded is None or verdict.is_code or coded in verdict.path.touches:
        return
    reasons = {
        "link_wins": "a touch within the lookback goes before a code",
        "code_if_involved": f"{coded.creator_id} was not met within the lookback",
        "code_if_winner": f"{coded.creator_id} was not met last",
    }
    yield _beaten(coded, reasons[verdict.precedence])


def _beaten_by_code(verdict: Verdict) -> Iterable[Loser]:
    """The creators who were met, and whose touches the code goes before."""
    coded = verdict.path[0]
    reason = f"the {coded.mark} on the order goes before it"
    for touch in _latest(verdict.stretches, ()).values():
        if touch.creator_id != coded.creator_id:
            yield _beaten(touch, reason)


def _weightless(verdict: Verdict, *, policy: AttributionPolicy) -> Iterable[Loser]:
    """The creators on the path to whom the model gives nothing."""
    if len(verdict.path) == 1:
        return
    coded = verdict.claims.speaking
    on_path = (coded,) if coded is not None and coded in verdict.path.touches else ()
    latest = _latest(verdict.stretches, on_path)
    reason = f"{policy.model.name} gives it no weight"
    for creator in sorted(latest):
        if creator not in verdict.earned:
            yield _beaten(latest[creator], reason)


def _latest(
    stretches: Iterable[Stretch], joined: tuple[PathTouch, ...]
) -> Mapping[CreatorId, PathTouch]:
    """The last touch of each creator, on the stretches and on what joined them."""
    latest: dict[CreatorId, PathTouch] = {}
    for touch in (*(met for part in stretches for met in part.latest()), *joined):
        before = latest.get(touch.creator_id)
        if before is None or before.place < touch.place:
            latest[touch.creator_id] = touch
    return latest


def _beaten(touch: PathTouch, reason: str) -> Loser:
    """A touch that earns nothing."""
    return Loser(who=touch.creator_id, mark=touch.mark, reason=reason)


def _others(count: int, reason: str) -> list[Loser]:
    """Those of *count* touches that were not named, counted."""
    more = count - _NAMED
    if more <= 0:
        return []
    return [Loser(who="others", mark=f"{more} more touch{'es' * (more > 1)}", reason=reason)]


def _miss(verdict: Verdict) -> Miss:
    """Why nobody earned a sale."""
    if verdict.claims.speaking is not None:
        return "only a code whose owner was not met"
    if any(part.before for part in verdict.stretches):
        return "only touches before the lookback"
    if any(part.after for part in verdict.stretches):
        return "only touches after the sale"
    if any(loser.who != "nobody" for loser in verdict.claims.losers):
        return "only codes beyond their limits"
    is_ownerless = bool(verdict.claims.losers) or any(
        part.trail.ownerless for part in verdict.stretches
    )
    return "only marks that nobody owns" if is_ownerless else "no touch and no code"
