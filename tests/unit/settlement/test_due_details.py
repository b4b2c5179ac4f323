"""What a ledger holds of several accounts, at the edges of time and under colliding ids."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from fractions import Fraction

import attrs
import pytest

from influence.disputes import Dispute
from influence.money import Money
from influence.orders import Refund
from influence.payments import Commission, OrderLine
from influence.periods import Period
from influence.settlement import (
    Due,
    MemoryLedger,
    PayoutRail,
    Reading,
    Settlement,
    SettlementPolicy,
    SoldOrder,
    close,
    dispute_facts,
    faults_of,
    order_fact,
    reading_fact,
    refund_fact,
    terms_facts,
)
from influence.settlement._known_facts import KnownFacts
from influence.settlement._ledger_facts import sold_order
from influence.testing import at, usd

_TENTH = Commission(rate="0.1")
_EVERYBODY = Settlement(
    terms={"ada": _TENTH, "maya": _TENTH},
    policy=SettlementPolicy(hold_days=0),
    currency="USD",
    start=at(),
)


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger()


@pytest.fixture
def _far_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock on the wall is nine hours ahead of UTC."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


def sold(name: str, *, who: str = "maya", day: int = 0) -> SoldOrder:
    return SoldOrder(order_id=name, at=at(day), items=usd("100"), credits={who: Fraction(1)})


def refund(name: str, order: str, amount: str) -> Refund:
    return Refund(refund_id=name, order_id=order, at=at(1), amount=usd(amount))


def due(ledger: MemoryLedger, *, day: int) -> Due:
    return _EVERYBODY.due(ledger, as_of=at(day))


def settled(ledger: MemoryLedger, *, day: int) -> list[tuple[str, str]]:
    """Close what is due: who is paid how much."""
    statements = due(ledger, day=day).statements
    assert not close(ledger, statements).conflicts
    return [(one.creator_id, one.payable.text) for one in statements]


def test_each_account_follows_its_own_statements(ledger: MemoryLedger) -> None:
    ledger.record([order_fact(sold("1", who="ada")), order_fact(sold("2"))])
    assert settled(ledger, day=1) == [("ada", "10.00"), ("maya", "10.00")]
    ledger.record([order_fact(sold("3", who="ada", day=1)), order_fact(sold("4", day=1))])
    assert settled(ledger, day=2) == [("ada", "10.00"), ("maya", "10.00")]
    assert all(one.changes_nothing for one in due(ledger, day=3).statements)
    assert faults_of(ledger) == ()


def test_a_closed_statement_books_what_it_takes_back(ledger: MemoryLedger) -> None:
    ledger.record([order_fact(sold("1"))])
    settled(ledger, day=0)
    ledger.record([refund_fact(refund("r1", "1", "40"))])
    assert settled(ledger, day=1)[-1] == ("maya", "0.00")
    figures = json.loads(ledger.statements("maya/USD")[-1].content)
    assert (figures["booked"], figures["paid"], figures["carried"]) == (-400, 0, -400)
    assert faults_of(ledger) == ()


def test_a_closed_statement_carries_what_the_rail_cannot_send(ledger: MemoryLedger) -> None:
    rail = PayoutRail(name="cheque", steps=(usd("3"),))
    policy = SettlementPolicy(hold_days=0, rail=rail)
    ledger.record([order_fact(sold("1"))])
    agreed = attrs.evolve(_EVERYBODY, policy=policy)
    close(ledger, agreed.due(ledger, as_of=at(1)).statements)
    [one] = ledger.statements("maya/USD")
    figures = json.loads(one.content)
    assert (figures["paid"], figures["residual"], figures["carried"]) == (900, 100, 100)


def test_changed_terms_of_one_creator_keep_nobody_else_waiting(ledger: MemoryLedger) -> None:
    ledger.record([order_fact(sold("1")), *terms_facts("ada", Commission(rate="0.2"))])
    answer = due(ledger, day=1)
    assert [one.account.account_id for one in answer.statements] == ["maya/USD"]
    assert answer.unsettled == {"ada": "the terms of ada are not those that were settled by"}


def test_facts_of_the_moment_itself_are_known(ledger: MemoryLedger) -> None:
    read = Reading(
        creator_id="maya", kind="metric", name="saves", source="p1", count=3, read_at=at(2)
    )
    ledger.record([order_fact(sold("1", day=2)), reading_fact(read)])
    facts = KnownFacts.of(ledger, as_of=at(2))
    assert [one.order_id for one in facts.orders["maya"]] == ["1"]
    assert facts.readings == {"maya": [read]}


@pytest.mark.parametrize("day", [-1, 0])
def test_at_the_very_beginning_nothing_is_due_and_nothing_fails(
    ledger: MemoryLedger, day: int
) -> None:
    answer = due(ledger, day=day)
    assert [one.payable for one in answer.statements] == [usd("0"), usd("0")]
    assert answer.unsettled == {}


def test_a_dispute_in_the_ledger_holds_its_order_and_then_voids_it(ledger: MemoryLedger) -> None:
    lost = Dispute(dispute_id="d1", order_id="1", opened_at=at(1), closed_at=at(4), outcome="lost")
    ledger.record([order_fact(sold("1")), *dispute_facts(lost)])
    held, void = (KnownFacts.of(ledger, as_of=at(day)).orders["maya"] for day in (2, 4))
    assert [(one.held_because, one.net) for one in held] == [("open dispute d1", usd("100"))]
    assert [(one.held_because, one.net) for one in void] == [(None, usd("0"))]


def test_the_facts_of_a_dispute_say_what_they_are() -> None:
    won = Dispute(dispute_id="d1", order_id="1", opened_at=at(1), closed_at=at(4), outcome="won")
    assert [fact.kind for fact in dispute_facts(won)] == ["dispute", "dispute_end"]


def test_an_order_that_cannot_bear_its_refunds_is_void_once_its_dispute_is_lost(
    ledger: MemoryLedger,
) -> None:
    lost = Dispute(dispute_id="d1", order_id="1", opened_at=at(1), closed_at=at(4), outcome="lost")
    too_much = refund_fact(refund("r1", "1", "101"))
    ledger.record([order_fact(sold("1")), too_much, *dispute_facts(lost)])
    [part] = KnownFacts.of(ledger, as_of=at(4)).orders["maya"]
    rule = "refund r1 must be at most 100.00 USD, what is left of its order"
    assert part.held_because == f"review: {rule}, got Money('101.00', 'USD')"
    assert part.net == usd("0")


def test_facts_of_different_kinds_may_have_one_id(ledger: MemoryLedger) -> None:
    open_one = Dispute(dispute_id="maya", order_id="maya", opened_at=at(1))
    ledger.record([order_fact(sold("maya")), *dispute_facts(open_one)])
    answer = due(ledger, day=2)
    assert answer.unsettled == {}
    assert [one.held_orders for one in answer.statements if one.held_orders] == [
        answer.statements[-1].held_orders
    ]
    assert answer.statements[-1].held_orders[0].reason == "open dispute maya"


def test_readings_stand_in_the_currency_of_the_campaign_only(ledger: MemoryLedger) -> None:
    read = Reading(
        creator_id="maya", kind="metric", name="saves", source="p1", count=3, read_at=at(1)
    )
    abroad = attrs.evolve(sold("1"), items=Money("100", "EUR"))
    ledger.record([order_fact(abroad), reading_fact(read)])
    facts = KnownFacts.of(ledger, as_of=at(2))
    did = facts.performances("maya", period=Period(at(), at(2)), currency="USD")
    assert [(one.currency, dict(one.metrics)) for one in did] == [
        ("EUR", {}),
        ("USD", {"saves": 3}),
    ]


def test_a_reading_is_known_by_whose_what_whence_and_when() -> None:
    read = Reading(
        creator_id="maya", kind="metric", name="saves", source="p1", count=3, read_at=at(1)
    )
    assert reading_fact(read).fact_id == "maya/metric/saves/p1/2026-03-02T00:00:00+00:00"


def test_the_kind_of_a_line_comes_back_from_a_ledger() -> None:
    fee = OrderLine(product="coupon", gross=usd("-5"), refunded=usd("0"), kind="fee")
    shoes = OrderLine(product="shoes", gross=usd("105"), refunded=usd("0"))
    whole = attrs.evolve(sold("1"), lines=(shoes, fee), credits={"maya": Fraction(1)})
    assert sold_order(order_fact(whole)).lines == (shoes, fee)


@pytest.mark.usefixtures("_far_away")
def test_what_is_written_does_not_depend_on_where_the_machine_stands(ledger: MemoryLedger) -> None:
    ledger.record([order_fact(sold("1"))])
    settled(ledger, day=1)
    [fact], [one] = ledger.facts(kind="order"), ledger.statements("maya/USD")
    assert json.loads(fact.content)["at"] == "2026-03-01T00:00:00+00:00"
    assert json.loads(one.content)["as_of"] == "2026-03-02T00:00:00+00:00"


@pytest.mark.usefixtures("_far_away")
@pytest.mark.parametrize(
    ("microseconds", "period"), [(0, "2026-02-27"), (1, "2026-02-28"), (2, "2026-02-28")]
)
def test_what_is_settled_before_the_beginning_is_of_the_moment_before(
    ledger: MemoryLedger, microseconds: int, period: str
) -> None:
    monthly = SettlementPolicy(hold_days=0, period_months=1)
    agreed = attrs.evolve(_EVERYBODY, policy=monthly, terms={"maya": _TENTH})
    [one] = agreed.due(ledger, as_of=at(-1, microseconds=microseconds)).statements
    assert [(line.period, line.amount) for line in one.lines] == [(period, usd("0"))]
