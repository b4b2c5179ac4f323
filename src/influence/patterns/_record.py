"""Records: what some bookings of one creator came to.

multiple = gross profit ÷ cost
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from influence._wording import spoken
from influence.bookings import Booking
from influence.ids import CreatorId
from influence.money import ExactMoney, Money
from influence.ratios import ratio


@attrs.frozen(kw_only=True)
class Record:
    """What some bookings of one creator came to; each had a cost and a known gross profit.

    Args:
        creator_id: Who.
        bookings: How many.
        cost: What they cost, which is above zero.
        gross_profit: What they brought.
        orders: How many orders that was; ``None`` when one of the bookings does not tell.
    """

    creator_id: CreatorId
    bookings: int
    cost: Money
    gross_profit: ExactMoney
    orders: Fraction | None

    @property
    def multiple(self) -> Fraction:
        """Gross profit per unit of cost."""
        return self.gross_profit.amount / self.cost.exact.amount

    @property
    def has_earned(self) -> bool:
        """Whether gross profit is above the cost."""
        return self.gross_profit.amount > self.cost.exact.amount

    def in_words(self) -> str:
        """What came of what was paid."""
        earned = spoken(self.gross_profit.rounded())
        return f"{earned} of gross profit for {spoken(self.cost)}"


def is_telling(booking: Booking) -> bool:
    """Whether a booking says anything of what a unit of money brings."""
    return booking.multiple is not None


def multiple_of(records: Iterable[Record]) -> Fraction | None:
    """Gross profit per unit of cost over several records; ``None`` when there are none."""
    known = tuple(records)
    earned = sum((one.gross_profit.amount for one in known), Fraction(0))
    return ratio(earned, sum((one.cost.exact.amount for one in known), Fraction(0)))


def per_order_of(records: Iterable[Record]) -> Fraction | None:
    """Gross profit of an order over the records that tell orders; ``None`` when nobody can say."""
    known = [(one.gross_profit.amount, one.orders) for one in records if one.orders is not None]
    earned = sum((amount for amount, _ in known), Fraction(0))
    found = ratio(earned, sum((orders for _, orders in known), Fraction(0)))
    return None if found is None or found <= 0 else found


def record_of(creator_id: CreatorId, bookings: Iterable[Booking]) -> Record | None:
    """What the telling ones of some bookings came to; ``None`` when none tells anything."""
    telling = [booking for booking in bookings if is_telling(booking)]
    if not telling:
        return None
    currency = telling[0].cost.currency
    earned = (one.gross_profit for one in telling if one.gross_profit is not None)
    orders = [one.orders for one in telling if one.orders is not None]
    return Record(
        creator_id=creator_id,
        bookings=len(telling),
        cost=Money.total((one.cost for one in telling), currency=currency),
        gross_profit=ExactMoney.total(earned, currency=currency),
        orders=Fraction(sum(orders)) if len(orders) == len(telling) else None,
    )
