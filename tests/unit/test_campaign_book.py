from __future__ import annotations

import datetime as dt

import attrs
import pytest

from influence.campaign_book import Book
from influence.costs import Cost
from influence.deals import Deal
from influence.disputes import Dispute
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.exchange import Conversion, ExchangeRate
from influence.findings import Finding
from influence.leads import Lead
from influence.money import Money
from influence.orders import LineItem, Refund
from influence.posts import Post
from influence.results import Result
from influence.settlement import SettlementPolicy
from influence.testing._books import Fact, at, book, campaign, order, touch, usd

MAYA = Deal(creator_id="maya", codes=("MAYA15",), links=("maya",))
POST = Post(post_id="p1", creator_id="maya", published_at=at(1))
COST = Cost(cost_id="k1", creator_id="maya", kind="other", at=at(1), amount=usd("5"))
RESULT = Result(creator_id="leo", date=dt.date(2026, 3, 5), orders=2, revenue=usd("50"))


RATE = ExchangeRate(base="EUR", quote="USD", rate="1.08", at=at(), source="our bank")
DISPUTE = Dispute(dispute_id="d1", order_id="7", opened_at=at(3))


def refund(amount: str, *, name: str = "r1", of: str = "7", when: int = 2) -> Refund:
    return Refund(refund_id=name, order_id=of, at=at(when), amount=usd(amount))


def line(amount: str, *, name: str = "7-1", of: str = "7", product: str = "serum") -> LineItem:
    return LineItem(line_id=name, order_id=of, product=product, amount=usd(amount))


def refused(*facts: Fact, **changes: object) -> str:
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(book(*facts), **changes)  # type: ignore[arg-type]
    return str(caught.value)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (MAYA, "deal of creator must stand once, got 'maya'"),
        (POST, "post must stand once, got 'p1'"),
        (touch("t1", value="maya"), "touch must stand once, got 't1'"),
        (order("7"), "order must stand once, got '7'"),
        (Lead(lead_id="l1", at=at(), visitor_id="v1"), "lead must stand once, got 'l1'"),
        (COST, "cost must stand once, got 'k1'"),
    ],
)
def test_id_stands_once(row: Fact, message: str) -> None:
    assert refused(row, row) == message


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (line("50"), "line must stand once, got '7-1'"),
        (DISPUTE, "dispute must stand once, got 'd1'"),
        (RATE, "exchange rate must stand once, got 'EUR/USD 2026-03-01T00:00:00+00:00'"),
    ],
)
def test_id_of_what_belongs_to_an_order_or_a_moment_stands_once(row: Fact, message: str) -> None:
    assert refused(order("7"), row, row) == message


def test_refund_and_creator_stand_once() -> None:
    assert refused(order("7"), refund("1"), refund("1")) == "refund must stand once, got 'r1'"
    creators = book(MAYA).creators
    assert refused(MAYA, creators=creators * 2) == "creator must stand once, got 'maya'"


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (MAYA, "deal"),
        (POST, "post p1"),
        (attrs.evolve(RESULT, creator_id="maya"), "result of 2026-03-05"),
        (COST, "cost k1"),
    ],
)
def test_row_names_a_creator_of_the_book(row: Fact, what: str) -> None:
    message = f"{what} must name a creator of the book, got 'maya'"
    assert refused(row, creators=()) == message


def test_shared_cost_names_nobody() -> None:
    assert book(attrs.evolve(COST, creator_id=None)).creators == ()


EUR = Money("1", "EUR")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (attrs.evolve(POST, cost=EUR), "post p1"),
        (attrs.evolve(order("7"), items=EUR), "order 7"),
        (attrs.evolve(RESULT, revenue=EUR), "result of leo"),
        (attrs.evolve(RESULT, revenue=None, gross_profit=EUR), "result of leo"),
        (attrs.evolve(COST, amount=EUR), "cost k1"),
    ],
)
def test_amount_is_in_the_currency_of_the_campaign(row: Fact, what: str) -> None:
    with pytest.raises(CurrencyMismatchError) as caught:
        book(row)
    rule = "be in USD, the currency of the campaign"
    assert str(caught.value) == f"{what} must {rule}, got {EUR!r}"


