"""``influence report``: the main job."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.text import Text

from influence.cli._console import err, out, print_findings, refusals
from influence.cli._reading import book_in
from influence.errors import InvalidInputError
from influence.evaluation import Evaluation, evaluate
from influence.periods import parse_moment
from influence.report import document_of, page, terminal_table


def report(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead, and write no page.")
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Settle as of this date or time (ISO 8601); without it, the end of the campaign "
            "or the last fact, whichever is later.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where the page goes; without it, BOOK-name.html here."),
    ] = None,
    top: Annotated[int, typer.Option(metavar="N", min=1, help="Rows of the table.")] = 20,
) -> None:
    """Credit the orders, settle the deals, rank the creators, and say what to do next."""
    with refusals():
        evaluation = _evaluated(book, as_of=as_of)
        document = document_of(evaluation)
        if as_json:
            typer.echo(json.dumps(document, indent=1))
        else:
            terminal_table(document, console=out(), rows=top)
        print_findings(evaluation.findings, console=err())
        if output is None and as_json:
            return
        target = Path(f"{book.resolve().name}.html") if output is None else output
        target.write_text(page(document), encoding="utf-8", newline="\n")
    err().print(Text(f"page: {target}"))


def _evaluated(book: Path, *, as_of: str | None) -> Evaluation:
    """The evaluation of the book in a folder."""
    known = book_in(book)
    return evaluate(known, as_of=_moment(as_of, zone=known.campaign.time_zone))


def _moment(text: str | None, *, zone: ZoneInfo) -> dt.datetime | None:
    """The moment that a person gave, if any."""
    try:
        return None if text is None else parse_moment(text, zone=zone)
    except InvalidInputError as error:
        raise typer.BadParameter(str(error), param_hint="'--as-of'") from error
