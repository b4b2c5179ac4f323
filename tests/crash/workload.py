"""What a ledger is told before it is killed: batches that are the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeAlias

import attrs

from influence.settlement import (
    Balance,
    ClosedStatement,
    Conflict,
    Ledger,
    LedgerFact,
    MemoryLedger,
)
from influence.testing._ledger_chains import Chain, fact

Batch: TypeAlias = "list[LedgerFact] | list[ClosedStatement]"

_ACCOUNTS = ("maya/USD", "amara/USD", "noor/EUR")


@attrs.frozen
class Book:
    """Everything that a ledger says."""

    facts: tuple[LedgerFact, ...]
    conflicts: tuple[Conflict, ...]
    statements: tuple[ClosedStatement, ...]
    balances: tuple[Balance, ...]

    @classmethod
    def of(cls, ledger: Ledger) -> Book:
        return cls(
            tuple(ledger.facts()),
            tuple(ledger.conflicts()),
            tuple(ledger.statements()),
            tuple(ledger.balances()),
        )


def batches(seed: int, *, count: int) -> list[Batch]:
    """New, repeated and contradicting facts, and statements of several accounts."""
    dice = random.Random(seed)  # noqa: S311  # nothing is secret here
    chains = {account: Chain(account) for account in _ACCOUNTS}
    told: list[LedgerFact] = []
    found: list[Batch] = []
    for _ in range(count):
        if dice.random() < 0.35:
            accounts = dice.sample(_ACCOUNTS, dice.randint(1, 3))
            found.append([_closed(dice, chains[account]) for account in accounts])
        else:
            found.append([_fact(dice, told) for _ in range(dice.randint(1, 6))])
    return found


def _closed(dice: random.Random, chain: Chain) -> ClosedStatement:
    booked = dice.randint(-5_000, 9_000)
    return chain.closed(booked=booked, paid=dice.randint(0, 5_000))


def _fact(dice: random.Random, told: list[LedgerFact]) -> LedgerFact:
    chance = dice.random()
    if told and chance < 0.15:
        return dice.choice(told)
    if told and chance < 0.3:
        return fact(dice.choice(told).fact_id, items=dice.randint(1, 10**6))
    new = fact(f"{len(told)}/{dice.randint(0, 999)}", items=1, text="x" * dice.randint(0, 900))
    told.append(new)
    return new


def tell(ledger: Ledger, batch: Batch) -> None:
    """Write one batch."""
    facts = [one for one in batch if isinstance(one, LedgerFact)]
    statements = [one for one in batch if isinstance(one, ClosedStatement)]
    if statements:
        ledger.close(statements)
    else:
        ledger.record(facts)


def books(told: Sequence[Batch]) -> list[Book]:
    """What stands in a ledger after each number of batches, from none to all of them."""
    ledger = MemoryLedger()
    found = [Book.of(ledger)]
    for batch in told:
        tell(ledger, batch)
        found.append(Book.of(ledger))
    return found
