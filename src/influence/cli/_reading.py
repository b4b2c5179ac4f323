"""Reading: the book that a command was given, with progress for people on the way.

What follows from it is worked out as of the moment that a person names, or the book's own last.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from influence.books import InvalidBookError, read_book
from influence.campaign_book import Book
from influence.cli._installed import installed
from influence.cli._progress import reading
from influence.errors import InvalidInputError
from influence.evaluation import Evaluation, evaluate
from influence.findings import Finding
from influence.periods import parse_moment
from influence.plugins import Registry

AsOf: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Settle as of this date or time (ISO 8601); without it, the end of the campaign "
        "or the last fact, whichever is later.",
    ),
]


def book_in(path: Path, *, registry: Registry | None = None) -> Book:
    """The book in a folder, with what it may name; by default what is installed."""
    known = registry or installed()
    with reading() as progress:
        return read_book(path, registry=known, progress=progress)


def moment_in(book: Book, as_of: str | None) -> dt.datetime | None:
    """The moment that a person named, by the calendar of the book.

    Raises:
        BadParameter: *as_of* is no date or time; that is wrong usage.
    """
    try:
        return None if as_of is None else parse_moment(as_of, zone=book.campaign.time_zone)
    except InvalidInputError as error:
        raise typer.BadParameter(str(error), param_hint="'--as-of'") from error


def evaluated(path: Path, *, as_of: str | None, registry: Registry | None = None) -> Evaluation:
    """The evaluation of the book in a folder.

    Raises:
        BadParameter: *as_of* is no date or time; that is wrong usage.
    """
    book = book_in(path, registry=registry)
    return evaluate(book, as_of=moment_in(book, as_of))


def findings_in(path: Path, *, as_of: str | None = None) -> tuple[Finding, ...]:
    """Every finding of the book in a folder: of its files, of its facts, of how it is run.

    Raises:
        BadParameter: *as_of* is no date or time; that is wrong usage.
    """
    try:
        evaluation = evaluated(path, as_of=as_of)
    except InvalidBookError as error:
        return error.findings
    return (*evaluation.findings, *evaluation.practice)
