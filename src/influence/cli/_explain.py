"""``influence explain``: why a figure is what it is.

    maya              every figure of a creator
    maya:payable      one figure of a creator; payable:maya is the same
    statement:maya    what a creator is owed: accrued, held and payable; with a ledger, less what
                      was booked
    totals            every figure of the campaign
    totals:profit     one figure of the campaign; totals:incremental_revenue where it has a control
    allocation        the next cycle, and allocation:maya what it holds for a creator; patterns,
                      pattern:a-day, bench and bench:maya as well
    assists:maya      the sales that a creator helped with; lags, lengths and overlap as well, and
                      of leads and signups leads_assists, signups_lags and so on
    order:1042        who earned an order and why; 1042 is the same
    INF302            what a finding means, and where it was found

The story of an order is told in words first. Every answer is the evaluation's own working; nothing
is worked out here. What a code means is explained without a book as well, by
``influence.cli._codes``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from influence.cli._codes import is_like_a_code, known_kind, print_code, print_kind
from influence.cli._console import harmless, out, print_findings, refusals
from influence.cli._judged import judged
from influence.cli._reading import AsOf, evaluated, findings_in
from influence.cli._settling import LedgerAt, settled, statements_of
from influence.creator_lines import LINE_FIGURES
from influence.errors import InvalidInputError, UnknownNameError
from influence.evaluation import Evaluation
from influence.findings import FINDING_KINDS, FindingKind
from influence.incrementality import INCREMENTAL_FIGURES
from influence.paths import PATH_FIGURES
from influence.roi import FIGURES
from influence.totals import TOTAL_FIGURES
from influence.workings import Working

_WHOLE = "totals"
_STATEMENT = ("accrued", "held", "payable")
_OF_A_CREATOR = (*LINE_FIGURES, *FIGURES)
_OF_ALL = (*TOTAL_FIGURES, *FIGURES, *INCREMENTAL_FIGURES)


def explain(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="BOOK",
            help="The folder of the campaign book; alone, the code of a finding or of a check.",
        ),
    ],
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="WHAT",
            help="CREATOR, CREATOR:FIGURE, totals, totals:FIGURE, order:ID, statement:CREATOR, "
            "decision:CREATOR, allocation:CREATOR, pattern:ANGLE, bench, assists:CREATOR (or lags, "
            "lengths, overlap) or the code of a finding.",
        ),
    ] = None,
    *,
    as_of: AsOf = None,
    ledger: LedgerAt = None,
) -> None:
    """Print the working of a figure, a credit or a decision, or what a code means."""
    if what is None:
        _explain_code(subject)
        return
    book = Path(subject)
    if not book.exists():
        message = f"path {subject!r} does not exist."
        raise typer.BadParameter(message, param_hint="'BOOK'")
    with refusals():
        kind = known_kind(what)
        if kind is not None:
            _print_finding(book, kind)
            return
        if ledger is not None:
            _print(_booked(book, what, as_of=as_of, ledger=ledger))
            return
        evaluation = evaluated(book, as_of=as_of)
        order_id = _order_in(evaluation, what)
        if order_id is None:
            _print(_workings(evaluation, what))
            return
        for sentence in evaluation.story(order_id).in_words():
            out().print(Text(harmless(sentence)))
        _print(_story(evaluation, order_id))


def _print(workings: Iterable[tuple[str, Working]]) -> None:
    """Print workings, each below its title."""
    for title, working in workings:
        out().print(Text(harmless(title), style="bold"))
        out().print(Text(harmless(str(working))))


def _order_in(evaluation: Evaluation, what: str) -> str | None:
    """The order that was asked for, if it was an order."""
    if what in {*(line.creator_id for line in evaluation.ranking), _WHOLE}:
        return None
    subject, _, rest = what.partition(":")
    if subject == "order" and rest:
        return rest
    return what if what in evaluation.book.orders_by_id else None


def _booked(book: Path, what: str, *, as_of: str | None, ledger: str) -> list[tuple[str, Working]]:
    """The workings of a creator's statement against what a ledger has booked."""
    subject, _, creator = what.partition(":")
    if subject != "statement" or not creator:
        raise InvalidInputError("WHAT", "be statement:CREATOR beside a ledger", what)
    found = settled(book, as_of=as_of, ledger=ledger, is_final=False)
    return [
        (f"{one.statement_id}: {name}", working)
        for one in statements_of(found, creator)
        for name, working in (
            ("accrued", one.accrued_working()),
            ("held", one.held_working()),
            ("payable", one.payable_working()),
        )
    ]


def _explain_code(code: str) -> None:
    """What a code stands for, without a book."""
    if Path(code).is_dir():
        message = "must say WHAT of the book is to be explained, such as totals or a creator"
        raise typer.BadParameter(message, param_hint="'WHAT'")
    if not is_like_a_code(code):
        message = f"{code!r} is neither a book with something to explain, nor a code like INF302"
        raise typer.BadParameter(message, param_hint="'BOOK'")
    with refusals():
        print_code(code)


def _print_finding(book: Path, kind: FindingKind) -> None:
    """What a code stands for and where the book has it."""
    print_kind(kind)
    here = [finding for finding in findings_in(book) if finding.code == kind.code]
    out().print(Text(f"{len(here)} in this book"))
    print_findings(here, console=out(), most=None)


def _workings(evaluation: Evaluation, what: str) -> list[tuple[str, Working]]:
    """The workings that were asked for, each with its title."""
    creators = {line.creator_id for line in evaluation.ranking}
    if what in creators:
        return _figures(evaluation, what, _OF_A_CREATOR)
    if what == _WHOLE:
        return _figures(evaluation, what, _OF_ALL)
    about_all = judged(evaluation, what)
    if about_all is not None:
        return about_all
    subject, _, rest = what.partition(":")
    if subject == "statement" and rest:
        return _figures(evaluation, rest, _STATEMENT)
    subject, figure = _asked(what)
    return _figures(evaluation, subject, (figure,) if figure else _OF_A_CREATOR)


def _story(evaluation: Evaluation, order_id: str) -> list[tuple[str, Working]]:
    """Who earned an order and why; before it the rate that its items were converted by, if any."""
    told = [(f"order {order_id}", evaluation.story(order_id).working())]
    converted = evaluation.book.conversions.get(f"order {order_id} items")
    return told if converted is None else [(f"items of {order_id}", converted.working), *told]


def _asked(what: str) -> tuple[str, str]:
    """Whose figure, and which, in whatever order they stand; an id may hold colons of its own."""
    names = {*LINE_FIGURES, *_OF_ALL, *PATH_FIGURES}
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
