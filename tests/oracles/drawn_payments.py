"""Terms and performances for ``exact_payments``, drawn from a seed, and as the library wants them.

Random figures almost never meet a boundary. So amounts are drawn from those in the terms, one unit
beside them, and what is missing to them; moments from the ends of days and months, one microsecond
beside them, and from other moments; and orders come back in part, whole or not at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random
from typing import cast
from zoneinfo import ZoneInfo

import attrs
from exact_calendar import DAY, micro, moment, months_later
from exact_orders import Did, Order, Terms
from told_payments import TermsAsRule, told

from influence.payments import PaymentRule, Performance

ROUNDINGS = ("half_even", "half_even", "half_away_from_zero", "floor", "ceiling", "towards_zero")
ZONES = ("UTC", "UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland")
RATES = tuple(
    Fraction(rate)
    for rate in ("0", "1/2", "1/20", "3/20", "1/8", "1/200", "1/40", "1/3", "2/7", "1/10", "1")
)
PRODUCTS, KINDS = ("shoes", "socks", "laces"), ("short_video", "story_frame", "post")
MEANINGS = ("marginal", "retroactive", "next_only", "crossing_order", "single_order")
CURRENCIES = ("USD", "USD", "USD", "JPY", "KWD")
LIFETIME: Terms = {"kind": "lifetime", "months": None, "days": None, "starts": None, "zone": "UTC"}

PLAIN = ("flat_fee", "in_kind", "commission", "commission", "bonus", "retainer", "tiered", "tiered")
NESTED = ("hybrid", "capped", "guaranteed", "amended")


@attrs.frozen(kw_only=True)
class Case:
    """What is asked of the rules.

    Args:
        terms: The terms, as ``exact_payments`` reads them.
        did: What the creator did.
    """

    terms: Terms
    did: Did

    @property
    def rule(self) -> PaymentRule:
        """The terms as the library has them."""
        return TermsAsRule(self.did["currency"]).rule(self.terms)

    @property
    def performance(self) -> Performance:
        """What was done, as the library has it."""
        return told(self.did)


def drawn(dice: Random) -> Case:
    """One case."""
    span = _period(dice)
    name = dice.choice(PLAIN + NESTED)
    terms = _Terms(dice, span).of(name, depth=0)
    return Case(terms=terms, did=_did(dice, span, terms))


# --- terms ----------------------------------------------------------------------------------------


class _Terms:
    """Draws terms for a performance of the time *span*."""

    def __init__(self, dice: Random, span: tuple[int, int, str]) -> None:
        self.dice, self.span = dice, span

    def of(self, name: str, *, depth: int) -> Terms:
        """Terms of the rule of that name."""
        if name in NESTED and depth > 1:
            name = self.dice.choice(PLAIN)
        make: Callable[..., Terms] = getattr(self, f"_{name}")
        made = make(depth=depth + 1) if name in NESTED else make()
        return {"rule": name, **made}

    def _inner(self, depth: int, *, but: tuple[str, ...] = ()) -> Terms:
        """Terms inside others."""
        names = [name for name in (*PLAIN, *NESTED) if name not in but]
        return self.of(self.dice.choice(names), depth=depth)

    def _amount(self) -> int:
        """An amount above 0."""
        return self.dice.choice((self.dice.randint(1, 99), self.dice.randint(1, 60) * 100, 20_000))

    def _day(self) -> dt.date:
        """A day around the beginning of the time, or in it."""
        return (moment(self.span[0]) + dt.timedelta(days=self.dice.randint(-40, 60))).date()

    def _window(self) -> Terms:
        """A window that closes."""
        dice = self.dice
        window = {**LIFETIME, "zone": dice.choice((self.span[2], dice.choice(ZONES)))}
        if dice.random() < 0.6:
            return {**window, "kind": "calendar", "months": dice.choice((1, 1, 2, 3))}
        return {**window, "kind": "contract", "months": dice.randint(1, 3), "starts": self._day()}

    def _base(self) -> Terms:
        """What of an order counts."""
        dice = self.dice
        if dice.random() < 0.6:
            return {"includes": (), "vat": None}
        includes = tuple(what for what in ("tax", "shipping", "gift_cards") if dice.random() < 0.4)
        netted = "tax" not in includes and dice.random() < 0.5
        return {
            "includes": includes,
            "vat": dice.choice((Fraction("0.19"), Fraction("0.25"))) if netted else None,
        }

    def _rounding(self) -> Terms:
        """When and how it is rounded."""
        rounds = self.dice.choice(("statement", "statement", "order"))
        return {"rounding": self.dice.choice(ROUNDINGS), "rounds": rounds}

    def _flat_fee(self) -> Terms:
        if self.dice.random() < 0.3:
            return {"per_campaign": self._amount(), "per_deliverable": {}}
        kinds = self.dice.sample(KINDS, self.dice.randint(1, 3))
        return {"per_campaign": None, "per_deliverable": {kind: self._amount() for kind in kinds}}

    def _in_kind(self) -> Terms:
        return {"cost": self._amount(), "fair_market_value": self._amount()}

    def _way(self) -> Terms:
        """A share, or an amount for each order or unit."""
        ways: Terms = {"rate": None, "per_order": None, "per_unit": None}
        way = self.dice.choice(("rate", "rate", "per_order", "per_unit"))
        return {**ways, way: self.dice.choice(RATES) if way == "rate" else self._amount()}

    def _commission(self) -> Terms:
        dice, lines = self.dice, list[Terms]()
        if dice.random() < 0.4:
            for _ in range(dice.randint(1, 3)):
                product = dice.choice((None, *PRODUCTS))
                customer = dice.choice((None, None, "new", "repeat"))
                lines.append({"product": product, "customer": customer, **self._way()})
        none: Terms = {"rate": None, "per_order": None, "per_unit": None}
        reach = dice.choice(("life", "life", "first", "months"))
        return {
            **(none if lines else self._way()),
            "lines": lines,
            "base": self._base(),
            "new_customers_only": reach == "first",
            "first_months": dice.randint(1, 13) if reach == "months" else None,
            "zone": dice.choice(ZONES),
            **self._rounding(),
        }

    def _bonus(self) -> Terms:
        dice, pay = self.dice, self._amount()
        metric = dice.choice(("orders", "orders", "revenue", "revenue", "saves", "views"))

        def threshold() -> int:
            return self._amount() if metric == "revenue" else dice.randint(1, 12)

        way = dice.choice(("every", "reaches", "steps"))
        steps: list[Terms] = []
        if way == "steps":
            bounds = sorted({threshold() for _ in range(3)})
            steps = [{"at": at, "pay": self._amount()} for at in bounds]
        return {
            "metric": metric,
            "pay": None if steps else pay,
            "every": threshold() if way == "every" else None,
            "reaches": threshold() if way == "reaches" else None,
            "steps": steps,
            "at_most": (steps[0]["pay"] if steps else pay) * dice.randint(1, 4)
            if dice.random() < 0.3
            else None,
        }

    def _retainer(self) -> Terms:
        dice = self.dice
        return {
            "per_period": self._amount(),
            "months": dice.randint(1, 3),
            "starts": dice.choice((None, self._day())),
            "zone": dice.choice((None, *ZONES)),
            "rounding": dice.choice(ROUNDINGS),
        }

    def _tiered(self) -> Terms:
        dice, metric = self.dice, "revenue"
        meaning = dice.choice(MEANINGS)
        if meaning != "single_order":
            metric = dice.choice(("revenue", "revenue", "orders", "customers"))
        window = dice.choice((LIFETIME, self._window()))
        if meaning in {"next_only", "crossing_order"} and dice.random() < 0.3:
            window = {**LIFETIME, "kind": "rolling", "days": dice.randint(1, 40)}
        bounds = {self._amount() if metric == "revenue" else dice.randint(1, 4) for _ in range(3)}
        starts = [None, *sorted(bounds)[: dice.randint(0, 3)]]
        flats = window["kind"] != "rolling" and dice.random() < 0.5
        return {
            "tiers": [
                {
                    "rate": dice.choice(RATES),
                    "starts_at": at,
                    "flat": self._amount() if flats and dice.random() < 0.7 else None,
                }
                for at in starts
            ],
            "meaning": meaning,
            "metric": metric,
            "window": window,
            "counts": dice.choice(("reached", "exceeded")),
            "flat_at_zero": meaning != "single_order" and dice.random() < 0.3,
            "refunds_unreach": dice.random() < 0.7,
            "base": self._base(),
            **self._rounding(),
        }

    def _hybrid(self, *, depth: int) -> Terms:
        return {"parts": [self._inner(depth) for _ in range(self.dice.randint(1, 3))]}

    def _capped(self, *, depth: int) -> Terms:
        caps: Terms = dict.fromkeys(("per_order", "per_customer", "per_period", "per_campaign"))
        for cap in self.dice.sample(sorted(caps), self.dice.randint(1, 2)):
            caps[cap] = self._amount()
        window = None if caps["per_period"] is None else self._window()
        inner = self._inner(depth, but=("guaranteed", "hybrid", "amended", "capped"))
        return {"terms": inner, **caps, "window": window}

    def _guaranteed(self, *, depth: int) -> Terms:
        return {
            "terms": self._inner(depth, but=("capped",)),
            "minimum": self._amount(),
            "window": self._window(),
            "recoverable": self.dice.random() < 0.5,
            "rounding": self.dice.choice(ROUNDINGS),
        }

    def _amended(self, *, depth: int) -> Terms:
        days = sorted({self._day() for _ in range(self.dice.randint(1, 2))})
        return {
            "first": self._inner(depth),
            "amendments": [{"from": day, "terms": self._inner(depth)} for day in days],
            "zone": self.dice.choice(ZONES),
        }


# --- what was done -----------------------------------------------------------------------------


def _period(dice: Random) -> tuple[int, int, str]:
    """The time of a performance, and its zone."""
    zone = dice.choice(ZONES)
    month, day = dice.choice(((3, 1), (1, 31), (10, 15), (3, 20), (12, 1)))
    start = dt.datetime(2026, month, day, dice.choice((0, 0, 15)), tzinfo=ZoneInfo(zone))
    end = dice.choice(
        (
            months_later(start, dice.randint(1, 3)),
            start + dt.timedelta(days=dice.randint(1, 80)),
            start + dt.timedelta(hours=dice.randint(1, 900)),
        )
    )
    return micro(start), micro(end), zone


def _marks(terms: object) -> Iterator[int]:
    """The amounts and counts that stand in terms."""
    if isinstance(terms, dict):
        terms = list(cast("Terms", terms).values())
    if isinstance(terms, list):
        for part in cast("list[object]", terms):
            yield from _marks(part)
    if isinstance(terms, int) and not isinstance(terms, bool):
        yield terms


def _did(dice: Random, span: tuple[int, int, str], terms: Terms) -> Did:
    """What a creator did, with the terms in view."""
    start, end, zone = span
    marks, orders, sold = [*_marks(terms), 1000], list[Order](), 0
    moments = _moments(dice, span)
    for number in range(dice.choice((0, 1, 1, 2, 3, 4, 6))):
        mark = dice.choice(marks)
        gross = dice.choice((mark, mark + 1, mark - 1, mark - sold, dice.randint(0, 30_000)))
        order = _order(dice, f"o{number}", max(0, gross), dice.choice(moments))
        moments.append(order["at"])
        # As far from it as a rolling window looks back, and one microsecond more.
        looks = [order["at"] + mark * DAY + dice.choice((0, 0, 1)) for mark in marks if mark <= 40]
        moments.extend(looks[:3])
        sold += order["gross"] - order["refunded"]
        orders.append(order)
    deliverables = {kind: dice.randint(0, 3) for kind in KINDS if dice.random() < 0.5}
    metrics = {
        name: dice.choice((*marks, 0, 7)) for name in ("saves", "views") if dice.random() < 0.7
    }
    return {
        "currency": dice.choice(CURRENCIES),
        "start": start,
        "end": end,
        "zone": zone,
        "orders": dice.sample(orders, len(orders)),
        "deliverables": deliverables,
        "metrics": metrics,
        "deliveries": _dated(dice, deliverables, moments),
        "readings": _dated(dice, metrics, moments),
    }


def _moments(dice: Random, span: tuple[int, int, str]) -> list[int]:
    """Moments that facts may have: at ends of days and months and beside them, and any others."""
    start, end, _ = span
    zone = ZoneInfo(dice.choice(ZONES))
    first = dt.datetime(2026, moment(start).month, 1, tzinfo=zone)
    ends = [micro(months_later(first, count)) for count in range(4)]
    some = [dice.randint(start, end - 1) for _ in range(3)]
    days = [some[0] + dice.choice((1, -1)) * dice.randint(1, 40) * DAY for _ in range(2)]
    edges = [at + dice.choice((-1, 0, 1)) for at in (*ends, *days)]
    near = [at for at in edges if start <= at < end] or some
    return [start, end - 1, *some, *near, *near, dice.choice((start - 5 * DAY, end, end + DAY))]


def _order(dice: Random, name: str, gross: int, at: int) -> Order:
    """One order of about so much."""
    lines = _lines(dice, gross) if dice.random() < 0.4 else []
    back = _refund(dice, gross)
    if lines:
        gross, back = (sum(line[key] for line in lines) for key in ("gross", "refunded"))
    return {
        "id": name,
        "at": at,
        "gross": gross,
        "refunded": back,
        "new": dice.choice((None, True, False)),
        "credit": dice.choice((Fraction(1), Fraction(1), Fraction(1, 2), Fraction(3, 7))),
        "customer": dice.choice((None, "ann", "ann", "bob")),
        "since": dice.choice((None, at, at - 400 * DAY, at - 31 * DAY, at + DAY)),
        "lines": lines,
        "tax": dice.choice((0, gross // 5, 7)),
        "shipping": dice.choice((0, 499)),
    }


def _refund(dice: Random, gross: int) -> int:
    """What came back of so much."""
    return dice.choice((0, 0, 0, gross, dice.randint(0, gross)))


def _lines(dice: Random, gross: int) -> list[Terms]:
    """Lines of an order of about so much, which may hold a fee that is taken off."""
    lines: list[Terms] = []
    for part in (gross // 3, gross - gross // 3)[: dice.randint(1, 2)]:
        kind = dice.choice(("item", "item", "item", "gift_card"))
        lines.append(
            {
                "product": dice.choice(PRODUCTS),
                "gross": part,
                "refunded": _refund(dice, part),
                "quantity": dice.randint(1, 3),
                "kind": kind,
            }
        )
    fee = dice.randint(0, gross // 4)
    back = dice.choice((0, fee))
    fees: Terms = {"product": "fee", "gross": -fee, "refunded": -back, "quantity": 1, "kind": "fee"}
    left = sum(line["gross"] for line in lines) - fee
    if fee and 0 <= sum(line["refunded"] for line in lines) - back <= left:
        lines.append(fees)
    return lines


def _dated(dice: Random, counts: dict[str, int], moments: list[int]) -> list[Terms]:
    """Dates of some of what was counted."""
    return [
        {"name": name, "at": dice.choice(moments), "count": dice.choice((0, count // 2, count))}
        for name, count in counts.items()
        if dice.random() < 0.6
    ]
