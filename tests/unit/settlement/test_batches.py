from __future__ import annotations

import re

import pytest

from influence.errors import InvalidInputError
from influence.settlement import FactBatch, StatementBatch
from influence.testing._ledger_chains import Chain, fact


def test_only_new_facts_are_to_be_written() -> None:
    told = [fact("1"), fact("2"), fact("2"), fact("3", items=1)]
    batch = FactBatch.of(told, kept={("order", "1"): "{}", ("order", "3"): "{}"})
    assert batch.facts == (fact("2"),)
    assert batch.receipt.repeated == (("order", "1"), ("order", "2"))
    assert [one.kept for one in batch.receipt.conflicts] == ["{}"]


def test_only_new_statements_and_the_last_balance_of_each_account_are_to_be_written() -> None:
    chain = Chain("maya/USD")
    told = [chain.closed(booked=n, paid=n) for n in (1, 2, 3)]
    first = StatementBatch.of(told[:1], kept={}, balances={})
    balances = {one.account: one for one in first.balances}
    batch = StatementBatch.of(told, kept={told[0].statement_id: told[0]}, balances=balances)
    assert batch.statements == tuple(told[1:])
    assert [one.booked for one in batch.balances] == [6]
    assert batch.receipt.repeated == (("statement", "maya/USD/1"),)


def test_a_closed_statement_is_not_chained_anew() -> None:
    kept = Chain("maya/USD").closed(booked=1, paid=1)
    told = Chain("maya/USD").told(kept.content, previous_hash="f" * 64)
    message = f"statement maya/USD/1 must stay chained by {kept.hash}, got {told.hash!r}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        StatementBatch.of([told], kept={kept.statement_id: kept}, balances={})
