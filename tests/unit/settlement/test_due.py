"""From the facts of a ledger to the statements that are due, and to closed ones."""

from __future__ import annotations

import datetime as dt
import json
import re
from fractions import Fraction

import pytest

from influence.disputes import Dispute
from influence.errors import InvalidInputError, InvalidTransitionError
from influence.money import Money
from influence.orders import Refund
from influence.payments import (
    Amended,
    Amendment,
    Bonus,
    Commission,
    FlatFee,
    OrderLine,
    PaymentRule,
)
from influence.settlement import (
    GENESIS,
    Due,
    MemoryLedger,
    Reading,
    Settlement,
    SettlementPolicy,
    SoldOrder,
    canonical,
    chained,
    close,
    copied,
    dispute_facts,
    faults_of,
    order_fact,
    reading_fact,
    refund_fact,
    terms_facts,
)
from influence.settlement._ledger_facts import disputes_of, reading_of, refund_of, sold_order
from influence.testing import at, usd

_TENTH = Commission(rate="0.1")


def sold(name: str, amount: str = "100", *, day: int = 0) -> SoldOrder:
    return SoldOrder(order_id=name, at=at(day), items=usd(amount), credits={"maya": Fraction(1)})


def refund(name: str, order: str, amount: str, *, day: int = 1) -> Refund:
    return Refund(refund_id=name, order_id=order, at=at(day), amount=usd(amount))


def due(ledger: MemoryLedger, *, day: int, terms: PaymentRule = _TENTH, hold: int = 0) -> Due:
    settlement = Settlement(
        terms={"maya": terms},
        policy=SettlementPolicy(hold_days=hold),
        currency="USD",
        start=at(),
    )
    return settlement.due(ledger, as_of=at(day))


def test_facts_come_back_from_a_ledger_as_they_went_in() -> None:
    line = OrderLine(product="shoes", gross=usd("100"), refunded=usd("0"), quantity=2)
    whole = SoldOrder(
        order_id="1",
        at=at(),
        items=usd("100"),
        credits={"noor": Fraction(1, 3), "maya": Fraction(2, 3)},
        customer_id="c1",
        customer_since=at(-3),
        is_new_customer=False,
        lines=(line,),
        tax=usd("19"),
        shipping=usd("4.90"),
    )
    assert sold_order(order_fact(whole)) == whole
    assert sold_order(order_fact(sold("2"))) == sold("2")
    back = Refund(refund_id="r1", order_id="1", at=at(2), amount=usd("1"), product="shoes")
    assert refund_of(refund_fact(back)) == back
    reading = Reading(
        creator_id="maya", kind="metric", name="saves", source="p1", count=3, read_at=at(4), at=at()
    )
    assert reading_of(reading_fact(reading)) == reading


def test_a_dispute_is_two_facts_and_its_end_waits_for_its_beginning() -> None:
    one = Dispute(dispute_id="d1", order_id="1", opened_at=at(1), closed_at=at(4), outcome="lost")
    begin, end = dispute_facts(one)
    assert disputes_of([begin], [end]) == (one,)
    assert disputes_of([begin], []) == (one.known_at(at(2)),)
    assert disputes_of([], [end]) == ()
    assert dispute_facts(one.known_at(at(2))) == (begin,)


def test_one_moment_is_written_in_one_way() -> None:
    there = dt.timezone(dt.timedelta(hours=5, minutes=30))
    moved = SoldOrder(
        order_id="1",
        at=at().astimezone(there),
        items=usd("100"),
        credits={"maya": Fraction(1)},
    )
    assert order_fact(moved) == order_fact(sold("1"))


def test_statements_follow_from_facts_in_whatever_order_they_are_told() -> None:
    ledger = MemoryLedger()
    ledger.record([refund_fact(refund("r1", "1", "40"))])
    assert due(ledger, day=5).waiting == ("refund r1 waits for order 1",)
    ledger.record([order_fact(sold("1")), order_fact(sold("2", day=9))])
    [statement] = due(ledger, day=5).statements
    assert statement.payable == usd("6")


