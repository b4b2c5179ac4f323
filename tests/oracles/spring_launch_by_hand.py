"""The sums of ``examples/spring-launch`` once more, from its files and the documented rules alone.

Nothing of the library is imported: csv, tomllib, Decimal and Fraction do all of the work, the slow
and plain way. What is only refused by the reader's own rules, the eight broken rows, is refused
here by rules written down anew.
"""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, str]
CENT = Decimal("0.01")
DAY = dt.timedelta(days=1)
EVENT = ("posts", "touches", "orders", "refunds", "leads", "costs", "moves")
OUT = ("published", "verified", "completed")
PLACES = {"posts": "published_at"}


def cents(amount: str) -> int:
    """An amount of the tables in cents."""
    return int(Decimal(amount) * 100)


def text(amount: int) -> str:
    """Cents as decimal text."""
    return str((Decimal(amount) / 100).quantize(CENT))


def half_even(exact: Fraction) -> int:
    """The nearest whole number; of two the even one."""
    return round(exact)


def rate(above: Fraction | int, below: Fraction | int) -> str | None:
    """A rate to six places, without noughts at its end."""
    if below == 0:
        return None
    exact = Fraction(above) / Fraction(below)
    shown = Decimal(half_even(exact * 10**6)).scaleb(-6)
    return format(shown.normalize(), "f")


def unit_cost(spend: int, count: int) -> str | None:
    """Cents for each, rounded once."""
    return text(half_even(Fraction(spend, count))) if count else None


