"""Reading: the book that a command was given, with progress for people on the way."""

from __future__ import annotations

from pathlib import Path

from influence.books import InvalidBookError, read_book
from influence.campaign_book import Book
from influence.cli._progress import reading
from influence.evaluation import evaluate
from influence.findings import Finding


def book_in(path: Path) -> Book:
    """The book in a folder."""
    with reading() as progress:
        return read_book(path, progress=progress)


def findings_in(path: Path) -> tuple[Finding, ...]:
    """Every finding of the book in a folder: of its files, and of the facts in it."""
    try:
        return evaluate(book_in(path)).findings
    except InvalidBookError as error:
        return error.findings
