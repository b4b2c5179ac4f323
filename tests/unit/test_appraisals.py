from __future__ import annotations

from fractions import Fraction

import attrs

from influence._ripeness import Ripeness
from influence.appraisals import Appraisal, appraise, most_per_order, standing_of, trials_of
from influence.candidates import Candidate
from influence.costs import Cost
from influence.deals import Deal
from influence.posts import Post
from influence.scorecards import scoreboard
from influence.shares import Share
from influence.testing._books import Fact, at, book, campaign, order, usd

MAYA = Deal(creator_id="maya", codes=("MAYA15",))
SOLD = order("1", when=at(1), codes=["MAYA15"])
COST = Cost(cost_id="k1", creator_id="maya", kind="other", at=at(), amount=usd("30"))
WHO = Candidate(creator_id="maya")
RIPE = Ripeness(parts=(Share(1),))
POST = Post(post_id="p1", creator_id="maya", published_at=at(), clicks=7, saves=2)


def appraised(*facts: Fact, margin: str | None = "0.5") -> Appraisal:
    made = book(*facts, campaign=campaign(margin=margin))
    board = scoreboard(made)
    return appraise(board.cards[0], board=board, settled=board, as_of=made.last_moment)


def test_creator_without_terms_costs_what_the_tables_say() -> None:
    found = appraised(MAYA, SOLD, COST)
    assert found.statement is None
    assert (found.spend.total, found.economics.profit) == (usd("30"), usd("20"))
    assert (found.payback_day, found.profit_in_window) == (1, usd("20"))


def test_most_that_an_order_earns_is_its_gross_profit_where_that_is_known() -> None:
    found = most_per_order([appraised(MAYA, SOLD)], currency="USD")
    assert found == usd("50").exact


def test_most_that_an_order_earns_is_its_revenue_where_gross_profit_is_unknown_or_a_loss() -> None:
    unknown = appraised(MAYA, SOLD, margin=None)
    loss = appraised(MAYA, attrs.evolve(SOLD, gross_profit=usd("-1")))
    for one in (unknown, loss):
        assert most_per_order([one], currency="USD") == usd("100").exact


def test_nobody_knows_what_an_order_earns_where_nothing_was_sold() -> None:
    assert most_per_order([appraised(MAYA)], currency="USD") is None


def test_standing_holds_what_is_known() -> None:
    found = standing_of(appraised(MAYA, SOLD, POST, margin=None), candidate=WHO)
    assert found.profit is None
    assert dict(found.metrics) == {
        "clicks": 7,
        "customers": 1,
        "orders": 1,
        "revenue": 100,
        "saves": 2,
    }


def test_standing_tells_what_was_booked_with_the_creator() -> None:
    assert standing_of(appraised(MAYA, SOLD), candidate=WHO).candidate == WHO


def test_expected_orders_are_how_often_the_cost_holds_what_an_order_earns() -> None:
    made = book(MAYA, POST, COST, SOLD)
    one = appraised(MAYA, POST, COST, SOLD)
    (trial,) = trials_of(one, book=made, profit_per_order=usd("20").exact, ripeness=RIPE)
    assert trial.expected_orders == Fraction(3, 2)
    (untold,) = trials_of(one, book=made, profit_per_order=None, ripeness=RIPE)
    assert untold.expected_orders is None
