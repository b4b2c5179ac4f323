from __future__ import annotations

from collections.abc import Callable

import pytest

from influence.settlement import MemoryLedger, copied
from influence.testing import LedgerContract
from influence.testing._ledger_chains import Chain, fact


class TestMemoryLedger(LedgerContract):
    @pytest.fixture
    def make_ledger(self) -> Callable[[], MemoryLedger]:
        kept = MemoryLedger()
        return lambda: kept


def test_a_copy_has_everything_and_changes_nothing() -> None:
    ledger, chain = MemoryLedger(), Chain("maya/USD")
    ledger.record([fact("1", items=1), fact("1", items=2)])
    ledger.close([chain.closed(booked=5, paid=5), Chain("maya/USD").closed(booked=6, paid=6)])
    copy = copied(ledger)
    assert copy.facts() == ledger.facts()
    assert copy.conflicts() == ledger.conflicts()
    assert [one.kind for one in copy.conflicts()] == ["order", "statement"]
    assert copy.statements() == ledger.statements()
    assert copy.balances() == ledger.balances()
    copy.record([fact("2"), fact("1", items=3)])
    copy.close([chain.closed(booked=1, paid=1)])
    assert (len(ledger.facts()), len(ledger.conflicts()), len(ledger.statements())) == (1, 2, 1)
