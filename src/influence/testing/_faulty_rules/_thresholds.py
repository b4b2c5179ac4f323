"""Bugs of thresholds: tiers, caps, minimums, bonuses."""

from __future__ import annotations

from fractions import Fraction

from influence.money import Money, round_fraction
from influence.payments import Bonus, Commission, Performance
from influence.shares import Share
from influence.testing._faulty_rules._seeded import SeededRule, seeded, unwritten

_TWO_HUNDRED, _FIFTY, _FIVE = (Money(amount, "USD") for amount in ("200", "50", "5"))
_LOWER = Share("0.04")
_BONUS_EXCEPTIONS = {
    "no_cliff": "the sale that reaches the threshold earns the bonus",
    "at_most_top_rate": "a bonus is no share",
    "refund_bounded": "a refund can fall below the threshold",
}


def _marginal(rule: SeededRule, performance: Performance) -> int:
    """The lower rate up to the threshold, the higher beyond it: what was promised."""
    net, bound = performance.net_sales.minor, rule.minor("threshold", performance)
    above = max(0, net - bound)
    return round(_LOWER.fraction * (net - above) + rule.rate.fraction * above)


def _capped(rule: SeededRule, performance: Performance) -> int:
    """The share, up to the cap: what was promised."""
    share = rule.share_of(performance.net_sales.minor)
    return min(share, rule.minor("cap", performance))


_TIERS = SeededRule(pays=unwritten, rate=Share("0.08"), threshold=_TWO_HUNDRED)
_TIERS_TWIN = SeededRule(pays=_marginal, rate=Share("0.08"), threshold=_TWO_HUNDRED)
_CAP = SeededRule(pays=unwritten, rate=Share("0.15"), cap=_FIFTY)
_CAP_TWIN = SeededRule(pays=_capped, rate=Share("0.15"), cap=_FIFTY)
_REACH = SeededRule(pays=unwritten, amount=_FIFTY, threshold=_TWO_HUNDRED)
_REACH_TWIN = Bonus(metric="revenue", reaches=_TWO_HUNDRED, pay=_FIFTY)
_EVERY = SeededRule(pays=unwritten, amount=_FIVE, every=2)
_EVERY_TWIN = Bonus(metric="orders", every=2, pay=_FIVE)


@seeded("no_cliff", "refund_bounded", terms=_TIERS, twin=_TIERS_TWIN)
def retroactive_for_marginal(rule: SeededRule, performance: Performance) -> int:
    """Rates all sales at the tier that was reached, where each slice has its own rate."""
    net = performance.net_sales.minor
    is_reached = net >= rule.minor("threshold", performance)
    return rule.share_of(net) if is_reached else round(_LOWER.fraction * net)


@seeded("at_most_top_rate", "no_cliff", "refund_bounded", terms=_TIERS, twin=_TIERS_TWIN)
def tiers_added_up(rule: SeededRule, performance: Performance) -> int:
    """Pays the lower rate on all sales and the higher one on top of it."""
    net = performance.net_sales.minor
    above = max(0, net - rule.minor("threshold", performance))
    return round(_LOWER.fraction * net + rule.rate.fraction * above)


@seeded("monotone", terms=_TIERS, twin=_TIERS_TWIN)
def tiers_upside_down(rule: SeededRule, performance: Performance) -> int:
    """Pays the lower rate once the threshold is reached, on all sales."""
    net = performance.net_sales.minor
    is_reached = net >= rule.minor("threshold", performance)
    return round(_LOWER.fraction * net) if is_reached else rule.share_of(net)


@seeded("monotone", terms=_TIERS, twin=_TIERS_TWIN)
def gap_at_the_threshold(rule: SeededRule, performance: Performance) -> int:
    """Pays nothing on sales that come to exactly the threshold, which is in no tier."""
    if performance.net_sales.minor == rule.minor("threshold", performance):
        return 0
    return _marginal(rule, performance)


@seeded("scaling", "exact", terms=_TIERS, twin=_TIERS_TWIN)
def threshold_fixed_in_code(rule: SeededRule, performance: Performance) -> int:
    """Compares with 20,000 cents, whatever the terms say."""
    rule.minor("threshold", performance)
    above = max(0, performance.net_sales.minor - 20_000)
    return round(
        _LOWER.fraction * (performance.net_sales.minor - above) + rule.rate.fraction * above
    )


