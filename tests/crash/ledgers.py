"""Ledgers that die, and ledgers that are broken on purpose, to see that the harness sees it."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from influence.settlement import ClosedStatement, LedgerFact, LedgerFault, Receipt
from influence.store import SqliteLedger, _queries as sql
from influence.store._seals import Row


class Strike:
    """Dies at the point with its number, counted from 1; never at 0."""

    def __init__(self, point: int) -> None:
        self._point = point
        self.count = 0

    def __call__(self) -> None:
        self.count += 1
        if self.count == self._point:
            os.kill(os.getpid(), signal.SIGKILL)


class DyingConnection(sqlite3.Connection):
    """A connection that can die before and after each statement."""

    strike: ClassVar[Strike] = Strike(0)

    # The base class takes mappings and more; a ledger has only rows.
    def execute(self, command: str, values: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401  # as above
        self.strike()
        cursor = super().execute(command, values)
        self.strike()
        return cursor


class WholeLedger(SqliteLedger):
    """The ledger as it is, on a connection that can die; `checkpoint` pages fill its log."""

    checkpoint: ClassVar[int] = 1000

    def _connected(self, address: str) -> sqlite3.Connection:
        opened = sqlite3.connect(
            address, uri=True, timeout=30, isolation_level=None, factory=DyingConnection
        )
        sqlite3.Connection.execute(opened, f"PRAGMA wal_autocheckpoint = {self.checkpoint}")
        return opened


class AutocommitLedger(WholeLedger):
    """Broken: each statement is a transaction of its own."""

    @contextmanager
    def _transaction(self) -> Generator[None]:
        with self._refusing():
            yield


class LateBalanceLedger(WholeLedger):
    """Broken: the balances follow in a second transaction."""

    def __init__(self, path: Path) -> None:
        self._later: list[Row] = []
        super().__init__(path)

    def _write(self, command: str, rows: Iterable[Row]) -> None:
        if command == sql.CARRY_ON:
            self._later += rows
        else:
            super()._write(command, rows)

    def close(self, statements: Iterable[ClosedStatement], /) -> Receipt:
        receipt = super().close(statements)
        with self._transaction():
            super()._write(sql.CARRY_ON, self._later)
        self._later = []
        return receipt


class EarlyAnswerLedger(WholeLedger):
    """Broken: a batch of facts is answered before it is written, with the next one."""

    def __init__(self, path: Path) -> None:
        self._waiting: list[LedgerFact] = []
        super().__init__(path)

    def record(self, facts: Iterable[LedgerFact], /) -> Receipt:
        waiting, self._waiting = self._waiting, list(facts)
        return super().record(waiting)


class HalvesLedger(WholeLedger):
    """Broken: the second half of a batch is another transaction."""

    def record(self, facts: Iterable[LedgerFact], /) -> Receipt:
        told = list(facts)
        receipt = super().record(told[: len(told) // 2])
        super().record(told[len(told) // 2 :])
        return receipt


class UnsealedLedger(WholeLedger):
    """Broken: whoever opens it believes whatever SQLite can read."""

    def damages(self) -> Sequence[LedgerFault]:
        return []


LEDGERS: dict[str, type[WholeLedger]] = {
    "whole": WholeLedger,
    "autocommit": AutocommitLedger,
    "late-balance": LateBalanceLedger,
    "early-answer": EarlyAnswerLedger,
    "halves": HalvesLedger,
    "unsealed": UnsealedLedger,
}
