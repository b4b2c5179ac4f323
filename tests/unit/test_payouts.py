from __future__ import annotations

import datetime as dt
import re

import attrs
import pytest

from influence.campaign_book import Book
from influence.deals import Deal
from influence.disputes import Dispute
from influence.errors import InvalidInputError
from influence.evaluation import evaluate
from influence.orders import Refund
from influence.payments import Commission
from influence.payouts import payouts
from influence.settlement import LedgerFact, MemoryLedger, close
from influence.testing import at, book, order, touch, usd

_MAYA = Deal(creator_id="maya", links=("maya",), terms=Commission(rate="0.1"))
_FACTS = (_MAYA, touch("t1", value="maya"), order("o1", items="100.00", when=at(1)))


def sold(*more: Refund) -> Book:
    return book(*_FACTS, *more)


def test_a_book_alone_owes_what_its_evaluation_says() -> None:
    one = sold()
    found = payouts(one)
    [statement] = found.statements
    line = evaluate(one).line("maya")
    assert statement.accrued == line.accrued
    assert statement.payable == line.payable
    assert found.as_of == one.last_moment
    assert ("order", "o1") in found.receipt.new


def test_what_was_told_and_booked_before_is_kept() -> None:
    ledger = MemoryLedger()
    first = payouts(sold(), ledger=ledger, as_of=at(40))
    close(ledger, first.statements)
    back = Refund(refund_id="r1", order_id="o1", at=at(41), amount=usd("40"))
    second = payouts(sold(back), ledger=ledger, as_of=at(50))
    [statement] = second.statements
    assert (statement.adjustments, statement.carried_out) == (usd("-4"), usd("-4"))
    forgotten = payouts(book(_MAYA), ledger=ledger, as_of=at(51))
    assert forgotten.statements[0].accrued == usd("6")


def test_facts_after_the_moment_are_not_told() -> None:
    ledger = MemoryLedger()
    payouts(sold(), ledger=ledger, as_of=at(0))
    assert {fact.kind for fact in ledger.facts()} == {"terms", "reading"}


def test_what_stands_in_the_way_is_a_finding() -> None:
    ledger = MemoryLedger()
    payouts(sold(), ledger=ledger, as_of=at(40))
    changed = attrs.evolve(
        sold(),
        orders=tuple(attrs.evolve(one, items=usd("90")) for one in sold().orders),
        deals=(attrs.evolve(_MAYA, terms=Commission(rate="0.2")),),
    )
    found = payouts(changed, ledger=ledger, as_of=at(40))
    assert [one.code for one in found.findings] == ["INF501", "INF501", "INF502"]
    assert found.findings[0].where == "ledger order o1"
    assert found.findings[0].message.endswith("; the first stands")


def test_a_disputed_order_is_held_and_said_so() -> None:
    disputed = attrs.evolve(
        sold(), disputes=(Dispute(dispute_id="d1", order_id="o1", opened_at=at(3)),)
    )
    found = payouts(disputed, as_of=at(40))
    assert found.statements[0].held == usd("10")
    [finding] = found.findings
    assert str(finding) == ("statement maya/USD/1: INF504 order o1 is held: open dispute d1")


def test_a_refund_that_outlives_its_order_in_the_ledger_waits() -> None:
    back = Refund(refund_id="r1", order_id="o1", at=at(2), amount=usd("40"))
    ledger = MemoryLedger()
    ledger.record(fact for fact in _facts(sold(back)) if fact.kind == "refund")
    found = payouts(book(_MAYA), ledger=ledger, as_of=at(40))
    [finding] = found.findings
    assert (finding.code, finding.message) == ("INF503", "refund r1 waits for order o1")


def _facts(one: Book) -> list[LedgerFact]:
    ledger = MemoryLedger()
    payouts(one, ledger=ledger)
    return list(ledger.facts())


def test_a_moment_without_an_offset_is_refused() -> None:
    message = "as_of must be a time with an offset, got datetime.datetime(2026, 4, 1, 0, 0)"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        payouts(sold(), as_of=dt.datetime(2026, 4, 1))  # noqa: DTZ001  # that it has none is the point


def test_a_deal_without_terms_and_a_dispute_of_nobodys_order_are_not_told() -> None:
    free = Deal(creator_id="maya", links=("maya",))
    disputed = attrs.evolve(
        book(free, order("o1", when=at(1))),
        disputes=(Dispute(dispute_id="d1", order_id="o1", opened_at=at(3)),),
    )
    assert {fact.kind for fact in _facts(disputed)} == {"reading"}
