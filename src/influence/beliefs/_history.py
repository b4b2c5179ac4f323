"""Histories: what is known of each candidate, as plain numbers.

Amounts become parts of one reference amount, so that a belief is the same in cents and in euros,
and in euros and in yen. A count that nobody told stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import attrs

from influence.candidates import Candidate
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.ids import CreatorId
from influence.money import Money

#: Cycle, part of the payback window that has passed, orders, gross profit.
Sale: TypeAlias = "tuple[int, float, float | None, float | None]"

#: Cycle, part of the payback window that has passed, exposure, clicks.
Visit: TypeAlias = "tuple[int, float, float | None, float | None]"


@attrs.frozen
class History:
    """One candidate in plain numbers.

    Args:
        creator_id: Who.
        followers: Size of the audience, if known.
        price: Price of the next package as a part of the reference; ``None`` when unknown.
        sales: A row for each booking of which orders or gross profit are known.
        visits: A row for each booking of which exposure or clicks are known.
        has_earned: Whether all bookings together brought anything.
    """

    creator_id: CreatorId
    followers: int | None
    price: float | None
    sales: Sequence[Sale]
    visits: Sequence[Visit]
    has_earned: bool


def histories(candidates: Sequence[Candidate]) -> Sequence[History]:
    """Every candidate in plain numbers, in the order in which they were given.

    Raises:
        InvalidInputError: A creator is there twice.
        CurrencyMismatchError: Candidates are priced in several currencies.
    """
    _check(candidates)
    earned = [_has_earned(candidate) for candidate in candidates]
    reference = _reference(candidates, earned)
    return [
        _history(candidate, has_earned=has_earned, reference=reference)
        for candidate, has_earned in zip(candidates, earned, strict=True)
    ]


def _check(candidates: Sequence[Candidate]) -> None:
    """Refuse a creator who is there twice, and prices that cannot be compared."""
    seen: set[CreatorId] = set()
    first: Money | None = None
    for candidate in candidates:
        if candidate.creator_id in seen:
            raise InvalidInputError("candidates", "be different creators", candidate.creator_id)
        seen.add(candidate.creator_id)
        amount = _any_amount(candidate)
        first = first or amount
        if amount is not None and first is not None and amount.currency != first.currency:
            rule = f"be in {first.currency} as the others are"
            raise CurrencyMismatchError(f"price of {candidate.creator_id}", rule, amount)


def _any_amount(candidate: Candidate) -> Money | None:
    """An amount that tells the candidate's currency."""
    if candidate.price is not None:
        return candidate.price
    return candidate.bookings[0].cost if candidate.bookings else None


def _has_earned(candidate: Candidate) -> bool:
    """Whether the bookings brought gross profit, or orders where no profit is told."""
    profits = [
        booking.gross_profit.minor
        for booking in candidate.bookings
        if booking.gross_profit is not None
    ]
    if profits:
        return sum(profits) > 0
    return any(booking.orders for booking in candidate.bookings)


def _reference(candidates: Sequence[Candidate], earned: Sequence[bool]) -> int:
    """The largest amount paid or asked, by those who earned or are untried if there are any."""
    open_ = [
        candidate
        for candidate, has_earned in zip(candidates, earned, strict=True)
        if has_earned or candidate.is_untried
    ]
    amounts = (_asked(candidate) for candidate in open_ or candidates)
    return max((amount for amount in amounts if amount is not None), default=1)


def _asked(candidate: Candidate) -> int | None:
    """What the next package costs: the quote, else what was paid last, in minor units."""
    if candidate.price is not None:
        return candidate.price.minor
    paid = [(booking.cycle, booking.cost.minor) for booking in candidate.bookings]
    return max((pair for pair in paid if pair[1]), default=(0, None))[1]


def _history(candidate: Candidate, *, has_earned: bool, reference: int) -> History:
    """One candidate in plain numbers."""
    sales: list[Sale] = []
    visits: list[Visit] = []
    for booking in candidate.bookings:
        cycle, matured = booking.cycle, float(booking.matured.fraction)
        orders, profit = booking.orders, booking.gross_profit
        if orders is not None or profit is not None:
            worth = None if profit is None else float(profit.minor / reference)
            sales.append((cycle, matured, None if orders is None else float(orders), worth))
        seen, clicks = booking.exposure, booking.clicks
        if seen is not None or clicks is not None:
            exposure = None if seen is None else float(seen)
            visits.append((cycle, matured, exposure, None if clicks is None else float(clicks)))
    asked = _asked(candidate)
    price = None if asked is None else asked / reference
    return History(candidate.creator_id, candidate.followers, price, sales, visits, has_earned)
