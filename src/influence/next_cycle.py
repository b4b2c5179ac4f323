"""Next cycle: whom to book next, in one call.

    bookings → beliefs → choices → allocation

What is known of the candidates becomes what is believed of each, and of what a further package in
one cycle brings; whoever has to rest is left out,
and whoever has no price is told to be asked for a quote; the budget goes to the packages that are
worth most, tests included. Each half can be had by itself: ``influence.beliefs`` and
``influence.allocation``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs

from influence.allocation import (
    MOST_STATES,
    Allocation,
    AllocationPolicy,
    Choice,
    allocate,
    beside_each_other,
)
from influence.beliefs import Beliefs, LearningPolicy, learn, learned_response
from influence.candidates import Candidate
from influence.errors import UnknownNameError
from influence.ids import CreatorId
from influence.money import Money
from influence.tier_benchmarks import PUBLISHED_TIERS, TierPrior

__all__ = ["NextCycle", "cycles_in_a_row", "next_cycle"]


@attrs.frozen(kw_only=True)
class NextCycle:
    """Whom to book next, and on what it rests; made by ``next_cycle``.

    Args:
        beliefs: What is believed of each candidate.
        allocation: The budget over them.
    """

    beliefs: Beliefs
    allocation: Allocation


def next_cycle(
    candidates: Sequence[Candidate],
    *,
    budget: Money,
    cycle: int | None = None,
    cycles_left: int = 1,
    learning: LearningPolicy = LearningPolicy(),  # noqa: B008  # it is frozen
    allocation: AllocationPolicy = AllocationPolicy(),  # noqa: B008  # the same
    prior: TierPrior = PUBLISHED_TIERS,
    response_weight: int | None = 8,
    rested: Collection[CreatorId] = (),
    most_states: int = MOST_STATES,
) -> NextCycle:
    """Whom to book in the next cycle.

    Args:
        candidates: Everybody who can be booked, each once, with what was booked so far.
        budget: What may be spent; it is never exceeded.
        cycle: The number of the next cycle; without it the one after the latest booking.
        cycles_left: How many cycles there are from the next one on, it included: what is learned
            in the last one is of no use.
        learning: The assumptions of the beliefs.
        allocation: The limits and assumptions of the allocation; its ``response`` is where that
            belief begins.
        prior: Where a belief begins, by the size of the audience.
        response_weight: How many pairs of packages of one's own weigh as much as ``response``;
            ``None`` to keep to it, whatever packages of one cycle brought.
        rested: Who is not to be booked, whatever they are worth.
        most_states: How much is searched before the best so far is taken.

    Raises:
        InvalidInputError: A candidate is there twice, the budget is below zero, or
            *response_weight* is below 1.
        CurrencyMismatchError: Amounts are in more than one currency.
        UnknownNameError: Somebody who is rested is no candidate; the close one is named.

    Example:
        >>> from influence.bookings import Booking
        >>> def booked(earned, orders):
        ...     return Booking(
        ...         cycle=0,
        ...         cost=Money("250", "USD"),
        ...         orders=orders,
        ...         gross_profit=Money(earned, "USD"),
        ...     )
        >>> found = next_cycle(
        ...     [
        ...         Candidate(
        ...             creator_id="maya", price=Money("250", "USD"), bookings=(booked("700", 14),)
        ...         ),
        ...         Candidate(
        ...             creator_id="ben", price=Money("250", "USD"), bookings=(booked("50", 1),)
        ...         ),
        ...     ],
        ...     budget=Money("600", "USD"),
        ... )
        >>> dict(found.allocation.packages)
        {'maya': 1}
    """
    people = tuple(candidates)
    beliefs = learn(people, policy=learning, prior=prior, cycles_left=cycles_left)
    known = {one.creator_id: one for one in people}
    for creator_id in rested:
        if creator_id not in known:
            raise UnknownNameError("creator who is rested", creator_id, known)
    last = _latest(people) if cycle is None else cycle - 1
    rest_of = _rest(people, last=last, rested=rested, after=allocation.rest_after)
    choices = [
        Choice(
            candidate=one,
            outlook=beliefs.outlook(one.creator_id),
            at_most=0 if one.creator_id in rest_of else None,
            because=rest_of.get(one.creator_id),
        )
        for one in people
    ]
    policy = _responding(allocation, people, weight=response_weight, learning=learning)
    weighed = beside_each_other(choices, budget=budget, policy=policy)
    made = allocate(weighed, budget=budget, policy=policy, most_states=most_states)
    return NextCycle(beliefs=beliefs, allocation=made)


def cycles_in_a_row(candidate: Candidate, *, last: int) -> int:
    """In how many cycles, counted back from *last*, somebody was booked without a break.

    Example:
        >>> from influence.bookings import Booking
        >>> bookings = tuple(
        ...     Booking(cycle=cycle, cost=Money("100", "USD")) for cycle in (0, 2, 3, 3)
        ... )
        >>> cycles_in_a_row(Candidate(creator_id="maya", bookings=bookings), last=3)
        2
    """
    booked = {one.cycle for one in candidate.bookings}
    row = 0
    while last - row in booked:
        row += 1
    return row


def _responding(
    policy: AllocationPolicy,
    people: Sequence[Candidate],
    *,
    weight: int | None,
    learning: LearningPolicy,
) -> AllocationPolicy:
    """A policy with what was learned of further packages in one cycle."""
    if weight is None:
        return policy
    learned = learned_response(people, assumed=policy.response, weight=weight, policy=learning)
    return attrs.evolve(policy, response=learned)


def _latest(people: Sequence[Candidate]) -> int:
    """The latest cycle in which anybody was booked."""
    return max((one.cycle for who in people for one in who.bookings), default=0)


def _rest(
    people: Sequence[Candidate], *, last: int, rested: Collection[CreatorId], after: int | None
) -> dict[CreatorId, str]:
    """Who rests, and why."""
    rows = {one.creator_id: cycles_in_a_row(one, last=last) for one in people}
    tired = {
        who: f"rests for a cycle after {row} in a row"
        for who, row in rows.items()
        if after is not None and row >= after
    }
    return {**tired, **dict.fromkeys(rested, "rests because it was asked for")}
