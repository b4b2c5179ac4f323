"""``influence settle``: what is due to each creator, and booking it.

Without a ledger it answers what is due when nothing was ever booked. With one, what earlier
statements booked is taken off. Nothing is written until ``--close`` asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from influence.cli._console import err, harmless, out, print_findings, refusals
from influence.cli._reading import AsOf
from influence.cli._settling import LedgerAt, settled, statements_of
from influence.money import Money
from influence.payouts import Payouts
from influence.report import settlement_document
from influence.settlement import Statement


def settle(
    book: Annotated[
        Path, typer.Argument(metavar="BOOK", help="The folder of the campaign book.", exists=True)
    ],
    *,
    as_of: AsOf = None,
    ledger: LedgerAt = None,
    close_them: Annotated[
        bool, typer.Option("--close", help="Record the facts and book the statements for good.")
    ] = False,
    creator: Annotated[
        str | None, typer.Option(metavar="CREATOR", help="Show one creator's statement in full.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead.")
    ] = False,
) -> None:
    """Draw up a statement for each creator: earned, held, adjusted, payable and carried."""
    if close_them and ledger is None:
        raise typer.BadParameter("--close needs a --ledger to book into", param_hint="'--close'")
    with refusals():
        found = settled(book, as_of=as_of, ledger=ledger, is_final=close_them)
        shown = statements_of(found, creator)
        if as_json:
            typer.echo(json.dumps(settlement_document(found), indent=1))
        elif creator is None:
            _print_table(found)
        else:
            _print_whole(shown)
        print_findings(found.findings, console=err())
    if any(one.severity == "error" for one in found.findings):
        raise typer.Exit(1)


_TITLES = ("Creator", "Accrued", "Held", "Carried in", "Earned", "Adjusted", "Payable", "Carried")


def _print_table(found: Payouts) -> None:
    """A line for each statement."""
    heading = Text(harmless(found.book.campaign.name), style="bold")
    heading.append(f", settled as of {found.as_of.isoformat()}", style="not bold")
    out().print(heading)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 0, 0, 1))
    for title in _TITLES:
        table.add_column(title, justify="left" if title == "Creator" else "right", no_wrap=True)
    for one in found.statements:
        table.add_row(*(Text(harmless(cell)) for cell in _cells(one)))
    out().print(table)
    for currency in sorted({one.currency for one in found.statements}):
        paid = (one.paid_out for one in found.statements if one.currency == currency)
        total = Money.total(paid, currency=currency)
        out().print(Text(f"paid out in all: {total}"))


def _cells(one: Statement) -> Iterable[str]:
    """The cells of a statement's line."""
    carried = one.carried_out + one.residual
    amounts = (
        one.accrued,
        one.held,
        one.carried_in,
        one.earned,
        one.adjustments,
        one.paid_out,
        carried,
    )
    return (f"{one.creator_id}", *(amount.text for amount in amounts))


def _print_whole(statements: Iterable[Statement]) -> None:
    """Statements with their working."""
    for one in statements:
        out().print(Text(harmless(f"statement {one.statement_id}"), style="bold"))
        out().print(Text(harmless(str(one.held_working()))))
        out().print(Text(harmless(str(one.payable_working()))))
