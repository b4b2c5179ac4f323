"""Results: what an analytics tool already counted for a creator on a day.

The coarser of the two grains a book may hold. A creator has either results or credited orders,
never both.
"""

from __future__ import annotations

import datetime as dt

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError
from influence.ids import CreatorId, validated_id
from influence.money import Money

__all__ = ["COUNTS", "Result"]

#: The counts that a result may carry.
COUNTS = ("clicks", "leads", "signups", "orders", "customers")

_optional_count = attrs.validators.optional(require.is_count)


@attrs.frozen(kw_only=True)
class Result:
    """Counted facts of one creator on one day; ``None`` where the source does not tell.

    Args:
        creator_id: Whose they are.
        date: The day.
        clicks: Visits through the creator's link.
        leads: Leads and bookings.
        signups: E-mail signups.
        orders: Paid orders.
        customers: People who placed them.
        revenue: Net sales.
        gross_profit: Gross profit of those sales; it may be a loss.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        CurrencyMismatchError: Revenue and gross profit are not in one currency.
    """

    creator_id: CreatorId = attrs.field(validator=validated_id)
    date: dt.date = attrs.field(validator=require.is_date)
    clicks: int | None = attrs.field(default=None, validator=_optional_count)
    leads: int | None = attrs.field(default=None, validator=_optional_count)
    signups: int | None = attrs.field(default=None, validator=_optional_count)
    orders: int | None = attrs.field(default=None, validator=_optional_count)
    customers: int | None = attrs.field(default=None, validator=_optional_count)
    revenue: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )
    gross_profit: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_any_money)
    )

    def __attrs_post_init__(self) -> None:
        revenue, profit = self.revenue, self.gross_profit
        if revenue is not None and profit is not None and profit.currency != revenue.currency:
            rule = f"be in the currency of its revenue, {revenue.currency}"
            raise CurrencyMismatchError("Result.gross_profit", rule, profit)
