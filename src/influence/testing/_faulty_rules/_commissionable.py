"""Bugs of the base: what of an order a share is taken of."""

from __future__ import annotations

from influence.money import Money
from influence.payments import Commission, CreditedOrder, Performance
from influence.shares import Share
from influence.testing._faulty_rules._seeded import SeededRule, seeded, unwritten

_TERMS = SeededRule(pays=unwritten, rate=Share("0.15"))
_TWIN = Commission(rate=Share("0.15"))


def _minor(amount: Money | None) -> int:
    """Minor units, of nothing where nothing is told."""
    return 0 if amount is None else amount.minor


@seeded("at_most_top_rate", terms=_TERMS, twin=_TWIN)
def tax_in_the_base(rule: SeededRule, performance: Performance) -> int:
    """Pays a share of the tax."""
    kept = [order for order in performance.orders if order.is_kept]
    return rule.share_of(sum(order.net.minor + _minor(order.tax) for order in kept))


@seeded("at_most_top_rate", terms=_TERMS, twin=_TWIN)
def shipping_in_the_base(rule: SeededRule, performance: Performance) -> int:
    """Pays a share of the shipping."""
    kept = [order for order in performance.orders if order.is_kept]
    return rule.share_of(sum(order.net.minor + _minor(order.shipping) for order in kept))


@seeded("full_refund", "no_sales_no_commission", terms=_TERMS, twin=_TWIN)
def tax_of_returned_orders(rule: SeededRule, performance: Performance) -> int:
    """Pays a share of the tax of orders that came back."""
    gone = [order for order in performance.orders if not order.is_kept]
    return rule.share_of(performance.net_sales.minor + sum(_minor(order.tax) for order in gone))


@seeded("at_most_top_rate", terms=_TERMS, twin=_TWIN)
def quantity_counted_twice(rule: SeededRule, performance: Performance) -> int:
    """Multiplies a line by its quantity, which its price holds already."""
    return rule.share_of(sum(map(_by_quantity, performance.orders)))


def _by_quantity(order: CreditedOrder) -> int:
    """Quantity times price."""
    if not order.lines:
        return order.net.minor
    return sum(line.quantity * line.net.minor for line in order.lines)


@seeded("at_most_top_rate", terms=_TERMS, twin=_TWIN)
def fee_lines_left_out(rule: SeededRule, performance: Performance) -> int:
    """Leaves lines below zero out of the base."""
    kept = (
        sum(max(0, line.net.minor) for line in order.lines) if order.lines else order.net.minor
        for order in performance.orders
    )
    return rule.share_of(sum(kept))


@seeded("at_most_top_rate", terms=_TERMS, twin=_TWIN)
def gift_cards_counted_twice(rule: SeededRule, performance: Performance) -> int:
    """Counts a gift card as an item and as a gift card."""
    lines = [line for order in performance.orders for line in order.lines]
    cards = sum(line.net.minor for line in lines if line.kind == "gift_card")
    return rule.share_of(performance.net_sales.minor + cards)


@seeded("splitting", "partial_refunds", terms=_TERMS, twin=_TWIN)
def credited_twice(rule: SeededRule, performance: Performance) -> int:
    """Takes the creator's part of amounts that are the creator's part already."""
    return rule.share_of(sum(order.net.minor * order.credit for order in performance.orders))


@seeded("splitting", "scaling", terms=_TERMS, twin=_TWIN)
def small_orders_left_out(rule: SeededRule, performance: Performance) -> int:
    """Leaves orders under a dollar out, which the terms do not."""
    kept = (order.net.minor for order in performance.orders if order.gross.minor >= 100)  # noqa: PLR2004
    return rule.share_of(sum(kept))
