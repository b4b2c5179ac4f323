from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from influence.attribution import AttributionPolicy
from influence.deals import Deal
from influence.deliverables import Deliverable, Move
from influence.disputes import Dispute
from influence.orders import LineItem, LineKind, Refund
from influence.payments import Performance
from influence.performances import performance_of, readings_of, sold_orders
from influence.periods import Period
from influence.posts import Post
from influence.results import Result
from influence.scorecards import scoreboard
from influence.testing._book_strategies import Even
from influence.testing._books import Fact, at, book, order, touch, usd

MAYA = Deal(creator_id="maya", codes=("MAYA15",), links=("maya",))
LEO = Deal(creator_id="leo", links=("leo",))
DAY = dt.date(2026, 3, 5)
DAY_ONE = at(1)


def performed(*facts: Fact, policy: AttributionPolicy | None = None) -> Performance:
    board = scoreboard(book(*facts, attribution=policy))
    return performance_of(board.cards[0], board=board, period=Period(at(), at(10)))


def post(name: str, *, kind: str = "short_video", when: dt.datetime = DAY_ONE) -> Post:
    return Post(post_id=name, creator_id="maya", published_at=when, kind=kind, saves=4)


def test_posts_tell_what_was_delivered_up_to_the_number_agreed() -> None:
    agreed = (Deliverable(kind="short_video", count=2), Deliverable(kind="post"))
    deal = attrs.evolve(MAYA, deliverables=agreed)
    posts = [post(f"p{n}") for n in range(3)]
    assert performed(deal, *posts).deliverables == {"short_video": 2}


def test_post_of_the_last_moment_is_delivered_and_a_later_one_is_not() -> None:
    deal = attrs.evolve(MAYA, deliverables=(Deliverable(kind="short_video", count=2),))
    late = [post("p1", when=at(10)), post("p2", when=at(10, microseconds=1))]
    assert performed(deal, *late).deliverables == {"short_video": 1}


def test_state_tells_where_somebody_keeps_it() -> None:
    agreed = (
        Deliverable(kind="short_video", count=2, state="published"),
        Deliverable(kind="post", state="agreed"),
    )
    found = performed(attrs.evolve(MAYA, deliverables=agreed), post("p1", kind="post"))
    assert found.deliverables == {"short_video": 2, "post": 0}


def test_creator_without_a_deal_delivers_nothing() -> None:
    assert performed(post("p1")).deliverables == {}


def test_metrics_are_the_known_totals() -> None:
    facts = (MAYA, post("p1"), touch("1", value="maya"), order("7", when=at(1)))
    assert performed(*facts).metrics == {"saves": 4, "clicks": 1, "customers": 1}


def test_order_carries_its_refund() -> None:
    back = Refund(refund_id="r1", order_id="7", at=at(2), amount=usd("30"))
    (found,) = performed(MAYA, order("7", codes=["MAYA15"]), back).orders
    assert (found.order_id, found.gross, found.refunded) == ("7", usd("100"), usd("30"))
    assert found.credit == 1


def test_shared_order_carries_its_part_even_when_rounding_lifts_it_above_its_gross() -> None:
    facts = (
        touch("1", value="maya", when=at(1)),
        touch("2", value="leo"),
        order("7", items="0.03", when=at(2)),
        Refund(refund_id="r1", order_id="7", at=at(2), amount=usd("0.01")),
    )
    (found,) = performed(MAYA, LEO, *facts, policy=AttributionPolicy(model=Even())).orders
    assert (found.gross, found.net, found.credit) == (usd("0.01"), usd("0.01"), Fraction(1, 2))


def test_row_of_results_stands_for_its_orders_in_equal_parts() -> None:
    row = Result(creator_id="maya", date=DAY, orders=3, revenue=usd("10"))
    orders = performed(row).orders
    assert [one.order_id for one in orders] == [
        f"maya result 1 of 2026-03-05 part {n}" for n in (1, 2, 3)
    ]
    assert [one.net for one in orders] == [usd("3.34"), usd("3.33"), usd("3.33")]


def test_row_without_revenue_stands_for_orders_of_nothing() -> None:
    found = performed(Result(creator_id="maya", date=DAY, orders=3))
    assert (found.order_count, found.net_sales) == (Fraction(3), usd("0"))


def test_row_that_tells_no_orders_and_no_revenue_stands_for_nothing() -> None:
    rows = [
        Result(creator_id="maya", date=DAY, clicks=3),
        Result(creator_id="maya", date=DAY, orders=0),
        Result(creator_id="maya", date=DAY, revenue=usd("0")),
    ]
    assert performed(*rows).orders == ()


