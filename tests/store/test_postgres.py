"""The ledger in PostgreSQL, against a real server."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from influence.errors import (
    ConnectorError,
    InvalidInputError,
    InvalidTransitionError,
    MissingExtraError,
)
from influence.settlement import LedgerFault, faults_of
from influence.store import PostgresLedger, SqlLedger, open_ledger
from influence.testing import LedgerContract
from influence.testing._ledger_chains import Chain, fact


class TestPostgresLedger(LedgerContract):
    @pytest.fixture
    def make_ledger(
        self, open_postgres: Callable[[], PostgresLedger]
    ) -> Callable[[], PostgresLedger]:
        return open_postgres


@pytest.fixture
def ledger(open_postgres: Callable[[], PostgresLedger]) -> PostgresLedger:
    return open_postgres()


@pytest.fixture
def other(postgres_url: str, ledger: PostgresLedger) -> Iterator[psycopg.Connection]:
    """Somebody who goes to the database past us."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f'SET search_path = "{ledger._schema}"'.encode())
        yield connection


def _filled(ledger: SqlLedger) -> None:
    chain = Chain("maya/USD")
    ledger.record([fact("1", items=1), fact("1", items=2), fact("2")])
    ledger.close([chain.closed(booked=5, paid=5), chain.closed(booked=2, paid=0)])


def test_a_url_opens_a_ledger_in_postgres(postgres_url: str) -> None:
    with open_ledger(postgres_url) as ledger:
        assert isinstance(ledger, PostgresLedger)
        ledger.record([fact("1")])
    with open_ledger(postgres_url, is_read_only=True) as ledger:
        assert list(ledger.facts()) == [fact("1")]


@pytest.mark.parametrize("table", ["fact", "conflict", "statement", "seal", "version"])
@pytest.mark.parametrize("command", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0}"])
def test_what_was_written_never_changes(
    ledger: PostgresLedger, other: psycopg.Connection, table: str, command: str
) -> None:
    _filled(ledger)
    column = {"seal": "hash", "version": "number"}.get(table, "batch")
    message = f"^a {table} of a ledger never changes\n"
    with pytest.raises(psycopg.errors.RaiseException, match=message):
        other.execute(command.format(table, column).encode())
    assert faults_of(ledger) == ()


@pytest.mark.parametrize(
    ("table", "change", "what"),
    [
        ("fact", "UPDATE fact SET content = '{}' WHERE content = '{\"items\":1}'", "batch 1"),
        ("fact", "DELETE FROM fact WHERE fact_id = '2'", "batch 1"),
        ("conflict", "DELETE FROM conflict", "batch 1"),
        ("seal", "UPDATE seal SET hash = '' WHERE batch = 2", "batch 2"),
        ("seal", "DELETE FROM seal WHERE batch = 2", "batch 2"),
        ("statement", "UPDATE statement SET content = content || ' '", "batch 2"),
    ],
)
def test_a_change_past_the_triggers_breaks_a_seal(
    ledger: PostgresLedger, other: psycopg.Connection, table: str, change: str, what: str
) -> None:
    _filled(ledger)
    other.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())
    other.execute(change.encode())
    lost, seal, *_ = ledger.damages()
    assert lost == LedgerFault(
        what=ledger._name,
        rule="still have what keeps it as it is",
        found=f"no {table}_never_changes",
    )
    assert (seal.what, seal.rule) == (what, "have the seal")


def test_a_changed_balance_is_a_fault(ledger: PostgresLedger, other: psycopg.Connection) -> None:
    _filled(ledger)
    other.execute("UPDATE balance SET paid = 6")
    assert [str(fault) for fault in faults_of(ledger)] == [
        "balance maya/USD must tell paid 5, got '6'"
    ]


def test_looking_sees_one_moment(postgres_url: str, ledger: PostgresLedger) -> None:
    ledger.record([fact("1")])
    with PostgresLedger(postgres_url, schema=ledger._schema, is_read_only=True) as looking:
        assert len(looking.facts()) == 1
        _filled(ledger)
        assert list(looking.facts()) == [fact("1")]
        assert (*looking.statements(), *looking.balances(), *faults_of(looking)) == ()
        message = f"^{ledger._name} must be opened to write, got 'one opened to look'$"
        with pytest.raises(InvalidInputError, match=message):
            looking.record([fact("2")])
        with pytest.raises(InvalidInputError, match=message):
            looking.close([])
    assert len(ledger.statements()) == 2


def test_looking_needs_a_ledger(postgres_url: str) -> None:
    message = "^ledger nowhere must be a ledger, got 'a schema without one'$"
    with pytest.raises(ConnectorError, match=message):
        PostgresLedger(postgres_url, schema="nowhere", is_read_only=True)


