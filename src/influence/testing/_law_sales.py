"""Laws of sales: how a fee follows what was sold (5–9).

    0 ≤ Δ fee ≤ top rate × Δ net sales + 1 unit

The unit stands for the rounding of a line; a fee of several lines may have several.
"""

from __future__ import annotations

from influence.payments import Fee
from influence.testing._law_breach import Breach, Case, Side, written
from influence.testing._law_orders import (
    another,
    chosen,
    enlarged,
    instead,
    returned,
    with_orders,
)


def monotone(case: Case) -> Breach | None:
    """Who sells more is not paid less."""
    less, more = _less_and_more(case)
    if more.fee.amount >= less.fee.amount:
        return None
    expected = f"at least {less.fee.amount}"
    return Breach(sides=(less, more), expected=expected, came=str(more.fee.amount))


def no_cliff(case: Case) -> Breach | None:
    """One more sale earns at most the top rate of it, and a unit of rounding."""
    less, more = _less_and_more(case)
    return beyond(case, less, more, what="more for what was sold more")


def at_most_top_rate(case: Case) -> Breach | None:
    """The fee is at most the top rate of net sales, and a unit of rounding, after refunds too."""
    told = case.performance
    kept = with_orders(told, (returned(order, 0) for order in told.orders))
    for title, performance in (("before any refund", kept), ("after the refunds", told)):
        side = case.side(title, performance)
        net = performance.net_sales
        most = case.top_rate.of(net).minor + units(side.fee)
        if side.fee.amount.minor > most:
            expected = f"at most {written(most, net.currency)}"
            return Breach(sides=(side,), expected=expected, came=str(side.fee.amount))
    return None


def no_sales_no_commission(case: Case) -> Breach | None:
    """Without a sale that was kept nothing is owed."""
    sold = [order for order in case.performance.orders if order.gross.is_positive]
    came_back = [returned(order, order.gross.minor) for order in sold]
    told = with_orders(case.performance, case.choices.pick((came_back, [])))
    side = case.side("without a sale that was kept", told)
    if side.fee.amount.is_zero:
        return None
    return Breach(sides=(side,), expected="nothing owed", came=str(side.fee.amount))


def never_negative(case: Case) -> Breach | None:
    """A fee is never below zero."""
    side = case.side("the performance", case.performance)
    if not side.fee.amount.is_negative:
        return None
    return Breach(sides=(side,), expected="nothing or more", came=str(side.fee.amount))


def beyond(case: Case, less: Side, more: Side, *, what: str) -> Breach | None:
    """A breach when more sales earn above the top rate of the difference, and the roundings."""
    sold = more.performance.net_sales - less.performance.net_sales
    most = case.top_rate.of(sold).minor + max(units(less.fee), units(more.fee))
    earned = more.fee.amount - less.fee.amount
    if earned.minor <= most:
        return None
    expected = f"at most {written(most, sold.currency)} {what}"
    return Breach(sides=(less, more), expected=expected, came=f"{earned} for {sold}")


def units(fee: Fee) -> int:
    """How many lines may have been rounded."""
    return max(1, len(fee.working))


def _less_and_more(case: Case) -> tuple[Side, Side]:
    """The performance, and the same with one more order or a larger one."""
    order, told = chosen(case), case.performance
    if order is None or case.choices.once_in(2):
        title, more = "with one more order", with_orders(told, (*told.orders, another(case)))
    else:
        title = f"with a larger {order.order_id}"
        more = instead(told, order, enlarged(case, order))
    return case.side("the performance", told), case.side(title, more)
