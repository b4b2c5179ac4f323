"""SQL ledger: what ledgers in a database have in common, whichever database it is.

    look up what is kept → decide what the batch calls for → write it, the balances and a seal

Each batch is one transaction, and nobody else writes meanwhile. What a batch calls for is decided
by ``influence.settlement``; how a transaction is begun, and what a database calls its types, is for
the member that speaks to it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from types import TracebackType
from typing import Self

from influence.errors import InvalidInputError
from influence.settlement import (
    Balance,
    ClosedStatement,
    Conflict,
    FactBatch,
    LedgerFact,
    LedgerFault,
    Receipt,
    StatementBatch,
)
from influence.store import _queries as sql
from influence.store._seals import Row, broken_seals, seal_of


class SqlLedger(ABC):
    """A ledger in a database; use it in a ``with`` block, or ``disconnect`` it.

    Args:
        name: What messages call it, such as ``ledger payouts.ledger``.
        is_read_only: Only look, at one moment, whatever others write meanwhile.
    """

    def __init__(self, name: str, *, is_read_only: bool) -> None:
        """Remember what it is called."""
        self._name = name
        self._is_read_only = is_read_only

    @abstractmethod
    def disconnect(self) -> None:
        """Let go of the database."""

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[None]:
        """Everything inside is written whole or not at all, and nobody else writes meanwhile."""

    @abstractmethod
    def _moment(self) -> AbstractContextManager[None]:
        """Everything inside sees one moment."""

    @abstractmethod
    def _rows(self, query: str, values: Sequence[object] = ()) -> Sequence[Row]:
        """The rows of a query."""

    @abstractmethod
    def _write(self, command: str, rows: Iterable[Row]) -> None:
        """Carry out a command for each of the rows."""

    def __enter__(self) -> Self:
        """Use the ledger in a ``with`` block, at whose end it lets go of the database."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the database."""
        self.disconnect()

    def record(self, facts: Iterable[LedgerFact], /) -> Receipt:
        """Write facts; of one id the first content stands, and another is kept as a conflict.

        Raises:
            InvalidInputError: The ledger was opened to look.
            ConnectorError: The database cannot be written; nothing of the batch was.
        """
        self._refuse_if_read_only()
        told = list(facts)
        with self._transaction():
            batch = FactBatch.of(told, kept=self._kept_contents(told))
            self._seal(facts=batch.facts, conflicts=batch.receipt.conflicts)
        return batch.receipt

    def facts(self, *, kind: str | None = None) -> Sequence[LedgerFact]:
        """The facts by kind and id, in the order of their characters' numbers."""
        rows = self._rows(sql.FACTS) if kind is None else self._rows(sql.FACTS_OF, (kind,))
        return [LedgerFact(kind=row[0], fact_id=row[1], content=row[2]) for row in rows]

    def conflicts(self) -> Sequence[Conflict]:
        """What was told again with other content, by kind, id and content, each once."""
        return [
            Conflict(kind=row[0], fact_id=row[1], kept=row[2], refused=row[3])
            for row in self._rows(sql.CONFLICTS)
        ]

    def close(self, statements: Iterable[ClosedStatement], /) -> Receipt:
        """Write statements, and carry the balances on.

        Raises:
            InvalidTransitionError: A statement is not the next one of its account; nothing of the
                batch was written.
            InvalidInputError: A statement has a wrong hash or wrong figures, or the ledger was
                opened to look.
            ConnectorError: The database cannot be written; nothing of the batch was.
        """
        self._refuse_if_read_only()
        told = list(statements)
        with self._transaction():
            batch = StatementBatch.of(
                told, kept=self._kept_statements(told), balances=self._kept_balances(told)
            )
            self._write(sql.CARRY_ON, [_balance_row(one) for one in batch.balances])
            self._seal(statements=batch.statements, conflicts=batch.receipt.conflicts)
        return batch.receipt

    def statements(self, account: str | None = None) -> Sequence[ClosedStatement]:
        """The closed statements by account and number."""
        if account is None:
            return [_statement(row) for row in self._rows(sql.STATEMENTS)]
        return [_statement(row) for row in self._rows(sql.STATEMENTS_OF, (account,))]

    def balances(self) -> Sequence[Balance]:
        """The balances by account."""
        return [_balance(row) for row in self._rows(sql.BALANCES)]

    def damages(self) -> Sequence[LedgerFault]:
        """Batches that are not what was sealed when they were written."""
        batches: dict[int, dict[str, list[Row]]] = {}
        with self._moment():
            for table, query in sql.SEALED.items():
                for batch, *row in self._rows(query):
                    batches.setdefault(batch, {}).setdefault(table, []).append(row)
            seals = {row[0]: row[1] for row in self._rows(sql.SEALS)}
        return list(broken_seals(batches, seals=seals))

    def _refuse_if_read_only(self) -> None:
        """Refuse to write into what was opened to look."""
        if self._is_read_only:
            raise InvalidInputError(self._name, "be opened to write", "one opened to look")

    def _kept_contents(self, told: Iterable[LedgerFact]) -> Mapping[tuple[str, str], str]:
        """Of the facts that are told, the contents that are kept."""
        places = dict.fromkeys((fact.kind, fact.fact_id) for fact in told)
        found = {place: self._rows(sql.FACT, place) for place in places}
        return {place: rows[0][0] for place, rows in found.items() if rows}

    def _kept_statements(self, told: Iterable[ClosedStatement]) -> Mapping[str, ClosedStatement]:
        """Of the statements that are told, those that are kept."""
        names = dict.fromkeys(one.statement_id for one in told)
        found = [row for name in names for row in self._rows(sql.STATEMENT, (name,))]
        return {row[0]: _statement(row) for row in found}

    def _kept_balances(self, told: Iterable[ClosedStatement]) -> Mapping[str, Balance]:
        """The balances of the accounts that are told of."""
        names = dict.fromkeys(one.account for one in told)
        found = [row for name in names for row in self._rows(sql.BALANCE, (name,))]
        return {row[0]: _balance(row) for row in found}

    def _seal(
        self,
        *,
        facts: Sequence[LedgerFact] = (),
        statements: Sequence[ClosedStatement] = (),
        conflicts: Sequence[Conflict] = (),
    ) -> None:
        """Write what is new under the number of a new batch, and seal it."""
        written = {
            "fact": [(one.kind, one.fact_id, one.content) for one in facts],
            "conflict": self._new_conflicts(conflicts),
            "statement": [_statement_row(one) for one in statements],
        }
        if not any(written.values()):
            return
        last = self._rows(sql.LAST_SEAL)
        before, seal = last[0] if last else (0, "")
        batch = before + 1
        for table, rows in written.items():
            self._write(sql.WRITE[table], [(batch, *row) for row in rows])
        self._write(sql.WRITE["seal"], [(batch, seal_of(written, batch=batch, after=seal))])

    def _new_conflicts(self, conflicts: Iterable[Conflict]) -> Sequence[Row]:
        """Conflicts that are not kept yet, each once."""
        rows = [_conflict_row(one) for one in dict.fromkeys(conflicts)]
        return [row for row in rows if not self._rows(sql.CONFLICT, (row[0], row[1], row[4]))]


def _conflict_row(one: Conflict) -> Row:
    """A conflict with a digest of what was refused: no index could hold the whole."""
    digest = sha256(one.refused.encode("ascii")).hexdigest()
    return (one.kind, one.fact_id, one.kept, one.refused, digest)


def _statement_row(one: ClosedStatement) -> Row:
    return (
        one.statement_id,
        one.account,
        one.number,
        one.content,
        one.previous_hash,
        one.hash,
    )


def _statement(row: Row) -> ClosedStatement:
    return ClosedStatement(
        statement_id=row[0],
        account=row[1],
        number=row[2],
        content=row[3],
        previous_hash=row[4],
        hash=row[5],
    )


def _balance_row(one: Balance) -> Row:
    return (one.account, one.statements, one.booked, one.paid, one.carried, one.head)


def _balance(row: Row) -> Balance:
    return Balance(
        account=row[0],
        statements=row[1],
        booked=row[2],
        paid=row[3],
        carried=row[4],
        head=row[5],
    )
