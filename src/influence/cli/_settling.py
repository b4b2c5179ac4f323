"""Settling: the statements that a book and a ledger call for, for the commands that show them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from influence.cli._console import err, harmless
from influence.cli._installed import installed
from influence.cli._reading import book_in, moment_in
from influence.errors import InvalidTransitionError, UnknownNameError
from influence.payouts import Payouts, payouts
from influence.plugins.hooks import StatementSettled
from influence.settlement import Receipt, Statement, close, copied
from influence.store import open_ledger

LedgerAt: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="LEDGER",
        help="The ledger: a file, or the URL of a PostgreSQL database.",
    ),
]


def settled(path: Path, *, as_of: str | None, ledger: str | None, is_final: bool) -> Payouts:
    """What is due; booked as well when it is final."""
    registry = installed()
    book = book_in(path, registry=registry)
    moment = moment_in(book, as_of)
    if ledger is None or not (is_final or _is_there(ledger)):
        return payouts(book, as_of=moment)
    with open_ledger(ledger, is_read_only=not is_final) as kept:
        if not is_final:
            return payouts(book, ledger=copied(kept), as_of=moment)
        found = payouts(book, ledger=kept, as_of=moment)
        receipt = close(kept, found.statements)
    _refuse_conflicts(receipt)
    err().print(f"closed {len(receipt.new)} statements in {harmless(ledger)}")
    for event in _events(found, receipt):
        registry.observe(event)
    return found


def _events(found: Payouts, receipt: Receipt) -> Iterator[StatementSettled]:
    """What observers are told of the statements that were booked just now."""
    new = {fact_id for _, fact_id in receipt.new}
    for one in found.statements:
        if one.statement_id in new:
            yield StatementSettled(
                campaign=found.book.campaign.name,
                creator_id=one.creator_id,
                statement_id=one.statement_id,
                amount=one.paid_out.text,
                currency=one.currency,
            )


def _refuse_conflicts(receipt: Receipt) -> None:
    """Refuse to call closed what somebody else closed otherwise in the meantime."""
    for conflict in receipt.conflicts:
        what, rule = f"statement {conflict.fact_id}", "be closed by one, it was closed meanwhile"
        raise InvalidTransitionError(what, rule, "another content, kept as a conflict")


def _is_there(ledger: str) -> bool:
    """Whether there is anything to look at yet; only a database can tell for itself."""
    return "://" in ledger or Path(ledger).exists()


def statements_of(found: Payouts, creator: str | None) -> tuple[Statement, ...]:
    """The statements of one creator, or of all."""
    if creator is None:
        return found.statements
    shown = tuple(one for one in found.statements if one.creator_id == creator)
    if not shown:
        known = {one.creator_id for one in found.statements}
        raise UnknownNameError("creator with a statement", creator, known)
    return shown
