from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from influence.attribution import AttributionPolicy
from influence.costs import Cost
from influence.deals import Deal
from influence.leads import Kind, Lead
from influence.posts import Post
from influence.results import Result
from influence.scorecards import Counted, Scorecard, scoreboard
from influence.testing._book_strategies import Even
from influence.testing._books import Fact, at, book, order, touch, usd

MAYA = Deal(creator_id="maya", codes=("MAYA15",), links=("maya",))
LEO = Deal(creator_id="leo", codes=("LEO10",))
POST = Post(post_id="p1", creator_id="leo", published_at=at(2), clicks=40, saves=3)
DAY = dt.date(2026, 3, 5)


def cards(*facts: Fact, policy: AttributionPolicy | None = None) -> dict[str, Scorecard]:
    board = scoreboard(book(*facts, attribution=policy))
    return {card.creator.creator_id: card for card in board.cards}


def test_clicks_come_from_link_touches_for_whom_they_can_tell() -> None:
    link, landing = touch("1", value="maya"), touch("2", value="maya", kind="landing")
    found = cards(MAYA, LEO, POST, link, landing, touch("3", value="stranger"))
    assert found["maya"].clicks == Counted(value=Fraction(1), source="link touches of their links")
    assert found["leo"].clicks == Counted(value=Fraction(40), source="clicks of the posts, 40")


def test_creator_with_a_link_that_nobody_clicked_has_no_clicks() -> None:
    own = attrs.evolve(POST, creator_id="maya")
    assert cards(MAYA, own, touch("1", value="stranger"))["maya"].clicks.value == 0
    assert cards(MAYA, own)["maya"].clicks.value == 40


def test_clicks_are_unknown_when_no_source_tells_them() -> None:
    silent = attrs.evolve(POST, clicks=None)
    counted = Counted(value=None, source="no source tells them")
    assert cards(LEO, silent)["leo"].clicks == counted
    row = Result(creator_id="leo", date=DAY, orders=1)
    assert cards(row)["leo"].clicks == counted


def test_counted_results_tell_clicks_leads_and_signups() -> None:
    row = Result(creator_id="leo", date=DAY, clicks=4, leads=2)
    lead = Lead(lead_id="l1", at=at(1), visitor_id="v1")
    found = cards(row, POST, lead)["leo"]
    assert found.clicks == Counted(value=Fraction(4), source="clicks of the counted results")
    assert found.leads == Counted(value=Fraction(2), source="leads of the counted results")
    assert found.signups == Counted(value=None, source="signups of the counted results")
    assert found.signup_customers is None


def test_leads_count_by_kind_unless_judged_unqualified() -> None:
    kinds: tuple[tuple[Kind, bool | None], ...] = (
        ("lead", None),
        ("booking", True),
        ("lead", False),
        ("signup", None),
    )
    leads = [
        Lead(lead_id=f"l{n}", at=at(1), visitor_id="v1", kind=kind, qualified=qualified)
        for n, (kind, qualified) in enumerate(kinds)
    ]
    found = cards(MAYA, touch("1", value="maya"), *leads)["maya"]
    assert found.leads == Counted(value=Fraction(2), source="leads credited to them")
    assert found.signups == Counted(value=Fraction(1), source="signups credited to them")
    assert found.signup_customers == 0
    bought = cards(MAYA, touch("1", value="maya"), *leads, order("7", when=at(2)))["maya"]
    assert bought.signup_customers == 1


def test_leads_are_unknown_in_a_book_without_any() -> None:
    found = cards(MAYA)["maya"]
    assert found.leads == Counted(value=None, source="the book has no leads")
    assert found.signup_customers is None


def test_repeat_customers_bought_more_than_once_whoever_sold_the_rest() -> None:
    facts = (
        order("1", codes=["MAYA15"]),
        order("2", codes=["LEO10"], when=at(1)),
        order("3", codes=["MAYA15"], who="v2"),
    )
    found = cards(MAYA, LEO, *facts)
    assert found["maya"].repeat_customers == found["leo"].repeat_customers == 1


def test_shared_order_counts_by_its_part() -> None:
    policy = AttributionPolicy(model=Even())
    facts = (touch("1", value="maya"), touch("2", value="LEO10", kind="code"))
    found = cards(MAYA, LEO, *facts, order("1", when=at(1)), policy=policy)
    assert [sale.orders for sale in found["leo"].sales] == [Fraction(1, 2)]
    assert found["leo"].sales[0].code == "LEO10"
    assert found["maya"].sales[0].code is None


def test_repeat_customers_are_unknown_where_people_are_only_counted() -> None:
    row = Result(creator_id="leo", date=DAY, orders=2, revenue=usd("9"), customers=2)
    assert cards(row)["leo"].repeat_customers is None
    none = attrs.evolve(row, orders=0, revenue=None, customers=None)
    assert cards(none)["leo"].repeat_customers == 0


def test_rows_that_do_not_tell_revenue_are_counted() -> None:
    rows = [
        Result(creator_id="leo", date=DAY, orders=2),
        Result(creator_id="leo", date=DAY, orders=0),
        Result(creator_id="leo", date=DAY, clicks=2),
    ]
    assert cards(*rows)["leo"].rows_without_revenue == 2


def test_work_starts_with_the_first_post_and_rows_stand_in_the_order_of_time() -> None:
    early = attrs.evolve(POST, post_id="p2", published_at=at(1), saves=None)
    costs = [
        Cost(cost_id=f"k{n}", creator_id="leo", kind="other", at=at(9 - n), amount=usd("1"))
        for n in range(2)
    ]
    card = cards(LEO, POST, early, *costs)["leo"]
    assert card.start == at(1)
    assert [post.post_id for post in card.posts] == ["p2", "p1"]
    assert [cost.cost_id for cost in card.costs] == ["k1", "k0"]
    assert str(card.tallies["saves"]) == "3 from 1 of 2 records"
    assert cards(LEO)["leo"].start == at()


def test_fully_refunded_order_earned_nothing_even_where_the_margin_is_unknown() -> None:
    from influence.orders import Refund
    from influence.testing._books import campaign

    back = Refund(refund_id="r1", order_id="1", at=at(2), amount=usd("100"))
    made = book(MAYA, order("1", codes=["MAYA15"]), back, campaign=campaign(margin=None))
    (sale,) = scoreboard(made).cards[0].sales
    assert (sale.revenue, sale.gross_profit) == (usd("0"), usd("0").exact)


def test_own_gross_profit_of_an_order_shrinks_with_its_refund() -> None:
    from influence.orders import Refund

    own = attrs.evolve(order("1", codes=["MAYA15"]), gross_profit=usd("40"))
    back = Refund(refund_id="r1", order_id="1", at=at(2), amount=usd("25"))
    (sale,) = scoreboard(book(MAYA, own, back)).cards[0].sales
    assert sale.gross_profit == usd("30").exact
    gift = attrs.evolve(own, items=usd("0"), gross_profit=usd("-4"))
    (sale,) = scoreboard(book(MAYA, gift)).cards[0].sales
    assert sale.gross_profit == usd("-4").exact
