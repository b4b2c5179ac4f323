"""Commission: a share of the sales a creator brought in, or a fixed amount for each order.

    fee = rate × Σ net sales, or amount × Σ orders of which something is left

The base is what the items came to after discount and refunds, before tax and shipping. The share is
rounded once, at the end, so splitting an order or refunding it in parts changes nothing.
"""

from __future__ import annotations

from typing import ClassVar, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.money import Money, Rounding
from influence.payments._agreed import is_agreed, refuse_foreign
from influence.payments._credited_order import CreditedOrder
from influence.payments._fee import Fee, FeeLine
from influence.payments._performance import Performance
from influence.shares import Share, ShareLike


def _share(rate: ShareLike | None) -> Share | None:
    """The rate as a share, if there is one."""
    return None if rate is None else Share.as_share(rate)


@attrs.frozen(kw_only=True)
class Commission:
    """Pay for what was sold.

    Args:
        rate: Share of net sales; ``Share("0.12")`` is 12 %.
        per_order: Amount for each order instead.
        new_customers_only: Count only orders that are known to be a customer's first.
        rounding: How the share becomes whole minor units.

    Raises:
        InvalidTermsError: Neither or both of *rate* and *per_order* are given, the rate is above 1,
            or the amount is below zero.

    Example:
        >>> from influence.testing import performance
        >>> rule = Commission(rate=Share("0.12"))
        >>> rule.fee(performance(sales=["100.00", "33.30"], currency="USD")).amount
        Money('16.00', 'USD')

    Source: S1, S2, S3.
    """

    name: ClassVar[str] = "commission"
    rate: Share | None = attrs.field(default=None, converter=_share)
    per_order: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(is_agreed)
    )
    new_customers_only: bool = attrs.field(default=False, validator=require.is_flag)
    rounding: Rounding = attrs.field(
        default="half_even", validator=require.one_of(get_args(Rounding))
    )

    def __attrs_post_init__(self) -> None:
        terms = {"rate": self.rate, "per_order": self.per_order}
        given = [name for name, value in terms.items() if value is not None]
        if len(given) != 1:
            raise InvalidTermsError("commission", "name either rate or per_order", given)
        if self.rate is not None and self.rate.fraction > 1:
            raise InvalidTermsError("commission rate", "be at most 1, the whole sale", self.rate)

    def fee(self, performance: Performance, /) -> Fee:
        """The share of the net sales, or the amount for each order."""
        counted = performance.with_orders(self._counts)
        lines = [*self._left_out(performance), self._line(counted)]
        return Fee.of_lines(lines, currency=performance.currency)

    def _counts(self, order: CreditedOrder) -> bool:
        """Whether the terms look at *order*; one that came back whole is as if never placed."""
        return order.is_kept and (order.is_new_customer is True or not self.new_customers_only)

    def _left_out(self, performance: Performance) -> list[FeeLine]:
        """A line of zero that says which orders do not tell whether the customer is new."""
        unknown = [
            order.order_id
            for order in performance.orders
            if self.new_customers_only and order.is_kept and order.is_new_customer is None
        ]
        if not unknown:
            return []
        text = f"left out, not known whether the customer is new: {_orders(len(unknown))}"
        return [FeeLine(text, Money.zero(performance.currency), tuple(sorted(unknown)))]

    def _line(self, counted: Performance) -> FeeLine:
        """The line that carries the fee."""
        facts = tuple(sorted(order.order_id for order in counted.orders))
        whose = " of new customers" if self.new_customers_only else ""
        if self.rate is not None:
            amount = self.rate.of(counted.net_sales).rounded(self.rounding)
            sales = f"{counted.net_sales} net sales in {_orders(len(facts))}{whose}"
            return FeeLine(f"{self.rate} of {sales}", amount, facts)
        each = Money.zero(counted.currency) if self.per_order is None else self.per_order
        return _per_order_line(each, counted, rounding=self.rounding, whose=whose)


def _per_order_line(
    each: Money, counted: Performance, *, rounding: Rounding, whose: str
) -> FeeLine:
    """So much for each order; a shared order counts by its part."""
    refuse_foreign("commission per_order", each, performance=counted)
    count = counted.order_count
    facts = tuple(sorted(order.order_id for order in counted.orders))
    shown = _orders(len(facts)) + whose
    if count != len(facts):
        shown = f"{shown}, shared with others and together worth {count} of an order"
    return FeeLine(f"{each} for each of {shown}", (each.exact * count).rounded(rounding), facts)


def _orders(count: int) -> str:
    """So many orders, in words."""
    return "1 order" if count == 1 else f"{count} orders"
