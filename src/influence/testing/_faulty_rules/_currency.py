"""Bugs of currency: amounts that travel, and figures without one."""

from __future__ import annotations

from influence.money import Money
from influence.payments import Commission, Fee, FeeLine, Performance
from influence.shares import Share
from influence.testing._faulty_rules._seeded import SeededRule, seeded, unwritten

_FIVE = Money("5.00", "USD")
_TERMS = SeededRule(pays=unwritten, rate=Share("0.15"))
_TWIN = Commission(rate=Share("0.15"))
_EACH = SeededRule(pays=unwritten, amount=_FIVE)
_EACH_TWIN = Commission(per_order=_FIVE)
_EACH_EXCEPTIONS = {
    "no_cliff": "an order pays its amount, however small it is",
    "at_most_top_rate": "an amount is no share",
    "refund_bounded": "an order that came back whole takes its amount back",
}


def _capped(rule: SeededRule, performance: Performance) -> int:
    """The share, up to the cap: what was promised."""
    share = rule.share_of(performance.net_sales.minor)
    return min(share, rule.minor("cap", performance))


@seeded("currencies", terms=_EACH, twin=_EACH_TWIN, exceptions=_EACH_EXCEPTIONS)
def exchanged_at_one(rule: SeededRule, performance: Performance) -> int:
    """Pays as many euros as dollars were agreed."""
    amount = 0 if rule.amount is None else rule.amount.minor
    return round(amount * performance.order_count)


@seeded(
    "currencies",
    terms=SeededRule(pays=unwritten, rate=Share("0.15"), cap=_FIVE),
    twin=SeededRule(pays=_capped, rate=Share("0.15"), cap=_FIVE),
)
def cap_of_no_currency(rule: SeededRule, performance: Performance) -> int:
    """Compares a share of the sales with the cap and does not look at the currency of the cap."""
    cap = 0 if rule.cap is None else rule.cap.minor
    return min(rule.share_of(performance.net_sales.minor), cap)


@seeded("currencies", terms=_TERMS, twin=_TWIN)
def always_dollars(rule: SeededRule, performance: Performance) -> Fee:
    """Answers in dollars, whatever the sales are in."""
    paid = Money.from_minor(rule.share_of(performance.net_sales.minor), "USD")
    return Fee.of_lines([FeeLine("a share of the sales", paid)], currency="USD")


@seeded("currencies", terms=_TERMS, twin=_TWIN)
def rate_of_exchange_in_code(rule: SeededRule, performance: Performance) -> int:
    """Multiplies sales that are not in dollars by a rate of exchange that nobody stated."""
    net = performance.net_sales.minor
    return rule.share_of(net if performance.currency == "USD" else net * 11 // 10)


@seeded("currencies", terms=_TERMS, twin=_TWIN)
def foreign_sales_left_out(rule: SeededRule, performance: Performance) -> int:
    """Pays nothing on sales that are not in dollars, without a word."""
    return rule.share_of(performance.net_sales.minor) if performance.currency == "USD" else 0
