"""Histories: what is known of each candidate, as plain numbers.

Amounts become parts of one reference amount, so that a belief is the same in cents and in euros,
and in euros and in yen. A count that nobody told stays unknown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from influence.candidates import Candidate
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.ids import CreatorId
from influence.money import Money


@attrs.frozen
class History:
    """One candidate in plain numbers; each list has one place for each booking.

    Args:
        creator_id: Who.
        followers: Size of the audience, if known.
        price: Price of the next package as a part of the reference; ``None`` when unknown.
        has_earned: Whether all bookings together brought anything.
        is_judged: Whether orders or gross profit of any booking are known.
        cycles: The cycle of each booking.
        matured: The part of its payback window that has passed.
        exposure: How often it was seen.
        clicks: Its clicks.
        orders: Its orders.
        profits: Its gross profit, as a part of the reference.
    """

    creator_id: CreatorId
    followers: int | None
    price: float | None
    has_earned: bool
    is_judged: bool
    cycles: list[int]
    matured: list[float]
    exposure: list[float | None]
    clicks: list[float | None]
    orders: list[float | None]
    profits: list[float | None]


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
    """Whether the bookings brought gross profit, or orders whose profit nobody told."""
    bookings = candidate.bookings
    profits = [one.gross_profit.minor for one in bookings if one.gross_profit is not None]
    return sum(profits) > 0 or any(one.orders and one.gross_profit is None for one in bookings)


def _reference(candidates: Sequence[Candidate], earned: Sequence[bool]) -> int:
    """The largest amount asked by those who earned or are untried; without one, earned by them."""
    open_ = [
        candidate
        for candidate, has_earned in zip(candidates, earned, strict=True)
        if has_earned or candidate.is_untried
    ]
    profits = (
        math.ceil(booking.gross_profit.minor)
        for candidate in open_
        for booking in candidate.bookings
        if booking.gross_profit is not None
    )
    asked = _largest(map(_asked, open_)) or _largest(profits)
    return asked or _largest(map(_asked, candidates)) or 1


def _largest(amounts: Iterable[int | None]) -> int:
    """The largest of some amounts, or 0."""
    return max((amount for amount in amounts if amount is not None), default=0)


def _asked(candidate: Candidate) -> int | None:
    """What the next package costs: the quote, else what was paid last, in minor units."""
    if candidate.price is not None:
        return candidate.price.minor
    paid = [(booking.cycle, booking.cost.minor) for booking in candidate.bookings]
    return max((pair for pair in paid if pair[1]), default=(0, None))[1]


def _history(candidate: Candidate, *, has_earned: bool, reference: int) -> History:
    """One candidate in plain numbers."""
    asked, bookings = _asked(candidate), candidate.bookings
    shares = [booking.matured.fraction for booking in bookings]
    orders = _floats([booking.orders for booking in bookings])
    profits = [booking.gross_profit for booking in bookings]
    return History(
        candidate.creator_id,
        candidate.followers,
        None if asked is None else asked / reference,
        has_earned,
        any(one is not None for one in (*orders, *profits)),
        [booking.cycle for booking in bookings],
        [share.numerator / share.denominator for share in shares],
        _floats([booking.exposure for booking in bookings]),
        _floats([booking.clicks for booking in bookings]),
        orders,
        [None if profit is None else float(profit.minor / reference) for profit in profits],
    )


def _floats(counts: Sequence[int | Fraction | None]) -> list[float | None]:
    """Counts as floats; what is unknown stays so."""
    return [None if count is None else float(count) for count in counts]
