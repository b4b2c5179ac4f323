"""The gaps of a GA4 report: what is nobody's, what does not add up, and what may still change.

A placeholder such as ``(not set)`` is no creator. Its rows are added up into one gap, with the
visits, orders and money that nobody can be credited with; a mark that nobody owns is a gap of its
own, by its value, because it may only be missing in a deal.

Source: S156, S157.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from influence.errors import InvalidInputError, shown
from influence.money import Money
from influence.sources._ga4_counts import Counts, JudgedRow, added, amount
from influence.sources._ga4_report import Ga4Report
from influence.sources._ga4_results import money_of
from influence.sources._gap import Gap, GapKind
from influence.sources._tally import Note, Tally, counted, tallied

_SOURCE = "ga4"
_DAYS_THAT_CHANGE = 2
_MOST_SHOWN = 100
_COUNTED: Mapping[str, str] = {
    "sessions": "clicks",
    "ecommercePurchases": "orders",
    "purchaseRevenue": "revenue",
}


def gaps_of(
    rows: Sequence[JudgedRow],
    *,
    report: Ga4Report,
    currency: str | None,
    notes: Iterable[Note],
    exported_on: dt.date | None,
    is_whole: bool,
) -> tuple[Gap, ...]:
    """Everything that *report* does not tell, or tells less well than it looks.

    Its totals are compared with its rows when *is_whole*, so when none was rejected.
    """
    return (
        *report.gaps,
        *_nobodys(rows, file=report.file, currency=currency),
        *_untold(report),
        *(_differing(rows, report=report, currency=currency) if is_whole else ()),
        *_fractions(rows, file=report.file, currency=currency),
        *_too_early(rows, report=report, currency=currency, exported_on=exported_on),
        *tallied(notes, told=_sentence, source=_SOURCE, name=report.file),
    )


def _nobodys(rows: Sequence[JudgedRow], *, file: str, currency: str | None) -> Iterator[Gap]:
    """A gap for each placeholder, and one for each mark that nobody owns."""
    groups: dict[tuple[GapKind, str], list[JudgedRow]] = {}
    for row in rows:
        if row.gap is not None:
            value = _seen(row.content) if row.gap == "unmapped" else ""
            groups.setdefault((row.gap, value), []).append(row)
    for (kind, value), own in sorted(groups.items()):
        counts = added(own)
        money = money_of(counts.revenue, currency=currency)
        whom = _WHOM[kind].format(value=shown(value))
        yield Gap(
            source=_SOURCE,
            kind=kind,
            where=f"{file} {value or kind}",
            told=f"{_told(counts, money)} {whom}",
            rows=len(own),
            clicks=counts.clicks,
            orders=counts.orders,
            amount=money,
        )


def _seen(value: str) -> str:
    """A value that can stand in a table: on one line, seen, and not too long to read."""
    line = " ".join(value.split())[:_MOST_SHOWN]
    return "".join(character if character.isprintable() else "\ufffd" for character in line)


_WHOM: Mapping[GapKind, str] = {
    "not_set": "came without a mark that GA4 could keep (not set), so nobody is credited",
    "other_row": "were put under (other) because there were too many values; nobody is credited",
    "not_available": "stand under (data not available), so nobody is credited",
    "direct": "came directly, without any mark, so nobody is credited",
    "unmapped": "came by {value}, which no deal of the book has as a link; nobody is credited",
}


def _told(counts: Counts, money: Money | None) -> str:
    """Counts in words, as far as they are told."""
    words = (
        "" if counts.clicks is None else counted(counts.clicks, "visit"),
        "" if counts.orders is None else counted(counts.orders, "order"),
        "" if money is None else f"{money}",
    )
    return ", ".join(word for word in words if word) or "rows without a count"


def _untold(report: Ga4Report) -> Iterator[Gap]:
    """Gaps for figures that a book would want and the report does not have."""
    has_gross = report.tells("grossPurchaseRevenue")
    if has_gross and not report.tells("purchaseRevenue") and not report.tells("refundAmount"):
        told = "gross revenue without refundAmount does not tell net sales, so they are not known"
        yield Gap(source=_SOURCE, kind="untold", where=f"{report.file} refundAmount", told=told)


def _differing(
    rows: Sequence[JudgedRow], *, report: Ga4Report, currency: str | None
) -> Iterator[Gap]:
    """Gaps where the report's own totals are not what its rows come to."""
    counts = added(rows)
    for metric, field in _COUNTED.items():
        text, found = report.totals.get(metric, ""), getattr(counts, field)
        if not text or found is None:
            continue
        try:
            rest = amount(text, metric=metric) - found
        except InvalidInputError:
            continue
        money = money_of(rest, currency=currency) if field == "revenue" else None
        if abs(rest) >= 1 or (money is not None and not money.is_zero):
            yield _difference(rest, metric=metric, field=field, money=money, file=report.file)


def _difference(rest: Fraction, *, metric: str, field: str, money: Money | None, file: str) -> Gap:
    """The gap between a total and the rows."""
    more = rest > 0
    size = abs(money) if money is not None else abs(int(rest))
    told = (
        f"the rows come to {size} {'less' if more else 'more'} of {metric} than the report's own "
        f"total{', so rows are missing' if more else ''}"
    )
    count = abs(int(rest))
    return Gap(
        source=_SOURCE,
        kind="truncated" if more else "estimated",
        where=f"{file} {metric}",
        told=told,
        clicks=count if field == "clicks" else None,
        orders=count if field == "orders" else None,
        amount=money,
    )


def _fractions(rows: Sequence[JudgedRow], *, file: str, currency: str | None) -> Iterator[Gap]:
    """A gap where amounts are finer than the currency, and so were rounded."""
    if currency is None:
        return
    scale: int = 10 ** Money.zero(currency).exponent
    fine = [
        row
        for row in rows
        if row.counts.revenue is not None and (row.counts.revenue * scale).denominator > 1
    ]
    if fine:
        told = (
            f"the revenue of {counted(len(fine), 'row')} is finer than {currency} can be; it was "
            "added up exactly and rounded once for each creator and day"
        )
        yield Gap(
            source=_SOURCE,
            kind="estimated",
            where=f"{file}:{fine[0].line} purchaseRevenue",
            told=told,
            rows=len(fine),
        )


def _too_early(
    rows: Sequence[JudgedRow],
    *,
    report: Ga4Report,
    currency: str | None,
    exported_on: dt.date | None,
) -> Iterator[Gap]:
    """A gap for the days that GA4 may still revise."""
    last = report.days[1] if report.days else max((row.day for row in rows), default=None)
    if last is None:
        return
    made = exported_on or last
    late = [row for row in rows if (made - row.day).days < _DAYS_THAT_CHANGE]
    if not late:
        return
    counts = added(late)
    money = money_of(counts.revenue, currency=currency)
    since = min(row.day for row in late)
    why = (
        f"the report was made on {exported_on}"
        if exported_on
        else "the report does not say when it was made"
    )
    yield Gap(
        source=_SOURCE,
        kind="too_early",
        where=f"{report.file} {since}",
        told=f"{_told(counts, money)} from {since} on may still change within 48 hours; {why}",
        rows=len(late),
        clicks=counts.clicks,
        orders=counts.orders,
        amount=money,
    )


def _sentence(tally: Tally) -> str:
    """What the notes about days below zero come to, in words."""
    if tally.first.kind == "estimated":
        return (
            f"more came back than was sold on {counted(len(tally.notes), 'day')} of a creator, "
            f"{tally.amount} in all; it was taken off other days of the same creator"
        )
    return f"{tally.amount} exceed all that the creator sold and are in no figure"
