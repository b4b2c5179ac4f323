"""Tiers for ``exact_payments``: one window of a tiered rate, under each of its five meanings.

Every order counts everything before it again, from the beginning.
"""

from __future__ import annotations

from fractions import Fraction

from exact_calendar import DAY
from exact_orders import Did, Order, Terms, kept, order_base
from exact_rounding import total


def as_sold(order: Order) -> Order:
    """An order before anything came back."""
    lines = [{**line, "refunded": 0} for line in order["lines"]]
    return {**order, "refunded": 0, "lines": lines}


def count_of(terms: Terms, orders: list[Order]) -> Fraction:
    """The count of some orders, which are in the order of time."""
    counted = [order if terms["refunds_unreach"] else as_sold(order) for order in orders]
    counted = [order for order in counted if kept(order)]
    if terms["metric"] == "revenue":
        return sum((order_base(order, terms["base"]) for order in counted), Fraction(0))
    if terms["metric"] == "orders":
        return sum((order["credit"] for order in counted), Fraction(0))
    first: dict[str, Fraction] = {}
    for order in counted:
        if order["customer"] is not None:
            first.setdefault(order["customer"], order["credit"])
    return sum(first.values(), Fraction(0))


def bound(tier: Terms) -> int:
    """Where a tier starts."""
    starts_at: int | None = tier["starts_at"]
    return starts_at or 0


def tier_at(terms: Terms, count: Fraction) -> int:
    """The highest tier whose start is reached, or exceeded; the first is always there."""
    place = 0
    for number, tier in enumerate(terms["tiers"]):
        if count > bound(tier) or (terms["counts"] == "reached" and count == bound(tier)):
            place = number
    return place


def shares_of(terms: Terms, low: Fraction, high: Fraction) -> list[Fraction]:
    """What of the count between two places lies on each tier."""
    tiers = terms["tiers"]
    if low == high:
        return [Fraction(place == tier_at(terms, low)) for place in range(len(tiers))]
    found: list[Fraction] = []
    for place, tier in enumerate(tiers):
        top = bound(tiers[place + 1]) if place + 1 < len(tiers) else high
        inside = min(high, Fraction(top)) - max(low, Fraction(bound(tier)))
        found.append(max(inside, Fraction(0)) / (high - low))
    return found


def tiered_window(terms: Terms, did: Did) -> int:
    """What one window pays."""
    orders = sorted(did["orders"], key=lambda order: (order["at"], order["id"]))
    tiers, each = terms["tiers"], terms["rounds"] == "order"
    rates: list[list[Fraction]] = [[] for _ in tiers]
    flats: list[list[Fraction]] = [[] for _ in tiers]
    for number, order in enumerate(orders):
        if not kept(order):
            continue
        base = order_base(order, terms["base"])
        for place, share in enumerate(taken_by(terms, orders, number)):
            if share:
                rates[place].append(base * share * tiers[place]["rate"])
                if terms["meaning"] == "single_order":
                    flats[place].append((tiers[place]["flat"] or 0) * order["credit"])
    for place in flats_due(terms, orders):
        flats[place].append(Fraction(tiers[place]["flat"] or 0))
    return sum(total(amounts, terms["rounding"], each=each) for amounts in (*rates, *flats))


def taken_by(terms: Terms, orders: list[Order], number: int) -> list[Fraction]:
    """What of one order each tier takes."""
    order, days = orders[number], terms["window"]["days"]
    since = order["at"] - days * DAY if days else 0
    seen = [one for one in orders[:number] if one["at"] >= since]
    before, after = count_of(terms, seen), count_of(terms, [*seen, order])
    if terms["meaning"] == "marginal":
        return shares_of(terms, before, after)
    count = {
        "retroactive": count_of(terms, orders),
        "next_only": before,
        "crossing_order": after,
        "single_order": count_of(terms, [order]),
    }[terms["meaning"]]
    place = tier_at(terms, count)
    return [Fraction(number == place) for number in range(len(terms["tiers"]))]


def flats_due(terms: Terms, orders: list[Order]) -> list[int]:
    """The tiers whose flat is due once."""
    if terms["meaning"] == "single_order" or terms["window"]["kind"] == "rolling":
        return []
    reached = tier_at(terms, count_of(terms, orders))
    sold = any(kept(order) or not terms["refunds_unreach"] for order in orders)
    due = [reached] if terms["meaning"] == "retroactive" else list(range(reached + 1))
    return [place for place in due if place or sold or terms["flat_at_zero"]]
