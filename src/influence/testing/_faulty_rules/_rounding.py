"""Bugs of rounding: where, how often, and with which arithmetic."""

from __future__ import annotations

import math

from influence.money import Rounding, round_fraction
from influence.payments import Commission, Performance
from influence.shares import Share
from influence.testing._faulty_rules._seeded import SeededRule, seeded, unwritten

_TERMS = SeededRule(pays=unwritten, rate=Share("0.15"))
_TWIN = Commission(rate=Share("0.15"))
_THIRD = SeededRule(pays=unwritten, rate=Share("1/3"))
_DOLLAR = 100
_TEN_THOUSAND, _MILLION = 10**4 * _DOLLAR, 10**6 * _DOLLAR
_INT32 = 2**31


@seeded("splitting", "partial_refunds", "exact", terms=_TERMS, twin=_TWIN)
def rounded_each_order(rule: SeededRule, performance: Performance) -> int:
    """Rounds each order, where the terms round once."""
    return sum(rule.share_of(order.net.minor) for order in performance.orders)


@seeded("splitting", "partial_refunds", "exact", terms=_TERMS, twin=_TWIN)
def rounded_each_order_when_many(rule: SeededRule, performance: Performance) -> int:
    """Rounds once for two orders and each order from the third on."""
    orders = performance.orders
    if len(orders) < 3:  # noqa: PLR2004  # the third order is the bug
        return rule.share_of(performance.net_sales.minor)
    return sum(rule.share_of(order.net.minor) for order in orders)


@seeded("exact", "scaling", terms=_TERMS, twin=_TWIN)
def truncated(rule: SeededRule, performance: Performance) -> int:
    """Cuts off what is below a unit, where the terms round half to even."""
    return int(rule.rate.fraction * performance.net_sales.minor)


@seeded("exact", "scaling", terms=_TERMS, twin=_TWIN)
def rounded_up(rule: SeededRule, performance: Performance) -> int:
    """Rounds every fraction of a unit up."""
    return math.ceil(rule.rate.fraction * performance.net_sales.minor)


@seeded("splitting", terms=_TERMS, twin=_TWIN)
def floated(_rule: SeededRule, performance: Performance) -> int:
    """Adds up binary fractions of dollars and rounds their sum to two places."""
    dollars = sum(float(order.net.amount) * 0.15 for order in performance.orders)
    return round(round(dollars, 2) * _DOLLAR)


@seeded("exact", "full_refund", terms=_TERMS, twin=_TWIN)
def refunds_rounded_apart(rule: SeededRule, performance: Performance) -> int:
    """Rounds the share of all sales and the share of all refunds apart, both half up."""
    gross, net = performance.gross_sales.minor, performance.net_sales.minor
    sold, back = (rule.rate.fraction * minor for minor in (gross, net - gross))
    up: Rounding = "half_away_from_zero"
    return round_fraction(sold, up) + round_fraction(back, up)


@seeded("exact", "full_refund", terms=_TERMS, twin=_TWIN)
def negatives_floored(_rule: SeededRule, performance: Performance) -> int:
    """Divides whole numbers, and so rounds what is taken back away from zero."""
    gross, net = performance.gross_sales.minor, performance.net_sales.minor
    return gross * 15 // 100 + (net - gross) * 15 // 100


@seeded("exact", "scaling", terms=_TERMS, twin=_TWIN)
def rounded_to_dollars(rule: SeededRule, performance: Performance) -> int:
    """Pays whole dollars, where the terms pay cents."""
    return rule.share_of(performance.net_sales.minor) // _DOLLAR * _DOLLAR


@seeded("exact", "scaling", terms=_TERMS, twin=_TWIN)
def sales_rounded_first(rule: SeededRule, performance: Performance) -> int:
    """Rounds net sales to whole dollars before it takes the share."""
    return rule.share_of(round_fraction(performance.net_sales.exact.minor / 100) * _DOLLAR)


@seeded("exact", "scaling", terms=_TERMS, twin=_TWIN)
def divided_first(_rule: SeededRule, performance: Performance) -> int:
    """Divides by a hundred before it multiplies by the per cent."""
    return performance.net_sales.minor // 100 * 15


@seeded("splitting", "exact", terms=_TERMS, twin=_TWIN)
def shared_out_evenly(rule: SeededRule, performance: Performance) -> int:
    """Shares the fee out evenly over the orders and loses what does not divide."""
    count = len(performance.orders)
    fee = rule.share_of(performance.net_sales.minor)
    return fee // count * count if count else 0


@seeded("exact", terms=_THIRD, twin=Commission(rate=Share("1/3")), is_summed=True)
def rate_rounded_first(_rule: SeededRule, performance: Performance) -> int:
    """Takes a third for 33 %."""
    return round_fraction(performance.net_sales.exact.minor * 33 / 100)


@seeded("exact", terms=_TERMS, twin=_TWIN)
def large_fees_in_steps(rule: SeededRule, performance: Performance) -> int:
    """Keeps only whole ten thousands of dollars of a fee of a million dollars or more."""
    fee = rule.share_of(performance.net_sales.minor)
    return fee if fee < _MILLION else fee // _TEN_THOUSAND * _TEN_THOUSAND


@seeded("exact", "scaling", terms=_TERMS, twin=_TWIN)
def wrapped_at_32_bits(rule: SeededRule, performance: Performance) -> int:
    """Counts in 32 bits, which large fees do not fit."""
    return rule.share_of(performance.net_sales.minor) % _INT32
