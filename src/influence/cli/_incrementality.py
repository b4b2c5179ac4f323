"""``influence incrementality``: what would not have come without the campaign, from tables."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import attrs
import typer
from rich import box
from rich.table import Table
from rich.text import Text

from influence.books import ControlTables, read_control_tables
from influence.cli._console import err, harmless, out, print_findings, refusals
from influence.errors import InvalidInputError, UnknownNameError
from influence.findings import Finding
from influence.incrementality import (
    INCREMENTAL_FIGURES,
    Incrementality,
    Per,
    Trend,
    difference_in_differences,
    holdout,
)
from influence.money import Money
from influence.periods import parse_date
from influence.report import incremental_document
from influence.shares import Share


@attrs.frozen(kw_only=True)
class _Asked:
    """The options, read."""

    spend: Money | None
    confidence: Share
    starts: dt.date | None
    ends: dt.date | None
    per: Per
    trend: Trend


def incrementality(
    tables: Annotated[
        list[Path],
        typer.Argument(
            metavar="TABLE…",
            help="CSV tables: days of regions, or people of a holdout.",
            exists=True,
            dir_okay=False,
        ),
    ],
    *,
    currency: Annotated[str, typer.Option(metavar="CODE", help="What amounts are in.")],
    starts: Annotated[
        str | None, typer.Option(metavar="DATE", help="First day of the campaign; for regions.")
    ] = None,
    ends: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day after the last that counts.")
    ] = None,
    spend: Annotated[
        str | None, typer.Option(metavar="AMOUNT", help="What was spent on those who met it.")
    ] = None,
    confidence: Annotated[
        str, typer.Option(metavar="SHARE", help="Of the intervals, such as 0.95.")
    ] = "0.95",
    per: Annotated[
        Per, typer.Option(help="Whether each region counts alike, or by its people.")
    ] = "region",
    trend: Annotated[
        Trend, typer.Option(help="What both arms share: the amount gained, or the rate of growth.")
    ] = "additive",
    why: Annotated[bool, typer.Option("--why", help="Print every working as well.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead.")
    ] = False,
) -> None:
    """Say what would not have come without the campaign, with its interval, or that none can."""
    asked = _asked(
        currency=currency, starts=starts, ends=ends, spend=spend, confidence=confidence,
        per=per, trend=trend,
    )  # fmt: skip
    with refusals():
        read = read_control_tables(tables, currency=currency)
        found = list(_found(read, asked))
    findings = (*read.rejections, *(finding for one in found for finding in one.findings))
    if as_json:
        typer.echo(json.dumps(_document(found, findings), indent=1))
    else:
        for one in found:
            _print(one, is_explained=why)
    print_findings(findings, console=err())
    if read.rejected_rows:
        raise typer.Exit(1)


def _found(read: ControlTables, asked: _Asked) -> Iterator[Incrementality]:
    """What each kind of table says."""
    if read.holdouts:
        yield holdout(read.holdouts, spend=asked.spend, confidence=asked.confidence)
    if read.holdouts and not read.controls:
        return
    if asked.starts is None:
        rule = "name the first day of the campaign for a table of regions"
        raise typer.BadParameter(f"starts must {rule}, got none", param_hint="'--starts'")
    yield difference_in_differences(
        read.controls,
        starts=asked.starts,
        ends=asked.ends,
        spend=asked.spend,
        confidence=asked.confidence,
        per=asked.per,
        trend=asked.trend,
    )


def _asked(
    *,
    currency: str,
    starts: str | None,
    ends: str | None,
    spend: str | None,
    confidence: str,
    per: Per,
    trend: Trend,
) -> _Asked:
    """The options, read.

    Raises:
        BadParameter: One of them cannot be read; that is wrong usage.
    """
    option = "--currency"
    try:
        Money.zero(currency)
        option = "--spend"
        spent = None if spend is None else Money(spend, currency)
        option = "--confidence"
        sure = Share(confidence)
        if not 0 < sure.fraction < 1:
            raise InvalidInputError("confidence", "be above 0 and below 1", confidence)  # noqa: TRY301  # told as the others are
        option = "--starts"
        first = None if starts is None else parse_date(starts)
        option = "--ends"
        last = None if ends is None else parse_date(ends)
    except (InvalidInputError, UnknownNameError) as error:
        raise typer.BadParameter(str(error), param_hint=f"'{option}'") from error
    return _Asked(spend=spent, confidence=sure, starts=first, ends=last, per=per, trend=trend)


def _print(found: Incrementality, *, is_explained: bool) -> None:
    """The sentence, the figures, and where they lie."""
    out().print(Text(harmless(found.in_words())))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1))
    for title in ("Figure", "Value", "Interval"):
        table.add_column(title, justify="left" if title == "Figure" else "right", no_wrap=True)
    for row in _rows(found):
        table.add_row(*map(Text, row))
    out().print(table)
    for figure in INCREMENTAL_FIGURES if is_explained else ():
        out().print(Text(figure, style="bold"))
        out().print(Text(harmless(str(found.why(figure)))))


def _rows(found: Incrementality) -> Iterator[tuple[str, str, str]]:
    """A line for each figure that is known."""
    for effect in (found.revenue, found.conversions):
        if effect is not None:
            yield f"baseline {effect.what}", effect.baseline_text, ""
            yield f"incremental {effect.what}", effect.incremental_text, effect.interval_text
    if found.lift is not None:
        yield "lift", str(found.lift), ""
    if found.iroas is not None:
        ends = found.iroas_interval
        lies = "unknown" if ends is None else f"{ends[0]} to {ends[1]}"
        yield "incremental ROAS", str(found.iroas), lies
    if found.p_value is not None:
        yield "p-value", f"{found.p_value:.4f}", ""
    if found.permutation is not None:
        yield "p-value by permutation", f"{float(found.permutation.p_value):.4f}", ""


def _document(found: Sequence[Incrementality], findings: Sequence[Finding]) -> dict[str, object]:
    """The tests as one JSON value; amounts are decimal text."""
    return {
        "schema": 1,
        "tests": [incremental_document(one) for one in found],
        "findings": [
            {"code": one.code, "where": one.where, "message": one.message} for one in findings
        ],
    }
