"""SQLite ledger: one file, and a transaction for each batch.

A batch is begun with ``BEGIN IMMEDIATE``, so two processes never write at once, and is written
whole or not at all, whenever the process dies: the write-ahead log holds it until it is complete.

When whoever wrote last did not get to the end, the log is still there. SQLite takes from it all
that is whole; but a log that was damaged meanwhile can be older than the file it belongs to. So a
file with a log is looked through when it is opened, and one that does not agree with its seals is
refused.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from influence.errors import ConnectorError
from influence.settlement import LedgerFault
from influence.store._seals import Row
from influence.store._sql_ledger import SqlLedger
from influence.store._sqlite_schema import APPLICATION_ID, SCHEMA, VERSION

_BUSY_TIMEOUT_S: Final = 30
_TRIES_PER_S: Final = 50
_PRIMARY: Final = 0xFF  # the part of an error's code that says its kind
_OLDEST: Final = (3, 37, 0)


class SqliteLedger(SqlLedger):
    """A ledger in a file.

    Args:
        path: The file; it is made when it is not there.
        is_read_only: Only look, at one moment; then the file has to be there.

    Raises:
        ConnectorError: The file cannot be opened, is no ledger, is of another version, or was left
            in the middle and damaged.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from influence.settlement import LedgerFact
        >>> with TemporaryDirectory() as folder, SqliteLedger(Path(folder, "x.ledger")) as ledger:
        ...     ledger.record([LedgerFact(kind="order", fact_id="1042", content="{}")]).new
        (('order', '1042'),)
    """

    def __init__(self, path: Path | str, *, is_read_only: bool = False) -> None:
        """Open the file, and make it a ledger when it is new."""
        self._path = Path(path)
        super().__init__(f"ledger {self._path.name}", is_read_only=is_read_only)
        if sqlite3.sqlite_version_info < _OLDEST:
            rule = "be at least 3.37, the first with strict tables"
            raise ConnectorError("SQLite", rule, sqlite3.sqlite_version)
        was_left = _is_written(Path(f"{self._path}-wal"))
        mode = "ro" if is_read_only else "rwc"
        with self._refusing():
            self._connection = self._connected(f"{self._path.absolute().as_uri()}?mode={mode}")
        try:
            with self._refusing():
                self._prepare()
            if was_left:
                self._refuse_if_damaged()
        except BaseException:
            self._connection.close()
            raise

    def disconnect(self) -> None:
        """Close the file."""
        self._connection.close()

    def damages(self) -> Sequence[LedgerFault]:
        """What is wrong with the file, in SQLite's words, and batches that are not as sealed."""
        with self._refusing():
            found = self._connection.execute("PRAGMA integrity_check").fetchall()
            schema = self._connection.execute("SELECT sql FROM sqlite_schema").fetchall()
        rule = "be whole, as SQLite sees it"
        wrong = [LedgerFault(what=self._name, rule=rule, found=str(row[0])) for row in found]
        missing = {*SCHEMA} - {row[0] for row in schema}
        rule = "still have what keeps it as it is"
        lost = [
            LedgerFault(what=self._name, rule=rule, found=f"no {_named(one)}")
            for one in sorted(missing)
        ]
        whole = [fault for fault in wrong if fault.found != "ok"]
        return [*whole, *lost, *super().damages()]

    def _connected(self, address: str) -> sqlite3.Connection:
        """The connection; it begins no transaction by itself."""
        return sqlite3.connect(address, uri=True, timeout=_BUSY_TIMEOUT_S, isolation_level=None)

    def _prepare(self) -> None:
        """Refuse what is no ledger of this version; make an empty file one."""
        self._connection.execute("PRAGMA trusted_schema = OFF")
        if self._is_read_only:
            self._connection.execute("BEGIN")  # from the first reading on, it sees that moment
            self._refuse_other()
            return
        if not self._is_empty():
            self._refuse_other()
        self._write_ahead()
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA fullfsync = ON")
        with self._transaction():
            if self._is_empty():
                self._make()
            self._refuse_other()

    def _write_ahead(self) -> None:
        """Turn to a log that is written ahead; two who make a file at once wait for each other.

        SQLite itself does not wait here, because two who have read could wait for ever.
        """
        tries_left = _BUSY_TIMEOUT_S * _TRIES_PER_S
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL").fetchall()
            except sqlite3.OperationalError as error:
                if not tries_left or error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
                    raise
                tries_left -= 1
                time.sleep(1 / _TRIES_PER_S)
            else:
                return

    def _is_empty(self) -> bool:
        """Whether nothing was ever written into the file."""
        [(tables,)] = self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        return not tables and not self._pragma("application_id")

    def _make(self) -> None:
        """Make the file a ledger, inside the transaction that found it empty."""
        for command in SCHEMA:
            self._connection.execute(command)
        self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._connection.execute(f"PRAGMA user_version = {VERSION}")

    def _refuse_other(self) -> None:
        """Refuse a file that is no ledger, and one of another version."""
        if self._pragma("application_id") != APPLICATION_ID:
            raise ConnectorError(self._name, "be a ledger", "another SQLite database")
        version = self._pragma("user_version")
        if version != VERSION:
            rule = f"have the schema version {VERSION}, which this release reads"
            raise ConnectorError(self._name, rule, version)

    def _refuse_if_damaged(self) -> None:
        """Refuse a file that was left in the middle and does not agree with its seals."""
        for fault in self.damages():
            raise ConnectorError(self._name, "be whole after it was left", str(fault))

    def _pragma(self, name: str) -> int:
        """A whole number of the file's header."""
        [(value,)] = self._connection.execute(f"PRAGMA {name}").fetchall()
        return int(value)

    def _rows(self, query: str, values: Sequence[object] = ()) -> Sequence[Row]:
        with self._refusing():
            return self._connection.execute(query, tuple(values)).fetchall()

    def _write(self, command: str, rows: Iterable[Row]) -> None:
        for row in rows:
            self._connection.execute(command, tuple(row))

    @contextmanager
    def _transaction(self) -> Generator[None]:
        with self._refusing():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite ends some by itself, as on a full disk
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _moment(self) -> Generator[None]:
        if self._connection.in_transaction:  # one that was opened to look sees one moment always
            yield
            return
        with self._refusing():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def _refusing(self) -> Generator[None]:
        """Tell what SQLite refuses as an error of the outside world."""
        try:
            yield
        except sqlite3.Error as error:
            rule = "be a file that SQLite can use"
            raise ConnectorError(self._name, rule, str(error)) from error


def _named(command: str) -> str:
    """What a command of the schema makes, such as ``table fact``."""
    _, kind, name, *_ = command.split()
    return f"{kind.lower()} {name}"


def _is_written(path: Path) -> bool:
    """Whether there is a file with something in it."""
    return path.is_file() and path.stat().st_size > 0
