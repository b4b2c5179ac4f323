"""``influence verify``: whether a ledger still says what was written into it.

The chain of hashes is computed anew from the statements, and so is every balance; nothing is
changed.
"""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from influence.cli._console import err, harmless, out, refusals
from influence.money import Money
from influence.settlement import Balance, faults_of
from influence.store import open_ledger


def verify(
    ledger: Annotated[
        str,
        typer.Argument(
            metavar="LEDGER", help="The ledger: a file, or the URL of a PostgreSQL database."
        ),
    ],
) -> None:
    """Recompute the balances and the chain of hashes of a ledger; exit with 1 on any fault."""
    with refusals(), open_ledger(ledger, is_read_only=True) as kept:
        faults = faults_of(kept)
        for fault in faults:
            out().print(Text(harmless(f"fault: {fault}"), style="bold red"))
        for balance in kept.balances():
            out().print(Text(harmless(_line(balance))))
        conflicts = len(kept.conflicts())
        facts = len(kept.facts())
    err().print(f"facts: {facts}, conflicts: {conflicts}, faults: {len(faults)}")
    if faults:
        raise typer.Exit(1)


def _line(balance: Balance) -> str:
    """An account with its balance; the head tells two ledgers apart."""
    currency = balance.account.rpartition("/")[2]
    booked, paid, carried = (
        Money.from_minor(minor, currency)
        for minor in (balance.booked, balance.paid, balance.carried)
    )
    count = "1 statement" if balance.statements == 1 else f"{balance.statements} statements"
    return (
        f"{balance.account}: {count}, booked {booked}, paid {paid}, carried {carried}, "
        f"head {balance.head[:12]}"
    )