def test_a_newer_version_is_refused(ledger: PostgresLedger, other: psycopg.Connection) -> None:
    other.execute("ALTER TABLE version DISABLE TRIGGER ALL")
    other.execute("UPDATE version SET number = 2")
    rule = "must have the schema version 1, which this release reads, got 2"
    with pytest.raises(ConnectorError, match=f"^{ledger._name} {rule}$"):
        PostgresLedger(ledger._connection.info.dsn, schema=ledger._schema)


def test_a_database_in_another_encoding_is_refused(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    url = postgres_url.replace("/postgres?", "/latin?")
    message = "^ledger influence must be in a database encoded in UTF8, got 'LATIN1'$"
    with pytest.raises(ConnectorError, match=message):
        PostgresLedger(url)


def test_a_schema_of_any_name_is_one(postgres_url: str) -> None:
    name = 'Maya\'s "own" — 100 % ?'
    with PostgresLedger(postgres_url, schema=name) as ledger:
        _filled(ledger)
    with PostgresLedger(postgres_url, schema=name, is_read_only=True) as ledger:
        assert faults_of(ledger) == ()
        assert len(ledger.facts()) == 2


def test_two_who_close_at_once_do_not_both_win(
    open_postgres: Callable[[], PostgresLedger],
) -> None:
    """Each of them draws up the next statement by what it sees, and tries again when it is late."""

    def closes(ledger: PostgresLedger) -> int:
        late = 0
        for _ in range(15):
            while True:
                closed = ledger.statements("maya/USD")
                chain = Chain("maya/USD")
                for _one in closed:
                    chain.closed(booked=1, paid=1)
                try:
                    receipt = ledger.close([chain.closed(booked=1, paid=1)])
                except InvalidTransitionError:  # pragma: no cover  # when two others were faster
                    late += 1
                    continue
                if receipt.new:
                    break
                late += 1
        return late

    ledgers = [open_postgres() for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        late = sum(threads.map(closes, ledgers))
    assert [one.statements for one in ledgers[0].balances()] == [60]
    assert faults_of(ledgers[0]) == ()
    assert late  # else nobody was ever in the way of anybody


def test_many_who_write_at_once_lose_nothing(
    open_postgres: Callable[[], PostgresLedger],
) -> None:
    def writes(ledger: PostgresLedger) -> int:
        batches = [[fact(f"{batch}/{one}") for one in range(5)] for batch in range(20)]
        return sum(len(ledger.record(batch).new) for batch in batches)

    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(lambda _: open_postgres(), range(4)))
        assert sum(threads.map(writes, opened)) == 100
    assert len(opened[0].facts()) == 100
    assert faults_of(opened[0]) == ()


def test_a_lock_that_nobody_gives_back_is_an_error(
    ledger: PostgresLedger, other: psycopg.Connection
) -> None:
    with other.transaction():
        other.execute("LOCK TABLE fact IN ACCESS EXCLUSIVE MODE")
        ledger._connection.execute("SET lock_timeout = '100ms'")
        rule = "be in a database that can be used"
        message = f"^{ledger._name} must {rule}, got 'canceling statement due to lock timeout'$"
        with pytest.raises(ConnectorError, match=message):
            ledger.facts()


def test_a_database_that_is_gone_is_an_error_and_its_password_is_not_told() -> None:
    message = "ledger influence must be in a database that can be used, got 'Connection refused'"
    with pytest.raises(ConnectorError, match=f"^{message}$"):
        PostgresLedger("postgresql://maya:s3cret@127.0.0.1:1/payouts?connect_timeout=2")


def test_a_url_that_cannot_be_read_is_not_repeated() -> None:
    message = (
        "ledger influence must be in a database that can be used, got 'a URL that cannot be read'"
    )
    with pytest.raises(ConnectorError, match=f"^{re.escape(message)}$"):
        PostgresLedger("postgresql://maya:s3cr%zzet@127.0.0.1/payouts")


@pytest.mark.parametrize("schema", ["", "s" * 64, "a\0b"])
def test_a_schema_without_a_name_is_refused(schema: str) -> None:
    message = f"schema must be a name of 1 to 63 bytes, got {schema!r}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        PostgresLedger("postgresql://127.0.0.1/payouts", schema=schema)


def test_without_psycopg_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    message = (
        "ledger in PostgreSQL must have the extra 'store', got none; "
        "run pip install 'influence-marketing[store]'"
    )
    with pytest.raises(MissingExtraError, match=f"^{re.escape(message)}$"):
        open_ledger("postgres://127.0.0.1/payouts")
