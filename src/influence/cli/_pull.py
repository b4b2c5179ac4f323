"""``influence pull``: what the platforms of a book tell, into its tables."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from influence.cli._console import err, harmless, out, print_findings, refusals
from influence.cli._installed import installed
from influence.connectors.pulls import PullSummary, plan_book, pull_book
from influence.periods import parse_moment, zone
from influence.sources import Gap


def pull(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of a campaign book.", exists=True)
    ],
    *,
    platform: Annotated[
        str | None,
        typer.Option(help="Only this platform, whether the book names it or not."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(help="From when; by default from the first day of the campaign."),
    ] = None,
    until: Annotated[str | None, typer.Option(help="Until when; by default until now.")] = None,
    as_plan: Annotated[
        bool,
        typer.Option("--plan", help="Say what it will cost and miss, and read nothing."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was read as one JSON document.")
    ] = False,
) -> None:
    """Read posts, touches, orders and refunds from the platforms that a book names."""
    with refusals():
        begins, ends, registry = _moment(since), _moment(until), installed()
        if as_plan:
            plans = plan_book(book, platform=platform, since=begins, until=ends, registry=registry)
            for plan in plans:
                out().print(Text(harmless(str(plan))))
            return
        summaries = pull_book(book, platform=platform, since=begins, until=ends, registry=registry)
    if as_json:
        typer.echo(json.dumps([_document(one) for one in summaries], indent=1))
    for summary in summaries:
        _tell(summary, as_json=as_json)
    err().print(f"next: influence report {book}", markup=False)
    if not all(summary.is_whole for summary in summaries):
        raise typer.Exit(1)


def _moment(text: str | None) -> dt.datetime | None:
    """A time with its offset, or a date for its first moment in UTC."""
    return None if text is None else parse_moment(text, zone=zone("UTC"))


def _tell(summary: PullSummary, *, as_json: bool) -> None:
    """What was read of one platform, a line for each table; its gaps on standard error."""
    if not as_json:
        of = f"{summary.platform}, {summary.accounts} accounts"
        whole = "" if summary.is_whole else "; not everything was there, the next pull goes on"
        for line in (f"{of}{whole}", *map(str, summary.merged.tables)):
            out().print(Text(harmless(line)))
    print_findings((gap.finding for gap in summary.merged.gaps), console=err(), most=None)


def _document(summary: PullSummary) -> dict[str, object]:
    """What was read of one platform, for programs."""
    return {
        "platform": summary.platform,
        "accounts": summary.accounts,
        "whole": summary.is_whole,
        "tables": {
            table.name: {"added": table.added, "changed": table.changed, "rows": table.rows}
            for table in summary.merged.tables
        },
        "gaps": [_gap(gap) for gap in summary.merged.gaps],
    }


def _gap(gap: Gap) -> dict[str, object]:
    """A gap, for programs; what is not known of it is null."""
    return {
        "kind": gap.kind,
        "code": gap.code,
        "where": gap.where,
        "told": gap.told,
        "rows": gap.rows,
        "amount": None if gap.amount is None else gap.amount.text,
        "currency": None if gap.amount is None else gap.amount.currency,
    }
