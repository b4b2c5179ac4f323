"""Every payment rule once more, with Fractions and plain dicts, the slow and plain way.

    owed(terms, did) = (fee, cost beside it), in whole minor units

Written from the documentation of the rules, to be compared with them: nothing of the library is
imported, amounts are whole numbers of minor units, and every function looks at everything again.
Terms are a dict with the name of their rule under ``rule``. What a creator did is a dict too; how
the two are drawn, and turned into what the library wants, is in ``drawn_payments``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from exact_calendar import anchored, micro, midnight, months_later, part_of, wall
from exact_orders import (
    Did,
    Order,
    Terms,
    clip,
    cut,
    kept,
    order_base,
    product_bases,
    units,
)
from exact_rounding import rounded, total
from exact_tiers import tiered_window

Owed = tuple[int, int]
#: Of what is bought: the product, how many units, and whether the customer is new, where told.
Part = tuple[str | None, Fraction | None, bool | None]


def owed(terms: Terms, did: Did) -> Owed:
    """What the terms pay, and what they cost beside it."""
    return RULES[terms["rule"]](terms, did)


def flat_fee(terms: Terms, did: Did) -> Owed:
    """So much a piece, or once from the first piece on."""
    made = did["deliverables"]
    if terms["per_campaign"] is not None:
        return (terms["per_campaign"] if any(made.values()) else 0), 0
    return sum(made.get(kind, 0) * price for kind, price in terms["per_deliverable"].items()), 0


def in_kind(terms: Terms, _did: Did) -> Owed:
    """Nothing to pay, a cost to count."""
    return 0, terms["cost"]


def reaches(terms: Terms, order: Order) -> bool:
    """Whether a customer's order is known to be one that is paid on."""
    if terms["new_customers_only"]:
        return order["new"] is True
    if terms["first_months"] is None:
        return True
    if order["since"] is None:
        return order["new"] is True
    until = months_later(wall(order["since"], terms["zone"]), terms["first_months"])
    return bool(order["at"] < micro(until))


def taken(lines: list[Terms], part: Part) -> int | None:
    """The place of the first line that matches; nothing once one cannot be told."""
    product, count, is_new = part
    for place, line in enumerate(lines):
        asked, customer = line["product"], line["customer"]
        other_product = None not in {asked, product} and asked != product
        other_customer = None not in {customer, is_new} and (customer == "new") != is_new
        if other_product or other_customer:
            continue
        untold = (asked and product is None) or (customer and is_new is None)
        countless = line["per_unit"] is not None and count is None
        return None if untold or countless else place
    return None


def parts_of(order: Order, base: Terms, *, by_product: bool) -> list[tuple[Part, Fraction]]:
    """The products of an order, or the order as a whole, each with what counts of it."""
    products = product_bases(order, base)
    if by_product and order["lines"]:
        return [
            ((line["product"], units(line, order), order["new"]), part) for line, part in products
        ]
    count = sum((units(line, order) for line, _ in products), Fraction(0))
    return [((None, count if order["lines"] else None, order["new"]), order_base(order, base))]


def commission(terms: Terms, did: Did) -> Owed:
    """A share, or an amount for each order or unit, by the first line that matches."""
    lines = terms["lines"] or [{**terms, "product": None, "customer": None}]
    by_product = any(line["product"] is not None for line in lines)
    earned: list[dict[str, Fraction]] = [{} for _ in lines]
    for order in did["orders"]:
        if not kept(order) or not reaches(terms, order):
            continue
        for part, base in parts_of(order, terms["base"], by_product=by_product):
            place = taken(lines, part)
            if place is not None:
                line, before = lines[place], earned[place].get(order["id"], Fraction(0))
                earned[place][order["id"]] = (
                    before + base * line["rate"]
                    if line["rate"] is not None
                    else before + line["per_unit"] * (part[1] or 0)
                    if line["per_unit"] is not None
                    else line["per_order"] * order["credit"]
                )
    each = terms["rounds"] == "order"
    return sum(total(mine.values(), terms["rounding"], each=each) for mine in earned), 0


def bonus(terms: Terms, did: Did) -> Owed:
    """A sum at a threshold: once, for every so many, or step by step."""
    left = [order for order in did["orders"] if kept(order)]
    if terms["metric"] == "orders":
        count = sum((order["credit"] for order in left), Fraction(0))
    elif terms["metric"] == "revenue":
        count = Fraction(sum(order["gross"] - order["refunded"] for order in left))
    else:
        count = Fraction(did["metrics"].get(terms["metric"], 0))
    if terms["every"] is not None:
        pay = terms["pay"] * (count / terms["every"]).__floor__()
    else:
        steps = terms["steps"] or [{"at": terms["reaches"], "pay": terms["pay"]}]
        pay = sum(step["pay"] for step in steps if count >= step["at"])
    return (pay if terms["at_most"] is None else min(pay, terms["at_most"])), 0


