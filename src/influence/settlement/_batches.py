"""Batches: what a ledger has to write for the facts or statements that it is told.

    new        nobody told it before             written
    repeated   told before, the same content     nothing to write
    conflict   told before, other content        the first stands, the other is kept beside it

All ledgers decide this alike, so it is decided here, without a database. A ledger looks up what it
keeps, asks, and writes the answer in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from influence.errors import InvalidInputError
from influence.settlement._chain import carried_on, nothing_booked
from influence.settlement._ledger import (
    Balance,
    ClosedStatement,
    Conflict,
    LedgerFact,
    Receipt,
)

Place: TypeAlias = tuple[str, str]


@attrs.frozen(kw_only=True)
class FactBatch:
    """What facts call for.

    Args:
        facts: The facts to write.
        receipt: What became of each; its conflicts are to be kept, each once.

    Example:
        >>> told = [LedgerFact(kind="order", fact_id="1042", content="{}")]
        >>> FactBatch.of(told, kept={("order", "1042"): "{}"}).receipt.repeated
        (('order', '1042'),)
    """

    facts: tuple[LedgerFact, ...]
    receipt: Receipt

    @classmethod
    def of(cls, told: Iterable[LedgerFact], *, kept: Mapping[Place, str]) -> FactBatch:
        """Compare facts with what is kept.

        Args:
            told: The facts.
            kept: The contents that are kept already, by kind and id.
        """
        facts: dict[Place, LedgerFact] = {}
        sorting = _Sorting()
        for fact in list(told):
            place = (fact.kind, fact.fact_id)
            before = facts[place].content if place in facts else kept.get(place)
            if before is None:
                sorting.new.append(place)
                facts[place] = fact
            else:
                sorting.compare(place, kept=before, told=fact.content)
        return cls(facts=tuple(facts.values()), receipt=sorting.receipt())


@attrs.frozen(kw_only=True)
class StatementBatch:
    """What closed statements call for.

    Args:
        statements: The statements to write.
        balances: The balances to write, one for each account that they change.
        receipt: What became of each; its conflicts are to be kept, each once.
    """

    statements: tuple[ClosedStatement, ...]
    balances: tuple[Balance, ...]
    receipt: Receipt

    @classmethod
    def of(
        cls,
        told: Iterable[ClosedStatement],
        *,
        kept: Mapping[str, ClosedStatement],
        balances: Mapping[str, Balance],
    ) -> StatementBatch:
        """Compare statements with what is kept, and carry the balances on.

        Args:
            told: The statements.
            kept: The statements that are kept already, by id.
            balances: The balances that are kept, by account.

        Raises:
            InvalidTransitionError: A statement is not the next one of its account.
            InvalidInputError: A statement has a wrong hash or wrong figures, or is kept with
                another hash.
        """
        statements: dict[str, ClosedStatement] = {}
        carried: dict[str, Balance] = {}
        sorting = _Sorting()
        for one in list(told):
            place = ("statement", one.statement_id)
            before = statements.get(one.statement_id) or kept.get(one.statement_id)
            if before is None:
                balance = carried.get(one.account) or balances.get(one.account)
                balance = balance or nothing_booked(one.account)
                carried[one.account] = carried_on(one, after=balance)
                statements[one.statement_id] = one
                sorting.new.append(place)
            else:
                _refuse_rechained(one, kept=before)
                sorting.compare(place, kept=before.content, told=one.content)
        return cls(
            statements=tuple(statements.values()),
            balances=tuple(carried.values()),
            receipt=sorting.receipt(),
        )


class _Sorting:
    """What became of a batch so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.new: list[Place] = []
        self.repeated: list[Place] = []
        self.conflicts: list[Conflict] = []

    def compare(self, place: Place, *, kept: str, told: str) -> None:
        """Note a repetition or a conflict."""
        if kept == told:
            self.repeated.append(place)
        else:
            kind, fact_id = place
            conflict = Conflict(kind=kind, fact_id=fact_id, kept=kept, refused=told)
            self.conflicts.append(conflict)

    def receipt(self) -> Receipt:
        """What became of the whole batch."""
        return Receipt(
            new=tuple(self.new),
            repeated=tuple(self.repeated),
            conflicts=tuple(self.conflicts),
        )


def _refuse_rechained(statement: ClosedStatement, *, kept: ClosedStatement) -> None:
    """Refuse the content of a closed statement under another hash: it was chained elsewhere."""
    if statement.content == kept.content and statement != kept:
        what = f"statement {statement.statement_id}"
        raise InvalidInputError(what, f"stay chained by {kept.hash}", statement.hash)
