"""PostgreSQL schema: the tables of a ledger in a database, and what nobody may do to them.

Text is compared byte by byte, so that every ledger lists its facts in the same order.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = 1

_TABLES: Final = (
    "CREATE TABLE version (number integer NOT NULL)",
    "CREATE TABLE seal (batch bigint PRIMARY KEY CHECK (batch > 0), hash text NOT NULL)",
    """CREATE TABLE fact (
        kind text COLLATE "C" NOT NULL, fact_id text COLLATE "C" NOT NULL, content text NOT NULL,
        batch bigint NOT NULL,
        PRIMARY KEY (kind, fact_id)
    )""",
    """CREATE TABLE conflict (
        kind text COLLATE "C" NOT NULL, fact_id text COLLATE "C" NOT NULL, kept text NOT NULL,
        refused text COLLATE "C" NOT NULL, refused_hash text COLLATE "C" NOT NULL,
        batch bigint NOT NULL,
        PRIMARY KEY (kind, fact_id, refused_hash)
    )""",
    """CREATE TABLE statement (
        statement_id text COLLATE "C" NOT NULL UNIQUE, account text COLLATE "C" NOT NULL,
        number bigint NOT NULL CHECK (number > 0), content text NOT NULL,
        previous_hash text NOT NULL, hash text NOT NULL, batch bigint NOT NULL,
        PRIMARY KEY (account, number)
    )""",
    """CREATE TABLE balance (
        account text COLLATE "C" PRIMARY KEY, statements bigint NOT NULL,
        booked bigint NOT NULL, paid bigint NOT NULL, carried bigint NOT NULL, head text NOT NULL
    )""",
)

#: The triggers that keep what was written as it is, with their tables.
TRIGGERS: Final = {
    f"{table}_never_changes": table
    for table in ("version", "seal", "fact", "conflict", "statement")
}
_NEVER_CHANGES: Final = (
    """CREATE FUNCTION never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'a % of a ledger never changes', TG_TABLE_NAME; END
    $$""",
    *(
        f"CREATE TRIGGER {trigger} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION never_changes()"
        for trigger, table in TRIGGERS.items()
    ),
)

#: The commands that make an empty schema a ledger.
SCHEMA: Final = (*_TABLES, *_NEVER_CHANGES)
