"""``influence check``: what is wrong with a book and the campaign in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from influence.books import InvalidBookError, read_book
from influence.campaign_book import Book
from influence.cli._console import err, out, print_findings, refusals
from influence.cli._progress import reading
from influence.evaluation import evaluate
from influence.findings import Finding


def check(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
) -> None:
    """Say what is wrong with a book; exit with 1 when any of it is an error."""
    with refusals():
        findings = _findings(book)
    print_findings(findings, console=out(), most=None)
    counts = Counter(finding.severity for finding in findings)
    summary = ", ".join(
        f"{counts[severity]} {severity}s" for severity in ("error", "warning", "note")
    )
    err().print(summary)
    if counts["error"]:
        raise typer.Exit(1)


def _findings(path: Path) -> tuple[Finding, ...]:
    """Every finding of a book: of its files, and of the facts in it."""
    try:
        return evaluate(_read(path)).findings
    except InvalidBookError as error:
        return error.findings


def _read(path: Path) -> Book:
    """The book, with progress for people."""
    with reading() as progress:
        return read_book(path, progress=progress)
