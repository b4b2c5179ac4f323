"""What one row of a GA4 report counts, read exactly and judged by its mark.

    purchaseRevenue                          net of refunds already
    grossPurchaseRevenue − refundAmount      the same, where only these two are told

Numbers are text. A count of any length stays whole, and an amount is the fraction that its digits
say: GA4 sends sums such as ``37.980000000000004``, so an amount is rounded once, when all rows of a
creator and day are added up.

Source: S153, S154.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from influence.errors import InvalidInputError
from influence.ids import check_id
from influence.sources._ga4_report import Ga4Report, Ga4Row, day_of
from influence.sources._ga4_words import PLACEHOLDERS
from influence.sources._gap import GapKind
from influence.tracking import Owners

_COUNT = re.compile(r"[0-9]{1,40}(?:\.0+)?")
_AMOUNT = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")

#: What key events may count as.
KeyEvents = Literal["none", "leads", "signups"]


@attrs.frozen(kw_only=True)
class Counts:
    """What some rows count; ``None`` is not told, and the sum with it is the sum of the rest.

    Args:
        clicks: Visits.
        orders: Purchases.
        key_events: Key events.
        revenue: Net sales in major units, exactly.
    """

    clicks: int | None = None
    orders: int | None = None
    key_events: int | None = None
    revenue: Fraction | None = None


@attrs.frozen(kw_only=True)
class JudgedRow:
    """A row with its day, its mark and what it counts.

    Args:
        line: Where it stands.
        day: Its day.
        content: The UTM content as it stands.
        transaction: The id of the transaction; empty when the report has none.
        gap: The gap that it is in; ``None`` when it is a creator's.
        creator_id: Whose it is; ``None`` when it is nobody's.
        counts: What it counts.
    """

    line: int
    day: dt.date
    content: str
    transaction: str
    gap: GapKind | None
    creator_id: str | None
    counts: Counts


def judged(row: Ga4Row, *, report: Ga4Report, owners: Owners) -> JudgedRow:
    """The row with its day, its mark and what it counts.

    Raises:
        InvalidInputError: A cell breaks its rule; *what* of the error is its column.
    """
    content = row.cells[report.content]
    owner = owners.of("link", content) if content.strip() else None
    gap = None if owner is not None else _gap(row, report=report)
    transaction = row.cells.get("transactionId", "")
    if "transactionId" in row.cells:
        is_told = PLACEHOLDERS.get(transaction.casefold()) is None
        gap = gap if gap is not None or is_told else "not_set"
        check_id(f"order {transaction}/1", what="transactionId")
    return JudgedRow(
        line=row.line,
        day=_day(row, report=report),
        content=content,
        transaction=transaction,
        gap=gap,
        creator_id=None if gap is not None else owner,
        counts=_counts(row.cells, report=report),
    )


def added(rows: Iterable[JudgedRow]) -> Counts:
    """What rows count together."""
    counts = [row.counts for row in rows]
    revenues = [one.revenue for one in counts if one.revenue is not None]
    return Counts(
        clicks=_sum(one.clicks for one in counts),
        orders=_sum(one.orders for one in counts),
        key_events=_sum(one.key_events for one in counts),
        revenue=sum(revenues, Fraction(0)) if revenues else None,
    )


def _gap(row: Ga4Row, *, report: Ga4Report) -> GapKind:
    """The gap of a row that is nobody's: a placeholder, or a mark that nobody owns."""
    kind = PLACEHOLDERS.get(row.cells[report.content].strip().casefold())
    if kind is None:
        return "unmapped"
    others = [
        PLACEHOLDERS.get(row.cells[name].strip().casefold())
        for name in report.dimensions
        if name != report.content and row.cells[name]
    ]
    if kind == "not_set" and "direct" in others:
        return "direct"
    return _KINDS[kind]


_KINDS: Mapping[str, GapKind] = {
    "not_set": "not_set",
    "other_row": "other_row",
    "not_available": "not_available",
    "direct": "direct",
}


def _day(row: Ga4Row, *, report: Ga4Report) -> dt.date:
    """The day of a row: its own, or the only one of the report."""
    if "date" in row.cells:
        return day_of(row.cells["date"])
    first, last = report.days or (None, None)
    if first is None or first != last:
        rule = "have the dimension date, or be of one day"
        raise InvalidInputError(report.file, rule, ", ".join(report.columns))
    return first


def _counts(cells: Mapping[str, str], *, report: Ga4Report) -> Counts:
    """What a row counts."""
    purchases = "ecommercePurchases" if report.tells("ecommercePurchases") else "transactions"
    events = "keyEvents" if report.tells("keyEvents") else "conversions"
    return Counts(
        clicks=_count(cells, "sessions", report=report),
        orders=_count(cells, purchases, report=report),
        key_events=_count(cells, events, report=report),
        revenue=_revenue(cells, report=report),
    )


def _count(cells: Mapping[str, str], metric: str, *, report: Ga4Report) -> int | None:
    """A whole number; ``None`` where the report does not tell it."""
    if not report.tells(metric):
        return None
    if not _COUNT.fullmatch(cells[metric]):
        raise InvalidInputError(metric, "be a whole number of at least 0", cells[metric])
    return int(cells[metric].partition(".")[0])


def _revenue(cells: Mapping[str, str], *, report: Ga4Report) -> Fraction | None:
    """Net sales; ``None`` where the report does not tell them."""
    if report.tells("purchaseRevenue"):
        return amount(cells["purchaseRevenue"], metric="purchaseRevenue")
    if report.tells("grossPurchaseRevenue") and report.tells("refundAmount"):
        gross = amount(cells["grossPurchaseRevenue"], metric="grossPurchaseRevenue")
        return gross - amount(cells["refundAmount"], metric="refundAmount")
    return None


def amount(text: str, *, metric: str) -> Fraction:
    """The number that *text* is, exactly.

    Raises:
        InvalidInputError: It is no plain decimal number.
    """
    if not _AMOUNT.fullmatch(text):
        raise InvalidInputError(metric, "be a plain decimal number such as 12.34", text)
    return Fraction(text)


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
