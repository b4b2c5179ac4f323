"""Allocate: choices made a puzzle of whole numbers, and its plan made an allocation again."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import cast

import attrs

from influence.allocation._allocation import Allocation
from influence.allocation._choice import Choice
from influence.allocation._line import AllocationLine
from influence.allocation._partners import cheapest_partners
from influence.allocation._policy import AllocationPolicy
from influence.allocation._prepared import Prepared
from influence.allocation._puzzle import Lot, Plan, Puzzle
from influence.allocation._remainder import Rest, partners_reason, reason_of, unspent_reason
from influence.allocation._search import best_plan
from influence.allocation._worth import GRAIN
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.ids import CreatorId
from influence.money import ExactMoney, Money

#: So many plans are looked at before a search is cut off: less than a second.
MOST_STATES = 200_000


def allocate(
    choices: Sequence[Choice],
    *,
    budget: Money,
    policy: AllocationPolicy = AllocationPolicy(),  # noqa: B008  # it is frozen
    most_states: int = MOST_STATES,
) -> Allocation:
    """The most valuable packages that a budget can pay for.

    Of several with the same value the cheapest is taken, and among creators who are alike those
    whose ids come first.

    Args:
        choices: Who can be booked, each once, in any order.
        budget: What may be spent; it is never exceeded.
        policy: Limits and assumptions.
        most_states: How much is searched before the best so far is taken; what it may lack then is
            its ``shortfall``.

    Raises:
        InvalidInputError: A creator is there twice, the budget is below zero, or what is given is
            no choice.
        CurrencyMismatchError: A price is in another currency than the budget.

    Example:
        >>> from influence.candidates import Candidate
        >>> from influence.outlooks import Outlook
        >>> def choice(who, price, log_mean):
        ...     outlook = Outlook(
        ...         creator_id=who,
        ...         log_mean=log_mean,
        ...         log_sd=0.3,
        ...         outcome_log_sd=0.6,
        ...         effective_orders=18.0,
        ...     )
        ...     return Choice(
        ...         candidate=Candidate(creator_id=who, price=Money(price, "USD")), outlook=outlook
        ...     )
        >>> next_cycle = allocate(
        ...     [choice("maya", "250", 0.6), choice("ben", "300", 0.1), choice("zoe", "200", -0.4)],
        ...     budget=Money("1000", "USD"),
        ... )
        >>> dict(next_cycle.packages), next_cycle.unspent
        ({'ben': 1, 'maya': 2}, Money('200.00', 'USD'))
        >>> next_cycle.unspent_reason
        'no further package is worth its price'
    """
    kept = _checked(choices, budget=budget)
    most = policy.most_share.of(budget).rounded("floor")
    prepared = [Prepared.of(choice, most=most, policy=policy) for choice in kept]
    room = _room_for_new(prepared, budget=budget, policy=policy)
    board = _Board.of(prepared, budget=budget, room=room, partners=policy.least_partners)
    plan = best_plan(board.puzzle, most_states=most_states)
    counts = _earliest_first(board.puzzle, plan.counts)
    rest = Rest.of(prepared, counts, budget=budget, room=room)
    lines = tuple(
        AllocationLine(
            choice=one.choice,
            packages=count,
            worth=one.worth,
            reason=reason_of(one, count, rest=rest),
            currency=budget.currency,
        )
        for one, count in zip(prepared, counts, strict=True)
    )
    return Allocation(
        budget=budget,
        policy=policy,
        lines=lines,
        bound=board.bound(plan, lines),
        is_exact=plan.is_exact,
        unspent_reason=unspent_reason(rest, policy=policy),
        partners_reason=partners_reason(rest, policy=policy),
    )


def _checked(choices: Sequence[Choice], *, budget: Money) -> list[Choice]:
    """The choices by creator id, each once and in the currency of the budget."""
    if not isinstance(cast("object", budget), Money) or budget.is_negative:
        raise InvalidInputError("budget", "be an amount of at least 0", budget)
    seen: dict[CreatorId, Choice] = {}
    for choice in choices:
        if not isinstance(cast("object", choice), Choice):
            raise InvalidInputError("choices", "hold only choices", choice)
        if choice.creator_id in seen:
            raise InvalidInputError("choices", "hold each creator once", choice.creator_id)
        price = choice.candidate.price
        if price is not None and price.currency != budget.currency:
            rule = f"be in {budget.currency} as the budget is"
            raise CurrencyMismatchError(f"price of {choice.creator_id}", rule, price)
        seen[choice.creator_id] = choice
    return [seen[who] for who in sorted(seen)]


def _room_for_new(
    prepared: Sequence[Prepared], *, budget: Money, policy: AllocationPolicy
) -> Money | None:
    """What may go to the untried; ``None`` when only the budget limits it."""
    share = policy.share_for_new(is_first=all(one.is_new for one in prepared))
    return None if share.fraction == 1 else share.of(budget).rounded("floor")


@attrs.frozen(kw_only=True)
class _Board:
    """The puzzle, and how its numbers become money again.

    Args:
        puzzle: The same in whole numbers.
        unit: How many minor units one unit of its prices is.
        scale: What a gain is of, so that the price fits behind it.
        currency: Of the money.
    """

    puzzle: Puzzle
    unit: int
    scale: int
    currency: str

    @classmethod
    def of(
        cls, prepared: Sequence[Prepared], *, budget: Money, room: Money | None, partners: int
    ) -> _Board:
        """Prices in the largest unit that all are whole in; partners as far as can be afforded."""
        unit = math.gcd(*(one.cost(1).minor for one in prepared if one.offered)) or 1
        limit = budget.minor // unit
        scale = limit + 1
        lots = tuple(_lot(one, unit=unit, scale=scale) for one in prepared)
        room_for_new = limit if room is None else room.minor // unit
        free = Puzzle(lots=lots, budget=limit, room_for_new=room_for_new)
        reached = len(cheapest_partners(free, partners))
        puzzle = attrs.evolve(free, partners=reached)
        return cls(puzzle=puzzle, unit=unit, scale=scale, currency=budget.currency)

    def bound(self, plan: Plan, lines: Sequence[AllocationLine]) -> ExactMoney:
        """What no allocation is worth more than."""
        if plan.is_exact:
            return ExactMoney.total((line.value for line in lines), currency=self.currency)
        # A gain is its value less its price behind it, so the budget makes up for any price.
        billionths = (plan.bound + self.puzzle.budget) // self.scale
        return ExactMoney.from_minor(Fraction(billionths * self.unit, GRAIN), self.currency)


def _lot(one: Prepared, *, unit: int, scale: int) -> Lot:
    """One choice as numbers: its value with its price behind it, so the cheaper plan wins a tie."""
    price = one.cost(1).minor // unit
    values = one.worth.values[: one.offered]
    gains = tuple(price * (value * scale - 1) for value in values)
    return Lot(price=price or 1, gains=gains, is_new=one.is_new)


def _earliest_first(puzzle: Puzzle, counts: Sequence[int]) -> tuple[int, ...]:
    """The same plan with the packages of lots that are alike given to the first of them."""
    alike: dict[Lot, list[int]] = defaultdict(list)
    for place, lot in enumerate(puzzle.lots):
        alike[lot].append(place)
    found = list(counts)
    for places in alike.values():
        most_first = sorted((counts[place] for place in places), reverse=True)
        for place, count in zip(places, most_first, strict=True):
            found[place] = count
    return tuple(found)
