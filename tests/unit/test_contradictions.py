from __future__ import annotations

import datetime as dt

import attrs

from influence.contradictions import contradictions
from influence.costs import Cost
from influence.creators import Handle
from influence.deals import Deal
from influence.orders import Refund
from influence.payments import Commission, Hybrid, InKind
from influence.posts import Post
from influence.results import Result
from influence.scorecards import scoreboard
from influence.shares import Share
from influence.testing._books import Fact, at, book, campaign, order, touch, usd

MAYA = Deal(creator_id="maya", codes=("MAYA15",), links=("maya",))
COST = Cost(cost_id="k1", creator_id="maya", kind="fee", at=at(1), amount=usd("30"))
POST = Post(post_id="p1", creator_id="maya", published_at=at(5), platform="tiktok")
PRODUCT = InKind(cost=usd("10"), fair_market_value=usd("20"))


def found(*facts: Fact, margin: str | None = "0.5") -> list[str]:
    board = scoreboard(book(*facts, campaign=campaign(margin=margin)))
    return [str(finding) for finding in contradictions(board)]


def test_book_that_fits_together_has_no_findings() -> None:
    assert found(MAYA, POST, COST, order("7", when=at(6), codes=["MAYA15"])) == []


def test_creator_without_a_deal() -> None:
    message = "Maya has no deal: nothing can be owed by terms or credited"
    assert found(POST) == [f"creators maya: INF301 {message}"]


def test_fee_for_orders_that_the_book_does_not_have() -> None:
    claimed = attrs.evolve(COST, orders=3)
    message = "the payer counted 3 orders of creator maya, the book has 1"
    sold = order("7", codes=["MAYA15"])
    assert found(MAYA, claimed, sold) == [f"costs k1 orders: INF302 {message}"]
    assert found(MAYA, attrs.evolve(COST, orders=1), sold) == []


def test_fee_for_posts_that_the_book_does_not_have() -> None:
    claimed = attrs.evolve(COST, basis="post", rate=usd("15"))
    message = (
        "30.00 USD is not 15.00 USD for each of the book's 1 posts of creator maya, "
        "which is 15.00 USD"
    )
    assert found(MAYA, claimed, POST) == [f"costs k1 amount: INF303 {message}"]
    assert found(MAYA, claimed, POST, attrs.evolve(POST, post_id="p2")) == []


def test_fee_that_is_not_its_own_rate() -> None:
    claimed = attrs.evolve(COST, basis="order", rate=usd("10"), orders=2)
    sold = [order(n, codes=["MAYA15"]) for n in "78"]
    message = (
        "30.00 USD is not 10.00 USD for each of its own 2 orders of creator maya, "
        "which is 20.00 USD"
    )
    assert found(MAYA, claimed, *sold) == [f"costs k1 amount: INF304 {message}"]
    assert found(MAYA, attrs.evolve(claimed, orders=None), *sold) == []


def test_order_before_every_touch_of_its_visitor() -> None:
    late: tuple[Fact, ...] = (touch("1", value="maya", when=at(9)), order("7", when=at(8)))
    message = "orders before every touch of their visitor: 1 (7)"
    assert found(MAYA, *late) == [f"orders: INF305 {message}"]
    assert found(MAYA, *late, touch("2", value="maya", when=at(-40))) == []


def test_refund_before_its_order() -> None:
    sold = order("7", when=at(8), codes=["MAYA15"])
    early = Refund(refund_id="r1", order_id="7", at=at(7, hours=23), amount=usd("1"))
    message = "refunds dated before their order: 1 (r1)"
    assert found(MAYA, sold, early) == [f"refunds at: INF311 {message}"]
    assert found(MAYA, sold, attrs.evolve(early, at=at(8))) == []


def test_product_in_the_terms_and_in_the_costs() -> None:
    cost = attrs.evolve(COST, kind="product")
    message = "the terms with maya count product at cost, and so does cost k1"
    hybrid = Hybrid(parts=(Commission(rate=Share("0.1")), PRODUCT))
    for terms in (PRODUCT, hybrid):
        deal = attrs.evolve(MAYA, terms=terms)
        assert found(deal, cost) == [f"costs k1: INF306 {message}"]
    assert found(attrs.evolve(MAYA, terms=Commission(rate=Share("0.1"))), cost) == []


def test_post_on_a_platform_that_its_creator_does_not_name() -> None:
    made = book(MAYA, POST)
    named = tuple(
        attrs.evolve(one, handles=(Handle("instagram", "maya"),)) for one in made.creators
    )
    (finding,) = contradictions(scoreboard(attrs.evolve(made, creators=named)))
    message = "posts on a platform that their creator does not name: 1 (p1)"
    assert str(finding) == f"posts platform: INF307 {message}"


def test_facts_outside_the_campaign_first_few_named() -> None:
    late = [order(n, when=at(40), codes=["MAYA15"]) for n in "7498"]
    row = Result(creator_id="leo", date=dt.date(2026, 4, 1), revenue=usd("1"), customers=1)
    assert found(MAYA, Deal(creator_id="leo"), *late, row) == [
        "orders at: INF308 orders outside the campaign: 4 (4, 7, 8 and 1 more)",
        "results date: INF308 results outside the campaign: 1 (leo on 2026-04-01)",
        "results leo: INF310 rows with revenue and no orders: 1 (result 1 of 2026-04-01)",
    ]


def test_sale_before_the_first_post_by_the_days_of_the_campaign() -> None:
    early = order("7", when=at(4), codes=["MAYA15"])
    message = "sales dated before the first post of their creator: 1 (maya order 7)"
    assert found(MAYA, POST, early) == [f"sales: INF309 {message}"]
    kolkata = dt.timezone(dt.timedelta(hours=-9))  # there it is still the day before
    same = order("7", when=at(5, hours=1).astimezone(kolkata), codes=["MAYA15"])
    assert found(MAYA, POST, same) == []


def test_rows_without_revenue() -> None:
    row = Result(creator_id="leo", date=dt.date(2026, 3, 5), orders=2, customers=2)
    message = "rows of leo that do not tell their revenue: 1"
    for margin in ("0.5", None):
        facts = found(Deal(creator_id="leo"), row, margin=margin)
        assert facts == [f"results leo: INF403 {message}"]


def test_unknown_gross_profit() -> None:
    message = "creators whose gross profit is unknown without campaign.gross_margin: 1 (maya)"
    sold = order("7", codes=["MAYA15"])
    assert found(MAYA, sold, margin=None) == [f"campaign gross_margin: INF401 {message}"]


def test_unknown_customers() -> None:
    message = "creators whose customers cannot be told apart: 1 (maya)"
    sold = order("7", codes=["MAYA15"], who=None)
    assert found(MAYA, sold) == [f"orders customer_id: INF402 {message}"]
