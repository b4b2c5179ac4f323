"""Learning: from candidates to what is believed of each."""

from __future__ import annotations

from collections.abc import Sequence

from influence.beliefs._assumed import assumed
from influence.beliefs._beliefs import Beliefs
from influence.beliefs._cases import count
from influence.beliefs._history import histories
from influence.beliefs._market import market
from influence.beliefs._policy import LearningPolicy
from influence.beliefs._reckoning import reckoning
from influence.beliefs._waterfall import outlook
from influence.candidates import Candidate
from influence.tier_benchmarks import PUBLISHED_TIERS, TierPrior

_USUAL = LearningPolicy()


def learn(
    candidates: Sequence[Candidate],
    *,
    policy: LearningPolicy = _USUAL,
    prior: TierPrior = PUBLISHED_TIERS,
    cycles_left: int = 1,
) -> Beliefs:
    """What is to be believed of each candidate's next package.

    Args:
        candidates: Everybody who can be booked; those who were booked before teach about the rest.
        policy: The assumptions.
        prior: Where a belief begins, by the size of the audience.
        cycles_left: Cycles still to be booked, the next one among them; a test is worth nothing in
            the last.

    Raises:
        InvalidInputError: A creator is there twice.
        CurrencyMismatchError: Candidates are priced in several currencies.

    Example:
        >>> from influence.bookings import Booking
        >>> from influence.money import Money
        >>> price = Money("250", "USD")
        >>> brought = Booking(cycle=0, cost=price, orders=12, gross_profit=Money("480", "USD"))
        >>> beliefs = learn(
        ...     [
        ...         Candidate(
        ...             creator_id="maya", price=price, followers=48_200, bookings=(brought,)
        ...         ),
        ...         Candidate(creator_id="theo", price=price, followers=48_200),
        ...     ],
        ...     cycles_left=4,
        ... )
        >>> maya, theo = beliefs.outlook("maya"), beliefs.outlook("theo")
        >>> maya.expected_multiple > theo.expected_multiple > 1
        True
        >>> maya.log_sd < theo.log_sd and maya.value_of_test < theo.value_of_test
        True
    """
    numbers = assumed(policy)
    counted = count(histories(candidates), policy=numbers, prior=prior)
    pooled = market(counted, policy=numbers)
    reckoned = [reckoning(case, market=pooled, policy=numbers) for case in counted.cases]
    return Beliefs(
        outlooks={
            one.creator_id: outlook(one, policy=numbers, cycles_left=cycles_left)
            for one in reckoned
        },
        reckonings={one.creator_id: one for one in reckoned},
        seasons=counted.seasons,
        spreads=pooled.spreads,
    )
