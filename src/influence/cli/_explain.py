"""``influence explain``: why a figure is what it is.

    maya              every figure of a creator
    maya:payable      one figure of a creator; payable:maya is the same
    statement:maya    what a creator is owed: accrued, held and payable
    totals            every figure of the campaign
    totals:profit     one figure of the campaign
    order:1042        who earned an order and why; 1042 is the same
    INF302            what a finding means, and where it was found

Every answer is the evaluation's own working; nothing is worked out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from influence.cli._console import harmless, out, print_findings, refusals
from influence.cli._reading import AsOf, evaluated, findings_in
from influence.creator_lines import LINE_FIGURES
from influence.errors import InvalidInputError, UnknownNameError
from influence.evaluation import Evaluation
from influence.findings import FINDING_KINDS
from influence.roi import FIGURES
from influence.totals import TOTAL_FIGURES
from influence.workings import Working

_WHOLE = "totals"
_STATEMENT = ("accrued", "held", "payable")
_OF_A_CREATOR = (*LINE_FIGURES, *FIGURES)


def explain(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="CREATOR, CREATOR:FIGURE, totals, totals:FIGURE, order:ID, statement:CREATOR, "
            "decision:CREATOR or the code of a finding.",
        ),
    ],
    *,
    as_of: AsOf = None,
) -> None:
    """Print the working of a figure, a credit, a decision or a finding."""
    with refusals():
        if what.upper() in FINDING_KINDS:
            _print_finding(book, what.upper())
            return
        for title, working in _workings(evaluated(book, as_of=as_of), what):
            out().print(Text(harmless(title), style="bold"))
            out().print(Text(harmless(str(working))))


def _print_finding(book: Path, code: str) -> None:
    """What a code stands for and where the book has it."""
    kind = FINDING_KINDS[code]
    out().print(Text(f"{code} {kind.severity}: {kind.title}", style="bold"))
    out().print(Text(kind.meaning))
    here = [finding for finding in findings_in(book) if finding.code == code]
    out().print(Text(f"{len(here)} in this book"))
    print_findings(here, console=out(), most=None)


def _workings(evaluation: Evaluation, what: str) -> list[tuple[str, Working]]:
    """The workings that were asked for, each with its title."""
    creators = {line.creator_id for line in evaluation.ranking}
    if what in creators:
        return _figures(evaluation, what, _OF_A_CREATOR)
    if what == _WHOLE:
        return _figures(evaluation, what, (*TOTAL_FIGURES, *FIGURES))
    subject, _, rest = what.partition(":")
    if subject == "order" and rest:
        return [(f"order {rest}", evaluation.story(rest).working())]
    if what in evaluation.book.orders_by_id:
        return [(f"order {what}", evaluation.story(what).working())]
    if subject == "statement" and rest:
        return _figures(evaluation, rest, _STATEMENT)
    subject, figure = _asked(what)
    return _figures(evaluation, subject, (figure,) if figure else _OF_A_CREATOR)


def _asked(what: str) -> tuple[str, str]:
    """Whose figure, and which, in whatever order they stand; an id may hold colons of its own."""
    names = {*LINE_FIGURES, *TOTAL_FIGURES, *FIGURES}
    subject, colon, figure = what.rpartition(":")
    if not colon:
        if re.fullmatch(r"inf\d*", what, re.IGNORECASE):
            raise UnknownNameError("finding", what, FINDING_KINDS)
        return what, ""
    first, _, rest = what.partition(":")
    if first in names and figure not in names:
        subject, figure = rest, first
    if not subject:
        raise InvalidInputError("WHAT", "name a creator, totals, an order or a finding", what)
    return subject, figure


def _figures(
    evaluation: Evaluation, subject: str, names: Iterable[str]
) -> list[tuple[str, Working]]:
    """The workings of some figures of a creator or of the campaign."""
    return [(f"{subject}: {name}", evaluation.why(subject, name)) for name in dict.fromkeys(names)]