def split(whole: int, weights: list[int]) -> list[int]:
    """The largest remainder; of equal remainders the earlier part."""
    total = sum(weights)
    parts = [whole * weight // total for weight in weights]
    order = sorted(
        range(len(weights)), key=lambda place: (-(whole * weights[place] % total), place)
    )
    for place in order[: whole - sum(parts)]:
        parts[place] += 1
    return parts


@dataclass
class Book:
    """The rows that can be used, with their moments, in cents."""

    agreed: dict[str, Any]
    creators: list[str]
    rows: dict[str, list[Row]]

    @classmethod
    def read(cls, folder: Path) -> Book:
        """The folder without its broken rows."""
        agreed = tomllib.loads((folder / "campaign.toml").read_text("utf-8"))
        rows = {table: _usable(table, folder) for table in EVENT}
        items = {row["order_id"]: cents(row["items"]) for row in rows["orders"]}
        kept = [row for row in rows["refunds"] if row["order_id"] in items]
        rows["refunds"] = [row for row in kept if cents(row["amount"]) <= items[row["order_id"]]]
        with (folder / "creators.csv").open(encoding="utf-8", newline="") as file:
            creators = [row["creator_id"] for row in csv.DictReader(file)]
        return cls(agreed, creators, rows)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of bare dates."""
        return ZoneInfo(self.agreed["campaign"]["time_zone"])

    def midnight(self, day: dt.date) -> dt.datetime:
        """The beginning of a day."""
        return dt.datetime.combine(day, dt.time(), self.zone).astimezone(dt.UTC)

    @property
    def last_moment(self) -> dt.datetime:
        """The end of the campaign or the last fact."""
        ends = self.midnight(self.agreed["campaign"]["ends"])
        return max(ends, *(moment(row, table) for table in EVENT for row in self.rows[table]))

    def until(self, end: dt.datetime) -> Book:
        """What was known by a moment."""
        rows = {
            table: [row for row in known if moment(row, table) <= end]
            for table, known in self.rows.items()
        }
        return Book(self.agreed, self.creators, rows)


def moment(row: Row, table: str) -> dt.datetime:
    """When a row happened."""
    return dt.datetime.fromisoformat(row[PLACES.get(table, "at")]).astimezone(dt.UTC)


def _usable(table: str, folder: Path) -> list[Row]:
    """The rows that break no rule; of two with the same id the first."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    found: dict[str, Row] = {}
    for line in lines:
        row = dict(zip(header, line, strict=False))
        if len(line) == len(header) and _is_sound(row, table):
            found.setdefault(line[0], row)
    return list(found.values())


def _is_sound(row: Row, table: str) -> bool:
    """Whether time, currency and amount are what they must be."""
    has_offset = dt.datetime.fromisoformat(row[PLACES.get(table, "at")]).tzinfo is not None
    amount = Decimal(row.get("items") or row.get("amount") or "0")
    is_amount = amount.is_finite() and amount >= 0
    return has_offset and is_amount and row.get("currency", "USD") == "USD"


@dataclass
class Facts:
    """What the rows say of the creators: who earned which order and lead."""

    book: Book
    winner: dict[str, str] = field(default_factory=dict)
    via_code: set[str] = field(default_factory=set)
    missed: dict[str, str] = field(default_factory=dict)
    lead_winner: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.owner = {
            (kind, mark.casefold()): deal["creator"]
            for deal in self.book.agreed["deals"]
            for kind, key in (("link", "links"), ("code", "codes"), ("dm", "dm_keywords"))
            for mark in deal[key]
        }
        self.owner |= {("landing", m): who for (k, m), who in self.owner.items() if k == "link"}
        self.trails: dict[str, list[Row]] = defaultdict(list)
        for touch in self.book.rows["touches"]:
            self.trails[touch["visitor_id"]].append(touch)
        links = [row for row in self.book.rows["touches"] if row["kind"] == "link"]
        self.clicks = Counter(self.owned_by(row) for row in links)
        self.back: Counter[str] = Counter()
        for refund in self.book.rows["refunds"]:
            self.back[refund["order_id"]] += cents(refund["amount"])
        self.paid = {r["order_id"]: r for r in self.book.rows["orders"] if r["status"] == "paid"}
        self._credit()

    def owned_by(self, touch: Row) -> str | None:
        """Whose mark a touch met; a message holds the keyword among other words."""
        value = touch["value"].casefold()
        if touch["kind"] != "dm":
            return self.owner.get((touch["kind"], "".join(value.split())))
        words = "".join(c if c.isalnum() else " " for c in value).split()
        return next((self.owner["dm", w] for w in words if ("dm", w) in self.owner), None)

    def _credit(self) -> None:
        """Every paid order and every lead, by code first and else by the last touch."""
        known_as: dict[str, set[str]] = defaultdict(set)
        for row in self.book.rows["orders"]:
            if row["customer_id"] and row["visitor_id"]:
                known_as[row["customer_id"]].add(row["visitor_id"])
        for order_id, row in self.paid.items():
            who = known_as.get(row["customer_id"], set()) | {row["visitor_id"]} - {""}
            codes = [code for code in row["codes"].split(";") if code]
            owners = [o for c in codes if (o := self.owner.get(("code", c.casefold())))]
            if owners:
                self.winner[order_id] = owners[-1]
                self.via_code.add(order_id)
                continue
            last, why_not = self._last(who, moment(row, "orders"))
            if last is not None:
                self.winner[order_id] = last
            else:
                no_mark = not codes and why_not == "no touch and no code"
                self.missed[order_id] = why_not if no_mark or "lookback" in why_not else OWNERLESS
        for row in self.book.rows["leads"]:
            last, _ = self._last({row["visitor_id"]}, moment(row, "leads"))
            if last is not None:
                self.lead_winner[row["lead_id"]] = last

    def _last(self, visitors: Iterable[str], at: dt.datetime) -> tuple[str | None, str]:
        """The creator of the last touch within the lookback, or why there is none."""
        met = [touch for visitor in visitors for touch in self.trails.get(visitor, ())]
        owned = [(moment(t, "touches"), t["kind"], o) for t in met if (o := self.owned_by(t))]
        before = [place for place in owned if place[0] <= at]
        order = ("code", "dm", "link", "landing")
        days = self.book.agreed["attribution"]["lookback_days"]
        near = [(a, order.index(k), o) for a, k, o in before if a >= at - days * DAY]
        if near:
            return max(near)[2], ""
        if before:
            return None, "only touches before the lookback"
        if owned:
            return None, "only touches after the sale"
        return None, OWNERLESS if met else "no touch and no code"

    def net(self, order_id: str) -> int:
        """What is left of an order, in cents."""
        return cents(self.paid[order_id]["items"]) - self.back[order_id]

    def orders_of(self, who: str) -> list[str]:
        """The orders that a creator earned, in the order of time."""
        mine = [order_id for order_id, winner in self.winner.items() if winner == who]
        return sorted(mine, key=lambda one: (moment(self.paid[one], "orders"), one))

    def of(self, table: str, who: str) -> list[Row]:
        """The rows that name a creator, in the order of time."""
        mine = [row for row in self.book.rows[table] if row["creator_id"] == who]
        return sorted(mine, key=lambda row: (moment(row, table), next(iter(row.values()))))

    def fee(self, terms: Mapping[str, Any], who: str, *, until: dt.datetime) -> int:
        """What terms owe for the orders placed up to a moment."""
        placed = [o for o in self.orders_of(who) if moment(self.paid[o], "orders") <= until]
        kept = [o for o in placed if self.net(o) or not self.back[o]]
        match terms["rule"]:
            case "hybrid":
                return sum(self.fee(part, who, until=until) for part in terms["parts"])
            case "flat_fee":
                return self._flat(terms, who, until=until)
            case "commission":
                if terms.get("new_customers_only"):
                    kept = [o for o in kept if self.paid[o]["is_new_customer"] == "true"]
                if "per_order" in terms:
                    return cents(terms["per_order"]) * len(kept)
                return half_even(Fraction(terms["rate"]) * sum(map(self.net, kept)))
            case "bonus":
                saves = sum(int(row["saves"] or 0) for row in self.of("posts", who))
                count = saves if terms["metric"] == "saves" else len(kept)
                times = count // terms["every"] if "every" in terms else count >= terms["reaches"]
                most = cents(terms["at_most"]) if "at_most" in terms else 10**9
                return min(cents(terms["pay"]) * int(times), most)
            case _:  # in kind: a cost, not a debt
                return 0

    def _flat(self, terms: Mapping[str, Any], who: str, *, until: dt.datetime) -> int:
        """So much a piece, or once when anything is out."""
        deal = next(deal for deal in self.book.agreed["deals"] if deal["creator"] == who)
        out: Counter[str] = Counter()
        for piece in deal["deliverables"]:
            if self._state(piece, who, until=until) in OUT:
                out[piece["kind"]] += piece["count"]
        if "per_campaign" in terms:
            return cents(terms["per_campaign"]) if out else 0
        prices = terms["per_deliverable"].items()
        return sum(cents(price) * out[kind] for kind, price in prices)

    def _state(self, piece: Mapping[str, Any], who: str, *, until: dt.datetime) -> str:
        """Where a piece stands: its last move, or what was agreed of it."""
        moves = [row for row in self.of("moves", who) if row["deliverable"] == piece.get("id")]
        told = [row["to"] for row in moves if moment(row, "moves") <= until]
        return told[-1] if told else str(piece.get("state", "proposed"))


OWNERLESS = "only marks that nobody owns"
