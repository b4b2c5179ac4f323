"""Candidates: what is known of the next package, much of which may be unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, cast

import attrs

from influence.bookings import Booking
from influence.candidates import Candidate
from influence.ranking import RankingStrategy, Standing
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._strategy_checks._subject import (
    Standings,
    StrategySubject,
    placings,
)

_NEEDS: Final = ("examples",)


@check(
    "RS-C01",
    needs=_NEEDS,
    if_fails="A new creator has no history, and often no price yet: the ranking fails or leaves "
    "them out. Let what is missing be unknown; `ranks_of` places it last.",
)
def places_the_little_known(subject: StrategySubject) -> None:
    """Creators whose price, audience, niche or history is unknown are placed all the same."""
    for strategy, standings, told in _lacking(subject):
        found = {one.creator_id for one in placings(strategy, standings)}
        wanted = {one.creator_id for one in standings}
        if found != wanted:
            what = f"creators of {strategy.name}, where {told},"
            raise CheckFailedError(what, f"be {sorted(wanted)}", sorted(found))


@check(
    "RS-C02",
    needs=_NEEDS,
    if_fails="What is believed of one creator stands beside the name of another, and the wrong one "
    "is booked. Take the outlook by the creator's id.",
)
def tells_the_outlook_of_whom_it_places(subject: StrategySubject) -> None:
    """An outlook is of the creator who is placed."""
    for strategy, standings in subject.pairs():
        for one in placings(strategy, standings):
            if one.outlook is not None and one.outlook.creator_id != one.creator_id:
                what = f"outlook of {one.creator_id} by {strategy.name}"
                raise CheckFailedError(what, "be of that creator", one.outlook.creator_id)


def _lacking(subject: StrategySubject) -> Iterator[tuple[RankingStrategy, Standings, str]]:
    """The cases again, each time with something unknown: of everybody, and of one alone."""
    for strategy, standings in subject.pairs():
        for told, without in _LACKS:
            yield strategy, tuple(map(without, standings)), f"of everybody {told}"
            yield strategy, (without(standings[0]), *standings[1:]), f"of one {told}"


Without = Callable[[Standing], Standing]


def _without(**unknown: object) -> Without:
    """Takes fields off a candidate."""

    def without(one: Standing) -> Standing:
        known = one.candidate or Candidate(creator_id=one.creator_id)
        lacking = attrs.evolve(known, **cast("dict[str, Any]", unknown))
        return attrs.evolve(one, candidate=lacking)

    return without


def _uncounted(one: Standing) -> Standing:
    """A creator of whose bookings only the cost is known."""
    known = one.candidate or Candidate(creator_id=one.creator_id)
    bookings = tuple(Booking(cycle=booking.cycle, cost=booking.cost) for booking in known.bookings)
    return attrs.evolve(one, candidate=attrs.evolve(known, bookings=bookings))


_LACKS: Final[tuple[tuple[str, Without], ...]] = (
    ("nothing is known", lambda one: attrs.evolve(one, candidate=None)),
    ("only the name is known", _without(price=None, followers=None, niche=None, bookings=())),
    ("no price is known", _without(price=None)),
    ("no audience is known", _without(followers=None)),
    ("no niche is known", _without(niche=None)),
    ("no history is known", _without(bookings=())),
    ("no results are known", _uncounted),
)
