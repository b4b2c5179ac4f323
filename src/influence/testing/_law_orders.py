"""Orders changed as the laws need it: split, returned, enlarged, one more.

A split order is several orders of the same moment and customer which sum to it, credit included:
half an order and half an order count as one. As a returned order counts for nothing, no part of a
kept order comes back whole.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from influence.money import Money
from influence.payments import CreditedOrder, OrderLine, Performance
from influence.testing._law_breach import Case
from influence.testing._law_performances import told_amount, told_order


def with_orders(performance: Performance, orders: Iterable[CreditedOrder]) -> Performance:
    """The same performance with other orders."""
    return attrs.evolve(performance, orders=tuple(orders))


def instead(performance: Performance, order: CreditedOrder, *others: CreditedOrder) -> Performance:
    """The same performance with *others* in the place of *order*."""
    kept = performance.orders
    place = [one.order_id for one in kept].index(order.order_id)
    return with_orders(performance, (*kept[:place], *others, *kept[place + 1 :]))


def chosen(case: Case) -> CreditedOrder | None:
    """One order of the performance, if there is one."""
    orders = case.performance.orders
    return case.choices.pick(orders) if orders else None


def another(case: Case, order_id: str = "order-more") -> CreditedOrder:
    """One more order, of which nothing came back."""
    performance = case.performance
    order = told_order(
        case.choices,
        order_id,
        case.hints,
        currency=performance.currency,
        sold=performance.net_sales.minor,
        period=performance.period,
        is_full=case.is_full,
    )
    return returned(order, 0)


def returned(order: CreditedOrder, minor: int) -> CreditedOrder:
    """The order with so much of it given back, from its first line on; a fee comes back last."""
    whole = minor == order.gross.minor
    wanted, lines = minor, list[OrderLine]()
    fees = sum(line.gross.minor for line in order.lines if line.gross.is_negative)
    wanted -= fees if whole else 0
    for line in order.lines:
        is_item = not line.gross.is_negative
        back = min(line.gross.minor, wanted) if is_item else line.gross.minor * whole
        wanted -= back if is_item else 0
        lines.append(attrs.evolve(line, refunded=_like(order, back)))
    return attrs.evolve(order, refunded=_like(order, minor), lines=tuple(lines))


def enlarged(case: Case, order: CreditedOrder) -> CreditedOrder:
    """The order with a larger first line, and as much given back as before."""
    sold = case.performance.net_sales.minor
    by = Money.from_minor(
        1 + told_amount(case.choices, case.hints, sold=sold), order.gross.currency
    )
    first = [attrs.evolve(line, gross=line.gross + by) for line in order.lines[:1]]
    lines = (*first, *order.lines[1:])
    return attrs.evolve(order, gross=order.gross + by, lines=lines)


def plain(order: CreditedOrder) -> CreditedOrder:
    """The order without what only stands for it as a whole, so that it can be split anywhere."""
    zero = Money.zero(order.gross.currency)
    return attrs.evolve(
        order,
        lines=(),
        tax=None if order.tax is None else zero,
        shipping=None if order.shipping is None else zero,
    )


def split(case: Case, order: CreditedOrder) -> tuple[CreditedOrder, ...]:
    """A plain order as two; one of which too little is left stays as it is."""
    net, back = order.net.minor, order.refunded.minor
    if net < 2:  # noqa: PLR2004  # each of two parts keeps something
        return (order,)
    kept = 1 + case.choices.below(net - 1)
    given_back = case.choices.pick((back // 2, 0, back))
    share = case.choices.pick((2, 3))
    credit = order.credit / share
    parts = (
        (kept, given_back, credit),
        (net - kept, back - given_back, order.credit - credit),
    )
    return tuple(
        attrs.evolve(
            order,
            order_id=f"{order.order_id}-{place}",
            gross=_like(order, left + gone),
            refunded=_like(order, gone),
            credit=part,
        )
        for place, (left, gone, part) in enumerate(parts, start=1)
    )


def _like(order: CreditedOrder, minor: int) -> Money:
    """So many minor units of the order's currency."""
    return Money.from_minor(minor, order.gross.currency)
