"""``influence rights`` and ``influence can-use``: what may be used, where, and until when."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from influence.cli._console import err, harmless, out, refusals
from influence.cli._reading import AsOf, book_in, moment_in
from influence.errors import InvalidInputError
from influence.periods import parse_moment
from influence.report import rights_page
from influence.rights import USAGE_KINDS, Permission, UsageKind
from influence.rights_calendar import (
    CalendarEntry,
    RightsCalendar,
    UseReview,
    can_use_asset,
    rights_calendar,
)


def rights(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    *,
    ahead: Annotated[
        int, typer.Option(metavar="DAYS", min=0, help="What ends within so many days ends soon.")
    ] = 30,
    as_of: AsOf = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the calendar as a page to this file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List every right with its end, those that end first, and what is used without one."""
    with refusals():
        told = book_in(book)
        calendar = rights_calendar(told, as_of=moment_in(told, as_of), ahead_days=ahead)
        if html is not None:
            html.write_text(rights_page(told, calendar), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps(_document(calendar), ensure_ascii=False, indent=2))
        return
    out().print(_table(calendar))
    wrong = [review for review in calendar.uses if not review.is_allowed]
    for review in wrong:
        out().print(Text(harmless(_told(review)), style="bold red"))
    err().print(
        f"rights: {len(calendar.entries)}, ending within {ahead} days: {len(calendar.ending())}, "
        f"uses: {len(calendar.uses)}, without a right: {len(wrong)}"
    )


def can_use(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    asset: Annotated[str, typer.Argument(metavar="ASSET", help="The id of an asset or a post.")],
    *,
    channel: Annotated[str, typer.Option(metavar="WORD", help="Where, such as paid_social.")],
    purpose: Annotated[
        UsageKind, typer.Option(metavar="KIND", help=f"What for: {', '.join(USAGE_KINDS)}.")
    ] = "organic_repost",
    territory: Annotated[
        str | None,
        typer.Option(metavar="COUNTRY", help="In which country, such as US; without it, in all."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When (ISO 8601); without it, at the end of the book."),
    ] = None,
) -> None:
    """Say whether an asset may be used in one way; exit with 0 for yes and 1 for no."""
    with refusals():
        told = book_in(book)
        try:
            moment = (
                told.last_moment if at is None else parse_moment(at, zone=told.campaign.time_zone)
            )
        except InvalidInputError as error:
            raise typer.BadParameter(str(error), param_hint="'--at'") from error
        answer = can_use_asset(
            told, asset, channel=channel, at=moment, purpose=purpose, territory=territory
        )
    for line in _answer(answer):
        out().print(Text(harmless(line)))
    if not answer.is_allowed:
        raise typer.Exit(1)


def _answer(answer: Permission) -> list[str]:
    """The answer, the line that decides, and what the others lack."""
    until = f", until {_last_day(answer.until)}" if answer.until is not None else ""
    first = f"{'yes' if answer.is_allowed else 'no'}: {answer.reason}{until}"
    return [first, *(f"    {line.named}: {lack}" for line, lack in answer.lacks)]


def _table(calendar: RightsCalendar) -> Table:
    """One row for each right."""
    table = Table(box=None, pad_edge=False)
    for name in ("creator", "post", "right", "state", "until", "left"):
        table.add_column(name, justify="right" if name == "left" else "left")
    for entry in calendar.entries:
        row = (
            entry.creator_id,
            entry.post_id or "",
            entry.line.named,
            entry.state.replace("_", " "),
            _last_day(entry.end) if entry.end else "",
            f"{entry.days_left} d" if entry.days_left else "",
        )
        table.add_row(*map(harmless, row))
    return table


def _last_day(end: dt.datetime) -> str:
    """The last day on which there is a right that ends at *end*."""
    return (end - dt.timedelta(microseconds=1)).date().isoformat()


def _told(review: UseReview) -> str:
    """A use that is not allowed."""
    why = review.at_end if review.at_start.is_allowed else review.at_start
    return f"{review.use.use_id}: {review.asset.asset_id} on {review.use.channel}: {why.reason}"


def _document(calendar: RightsCalendar) -> dict[str, Any]:
    """The calendar as JSON."""
    return {
        "as_of": calendar.as_of.isoformat(),
        "rights": [_entry(entry) for entry in calendar.entries],
        "leaves": [
            {
                "creator_id": one.creator_id,
                "platform": one.leave.platform,
                "holds": one.holds,
                "ends": None if one.leave.ends is None else one.leave.ends.isoformat(),
            }
            for one in calendar.leaves
        ],
        "uses": [
            {
                "use_id": one.use.use_id,
                "asset_id": one.asset.asset_id,
                "is_allowed": one.is_allowed,
                "reason": (one.at_end if one.at_start.is_allowed else one.at_start).reason,
            }
            for one in calendar.uses
        ],
    }


def _entry(entry: CalendarEntry) -> dict[str, Any]:
    """One right as JSON."""
    return {
        "creator_id": entry.creator_id,
        "post_id": entry.post_id,
        "kind": entry.line.kind,
        "channels": list(entry.line.channels),
        "state": entry.state,
        "start": None if entry.start is None else entry.start.isoformat(),
        "end": None if entry.end is None else entry.end.isoformat(),
        "days_left": entry.days_left,
        "notice_by": None if entry.notice_by is None else entry.notice_by.isoformat(),
        "shown": entry.shown,
    }
