"""Shrinkage: rank by what the next package is expected to return, as far as that can be known.

    score = expected return multiple + value of one more test

Three orders are little evidence and three hundred are much, so a creator's figures are drawn to
those of similar creators, the more the fewer orders there are; how is told by
``influence.beliefs``. A test is worth something beyond its own profit while cycles are left to use
what it teaches, and nothing in the last. Whoever has no candidate stands after everybody who has
one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.beliefs import LearningPolicy, learn
from influence.candidates import Candidate
from influence.ids import CreatorId
from influence.outlooks import Outlook, ScorePart
from influence.ranking._standing import Placing, Standing
from influence.tier_benchmarks import PUBLISHED_TIERS, TierPrior
from influence.workings import Working

_GRAIN = 10**9


@attrs.frozen(kw_only=True)
class Shrinkage:
    """Rank by the expected return multiple of the next package.

    Args:
        cycles_left: Cycles still to be booked, the next one among them.
        learning: The assumptions.
        prior: Where a belief begins, by the size of the audience.

    Raises:
        InvalidInputError: No cycle is left.

    Example:
        >>> from influence.bookings import Booking
        >>> from influence.money import Money
        >>> price = Money("250", "USD")
        >>> def standing(name: str, orders: int) -> Standing:
        ...     brought = Booking(cycle=0, cost=price, orders=orders, gross_profit=price * orders)
        ...     return Standing(
        ...         creator_id=name,
        ...         metrics={},
        ...         spend=price,
        ...         candidate=Candidate(creator_id=name, price=price, bookings=(brought,)),
        ...     )
        >>> placings = Shrinkage().rank([standing("maya", 3), standing("theo", 1)])
        >>> [(placing.rank, placing.creator_id) for placing in placings]
        [(1, 'maya'), (2, 'theo')]

    Source: S1, S250.
    """

    name: ClassVar[str] = "shrinkage"
    cycles_left: int = attrs.field(default=1, validator=require.at_least(1))
    learning: LearningPolicy = attrs.field(
        default=LearningPolicy(), validator=require.is_a(LearningPolicy, called="a LearningPolicy")
    )
    prior: TierPrior = attrs.field(
        default=PUBLISHED_TIERS, validator=require.is_a(TierPrior, called="a TierPrior")
    )

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        """Every creator by their expected return multiple."""
        learned = learn(
            [_candidate(one, one.candidate) for one in standings if one.candidate is not None],
            policy=self.learning,
            prior=self.prior,
            cycles_left=self.cycles_left,
        )
        return placings_of(standings, outlooks=learned.outlooks)


def placings_of(
    standings: Sequence[Standing], *, outlooks: Mapping[CreatorId, Outlook]
) -> Sequence[Placing]:
    """Every creator by what is already believed of them, as ``Shrinkage`` ranks."""
    scores = {creator_id: _score(outlook) for creator_id, outlook in outlooks.items()}
    places = _places(scores)
    last = len(scores) + 1
    placings = [
        _placing(
            one.creator_id,
            outlook=outlooks.get(one.creator_id),
            rank=places.get(one.creator_id, last),
            among=len(standings),
        )
        for one in standings
    ]
    return sorted(placings, key=lambda placing: (placing.rank, placing.creator_id))


def _candidate(standing: Standing, candidate: Candidate) -> Candidate:
    """The candidate of a standing, under the name that the standing has."""
    if candidate.creator_id == standing.creator_id:
        return candidate
    return attrs.evolve(candidate, creator_id=standing.creator_id)


def _tested(outlook: Outlook) -> int:
    """The value of one more test, in billionths."""
    return round(outlook.value_of_test * _GRAIN)


def _score(outlook: Outlook) -> int:
    """The expected multiple and the value of a test, in billionths."""
    return round(outlook.expected_multiple * _GRAIN) + _tested(outlook)


def _places(scores: Mapping[CreatorId, int]) -> Mapping[CreatorId, int]:
    """The rank of each creator; equals share one. Whole numbers are compared, which is quick."""
    first: dict[int, int] = {}
    for place, score in enumerate(sorted(scores.values(), reverse=True), start=1):
        first.setdefault(score, place)
    return {creator_id: first[score] for creator_id, score in scores.items()}


def _placing(creator_id: CreatorId, *, outlook: Outlook | None, rank: int, among: int) -> Placing:
    """One creator's place, with the parts of the score."""
    ranked = f"rank among {among} by shrinkage"
    if outlook is None:
        working = Working.of(("return multiple", "unknown"), (ranked, rank))
        return Placing(creator_id=creator_id, rank=rank, working=working)
    tested = _tested(outlook)
    further = (ScorePart("value of one more test", Fraction(tested, _GRAIN)),) if tested else ()
    working = Working.of(
        (
            "expected return multiple + value of one more test",
            f"{outlook.expected_multiple:.3f} + {outlook.value_of_test:.3f}",
        ),
        (ranked, rank),
    )
    return Placing(
        creator_id=creator_id,
        rank=rank,
        working=working,
        score=Fraction(_score(outlook), _GRAIN),
        parts=(*outlook.parts, *further),
        outlook=outlook,
    )
