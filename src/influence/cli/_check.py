"""``influence check``: what is wrong with a book and the campaign in it, and what mends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer
from rich.text import Text

from influence.books import Located, fix_book, located
from influence.cli._console import err, harmless, out, print_found, refusals
from influence.cli._reading import AsOf, findings_in
from influence.findings import Finding, Severity
from influence.report import found_json, github_lines, sarif

Format: TypeAlias = Literal["text", "json", "sarif", "github"]

_GRAVEST_FIRST: tuple[Severity, ...] = ("error", "warning", "note")


def check(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    *,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            help="How to say it: for people, as one JSON document, as SARIF for code hosts and "
            "editors, or as annotations of a GitHub workflow.",
        ),
    ] = "text",
    fix: Annotated[
        bool, typer.Option("--fix", help="First write what is safe to mend into the book.")
    ] = False,
    as_of: AsOf = None,
) -> None:
    """Say what is wrong with a book and its campaign; exit with 1 when any of it is an error."""
    with refusals():
        findings = findings_in(book, as_of=as_of)
        if fix and _fixed(book, findings):
            findings = findings_in(book, as_of=as_of)
        found = _gravest_first(located(findings, book))
    _say(found, form=form, folder=_prefix(book))
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(1)


def _fixed(path: Path, findings: Sequence[Finding]) -> bool:
    """Write what is safe to mend, say it, and answer whether a file has changed."""
    result = fix_book(path, findings)
    for one in result.done:
        err().print(Text(harmless(f"fixed    {one.place}: {one.what}"), style="green"))
    for left in result.left:
        err().print(Text(harmless(f"not fixed {left.fix.place}: {left.reason}"), style="yellow"))
    return bool(result.files)


def _gravest_first(found: Sequence[Located]) -> tuple[Located, ...]:
    """Errors, then warnings, then notes, each in the order in which they were found."""
    return tuple(sorted(found, key=lambda one: _GRAVEST_FIRST.index(one.finding.severity)))


def _prefix(book: Path) -> str:
    """The folder of a book as it stands before the names of its files."""
    text = book.as_posix()
    return "" if text == "." else f"{text}/"


def _say(found: Sequence[Located], *, form: Format, folder: str) -> None:
    """Print the findings, and for people how many there are."""
    if form == "json":
        typer.echo(found_json(found))
    elif form == "sarif":
        typer.echo(sarif(found, folder=folder, version=version("influence-marketing")))
    elif form == "github":
        typer.echo(github_lines(found, folder=folder))
    else:
        print_found(found, console=out())
    counts = Counter(one.finding.severity for one in found)
    summary = ", ".join(f"{severity}s: {counts[severity]}" for severity in _GRAVEST_FIRST)
    mendable = sum(bool(one.finding.fixes) for one in found)
    more = f"; --fix mends {mendable}" if mendable else ""
    err().print(f"{summary}{more}")
