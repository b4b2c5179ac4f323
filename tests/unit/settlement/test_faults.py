from __future__ import annotations

from collections.abc import Sequence

import attrs
import pytest

from influence.errors import ConnectorError
from influence.settlement import (
    GENESIS,
    Balance,
    ClosedStatement,
    LedgerFact,
    LedgerFault,
    MemoryLedger,
    faults_of,
)
from influence.testing._ledger_chains import Chain, fact


class _Damaged(MemoryLedger):
    """A ledger in which anything can stand."""

    told: Sequence[LedgerFact] = ()
    closed: Sequence[ClosedStatement] = ()
    kept: Sequence[Balance] = ()

    def facts(self, *, kind: str | None = None) -> Sequence[LedgerFact]:
        assert kind is None
        return self.told

    def statements(self, account: str | None = None) -> Sequence[ClosedStatement]:
        assert account is None
        return self.closed

    def balances(self) -> Sequence[Balance]:
        return self.kept


@pytest.fixture
def damaged() -> _Damaged:
    """Three statements and their balance, as they should be."""
    chain, right = Chain("maya/USD"), MemoryLedger()
    right.close([chain.closed(booked=n, paid=n - 1) for n in (5, 6, 7)])
    ledger = _Damaged()
    ledger.closed, ledger.kept = right.statements(), right.balances()
    return ledger


def _faults(ledger: MemoryLedger) -> list[str]:
    return [str(fault) for fault in faults_of(ledger)]


def test_a_whole_ledger_has_no_faults(damaged: _Damaged) -> None:
    assert faults_of(damaged) == ()


def test_a_fault_names_the_account_the_statement_and_both_values(damaged: _Damaged) -> None:
    first, second, third = damaged.closed
    damaged.closed = [first, attrs.evolve(second, previous_hash=GENESIS), third]
    broken, changed = faults_of(damaged)
    assert broken == LedgerFault(
        what="statement maya/USD/2",
        rule="follow the hash",
        expected=first.hash,
        found=GENESIS,
        account="maya/USD",
        statement_id="maya/USD/2",
    )
    assert (changed.rule, changed.found) == ("have the hash", second.hash)


def test_a_missing_statement_is_named_at_the_next(damaged: _Damaged) -> None:
    first, second, third = damaged.closed
    damaged.closed = [first, third]
    assert _faults(damaged) == [
        "statement maya/USD/3 must have the number 2, got '3'",
        f"statement maya/USD/3 must follow the hash {first.hash}, got '{second.hash}'",
        "statement maya/USD/3 must carry 2, got '3'",
        "balance maya/USD must tell booked 12, got '18'",
        "balance maya/USD must tell paid 10, got '15'",
        "balance maya/USD must tell carried 2, got '3'",
    ]


def test_a_changed_figure_is_found_by_the_hash_and_by_the_balance(damaged: _Damaged) -> None:
    first, *rest = damaged.closed
    content = '{"booked":5,"carried":0,"paid":5}'
    damaged.closed = [attrs.evolve(first, content=content), *rest]
    faults = _faults(damaged)
    assert faults[0].endswith(f"got '{first.hash}'")
    assert faults[1:] == [
        "statement maya/USD/2 must carry 1, got '2'",
        "statement maya/USD/3 must carry 2, got '3'",
        "balance maya/USD must tell paid 16, got '15'",
        "balance maya/USD must tell carried 2, got '3'",
    ]


def test_whoever_hashes_a_changed_statement_anew_breaks_the_next(damaged: _Damaged) -> None:
    first, second, third = damaged.closed
    changed = Chain("maya/USD").told(first.content.replace("4", "3").replace("1", "2"))
    damaged.closed = [changed, second, third]
    assert _faults(damaged)[0] == (
        f"statement maya/USD/2 must follow the hash {changed.hash}, got '{first.hash}'"
    )


@pytest.mark.parametrize(
    ("content", "rule"),
    [("nothing", "hold canonical JSON"), ("{}", "hold booked as a whole number below 10^18")],
)
def test_content_that_cannot_be_read_is_a_fault(damaged: _Damaged, content: str, rule: str) -> None:
    first, *rest = damaged.closed
    damaged.closed = [attrs.evolve(first, content=content), *rest]
    assert rule in [fault.rule for fault in faults_of(damaged)]


@pytest.mark.parametrize("figure", ["statements", "booked", "paid", "carried"])
def test_a_changed_balance_is_a_fault(damaged: _Damaged, figure: str) -> None:
    [right] = damaged.kept
    value = getattr(right, figure)
    damaged.kept = [attrs.evolve(right, **{figure: value + 1})]
    assert faults_of(damaged) == (
        LedgerFault(
            what="balance maya/USD",
            rule=f"tell {figure}",
            expected=str(value),
            found=str(value + 1),
            account="maya/USD",
        ),
    )


def test_a_balance_without_statements_is_a_fault(damaged: _Damaged) -> None:
    [right] = damaged.kept
    damaged.closed = []
    assert [fault.expected for fault in faults_of(damaged)] == ["0", "0", "0", "0", GENESIS]
    assert [fault.found for fault in faults_of(damaged)][-1] == right.head


def test_statements_without_a_balance_are_a_fault(damaged: _Damaged) -> None:
    damaged.kept = []
    assert [fault.found for fault in faults_of(damaged)] == ["0", "0", "0", "0", GENESIS]


def test_a_fact_that_is_not_canonical_is_a_fault() -> None:
    ledger = _Damaged()
    ledger.told = [fact("1"), LedgerFact(kind="order", fact_id="2", content='{"a": 1}')]
    assert _faults(ledger) == ["order 2 must hold canonical JSON, got '{\"a\": 1}'"]


def test_what_cannot_be_read_is_a_fault_and_the_rest_is_looked_at(damaged: _Damaged) -> None:
    class Torn(_Damaged):
        def facts(self, *, kind: str | None = None) -> Sequence[LedgerFact]:
            assert kind is None
            raise ConnectorError("ledger torn", "be a file that SQLite can use", "disk I/O error")

    torn = Torn()
    torn.closed, torn.kept = damaged.closed, []
    faults = _faults(torn)
    assert faults[0] == "ledger torn must be a file that SQLite can use, got 'disk I/O error'"
    assert len(faults) == 6


def test_a_ledger_that_looks_at_itself_is_asked_first(damaged: _Damaged) -> None:
    fault = LedgerFault(what="ledger x", rule="be whole", found="a torn page")

    class Inspected(_Damaged):
        def damages(self) -> Sequence[LedgerFault]:
            return [fault]

    asked = Inspected()
    asked.closed = damaged.closed
    assert faults_of(asked)[0] == fault
    assert str(fault) == "ledger x must be whole, got 'a torn page'"
