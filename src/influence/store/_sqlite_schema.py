"""SQLite schema: the tables of a ledger in a file, and what nobody may do to them.

Every table but the balances is only ever added to: triggers refuse UPDATE and DELETE, and an INSERT
that would replace a row, which SQLite does not count as a deletion.
"""

from __future__ import annotations

from typing import Final

#: Marks the file as a ledger: the letters INFL.
APPLICATION_ID: Final = 0x494E464C
VERSION: Final = 1

_TABLES: Final = (
    """CREATE TABLE seal (
        batch INTEGER NOT NULL PRIMARY KEY CHECK (batch > 0), hash TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE fact (
        kind TEXT NOT NULL, fact_id TEXT NOT NULL, content TEXT NOT NULL, batch INTEGER NOT NULL,
        PRIMARY KEY (kind, fact_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE conflict (
        kind TEXT NOT NULL, fact_id TEXT NOT NULL, kept TEXT NOT NULL, refused TEXT NOT NULL,
        refused_hash TEXT NOT NULL, batch INTEGER NOT NULL,
        PRIMARY KEY (kind, fact_id, refused_hash)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE statement (
        statement_id TEXT NOT NULL UNIQUE, account TEXT NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0), content TEXT NOT NULL,
        previous_hash TEXT NOT NULL, hash TEXT NOT NULL, batch INTEGER NOT NULL,
        PRIMARY KEY (account, number)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE balance (
        account TEXT NOT NULL PRIMARY KEY, statements INTEGER NOT NULL, booked INTEGER NOT NULL,
        paid INTEGER NOT NULL, carried INTEGER NOT NULL, head TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

# What makes two rows of a table the same row.
_SAME_ROW: Final = {
    "seal": "batch = NEW.batch",
    "fact": "kind = NEW.kind AND fact_id = NEW.fact_id",
    "conflict": "kind = NEW.kind AND fact_id = NEW.fact_id AND refused_hash = NEW.refused_hash",
    "statement": "statement_id = NEW.statement_id OR (account, number) = (NEW.account, NEW.number)",
}


def _never_changes(table: str) -> tuple[str, ...]:
    """The triggers that keep a table as it is."""
    refusal = f"BEGIN SELECT RAISE(ABORT, 'a {table} of a ledger never changes'); END"
    same = f"EXISTS (SELECT 1 FROM {table} WHERE {_SAME_ROW[table]})"  # noqa: S608  # fixed words
    return (
        f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {refusal}",
        f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {refusal}",
        f"CREATE TRIGGER {table}_replace BEFORE INSERT ON {table} WHEN {same} {refusal}",
    )


#: The commands that make an empty file a ledger; SQLite keeps their text, so it can be compared.
SCHEMA: Final = (*_TABLES, *(trigger for table in _SAME_ROW for trigger in _never_changes(table)))