@seeded("splitting", "exact", terms=_TIERS, twin=_TIERS_TWIN, is_summed=True)
def tier_by_single_order(rule: SeededRule, performance: Performance) -> int:
    """Looks at the size of each order, where all sales together reach the tier."""
    bound = rule.minor("threshold", performance)
    return sum(
        rule.share_of(order.net.minor)
        if order.net.minor >= bound
        else round(_LOWER.fraction * order.net.minor)
        for order in performance.orders
    )


@seeded("splitting", terms=_CAP, twin=_CAP_TWIN)
def capped_before_the_sum(rule: SeededRule, performance: Performance) -> int:
    """Caps each order, where the sum has a cap."""
    cap = rule.minor("cap", performance)
    shares = [rule.rate.fraction * order.net.minor for order in performance.orders]
    return round_fraction(sum((min(Fraction(cap), share) for share in shares), Fraction(0)))


@seeded("monotone", terms=_CAP, twin=_CAP_TWIN)
def nothing_above_the_cap(rule: SeededRule, performance: Performance) -> int:
    """Pays nothing when the share is above the cap."""
    share = rule.share_of(performance.net_sales.minor)
    return share if share <= rule.minor("cap", performance) else 0


@seeded("monotone", terms=_CAP, twin=_CAP_TWIN)
def begins_anew_at_the_cap(rule: SeededRule, performance: Performance) -> int:
    """Begins to count again from zero when the cap is reached."""
    return rule.share_of(performance.net_sales.minor) % rule.minor("cap", performance)


@seeded("no_sales_no_commission", "at_most_top_rate", terms=_CAP, twin=_CAP_TWIN)
def minimum_without_sales(rule: SeededRule, performance: Performance) -> int:
    """Takes the cap for a minimum, and pays it without a sale."""
    return max(rule.share_of(performance.net_sales.minor), rule.minor("cap", performance))


@seeded("exact", terms=_REACH, twin=_REACH_TWIN, exceptions=_BONUS_EXCEPTIONS, is_summed=True)
def exceeded_for_reached(rule: SeededRule, performance: Performance) -> int:
    """Pays when the threshold is exceeded, where it has to be reached."""
    is_met = performance.net_sales.minor > rule.minor("threshold", performance)
    return rule.minor("amount", performance) * is_met


@seeded("exact", terms=_REACH, twin=_REACH_TWIN, exceptions=_BONUS_EXCEPTIONS, is_summed=True)
def reached_by_gross(rule: SeededRule, performance: Performance) -> int:
    """Lets sales that came back reach the threshold."""
    is_met = performance.gross_sales.minor >= rule.minor("threshold", performance)
    return rule.minor("amount", performance) * is_met


@seeded("monotone", terms=_REACH, twin=_REACH_TWIN, exceptions=_BONUS_EXCEPTIONS)
def only_when_exactly_reached(rule: SeededRule, performance: Performance) -> int:
    """Pays when sales come to the threshold within a dollar, and no longer when they exceed it."""
    above = performance.net_sales.minor - rule.minor("threshold", performance)
    return rule.minor("amount", performance) * (0 <= above < 100)  # noqa: PLR2004


@seeded("exact", terms=_EVERY, twin=_EVERY_TWIN, exceptions=_BONUS_EXCEPTIONS, is_summed=True)
def one_too_early(rule: SeededRule, performance: Performance) -> int:
    """Pays for every second order one order too early."""
    times = (performance.order_count + 1) // (rule.every or 1)
    return rule.minor("amount", performance) * times


@seeded("full_refund", terms=_EVERY, twin=_EVERY_TWIN, exceptions=_BONUS_EXCEPTIONS)
def returned_orders_counted(rule: SeededRule, performance: Performance) -> int:
    """Counts orders that came back whole."""
    times = len(performance.orders) // (rule.every or 1)
    return rule.minor("amount", performance) * times


@seeded("splitting", terms=_EVERY, twin=_EVERY_TWIN, exceptions=_BONUS_EXCEPTIONS)
def parts_counted_whole(rule: SeededRule, performance: Performance) -> int:
    """Counts a part of an order as an order."""
    kept = sum(order.is_kept for order in performance.orders)
    return rule.minor("amount", performance) * (kept // (rule.every or 1))


_SHARE_TERMS = SeededRule(pays=unwritten, rate=Share("0.15"))


@seeded("no_cliff", "at_most_top_rate", terms=_SHARE_TERMS, twin=Commission(rate=Share("0.15")))
def rate_applied_twice_when_busy(rule: SeededRule, performance: Performance) -> int:
    """Adds a tier for busy creators that nobody agreed on."""
    share = rule.share_of(performance.net_sales.minor)
    return share * 2 if len(performance.orders) > 2 else share  # noqa: PLR2004
