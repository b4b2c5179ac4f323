"""Bugs of facts: the order in which they are told, and which of them are taken for the same."""

from __future__ import annotations

from collections.abc import Iterable

from influence.payments import Commission, CreditedOrder, Performance
from influence.shares import Share
from influence.testing._faulty_rules._seeded import SeededRule, seeded, unwritten

_TERMS = SeededRule(pays=unwritten, rate=Share("0.15"))
_TWIN = Commission(rate=Share("0.15"))


@seeded("splitting", "partial_refunds", terms=_TERMS, twin=_TWIN)
def same_amount_same_order(rule: SeededRule, performance: Performance) -> int:
    """Takes two orders of one amount for the same order."""
    return rule.share_of(sum({order.net.minor for order in performance.orders}))


@seeded("splitting", "order_independent", terms=_TERMS, twin=_TWIN)
def same_moment_same_order(rule: SeededRule, performance: Performance) -> int:
    """Takes two orders of one moment for the same order, and keeps the later told."""
    return rule.share_of(_net({order.at: order for order in performance.orders}.values()))


@seeded("splitting", "order_independent", terms=_TERMS, twin=_TWIN)
def same_customer_same_order(rule: SeededRule, performance: Performance) -> int:
    """Takes all orders of a customer for one order, and keeps the last told."""
    kept = {order.customer_id or order.order_id: order for order in performance.orders}
    return rule.share_of(_net(kept.values()))


@seeded("order_independent", terms=_TERMS, twin=_TWIN)
def last_told_left_out(rule: SeededRule, performance: Performance) -> int:
    """Leaves the last order that it is told out, by a range that is one too short."""
    return rule.share_of(_net(performance.orders[:-1]))


@seeded("order_independent", terms=_TERMS, twin=_TWIN)
def stops_when_out_of_order(rule: SeededRule, performance: Performance) -> int:
    """Stops at the first order that is placed before the one it was told before."""
    kept: list[CreditedOrder] = []
    for order in performance.orders:
        if kept and order.at < kept[-1].at:
            break
        kept.append(order)
    return rule.share_of(_net(kept))


@seeded("order_independent", "at_most_top_rate", terms=_TERMS, twin=_TWIN)
def first_told_pays_double(rule: SeededRule, performance: Performance) -> int:
    """Pays twice for the first order that it is told."""
    return rule.share_of(_net((*performance.orders, *performance.orders[:1])))


@seeded("order_independent", "monotone", terms=_TERMS, twin=_TWIN)
def tier_by_the_last_told(rule: SeededRule, performance: Performance) -> int:
    """Lets the size of the order that was told last decide the rate of all."""
    share = rule.share_of(performance.net_sales.minor)
    is_small = bool(performance.orders) and performance.orders[-1].net.minor < 5000  # noqa: PLR2004
    return share // 2 if is_small else share


def _net(orders: Iterable[CreditedOrder]) -> int:
    """Net sales of some orders, in minor units."""
    return sum(order.net.minor for order in orders)
