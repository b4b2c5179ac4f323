"""Bugs of memory: what a rule keeps between calls reaches the next creator."""

from __future__ import annotations

from influence.payments import Commission, Performance
from influence.shares import Share
from influence.testing._faulty_rules._seeded import SeededRule, seeded, unwritten

_TERMS = SeededRule(pays=unwritten, rate=Share("0.15"))
_TWIN = Commission(rate=Share("0.15"))


@seeded("deterministic", "creators", terms=_TERMS, twin=_TWIN)
def every_other_call_a_unit_more(rule: SeededRule, performance: Performance) -> int:
    """Carries a unit of rounding over to the next call."""
    rule.memory["calls"] = rule.memory.get("calls", 0) + 1
    return rule.share_of(performance.net_sales.minor) + rule.memory["calls"] % 2


@seeded("creators", terms=_TERMS, twin=_TWIN)
def most_ever_paid(rule: SeededRule, performance: Performance) -> int:
    """Never pays less than it paid before, whoever that was for."""
    fee = rule.share_of(performance.net_sales.minor)
    rule.memory["most"] = max(fee, rule.memory.get("most", 0))
    return rule.memory["most"]


@seeded("deterministic", "repeated_facts", terms=_TERMS, twin=_TWIN)
def only_what_is_new(rule: SeededRule, performance: Performance) -> int:
    """Pays only for orders that it has not met in an earlier call."""
    fresh = [order for order in performance.orders if order.order_id not in rule.memory]
    rule.memory.update({order.order_id: 1 for order in fresh})
    return rule.share_of(sum(order.net.minor for order in fresh))


@seeded("deterministic", "creators", terms=_TERMS, twin=_TWIN)
def lines_never_emptied(rule: SeededRule, performance: Performance) -> int:
    """Adds to the list of the call before, as a mutable default does."""
    before = rule.memory.get("fee", 0)
    rule.memory["fee"] = before + rule.share_of(performance.net_sales.minor)
    return rule.memory["fee"]


@seeded("scaling", "exact", terms=_TERMS, twin=_TWIN)
def cached_by_count(rule: SeededRule, performance: Performance) -> int:
    """Remembers the fee under the number of orders, which many performances share."""
    key = str(len(performance.orders))
    return rule.memory.setdefault(key, rule.share_of(performance.net_sales.minor))


@seeded("at_most_top_rate", terms=_TERMS, twin=_TWIN)
def cached_by_gross(rule: SeededRule, performance: Performance) -> int:
    """Remembers the fee under gross sales, and does not see refunds that come later."""
    key = performance.gross_sales.text
    return rule.memory.setdefault(key, rule.share_of(performance.net_sales.minor))


@seeded("creators", terms=_TERMS, twin=_TWIN)
def customers_of_others(rule: SeededRule, performance: Performance) -> int:
    """Pays for customers that no earlier creator brought, by a list that outlives the call."""
    mine = hash(performance)
    kept = [
        order
        for order in performance.orders
        if rule.memory.setdefault(order.customer_id or order.order_id, mine) == mine
    ]
    return rule.share_of(sum(order.net.minor for order in kept))


@seeded("creators", terms=_TERMS, twin=_TWIN)
def tier_of_the_last_creator(rule: SeededRule, performance: Performance) -> int:
    """Halves the rate until somebody has sold for a hundred dollars."""
    sold = max(rule.memory.get("sold", 0), performance.net_sales.minor)
    rule.memory["sold"] = sold
    share = rule.share_of(performance.net_sales.minor)
    return share if sold >= 10_000 else share // 2  # noqa: PLR2004
