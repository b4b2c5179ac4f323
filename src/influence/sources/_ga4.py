"""GA4: a report of Google Analytics 4, as its pages download it or as its Data API answers it.

    a creator's mark × a day      → results
    a creator's mark × an order   → touches

A report counts; it does not say who bought. So a row that has no creator's mark is never shared
out: it becomes a gap with its visits, orders and money, and so does everything that GA4 itself says
is missing: samples, withheld rows, rows that were not sent, figures that may still change.

Source: S153, S154, S155, S156, S157.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError, UnknownNameError
from influence.findings import Finding
from influence.periods import zone
from influence.sources._export import Export
from influence.sources._ga4_counts import JudgedRow, KeyEvents, judged
from influence.sources._ga4_document import report_of_document
from influence.sources._ga4_gaps import gaps_of
from influence.sources._ga4_report import Ga4Report, Ga4Row
from influence.sources._ga4_results import results_of
from influence.sources._ga4_table import report_of_table
from influence.sources._source import Setting
from influence.sources._sourced import Sourced
from influence.tracking import Touch

_REVENUES = frozenset({"purchaseRevenue", "grossPurchaseRevenue"})


@attrs.frozen(kw_only=True)
class Ga4:
    r"""Read a report of Google Analytics 4.

    A report with ``transactionId`` tells which order came by which mark, and becomes touches; every
    other one becomes results.

    Args:
        key_events: What key events count as: ``leads``, ``signups``, or ``none`` of them, because a
            key event is whatever a shop made one.
        currency: The currency of a report that names none; without it, that of the book.
        exported_on: The day on which the report was made; that day and the one before may still
            change. Without it, the last two days of the report are taken to be such.

    Raises:
        UnknownNameError: A word is not one of those that may be said.
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> from influence.tracking import Mark, Owners
        >>> export = Export.of_csv(
        ...     "Session manual ad content,Date,Sessions,Ecommerce purchases,Purchase revenue\n"
        ...     "maya,20260302,41,2,96.00\n"
        ...     "(not set),20260302,7,1,48.00\n",
        ...     name="report.csv",
        ... )
        >>> marks = Owners((Mark(kind="link", value="maya", creator_id="maya"),))
        >>> found = Ga4().read(export, setting=Setting(currency="USD", owners=marks))
        >>> found.results[0].clicks, found.results[0].revenue
        (41, Money('96.00', 'USD'))
        >>> [(gap.kind, gap.amount) for gap in found.gaps if gap.is_left_out]
        [('not_set', Money('48.00', 'USD'))]

    Source: S153, S154, S155, S156, S157.
    """

    name: ClassVar[str] = "ga4"
    tells: ClassVar[tuple[str, ...]] = ("results", "touches")

    key_events: Literal["none", "leads", "signups"] = attrs.field(
        default="none", validator=require.one_of(("none", "leads", "signups"))
    )
    currency: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_currency)
    )
    exported_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_date)
    )

    def read(self, export: Export, /, *, setting: Setting) -> Sourced:
        """The results or touches of *export*, what was rejected, and what it does not tell.

        Raises:
            InvalidInputError: It is no such report, has no UTM content or day, or is of two ranges.
            UnknownNameError: A dimension or metric is not known; the close one is named.
        """
        is_table = export.document is None
        report = report_of_table(export) if is_table else report_of_document(export)
        currency = self._currency(report, setting=setting)
        _check_ranges(report)
        rows, found = _judged(report, setting=setting)
        rejections = (*report.rejections, *found)
        of_orders = "transactionId" in report.columns
        time_zone = _zone(report, setting)
        key_events: KeyEvents = self.key_events
        counted = results_of(() if of_orders else rows, currency=currency, key_events=key_events)
        return Sourced(
            rows=report.counted,
            taken=sum(row.gap is None for row in rows),
            touches=tuple(_touches(rows, time_zone=time_zone)) if of_orders else (),
            results=counted.results,
            rejections=rejections,
            gaps=gaps_of(
                rows,
                report=report,
                currency=currency,
                notes=counted.notes,
                exported_on=self.exported_on,
                is_whole=not any(one.severity == "error" for one in rejections),
            ),
        )

    def _currency(self, report: Ga4Report, *, setting: Setting) -> str | None:
        """The currency of the amounts.

        Raises:
            InvalidInputError: There are amounts and nobody says in what, or two say so differently.
        """
        if None not in {report.currency, self.currency} and report.currency != self.currency:
            rule = f"be {report.currency}, which is what the report says"
            raise InvalidInputError("currency", rule, self.currency)
        currency = report.currency or self.currency or setting.currency
        if currency is None and _REVENUES & {*report.columns}:
            rule = "be said where the report tells revenue and no currency"
            raise InvalidInputError("currency", rule, None)
        return currency


def _check_ranges(report: Ga4Report) -> None:
    """Refuse a report that compares two ranges, whose rows would count twice."""
    ranges = {row.cells.get("dateRange", "") for row in report.rows}
    if len(ranges) > 1:
        rule = "be of one date range, or its rows would count twice"
        raise InvalidInputError(report.file, rule, ", ".join(sorted(ranges)))


def _judged(report: Ga4Report, *, setting: Setting) -> tuple[list[JudgedRow], list[Finding]]:
    """Each row once, and the findings about the others."""
    found: list[JudgedRow] = []
    findings: list[Finding] = []
    accounts: dict[tuple[str, ...], list[Ga4Row]] = {}
    for row in report.rows:
        key = tuple(row.cells[name] for name in report.dimensions)
        accounts.setdefault(key, []).append(row)
    if report.rows:
        report.content  # noqa: B018  # refuses a report without one
    for rows in accounts.values():
        conflict = _repeated(rows, file=report.file)
        findings += conflict
        if any(one.severity == "error" for one in conflict):
            continue
        try:
            found.append(judged(rows[0], report=report, owners=setting.owners))
        except InvalidInputError as error:
            if error.what == report.file:
                raise
            where = f"{report.file}:{rows[0].line} {error.what}"
            findings.append(Finding(code="INF101", where=where, message=str(error), rows=1))
    return found, findings


def _repeated(rows: Sequence[Ga4Row], *, file: str) -> list[Finding]:
    """The findings about rows that have all dimensions in common."""
    if len(rows) == 1:
        return []
    where = f"{file}:{rows[0].line}"
    if any(row.cells != rows[0].cells for row in rows):
        lines = " and ".join(str(row.line) for row in rows)
        message = f"rows with the same dimensions must count the same, got lines {lines}"
        return [Finding(code="INF615", where=where, message=message, rows=len(rows))]
    message = "the row is told again in the same words and counts once"
    return [Finding(code="INF104", where=where, message=message, rows=len(rows) - 1)]


def _zone(report: Ga4Report, setting: Setting) -> ZoneInfo:
    """The zone of the report's days."""
    if report.time_zone is None:
        return setting.time_zone
    try:
        return zone(report.time_zone)
    except UnknownNameError as error:
        raise InvalidInputError(f"{report.file} timeZone", error.rule, report.time_zone) from error


def _touches(rows: Sequence[JudgedRow], *, time_zone: ZoneInfo) -> Iterator[Touch]:
    """A touch for each order that came by a creator's mark, at the beginning of its day."""
    numbers: dict[str, int] = {}
    own = (row for row in rows if row.gap is None)
    for row in sorted(own, key=lambda row: (row.transaction, row.day, row.content)):
        number = numbers[row.transaction] = numbers.get(row.transaction, 0) + 1
        yield Touch(
            touch_id=f"ga4 {row.transaction} {number}",
            at=dt.datetime.combine(row.day, dt.time(), time_zone),
            visitor_id=f"order {row.transaction}",
            kind="link",
            value=row.content,
        )
