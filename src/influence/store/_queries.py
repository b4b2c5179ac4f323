"""Queries: what is asked of a database, the same for each of them; places are marked with ``?``.

Everything written carries the number of its batch, so that a seal can tell whether it is whole.
"""

from __future__ import annotations

from typing import Final

FACT: Final = "SELECT content FROM fact WHERE kind = ? AND fact_id = ?"
FACTS: Final = "SELECT kind, fact_id, content FROM fact ORDER BY kind, fact_id"
FACTS_OF: Final = "SELECT kind, fact_id, content FROM fact WHERE kind = ? ORDER BY fact_id"
CONFLICT: Final = "SELECT 1 FROM conflict WHERE kind = ? AND fact_id = ? AND refused_hash = ?"
CONFLICTS: Final = (
    "SELECT kind, fact_id, kept, refused FROM conflict ORDER BY kind, fact_id, refused"
)
STATEMENT: Final = (
    "SELECT statement_id, account, number, content, previous_hash, hash "
    "FROM statement WHERE statement_id = ?"
)
STATEMENTS: Final = (
    "SELECT statement_id, account, number, content, previous_hash, hash "
    "FROM statement ORDER BY account, number"
)
STATEMENTS_OF: Final = (
    "SELECT statement_id, account, number, content, previous_hash, hash "
    "FROM statement WHERE account = ? ORDER BY number"
)
BALANCE: Final = (
    "SELECT account, statements, booked, paid, carried, head FROM balance WHERE account = ?"
)
BALANCES: Final = (
    "SELECT account, statements, booked, paid, carried, head FROM balance ORDER BY account"
)
SEALS: Final = "SELECT batch, hash FROM seal ORDER BY batch"
LAST_SEAL: Final = "SELECT batch, hash FROM seal ORDER BY batch DESC LIMIT 1"

#: What a seal is about, by table.
SEALED: Final = {
    "fact": "SELECT batch, kind, fact_id, content FROM fact",
    "conflict": "SELECT batch, kind, fact_id, kept, refused, refused_hash FROM conflict",
    "statement": (
        "SELECT batch, statement_id, account, number, content, previous_hash, hash FROM statement"
    ),
}

#: Everything that is only ever added, by table; what is sealed comes right after the batch.
WRITE: Final = {
    "fact": "INSERT INTO fact (batch, kind, fact_id, content) VALUES (?, ?, ?, ?)",
    "conflict": "INSERT INTO conflict (batch, kind, fact_id, kept, refused, refused_hash) "
    "VALUES (?, ?, ?, ?, ?, ?)",
    "statement": "INSERT INTO statement "
    "(batch, statement_id, account, number, content, previous_hash, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)",
    "seal": "INSERT INTO seal (batch, hash) VALUES (?, ?)",
}

CARRY_ON: Final = (
    "INSERT INTO balance (account, statements, booked, paid, carried, head) "
    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account) DO UPDATE SET "
    "statements = excluded.statements, booked = excluded.booked, paid = excluded.paid, "
    "carried = excluded.carried, head = excluded.head"
)