def test_row_with_revenue_and_no_count_stands_for_one_order() -> None:
    found = performed(Result(creator_id="maya", date=DAY, revenue=usd("9")))
    assert [one.net for one in found.orders] == [usd("9")]


def line(name: str, amount: str, *, product: str, of: str = "7") -> LineItem:
    kind: LineKind = "fee" if amount.startswith("-") else "item"
    return LineItem(line_id=name, order_id=of, product=product, amount=usd(amount), kind=kind)


def test_order_carries_its_lines_and_what_came_back_of_each() -> None:
    whole = attrs.evolve(order("7", codes=["MAYA15"]), tax=usd("8"), shipping=usd("5"))
    facts = (
        line("7-1", "80", product="serum"),
        line("7-2", "30", product="brush"),
        line("7-3", "-10", product="voucher"),
        Refund(refund_id="r1", order_id="7", at=at(2), amount=usd("30"), product="brush"),
    )
    (found,) = performed(MAYA, whole, *facts).orders
    assert [(one.product, one.net, one.kind) for one in found.lines] == [
        ("serum", usd("80"), "item"),
        ("brush", usd("0"), "item"),
        ("voucher", usd("-10"), "fee"),
    ]
    assert (found.tax, found.shipping, found.net) == (usd("8"), usd("5"), usd("70"))


def test_order_knows_since_when_its_customer_buys() -> None:
    first = order("6", customer="ann")
    again = order("7", customer="ann", codes=["MAYA15"], when=at(3))
    (found,) = performed(MAYA, first, again).orders
    assert (found.customer_id, found.customer_since) == ("ann", at())
    (nobody,) = performed(MAYA, order("7", codes=["MAYA15"])).orders
    assert (nobody.customer_id, nobody.customer_since) == (None, None)


def test_open_dispute_holds_an_order_and_a_lost_one_voids_it() -> None:
    opened = Dispute(dispute_id="d1", order_id="7", opened_at=at(2))
    (held,) = performed(MAYA, order("7", codes=["MAYA15"]), opened).orders
    assert (held.held_because, held.net) == ("open dispute d1", usd("100"))
    lost = attrs.evolve(opened, closed_at=at(3), outcome="lost")
    (void,) = performed(MAYA, order("7", codes=["MAYA15"]), lost).orders
    assert (void.held_because, void.net) == (None, usd("0"))


def test_refund_after_the_moment_is_not_seen() -> None:
    back = Refund(refund_id="r1", order_id="7", at=at(11), amount=usd("30"))
    (found,) = performed(MAYA, order("7", codes=["MAYA15"]), back).orders
    assert found.refunded == usd("0")


def test_sold_orders_are_those_that_somebody_earned_and_those_that_were_counted() -> None:
    row = Result(creator_id="leo", date=DAY, orders=1, revenue=usd("9"))
    facts = (MAYA, order("7", codes=["MAYA15"]), order("8"), row)
    found = sold_orders(scoreboard(book(*facts)))
    assert [(one.order_id, one.items, one.credits) for one in found] == [
        ("7", usd("100"), (("maya", Fraction(1)),)),
        ("leo result 1 of 2026-03-05", usd("9"), (("leo", Fraction(1)),)),
    ]


def test_readings_tell_what_they_rest_on() -> None:
    deal = attrs.evolve(MAYA, deliverables=(Deliverable(kind="short_video", count=1),))
    board = scoreboard(book(deal, post("p1"), post("p2", when=at(20))))
    found = readings_of(board.cards[0], board=board, read_at=at(10))
    assert [(one.kind, one.name, one.source, one.count, one.at) for one in found] == [
        ("deliverable", "short_video", "p1", 1, at(1)),
        ("metric", "customers", "book", 0, None),
        ("metric", "saves", "p1", 4, at(1)),
        ("metric", "saves", "p2", 4, at(20)),
    ]


def test_a_post_that_a_move_names_tells_no_other_piece() -> None:
    kept = Deliverable(kind="short_video", deliverable_id="v1")
    deal = attrs.evolve(MAYA, deliverables=(kept, Deliverable(kind="short_video")))
    move = Move(
        move_id="m1",
        creator_id="maya",
        deliverable="v1",
        to="proposed",
        at=at(1),
        post_id="p1",
    )
    for moves, count in (((), 1), ((move,), 0)):
        told = attrs.evolve(book(deal, post("p1")), moves=moves)
        board = scoreboard(told)
        period = Period(at(), at(10))
        found = performance_of(board.cards[0], board=board, period=period)
        assert found.deliverables["short_video"] == count
