"""Stores: ledgers that outlive the process.

``SqliteLedger`` needs nothing but Python and keeps everything in one file; ``PostgresLedger`` comes
with the extra ``store``. Both keep the promises of ``influence.settlement.Ledger``, and whoever
writes a third can test it with ``influence.testing.LedgerContract``.
"""

from __future__ import annotations

from pathlib import Path

from influence.errors import InvalidInputError
from influence.store._postgres import PostgresLedger
from influence.store._sql_ledger import SqlLedger
from influence.store._sqlite import SqliteLedger

__all__ = ["PostgresLedger", "SqlLedger", "SqliteLedger", "open_ledger"]

_POSTGRES = ("postgresql://", "postgres://")


def open_ledger(where: str | Path, *, is_read_only: bool = False) -> SqlLedger:
    """Open the ledger at a path or URL.

    Args:
        where: A file, or the URL of a PostgreSQL database.
        is_read_only: Only look; then the ledger has to be there.

    Raises:
        InvalidInputError: It is the URL of something else.
        ConnectorError: It cannot be opened, or is no ledger.
        MissingExtraError: It is in PostgreSQL, and the extra ``store`` is not installed.
    """
    if str(where).startswith(_POSTGRES):
        return PostgresLedger(str(where), is_read_only=is_read_only)
    kind, is_url, _ = str(where).partition("://")
    if is_url:  # what follows can hold a password
        raise InvalidInputError("ledger", "be a file, or a URL of postgresql", f"{kind}://")
    return SqliteLedger(where, is_read_only=is_read_only)
