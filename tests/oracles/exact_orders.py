"""What a creator did, for ``exact_payments``: parts of it, and what of an order counts.

Amounts are whole numbers of minor units, or Fractions of one; everything is a plain dict.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from exact_calendar import Span, first_of, windows

Terms = dict[str, Any]
Did = dict[str, Any]
Order = dict[str, Any]


def kept(order: Order) -> bool:
    """Whether anything of an order is left."""
    return not order["refunded"] or bool(order["refunded"] < order["gross"])


def clip(did: Did, start: int, end: int, zone: str) -> Did:
    """What happened between two moments; what has no date, or lies outside, goes to an end.

    The part has the clock of the one who set its beginning.
    """
    zone = zone if start >= did["start"] else did["zone"]
    start, end = max(start, did["start"]), min(end, did["end"])
    is_first, is_last = start == did["start"], end == did["end"]

    def inside(at: int) -> bool:
        return (is_first or at >= start) and (is_last or at < end)

    def counts(totals: dict[str, int], dated: list[Any]) -> dict[str, int]:
        left = dict(totals) if is_first else {}
        for one in dated:
            if is_first:
                left[one["name"]] -= one["count"]
        for one in dated:
            if inside(one["at"]):
                left[one["name"]] = left.get(one["name"], 0) + one["count"]
        return left

    return {
        **did,
        "start": start,
        "end": end,
        "zone": zone,
        "orders": [one for one in did["orders"] if inside(one["at"])],
        "deliverables": counts(did["deliverables"], did["deliveries"]),
        "metrics": counts(did["metrics"], did["readings"]),
        "deliveries": [one for one in did["deliveries"] if inside(one["at"])],
        "readings": [one for one in did["readings"] if inside(one["at"])],
    }


def cut(did: Did, window: Terms) -> list[tuple[Span | None, Did]]:
    """The whole windows, each with what happened in it; ``None`` before a contract begins."""
    begins, found = first_of(window), list[tuple[Span | None, Did]]()
    if begins is not None and begins > did["start"]:
        found.append((None, clip(did, did["start"], begins, did["zone"])))
    for low, high in windows(window, did["start"], did["end"]):
        found.append(((low, high), clip(did, low, high, window["zone"])))
    return found


def net_of_vat(amount: int, base: Terms) -> Fraction:
    """An amount without the tax in it."""
    return Fraction(amount) / (1 + base["vat"]) if base["vat"] else Fraction(amount)


def line_base(line: Terms, base: Terms) -> Fraction:
    """What of a line counts."""
    if line["kind"] == "gift_card" and "gift_cards" not in base["includes"]:
        return Fraction(0)
    return net_of_vat(line["gross"] - line["refunded"], base)


def order_base(order: Order, base: Terms) -> Fraction:
    """What of an order counts."""
    net = order["gross"] - order["refunded"]
    if not kept(order):
        return Fraction(0)
    if order["lines"]:
        items = sum((line_base(line, base) for line in order["lines"]), Fraction(0))
    else:
        items = net_of_vat(net, base)
    beside: int = sum(order[what] for what in ("tax", "shipping") if what in base["includes"])
    part = Fraction(net, order["gross"]) if order["gross"] else Fraction(1)
    return max(Fraction(0), items + beside * part)


def product_bases(order: Order, base: Terms) -> list[tuple[Terms, Fraction]]:
    """The products that are left of an order, each with its part of what counts."""
    kinds = {"item", "gift_card"} if "gift_cards" in base["includes"] else {"item"}
    lines = [
        line
        for line in order["lines"]
        if line["kind"] in kinds and (line["refunded"] == 0 or line["refunded"] != line["gross"])
    ]
    weights = [line_base(line, base) for line in lines]
    if not any(weights):
        weights = [Fraction(1)] * len(lines)
    whole = order_base(order, base)
    return [
        (line, whole * weight / sum(weights)) for line, weight in zip(lines, weights, strict=True)
    ]


def units(line: Terms, order: Order) -> Fraction:
    """How many units of a line are left to the creator."""
    net, gross = line["gross"] - line["refunded"], line["gross"]
    part = Fraction(net, gross) if gross else Fraction(1)
    credit: Fraction = order["credit"]
    quantity: int = line["quantity"]
    return part * quantity * credit
