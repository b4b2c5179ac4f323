"""What errors and faults of a ledger tell, with the value, and accounts beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
import pytest

from influence.errors import InvalidInputError
from influence.settlement import (
    GENESIS,
    Account,
    ClosedStatement,
    LedgerFact,
    LedgerFault,
    MemoryLedger,
    faults_of,
)
from influence.settlement._chain import carried_on, nothing_booked
from influence.testing import at, usd
from influence.testing._ledger_chains import Chain


class _Closed(MemoryLedger):
    """A ledger in which any statements can stand."""

    closed: Sequence[ClosedStatement] = ()

    def statements(self, account: str | None = None) -> Sequence[ClosedStatement]:
        assert account is None
        return self.closed


class _Inspected(_Closed):
    """One that finds something wrong with itself."""

    def damages(self) -> Sequence[LedgerFault]:
        return [LedgerFault(what="ledger x", rule="be whole", found="a torn page")]


def test_two_accounts_begin_each_at_the_beginning() -> None:
    ledger = MemoryLedger()
    ledger.close([Chain("ada/USD").closed(booked=5, paid=4)])
    ledger.close([Chain("maya/USD").closed(booked=7, paid=7)])
    assert faults_of(ledger) == ()


def test_what_a_ledger_says_of_itself_stands_before_all_else() -> None:
    class Damaged(_Inspected):
        def facts(self, *, kind: str | None = None) -> Sequence[LedgerFact]:
            assert kind is None
            return [LedgerFact(kind="order", fact_id="1", content='{"a": 1}')]

    assert [fault.what for fault in faults_of(Damaged())] == ["ledger x", "order 1"]


def test_content_that_cannot_be_read_is_told_and_counts_nothing() -> None:
    chain = Chain("maya/USD")
    unread = chain.told("nothing")
    ledger = _Closed()
    ledger.closed = [unread, Chain("noor/USD").closed(booked=5, paid=4)]
    assert [str(fault) for fault in faults_of(ledger)] == [
        "statement maya/USD/1 must hold canonical JSON, got 'nothing'",
        "balance maya/USD must tell statements 1, got '0'",
        f"balance maya/USD must tell head {unread.hash}, got '{GENESIS}'",
        "balance noor/USD must tell statements 1, got '0'",
        "balance noor/USD must tell booked 5, got '0'",
        "balance noor/USD must tell paid 4, got '0'",
        "balance noor/USD must tell carried 1, got '0'",
        f"balance noor/USD must tell head {ledger.closed[1].hash}, got '{GENESIS}'",
    ]


_FIRST = Chain("maya/USD").closed(booked=7, paid=5)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            Chain("maya/USD").told("[]"),
            "statement maya/USD/1 must hold canonical JSON, got '[]'",
        ),
        (
            Chain("maya/USD").told('{"booked":"7"}'),
            "statement maya/USD/1 must hold booked as a whole number below 10^18, got '7'",
        ),
        (
            Chain("maya/USD").told('{"booked":7,"carried":3,"paid":5}'),
            (
                "statement maya/USD/1 must carry 2, all that was booked less all that was paid, "
                "got 3"
            ),
        ),
        (
            attrs.evolve(_FIRST, hash="0"),
            f"statement maya/USD/1 must have the hash {_FIRST.hash}, got '0'",
        ),
        (
            attrs.evolve(_FIRST, account="a\0"),
            (
                "account of a statement must be text without the characters that no database "
                "keeps, got 'a\\x00'"
            ),
        ),
    ],
)
def test_a_statement_that_cannot_be_carried_on_is_refused_with_its_value(
    statement: ClosedStatement, message: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        carried_on(statement, after=nothing_booked("maya/USD"))
    assert str(caught.value) == message


def test_a_balance_too_large_names_its_statement() -> None:
    before = attrs.evolve(nothing_booked("maya/USD"), booked=10**18 - 7, paid=10**18 - 7)
    message = f"statement maya/USD/1 must leave a balance below 10^18, got {10**18}"
    with pytest.raises(InvalidInputError) as caught:
        carried_on(_FIRST, after=before)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (
            lambda: LedgerFact(kind="statement", fact_id="1", content="{}"),
            (
                "LedgerFact.kind must be another word: it is for conflicts of closed statements, "
                "got 'statement'"
            ),
        ),
        (
            lambda: LedgerFact(kind="order", fact_id="a\0", content="{}"),
            (
                "LedgerFact.fact_id must be text without the characters that no database keeps, "
                "got 'a\\x00'"
            ),
        ),
        (
            lambda: Account(creator_id="maya", currency="USD", booked={"2026-03-01": usd("1")}),
            (
                "account maya/USD must have closed a statement before anything is booked or paid, "
                "got 0"
            ),
        ),
        (
            lambda: Account(creator_id="maya", currency="USD", as_of=at()),
            (
                "account maya/USD must know the moment of its last statement, if it has one, "
                f"got {at()!r}"
            ),
        ),
    ],
)
def test_what_no_ledger_keeps_is_refused_with_its_value(
    made: Callable[[], object], message: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        made()
    assert str(caught.value) == message