def test_closing_books_a_statement_and_the_next_takes_it_off() -> None:
    ledger = MemoryLedger()
    ledger.record([order_fact(sold("1"))])
    receipt = close(ledger, due(ledger, day=5).statements)
    assert receipt.new == (("statement", "maya/USD/1"),)
    assert close(ledger, due(ledger, day=5).statements).new == ()
    ledger.record([refund_fact(refund("r1", "1", "100", day=6)), order_fact(sold("2", day=7))])
    [second] = due(ledger, day=8).statements
    assert (second.account.paid, second.earned, second.payable) == (usd("10"),) + (usd("0"),) * 2
    close(ledger, [second])
    [balance] = ledger.balances()
    assert (balance.statements, balance.booked, balance.paid) == (1, 1000, 1000)
    assert faults_of(ledger) == ()


def test_a_closed_statement_holds_every_figure_in_minor_units() -> None:
    ledger = MemoryLedger()
    ledger.record([order_fact(sold("1")), order_fact(sold("2", day=4))])
    close(ledger, due(ledger, day=5, hold=3).statements)
    [kept] = ledger.statements()
    content = json.loads(kept.content)
    assert content == {
        "creator_id": "maya",
        "currency": "USD",
        "as_of": "2026-03-06T00:00:00+00:00",
        "carried_in": 0,
        "lines": [
            {
                "kind": "earned",
                "period": "whole campaign",
                "amount": 1000,
                "text": "earned in whole campaign",
                "facts": ["1"],
            }
        ],
        "booked": 1000,
        "payable": 1000,
        "carried_out": 0,
        "residual": 0,
        "paid": 1000,
        "carried": 0,
        "accrued": 2000,
        "held": 1000,
        "held_orders": [],
        "entitlement": [{"text": "10 % of 100.00 USD net sales in 1 order", "amount": 1000}],
    }


def test_closing_the_same_statements_once_more_changes_nothing() -> None:
    ledger = MemoryLedger()
    ledger.record([order_fact(sold("1"))])
    first = due(ledger, day=5).statements
    close(ledger, first)
    ledger.record([order_fact(sold("2", day=6))])
    second = due(ledger, day=7).statements
    close(ledger, second)
    again = close(ledger, [*first, *second])
    assert again.repeated == (("statement", "maya/USD/1"), ("statement", "maya/USD/2"))
    assert (again.new, again.conflicts) == ((), ())


def test_a_statement_that_somebody_else_closed_in_between_is_a_conflict() -> None:
    ledger = MemoryLedger()
    ledger.record([order_fact(sold("1"))])
    stale = due(ledger, day=5).statements
    close(ledger, due(ledger, day=6).statements)
    receipt = close(ledger, stale)
    assert [(one.kind, one.fact_id) for one in receipt.conflicts] == [("statement", "maya/USD/1")]
    assert [one.paid for one in ledger.balances()] == [1000]


def test_a_statement_out_of_turn_is_refused() -> None:
    ledger = MemoryLedger()
    content = canonical({"booked": 1, "paid": 0, "carried": 1})
    head = chained(
        statement_id="m/USD/1", account="m/USD", number=1, content=content, previous_hash=GENESIS
    )
    ledger.close([head])
    later = chained(
        statement_id="m/USD/3", account="m/USD", number=3, content=content, previous_hash=head.hash
    )
    with pytest.raises(InvalidTransitionError, match="must have the number 2, the next of m/USD"):
        ledger.close([later])
    other = chained(
        statement_id="m/USD/2", account="m/USD", number=2, content=content, previous_hash=GENESIS
    )
    with pytest.raises(InvalidTransitionError, match=r"must follow the hash .*, the last of m/USD"):
        ledger.close([other])


def test_a_settlement_before_the_last_statement_is_refused() -> None:
    ledger = MemoryLedger()
    ledger.record([order_fact(sold("1"))])
    close(ledger, due(ledger, day=5).statements)
    message = (
        "as_of must not lie before the last statement of maya/USD, 2026-03-06T00:00:00+00:00, "
        "got '2026-03-05T00:00:00+00:00'"
    )
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        due(ledger, day=4)


def test_an_order_told_again_with_other_content_is_held_for_a_person() -> None:
    ledger = MemoryLedger()
    ledger.record([order_fact(sold("1")), order_fact(sold("2"))])
    ledger.record([order_fact(sold("1", "90"))])
    found = due(ledger, day=5)
    [conflict] = found.conflicts
    assert (conflict.kind, conflict.fact_id) == ("order", "1")
    [statement] = found.statements
    assert (statement.payable, statement.held) == (usd("10"), usd("10"))
    assert statement.held_orders[0].reason == "review: told again with other content"


