"""Bugs of refunds: forgotten, taken twice, taken from the wrong place."""

from __future__ import annotations

from influence.money import Money
from influence.payments import Commission, Performance
from influence.shares import Share
from influence.testing._faulty_rules._seeded import SeededRule, seeded, unwritten

_TERMS = SeededRule(pays=unwritten, rate=Share("0.15"))
_TWIN = Commission(rate=Share("0.15"))
_FIVE = Money("5.00", "USD")
_EACH = SeededRule(pays=unwritten, amount=_FIVE)
_EACH_TWIN = Commission(per_order=_FIVE)
_EACH_EXCEPTIONS = {
    "no_cliff": "an order pays its amount, however small it is",
    "at_most_top_rate": "an amount is no share",
    "refund_bounded": "an order that came back whole takes its amount back",
}


@seeded("full_refund", "at_most_top_rate", "no_sales_no_commission", terms=_TERMS, twin=_TWIN)
def refund_ignored(rule: SeededRule, performance: Performance) -> int:
    """Pays on sales before refunds."""
    return rule.share_of(performance.gross_sales.minor)


@seeded("full_refund", "never_negative", "refund_bounded", terms=_TERMS, twin=_TWIN)
def refund_doubled(rule: SeededRule, performance: Performance) -> int:
    """Takes every refund off twice."""
    net, gross = performance.net_sales.minor, performance.gross_sales.minor
    return rule.share_of(2 * net - gross)


@seeded("full_refund", "never_negative", "refund_bounded", terms=_TERMS, twin=_TWIN)
def returned_order_taken_off_again(rule: SeededRule, performance: Performance) -> int:
    """Takes an order that came back whole off once more, as if it had been cancelled too."""
    gone = sum(order.gross.minor for order in performance.orders if not order.is_kept)
    return rule.share_of(performance.net_sales.minor - gone)


@seeded("full_refund", "never_negative", "no_sales_no_commission", terms=_TERMS, twin=_TWIN)
def returns_are_charged(rule: SeededRule, performance: Performance) -> int:
    """Charges the creator a dollar for each order that came back."""
    gone = sum(not order.is_kept for order in performance.orders)
    return rule.share_of(performance.net_sales.minor) - 100 * gone


@seeded("at_most_top_rate", terms=_TERMS, twin=_TWIN)
def refund_in_part_ignored(rule: SeededRule, performance: Performance) -> int:
    """Takes an order off only when all of it came back."""
    kept = (order.gross.minor for order in performance.orders if order.is_kept)
    return rule.share_of(sum(kept))


@seeded("refund_bounded", "partial_refunds", terms=_TERMS, twin=_TWIN)
def refund_in_part_voids(rule: SeededRule, performance: Performance) -> int:
    """Takes the whole order off when any part of it came back."""
    kept = (order.gross.minor for order in performance.orders if order.refunded.is_zero)
    return rule.share_of(sum(kept))


@seeded("refund_bounded", "never_negative", "full_refund", terms=_TERMS, twin=_TWIN)
def refund_off_the_fee(rule: SeededRule, performance: Performance) -> int:
    """Takes all of a refund off the fee, and not the share of it."""
    gross, net = performance.gross_sales.minor, performance.net_sales.minor
    return rule.share_of(gross) - (gross - net)


@seeded("full_refund", "at_most_top_rate", terms=_TERMS, twin=_TWIN)
def refund_credited_twice(rule: SeededRule, performance: Performance) -> int:
    """Takes the creator's part of a refund that is the creator's part already."""
    kept = (order.gross.minor - order.refunded.minor * order.credit for order in performance.orders)
    return rule.share_of(sum(kept))


@seeded("full_refund", "order_independent", terms=_TERMS, twin=_TWIN)
def only_the_first_refund(rule: SeededRule, performance: Performance) -> int:
    """Takes off the first refund that it meets and no other."""
    refunds = [order.refunded.minor for order in performance.orders if order.refunded.is_positive]
    return rule.share_of(performance.gross_sales.minor - sum(refunds[:1]))


@seeded("partial_refunds", terms=_TERMS, twin=_TWIN)
def small_refunds_forgiven(rule: SeededRule, performance: Performance) -> int:
    """Forgives a refund of less than a dollar, which the terms do not."""
    kept = (
        order.gross.minor if order.refunded.minor < 100 else order.net.minor  # noqa: PLR2004
        for order in performance.orders
    )
    return rule.share_of(sum(kept))


@seeded(
    "full_refund",
    "no_sales_no_commission",
    terms=_EACH,
    twin=_EACH_TWIN,
    exceptions=_EACH_EXCEPTIONS,
)
def returned_orders_paid(rule: SeededRule, performance: Performance) -> int:
    """Pays its amount for orders that came back whole, too."""
    credits = sum(order.credit for order in performance.orders)
    return round(rule.minor("amount", performance) * credits)


@seeded("splitting", terms=_EACH, twin=_EACH_TWIN, exceptions=_EACH_EXCEPTIONS)
def shared_orders_paid_whole(rule: SeededRule, performance: Performance) -> int:
    """Pays its whole amount for an order of which the creator earned half."""
    kept = sum(order.is_kept for order in performance.orders)
    return rule.minor("amount", performance) * kept