def test_line_and_refund_are_in_the_currency_of_the_campaign() -> None:
    for row, what in (
        (attrs.evolve(line("1"), amount=EUR), "line 7-1"),
        (attrs.evolve(refund("1"), amount=EUR), "refund r1"),
    ):
        with pytest.raises(CurrencyMismatchError) as caught:
            book(order("7"), row)
        rule = "be in USD, the currency of the campaign"
        assert str(caught.value) == f"{what} must {rule}, got {EUR!r}"


def test_rate_is_told_in_the_currency_of_the_campaign() -> None:
    with pytest.raises(CurrencyMismatchError) as caught:
        book(RATE.turned())
    assert str(caught.value) == (
        "exchange rate USD/EUR 2026-03-01T00:00:00+00:00 must be told in USD, the currency of the "
        "campaign, got 'EUR'"
    )


def test_a_quote_is_in_the_currency_of_the_campaign() -> None:
    with pytest.raises(CurrencyMismatchError) as caught:
        book(Deal(creator_id="maya", quote=EUR))
    rule = "be in USD, the currency of the campaign"
    assert str(caught.value) == f"quote of maya must {rule}, got {EUR!r}"


def test_minimum_payout_is_in_the_currency_of_the_campaign() -> None:
    with pytest.raises(CurrencyMismatchError) as caught:
        book(settlement=SettlementPolicy(minimum_payout=EUR))
    rule = "be in USD, the currency of the campaign"
    assert str(caught.value) == f"minimum payout must {rule}, got {EUR!r}"


@pytest.mark.parametrize(
    ("row", "what"), [(refund("1"), "refund r1"), (line("1"), "line 7-1"), (DISPUTE, "dispute d1")]
)
def test_row_about_an_order_is_of_one_of_the_book(row: Fact, what: str) -> None:
    assert refused(row) == f"{what} must name an order of the book, got '7'"


def test_lines_are_the_whole_order() -> None:
    fee = attrs.evolve(line("10", name="7-2"), kind="fee", amount=usd("-10"))
    whole = (line("110"), fee)
    assert set(book(order("7"), *whole).lines_by_order) == {"7"}
    message = "lines of order 7 must sum to its items, 100.00 USD, got Money('99.99', 'USD')"
    assert refused(order("7"), line("99.99")) == message


def test_refund_names_a_product_of_its_order_where_the_order_tells_them() -> None:
    back = attrs.evolve(refund("1"), product="brush")
    assert book(order("7"), back).refunds == (back,)
    assert book(order("7"), line("100", product="brush"), back).refunds == (back,)
    message = "refund r1 must name a product of order 7, got 'brush'"
    assert refused(order("7"), line("100"), back) == message


def test_refunds_do_not_exceed_their_order() -> None:
    facts = (order("7"), refund("60"), refund("40.01", name="r2"))
    message = "refund r2 must be at most 40.00 USD, what is left of its order, got '40.01 USD'"
    assert refused(*facts) == message


def test_rejected_rows_are_those_that_were_left_out() -> None:
    found = book()
    rejections = (
        Finding(code="INF101", where="orders.csv:2", message="no", rows=1),
        Finding(code="INF108", where="results.csv:2", message="no", rows=4),
        Finding(code="INF104", where="orders.csv:9", message="again", rows=1),
        Finding(code="INF204", where="posts", message="none"),
    )
    assert attrs.evolve(found, rejections=rejections).rejected_rows == 5


def test_mark_belongs_to_one_creator() -> None:
    twin = Deal(creator_id="leo", codes=("maya 15",))
    with pytest.raises(InvalidInputError, match="belong to one creator, not to both maya and leo"):
        book(MAYA, twin)


@pytest.mark.parametrize("fact", [touch("t1", value="leo"), order("7", codes=["LEO10"])])
def test_creator_has_one_grain(fact: Fact) -> None:
    deal = Deal(creator_id="leo", codes=("LEO10",), links=("leo",))
    rule = "be of creators whose marks no touch or order bears, lest sales count twice"
    assert refused(deal, RESULT, fact) == f"results must {rule}, got 'leo'"
    assert book(deal, RESULT, order("8"), touch("t2", value="x")).results == (RESULT,)