def test_an_order_that_cannot_bear_its_refunds_is_held_for_a_person() -> None:
    ledger = MemoryLedger()
    both = [refund_fact(refund("r1", "1", "60")), refund_fact(refund("r2", "1", "60"))]
    ledger.record([order_fact(sold("1")), *both])
    [statement] = due(ledger, day=5).statements
    assert statement.held_orders[0].reason.startswith("review: refund r2 must be at most 40.00 USD")
    assert (statement.accrued, statement.payable) == (usd("10"), usd("0"))


def test_terms_that_were_settled_by_do_not_change() -> None:
    ledger = MemoryLedger()
    ledger.record(
        [*terms_facts("maya", _TENTH), order_fact(sold("1")), order_fact(sold("2", day=9))]
    )
    found = due(ledger, day=5, terms=Commission(rate="0.2"))
    assert found.statements == ()
    assert found.unsettled == {
        "maya": "the terms of maya are not those that were settled by",
    }


def test_an_amendment_may_be_added_and_none_changed() -> None:
    ledger = MemoryLedger()
    ledger.record(
        [*terms_facts("maya", _TENTH), order_fact(sold("1")), order_fact(sold("2", day=9))]
    )

    def amended(rate: str) -> Amended:
        later = Amendment(effective_from=at(8).date(), terms=Commission(rate=rate))
        return Amended(first=_TENTH, amendments=(later,))

    assert due(ledger, day=20, terms=amended("0.2")).statements[0].payable == usd("30")
    ledger.record(terms_facts("maya", amended("0.2")))
    assert due(ledger, day=20, terms=amended("0.3")).unsettled == {
        "maya": "the terms of maya from 2026-03-09 are not those that were settled by",
    }


def test_each_currency_is_an_account_and_one_that_cannot_be_settled_is_named() -> None:
    ledger = MemoryLedger()
    euros = SoldOrder(
        order_id="2", at=at(), items=Money("50", "EUR"), credits={"maya": Fraction(1)}
    )
    ledger.record([order_fact(sold("1")), order_fact(euros)])
    both = due(ledger, day=5).statements
    assert [one.statement_id for one in both] == ["maya/EUR/1", "maya/USD/1"]
    assert [one.payable for one in both] == [Money("5", "EUR"), usd("10")]
    flat = FlatFee(per_campaign=usd("100"))
    found = due(ledger, day=5, terms=flat)
    assert list(found.unsettled) == ["maya/EUR"]
    assert "must be in EUR" in found.unsettled["maya/EUR"]
    assert [one.statement_id for one in found.statements] == ["maya/USD/1"]


def test_the_last_reading_of_each_source_counts() -> None:
    ledger = MemoryLedger()

    def read(count: int, *, day: int, source: str = "p1") -> Reading:
        return Reading(
            creator_id="maya",
            kind="metric",
            name="saves",
            source=source,
            count=count,
            read_at=at(day),
        )

    told = [read(90, day=5), read(40, day=1), read(10, day=2, source="p2"), read(500, day=20)]
    ledger.record(reading_fact(one) for one in told)
    rule = Bonus(metric="saves", every=50, pay=usd("7"))
    assert [due(ledger, day=day, terms=rule).statements[0].payable for day in (4, 6, 30)] == [
        usd("7"),
        usd("14"),
        usd("70"),
    ]


def test_a_settlement_before_the_beginning_finds_nothing() -> None:
    ledger = MemoryLedger()
    ledger.record([order_fact(sold("1", day=1))])
    [statement] = due(ledger, day=-1).statements
    assert statement.accrued.is_zero


def test_a_copy_holds_everything_and_changes_nothing() -> None:
    ledger = MemoryLedger()
    ledger.record([order_fact(sold("1"))])
    ledger.record([order_fact(sold("1", "90"))])
    close(ledger, due(ledger, day=5, hold=0).statements)
    copy = copied(ledger)
    assert copy.facts() == ledger.facts()
    assert copy.conflicts() == ledger.conflicts()
    assert copy.statements() == ledger.statements()
    copy.record([order_fact(sold("2"))])
    assert len(ledger.facts()) == 1
