"""Laws of refunds: what came back is as if it had never been sold (10–12).

fee before − fee after a refund ≤ top rate × refund + 1 unit
"""

from __future__ import annotations

from influence.testing._law_breach import Breach, Case, compared
from influence.testing._law_orders import (
    another,
    chosen,
    instead,
    plain,
    returned,
    split,
    with_orders,
)
from influence.testing._law_sales import beyond


def full_refund(case: Case) -> Breach | None:
    """An order that came back whole is as if it had never been placed."""
    order, told = another(case, "order-back"), case.performance
    if order.gross.is_zero:
        return None
    back = with_orders(told, (*told.orders, returned(order, order.gross.minor)))
    return compared(case, ("without the order", told), ("with the order, all of it back", back))


def partial_refunds(case: Case) -> Breach | None:
    """A refund in parts, on parts of an order, is the one refund on the whole order."""
    order = chosen(case)
    if order is None or order.gross.minor < 2:  # noqa: PLR2004  # something back, something kept
        return None
    minor = 1 + case.choices.below(order.gross.minor - 1)
    whole = returned(plain(order), minor)
    before = instead(case.performance, order, whole)
    after = instead(case.performance, order, *split(case, whole))
    return compared(case, ("in one order", before), ("in two orders", after))


def refund_bounded(case: Case) -> Breach | None:
    """A refund takes back at most the top rate of it, and a unit of rounding."""
    order = chosen(case)
    if order is None or order.gross.is_zero:
        return None
    minor = case.choices.pick((order.gross.minor, 1 + case.choices.below(order.gross.minor)))
    kept, back = returned(order, 0), returned(order, minor)
    before = case.side("before the refund", instead(case.performance, order, kept))
    after = case.side("after it", instead(case.performance, order, back))
    return beyond(case, after, before, what="taken back")
