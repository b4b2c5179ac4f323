"""``influence explain``: why a figure is what it is.

maya              every figure of a creator
maya:payable      one figure of a creator; payable:maya is the same
totals:profit     a figure of the campaign
order:1042        who earned an order and why
INF302            what a finding means, and where it was found
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from influence.books import InvalidBookError, read_book
from influence.cli._console import harmless, out, print_findings, refusals
from influence.creator_lines import LINE_FIGURES
from influence.errors import InvalidInputError
from influence.evaluation import Evaluation, evaluate
from influence.findings import FINDING_KINDS, Finding
from influence.roi import FIGURES
from influence.workings import Working


def explain(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="CREATOR, CREATOR:FIGURE, totals:FIGURE, order:ID, decision:CREATOR "
            "or the code of a finding.",
        ),
    ],
) -> None:
    """Print the working of a figure, a credit, a decision or a finding."""
    with refusals():
        if what.upper() in FINDING_KINDS:
            _print_finding(book, what.upper())
            return
        for title, working in _workings(evaluate(read_book(book)), what):
            out().print(Text(harmless(title), style="bold"))
            out().print(Text(harmless(str(working))))


def _print_finding(book: Path, code: str) -> None:
    """What a code stands for and where the book has it."""
    kind = FINDING_KINDS[code]
    out().print(Text(f"{code} {kind.severity}: {kind.title}", style="bold"))
    out().print(Text(kind.meaning))
    here = [finding for finding in _findings(book) if finding.code == code]
    out().print(Text(f"{len(here)} in this book"))
    print_findings(here, console=out(), most=None)


def _findings(book: Path) -> tuple[Finding, ...]:
    """Every finding of a book."""
    try:
        return evaluate(read_book(book)).findings
    except InvalidBookError as error:
        return error.findings


def _workings(evaluation: Evaluation, what: str) -> list[tuple[str, Working]]:
    """The workings that were asked for, each with its title."""
    subject, _, figure = what.partition(":")
    if subject == "order" and figure:
        return [(f"order {figure}", evaluation.story(figure).working())]
    if not figure:
        line = evaluation.line(subject)
        names = (*LINE_FIGURES, *FIGURES)
        return [(f"{subject}: {name}", line.why(name)) for name in dict.fromkeys(names)]
    names = (*LINE_FIGURES, *FIGURES)
    if subject in names and figure not in names:
        subject, figure = figure, subject
    if not subject:
        raise InvalidInputError("WHAT", "name a creator, totals, an order or a finding", what)
    return [(f"{subject}: {figure}", evaluation.why(subject, figure))]