def test_decisions_take_the_payback_window_of_the_campaign() -> None:
    assert book(campaign=campaign(payback_days=7)).decisions.payback_days == 7


def test_last_moment_is_the_end_of_the_campaign_or_the_last_fact() -> None:
    assert book(MAYA).last_moment == dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    late = (
        order("7", when=at(40)),
        touch("t", value="maya", when=at(40)),
        attrs.evolve(POST, published_at=at(40)),
        attrs.evolve(COST, at=at(40)),
        Lead(lead_id="l1", at=at(40), visitor_id="v1"),
        attrs.evolve(RESULT, date=at(40).date()),
    )
    for fact in late:
        assert book(fact).last_moment == at(40)
    assert book(order("7"), refund("1", when=40)).last_moment == at(40)
    assert book(order("7"), attrs.evolve(DISPUTE, opened_at=at(40))).last_moment == at(40)
    lost = attrs.evolve(DISPUTE, closed_at=at(41), outcome="lost")
    assert book(order("7"), lost).last_moment == at(41)


def test_rate_is_no_fact_of_the_campaign_and_moves_no_last_moment() -> None:
    late = attrs.evolve(RATE, at=at(90))
    assert book(late).last_moment == dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


def everything() -> Book:
    return book(
        MAYA,
        POST,
        COST,
        RESULT,
        touch("t1", value="maya", when=at(1)),
        order("7", when=at(2)),
        order("8", when=at(50)),
        refund("1", when=2),
        refund("1", name="r2", when=50),
        refund("1", name="r3", of="8", when=2),
        line("100"),
        line("100", name="8-1", of="8"),
        attrs.evolve(DISPUTE, opened_at=at(2), closed_at=at(3), outcome="lost"),
        attrs.evolve(DISPUTE, dispute_id="d2", opened_at=at(5)),
        attrs.evolve(DISPUTE, dispute_id="d3", order_id="8", opened_at=at(2)),
        RATE,
        Lead(lead_id="l1", at=at(3), visitor_id="v1"),
    )


def test_book_until_a_moment_holds_nothing_later() -> None:
    known = everything().until(at(2))
    assert [row.order_id for row in known.orders] == ["7"]
    assert [row.refund_id for row in known.refunds] == ["r1"]
    assert (known.posts, known.costs) == ((POST,), (COST,))
    assert (known.leads, known.results) == ((), ())
    assert [row.line_id for row in known.line_items] == ["7-1"]
    assert known.disputes == (attrs.evolve(DISPUTE, opened_at=at(2)),)
    assert known.rates == (RATE,)
    assert everything().until(at(4)).results == (RESULT,)


def test_book_until_its_last_moment_is_the_book() -> None:
    whole = everything()
    assert whole.until(at(50)) is whole
    with pytest.raises(InvalidInputError, match="offset"):
        whole.until(dt.datetime(2026, 3, 1))  # noqa: DTZ001


def test_rows_about_an_order_are_found_by_it() -> None:
    found = everything()
    assert [row.refund_id for row in found.refunds_by_order["7"]] == ["r1", "r2"]
    assert [row.dispute_id for row in found.disputes_by_order["7"]] == ["d1", "d2"]
    assert [row.line_id for row in found.lines_by_order["8"]] == ["8-1"]


def test_customer_is_known_since_their_first_paid_order() -> None:
    test = attrs.evolve(order("6", customer="ann"), status="test")
    found = book(
        test, order("7", customer="ann", when=at(2)), order("8", customer="ann"), order("9")
    )
    assert found.customers_since == {"ann": at()}
    assert found.orders_by_buyer == {"customer ann": 2, "visitor v1": 1}


def test_rates_of_a_book_can_be_asked_for_the_one_of_a_moment() -> None:
    assert book(RATE).exchange.at(at(5), base="EUR", quote="USD") == RATE


def test_conversions_of_a_book_cannot_be_changed() -> None:
    told = {"order 7 items": Conversion(original=EUR, rate=RATE)}
    found = attrs.evolve(book(order("7"), RATE), conversions=told)
    told.clear()
    assert list(found.conversions) == ["order 7 items"]
    assert isinstance(hash(found.conversions), int)