def retainer(terms: Terms, did: Did) -> Owed:
    """So much a period, by the days that are over."""
    zone, starts = terms["zone"] or did["zone"], terms["starts"]
    begins = (
        did["start"] if starts is None else midnight(starts.year, starts.month, starts.day, zone)
    )
    periods = anchored(wall(begins, zone), terms["months"], did["start"], did["end"])
    parts = [part_of(whole, did["start"], did["end"], zone) for whole in periods]
    return sum(rounded(terms["per_period"] * part, terms["rounding"]) for part in parts), 0


def tiered(terms: Terms, did: Did) -> Owed:
    """Every window on its own; what lies before a contract begins earns nothing."""
    if terms["window"]["months"] is None:
        return tiered_window(terms, did), 0
    parts = [part for whole, part in cut(did, terms["window"]) if whole is not None]
    return sum(tiered_window(terms, part) for part in parts), 0


def hybrid(terms: Terms, did: Did) -> Owed:
    """The sum of the parts."""
    return summed(owed(part, did) for part in terms["parts"])


def summed(parts: Iterable[Owed]) -> Owed:
    """Fees and costs added up."""
    both = list(parts)
    return sum(fee for fee, _ in both), sum(cost for _, cost in both)


def amended(terms: Terms, did: Did) -> Owed:
    """The terms of the day."""
    days = [
        midnight(one["from"].year, one["from"].month, one["from"].day, terms["zone"])
        for one in terms["amendments"]
    ]
    bounds = [did["start"], *days, did["end"]]
    versions = [terms["first"], *(one["terms"] for one in terms["amendments"])]
    found: list[Owed] = []
    for place, version in enumerate(versions):
        low, high = max(bounds[place], did["start"]), min(bounds[place + 1], did["end"])
        if low < high:
            zone = terms["zone"] if low > did["start"] else did["zone"]
            found.append(owed(version, clip(did, low, high, zone)))
    return summed(found)


def guaranteed(terms: Terms, did: Did) -> Owed:
    """At least the minimum in each window that has closed; a draw is paid back."""
    fee, cost, advanced, zone = 0, 0, 0, terms["window"]["zone"]
    for whole, part in cut(did, terms["window"]):
        mine, beside = owed(terms["terms"], part)
        cost += beside
        if whole is not None:
            days = part_of(whole, part["start"], whole[1], zone)
            least = rounded(terms["minimum"] * days, terms["rounding"])
            if mine < least and whole[1] <= did["end"]:
                advanced += (least - mine) if terms["recoverable"] else 0
                mine = least
            elif mine > least:
                back = min(mine - least, advanced)
                advanced, mine = advanced - back, mine - back
        fee += mine
    return fee, cost


def capped_orders(terms: Terms, did: Did) -> Owed:
    """The terms, less what orders and customers earn alone above their caps."""
    fee, cost = owed(terms["terms"], did)
    by_order, by_customer = terms["per_order"], terms["per_customer"]
    nothing: Did = {"deliverables": {}, "metrics": {}, "deliveries": [], "readings": []}

    def alone(orders: list[Order]) -> int:
        whole = {**did, **nothing, "orders": orders}
        return owed(terms["terms"], whole)[0] - owed(terms["terms"], {**whole, "orders": []})[0]

    above = {
        order["id"]: max(0, alone([order]) - by_order) if by_order is not None else 0
        for order in did["orders"]
    }
    cuts = sum(above.values())
    if by_customer is not None:
        groups: dict[Any, list[Order]] = {}
        for order in did["orders"]:
            name = (order["customer"],) if order["customer"] is not None else order["id"]
            groups.setdefault(name, []).append(order)
        for theirs in groups.values():
            left = alone(theirs) - sum(above[order["id"]] for order in theirs)
            cuts += max(0, left - by_customer)
    most = max(0, fee - owed(terms["terms"], {**did, "orders": []})[0])
    return fee - min(cuts, most), cost


def capped(terms: Terms, did: Did) -> Owed:
    """The caps of orders and customers, then of each window, then of the campaign."""
    if terms["window"] is None:
        fee, cost = capped_orders(terms, did)
    else:
        fee, cost = 0, 0
        for whole, part in cut(did, terms["window"]):
            mine, beside = capped_orders(terms, part)
            fee += mine if whole is None else min(mine, terms["per_period"])
            cost += beside
    return (fee if terms["per_campaign"] is None else min(fee, terms["per_campaign"])), cost


RULES: dict[str, Callable[[Terms, Did], Owed]] = {
    "amended": amended,
    "bonus": bonus,
    "capped": capped,
    "commission": commission,
    "flat_fee": flat_fee,
    "guaranteed": guaranteed,
    "hybrid": hybrid,
    "in_kind": in_kind,
    "retainer": retainer,
    "tiered": tiered,
}
