from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

import pytest

from influence.errors import ConnectorError, InvalidInputError
from influence.settlement import LedgerFault, faults_of
from influence.store import SqliteLedger
from influence.testing import LedgerContract
from influence.testing._ledger_chains import Chain, fact


class TestSqliteLedger(LedgerContract):
    @pytest.fixture
    def make_ledger(self, tmp_path: Path) -> Iterator[Callable[[], SqliteLedger]]:
        with ExitStack() as opened:
            yield lambda: opened.enter_context(SqliteLedger(tmp_path / "payouts.ledger"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of a ledger with something of everything in it."""
    path, chain = tmp_path / "payouts.ledger", Chain("maya/USD")
    with SqliteLedger(path) as ledger:
        ledger.record([fact("1", items=1), fact("1", items=2), fact("2")])
        ledger.close([chain.closed(booked=5, paid=5), chain.closed(booked=2, paid=0)])
    return path


def _beside(path: Path, *commands: str) -> None:
    """Go to the file past us."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for command in commands:
            connection.execute(command)


def test_it_is_a_file_in_write_ahead_mode_that_says_what_it_is(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA application_id").fetchone() == (0x494E464C,)
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        tables = connection.execute("PRAGMA table_list").fetchall()
    assert sorted(row[1] for row in tables if row[5]) == [
        "balance",
        "conflict",
        "fact",
        "seal",
        "statement",
    ]


def test_each_commit_reaches_the_disk(path: Path) -> None:
    with SqliteLedger(path) as ledger:
        assert ledger._pragma("synchronous") == 2
        assert ledger._pragma("fullfsync") == 1
        assert ledger._pragma("trusted_schema") == 0


def test_nothing_is_left_beside_the_file_when_it_is_closed(path: Path) -> None:
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("table", ["fact", "conflict", "statement", "seal"])
@pytest.mark.parametrize(
    "command",
    [
        "UPDATE {0} SET batch = batch",
        "DELETE FROM {0}",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
        "REPLACE INTO {0} SELECT * FROM {0}",
    ],
)
def test_what_was_written_never_changes(path: Path, table: str, command: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=f"^a {table} of a ledger never changes$"):
        _beside(path, command.format(table))
    with SqliteLedger(path, is_read_only=True) as ledger:
        assert faults_of(ledger) == ()


def test_one_statement_id_is_not_used_for_two_accounts(path: Path) -> None:
    command = (
        "INSERT INTO statement SELECT statement_id, 'amara/USD', 9, '', '', '', 9 FROM statement"
    )
    with pytest.raises(sqlite3.IntegrityError, match=r"^a statement of a ledger never changes$"):
        _beside(path, command)


@pytest.mark.parametrize(
    ("table", "change", "what"),
    [
        ("fact", "UPDATE fact SET content = '{}' WHERE fact_id = '1'", "batch 1"),
        ("fact", "DELETE FROM fact WHERE fact_id = '2'", "batch 1"),
        ("conflict", "DELETE FROM conflict", "batch 1"),
        ("seal", "UPDATE seal SET hash = '' WHERE batch = 2", "batch 2"),
        ("seal", "DELETE FROM seal WHERE batch = 2", "batch 2"),
    ],
)
def test_a_change_past_the_triggers_breaks_a_seal(
    path: Path, table: str, change: str, what: str
) -> None:
    action = change.partition(" ")[0].lower()
    _beside(path, f"DROP TRIGGER {table}_{action}", change)
    with SqliteLedger(path, is_read_only=True) as ledger:
        lost, seal = faults_of(ledger)
    assert lost == LedgerFault(
        what="ledger payouts.ledger",
        rule="still have what keeps it as it is",
        found=f"no trigger {table}_{action}",
    )
    assert (seal.what, seal.rule) == (what, "have the seal")


def test_a_changed_balance_is_a_fault(path: Path) -> None:
    _beside(path, "UPDATE balance SET paid = 6")
    with SqliteLedger(path, is_read_only=True) as ledger:
        assert [str(fault) for fault in faults_of(ledger)] == [
            "balance maya/USD must tell paid 5, got '6'"
        ]


def test_a_torn_page_is_a_fault_and_never_raises(path: Path) -> None:
    whole, rules = path.read_bytes(), set[str]()
    for place in range(4096, len(whole), 256):
        path.write_bytes(whole[:place] + b"\xff" * 256 + whole[place + 256 :])
        with SqliteLedger(path, is_read_only=True) as ledger:
            rules |= {fault.rule for fault in faults_of(ledger)}
    assert {"be whole, as SQLite sees it", "be a file that SQLite can use"} <= rules


def test_looking_sees_one_moment(path: Path) -> None:
    with SqliteLedger(path, is_read_only=True) as looking, SqliteLedger(path) as ledger:
        ledger.record([fact("3")])
        assert len(ledger.facts()) == 3
        assert len(looking.facts()) == 2
        assert faults_of(looking) == ()
        message = "^ledger payouts.ledger must be opened to write, got 'one opened to look'$"
        with pytest.raises(InvalidInputError, match=message):
            looking.record([fact("3")])
        with pytest.raises(InvalidInputError, match=message):
            looking.close([])


def test_a_ledger_that_is_written_can_be_looked_through(path: Path) -> None:
    with SqliteLedger(path) as ledger:
        ledger.record([fact("3")])
        assert faults_of(ledger) == ()
        assert ledger.record([fact("4")]).new == (("order", "4"),)


@pytest.mark.parametrize("is_read_only", [True, False])
def test_another_database_is_refused_and_left_as_it_is(
    tmp_path: Path, *, is_read_only: bool
) -> None:
    path = tmp_path / "shop.db"
    _beside(path, "CREATE TABLE orders (id TEXT)")
    before = path.read_bytes()
    message = "^ledger shop.db must be a ledger, got 'another SQLite database'$"
    with pytest.raises(ConnectorError, match=message):
        SqliteLedger(path, is_read_only=is_read_only)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["shop.db"]


def test_an_empty_database_of_another_application_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    _beside(path, "PRAGMA application_id = 7")
    with pytest.raises(ConnectorError, match=r"must be a ledger, got 'another SQLite database'$"):
        SqliteLedger(path)


@pytest.mark.parametrize("is_read_only", [True, False])
def test_a_newer_version_is_refused(path: Path, *, is_read_only: bool) -> None:
    _beside(path, "PRAGMA user_version = 2")
    rule = "have the schema version 1, which this release reads"
    with pytest.raises(ConnectorError, match=f"^ledger payouts.ledger must {rule}, got 2$"):
        SqliteLedger(path, is_read_only=is_read_only)


@pytest.mark.parametrize("is_read_only", [True, False])
@pytest.mark.parametrize("content", [b"order_id,items\n1042,80.00\n" * 100, b"SQLite format 3"])
def test_a_file_that_is_no_database_is_refused(
    tmp_path: Path, content: bytes, *, is_read_only: bool
) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(content)
    rule = "be a file that SQLite can use"
    message = f"^ledger orders.csv must {rule}, got 'file is not a database'$"
    with pytest.raises(ConnectorError, match=message):
        SqliteLedger(path, is_read_only=is_read_only)
    assert path.read_bytes() == content


def test_looking_needs_a_file(tmp_path: Path) -> None:
    message = "^ledger x must be a file that SQLite can use, got 'unable to open database file'$"
    with pytest.raises(ConnectorError, match=message):
        SqliteLedger(tmp_path / "x", is_read_only=True)
    with pytest.raises(ConnectorError, match=message):
        SqliteLedger(tmp_path / "no folder" / "x")
    assert list(tmp_path.iterdir()) == []


def test_looking_needs_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    with pytest.raises(
        ConnectorError, match=r"^ledger x must be a ledger, got 'another SQLite database'$"
    ):
        SqliteLedger(tmp_path / "x", is_read_only=True)


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    with SqliteLedger(tmp_path / "x") as ledger:
        assert faults_of(ledger) == ()


def test_an_old_sqlite_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.36.0")
    message = "SQLite must be at least 3.37, the first with strict tables, got '3.36.0'"
    with pytest.raises(ConnectorError, match=f"^{re.escape(message)}$"):
        SqliteLedger(tmp_path / "x")


def test_a_file_that_was_left_in_the_middle_is_looked_through(path: Path) -> None:
    copy = path.with_name("copy.ledger")
    with SqliteLedger(path) as ledger:
        ledger.record([fact("3")])
        copy.write_bytes(path.read_bytes())
        log = Path(f"{path}-wal").read_bytes()
    Path(f"{copy}-wal").write_bytes(log)
    with SqliteLedger(copy) as ledger:
        assert len(ledger.facts()) == 3


def test_a_file_whose_log_lost_its_end_is_refused(path: Path) -> None:
    """Some pages are those of the log and others are newer; together they are no ledger."""
    copy, log = path.with_name("copy.ledger"), Path(f"{path}-wal")
    with SqliteLedger(path) as ledger:
        ledger.close([Chain("amara/USD").closed(booked=1, paid=1)])
        whole = log.stat().st_size
        ledger.record([fact("4")])
        assert log.stat().st_size > whole
        _beside(path, "PRAGMA wal_checkpoint(PASSIVE)")
        copy.write_bytes(path.read_bytes())
        Path(f"{copy}-wal").write_bytes(log.read_bytes()[:whole])
    for is_read_only in (True, False):
        with pytest.raises(ConnectorError) as caught:
            SqliteLedger(copy, is_read_only=is_read_only)
        assert caught.value.rule == "be whole after it was left"
        assert str(caught.value.value).startswith("batch 4 must have the seal ")


def test_a_batch_that_the_disk_refuses_leaves_nothing(path: Path) -> None:
    with SqliteLedger(path) as ledger:
        pages = ledger._pragma("page_count")
        ledger._connection.execute(f"PRAGMA max_page_count = {pages + 5}")
        rule = "be a file that SQLite can use"
        message = f"^ledger payouts.ledger must {rule}, got 'database or disk is full'$"
        with pytest.raises(ConnectorError, match=message):
            ledger.record([fact(f"n{n}", text="x" * 1000) for n in range(100)])
        assert [one.fact_id for one in ledger.facts()] == ["1", "2"]
        assert ledger.record([fact("3")]).new == (("order", "3"),)
        assert faults_of(ledger) == ()


def test_a_batch_that_sqlite_gave_up_by_itself_is_an_error(path: Path) -> None:
    def gives_up(ledger: SqliteLedger) -> None:
        with ledger._transaction():
            ledger._connection.execute("ROLLBACK")
            ledger._connection.execute("SELECT * FROM nowhere")

    with SqliteLedger(path) as ledger:
        with pytest.raises(ConnectorError, match=r"got 'no such table: nowhere'$"):
            gives_up(ledger)
        assert ledger.record([fact("3")]).new == (("order", "3"),)


def test_whoever_waits_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("influence.store._sqlite._BUSY_TIMEOUT_S", 0)
    message = "^ledger payouts.ledger must be a file that SQLite can use, got 'database is locked'$"
    with (
        SqliteLedger(path) as one,
        SqliteLedger(path) as other,
        one._transaction(),
        pytest.raises(ConnectorError, match=message),
    ):
        other.record([fact("3")])


@pytest.fixture
def reader(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Somebody who reads a file that is not in write-ahead mode; SQLite does not wait for them."""
    _beside(path, "PRAGMA journal_mode = DELETE")
    connect = partial(sqlite3.connect, timeout=0)
    monkeypatch.setattr(
        SqliteLedger, "_connected", lambda _, at: connect(at, uri=True, isolation_level=None)
    )
    with closing(connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT * FROM fact").fetchall()
        yield connection


def test_turning_to_a_log_waits_for_whoever_reads(
    path: Path, reader: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = list[object]()

    def sleep(seconds: object) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            reader.execute("COMMIT")

    monkeypatch.setattr("influence.store._sqlite.time.sleep", sleep)
    with SqliteLedger(path) as ledger:
        assert waits == [1 / 50] * 3
        assert ledger.record([fact("3")]).new == (("order", "3"),)


def test_turning_to_a_log_does_not_wait_for_ever(
    path: Path, reader: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reader.in_transaction
    monkeypatch.setattr("influence.store._sqlite._BUSY_TIMEOUT_S", 0)
    message = "^ledger payouts.ledger must be a file that SQLite can use, got 'database is locked'$"
    with pytest.raises(ConnectorError, match=message):
        SqliteLedger(path)


_WRITER = """
import sys
from influence.store import SqliteLedger
from influence.testing._ledger_chains import fact

path, who = sys.argv[1:]
with SqliteLedger(path) as ledger:
    new = 0
    for batch in range(25):
        told = [fact(f"{who}/{batch}/{one}") for one in range(4)] + [fact(f"all/{batch}")]
        new += len(ledger.record(told).new)
print(new)
"""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "payouts.ledger"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(who)], stdout=subprocess.PIPE
        )
        for who in range(4)
    ]
    new = [int(process.communicate()[0]) for process in started]
    assert sum(new) == 4 * 25 * 4 + 25
    with SqliteLedger(path, is_read_only=True) as ledger:
        assert len(ledger.facts()) == sum(new)
        assert faults_of(ledger) == ()
