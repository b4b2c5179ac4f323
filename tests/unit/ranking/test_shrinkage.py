from __future__ import annotations

from typing import Any

import pytest

from influence.beliefs import LearningPolicy
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.errors import InvalidInputError
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.plugins import load
from influence.ranking import Shrinkage, Standing
from influence.shares import Share


def usd(amount: int) -> Money:
    return Money(amount, "USD")


def standing(who: str, *orders: int, named: str | None = None) -> Standing:
    bookings = tuple(
        Booking(cycle=cycle, cost=usd(250), orders=count, gross_profit=usd(40 * count))
        for cycle, count in enumerate(orders)
    )
    candidate = Candidate(creator_id=named or who, price=usd(250), bookings=bookings)
    return Standing(creator_id=who, metrics={}, spend=usd(250), candidate=candidate)


def test_more_of_the_same_good_orders_stand_before_fewer() -> None:
    placings = Shrinkage().rank([standing("few", 12), standing("many", 12, 12, 12)])
    assert [placing.creator_id for placing in placings] == ["many", "few"]


def test_equals_share_a_rank_and_the_next_rank_counts_them() -> None:
    ranked = Shrinkage().rank([standing("b", 8), standing("a", 8), standing("c", 1)])
    assert [(one.creator_id, one.rank) for one in ranked] == [("a", 1), ("b", 1), ("c", 3)]


def test_who_has_no_candidate_stands_last() -> None:
    bare = Standing(creator_id="bare", metrics={}, spend=usd(250))
    ranked = Shrinkage().rank([bare, standing("maya", 0)])
    assert [(one.creator_id, one.rank) for one in ranked] == [("maya", 1), ("bare", 2)]
    told = [(step.text, step.result) for step in ranked[1].working.steps]
    assert told == [("return multiple", "unknown"), ("rank among 2 by shrinkage", "2")]


def test_a_candidate_goes_by_the_name_of_the_standing() -> None:
    placing = Shrinkage().rank([standing("maya", 6, named="somebody")])[0]
    assert placing.outlook is not None
    assert placing.outlook.creator_id == placing.creator_id == "maya"


def test_a_score_is_the_multiple_and_what_a_test_is_worth() -> None:
    placing = Shrinkage(cycles_left=5).rank([standing("maya", 6)])[0]
    outlook, score = placing.outlook, placing.score
    assert outlook is not None
    assert score is not None
    assert float(score) == pytest.approx(outlook.expected_multiple + outlook.value_of_test)
    assert placing.parts[-1].text == "value of one more test"


def test_in_the_last_cycle_a_test_is_no_part_of_it() -> None:
    placing = Shrinkage().rank([standing("maya", 6)])[0]
    assert placing.outlook is not None
    assert placing.score == placing.outlook.score
    assert placing.parts == placing.outlook.parts


def test_the_working_ends_in_the_rank() -> None:
    placing = Shrinkage().rank([standing("maya", 6)])[0]
    assert placing.working.steps[-1].text == "rank among 1 by shrinkage"
    assert placing.working.result == "1"


def test_at_least_one_cycle_is_left() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Shrinkage(cycles_left=0)
    assert str(caught.value) == "Shrinkage.cycles_left must be a whole number of at least 1, got 0"


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("learning", "Shrinkage.learning must be a LearningPolicy, got 7"),
        ("prior", "Shrinkage.prior must be a TierPrior, got 7"),
    ],
)
def test_assumptions_are_what_they_are_called(field: str, message: str) -> None:
    wrong: dict[str, Any] = {field: 7}
    with pytest.raises(InvalidInputError) as caught:
        Shrinkage(**wrong)
    assert str(caught.value) == message


def test_a_book_sets_the_assumptions_it_wants() -> None:
    table = {"strategy": "shrinkage", "cycles_left": 3, "learning": {"untracked": "0.3"}}
    metrics = SuccessMetrics(("saves", "clicks", "orders"))
    made = load(plugins=()).ranking_strategy(table, metrics=metrics)
    wanted = Shrinkage(cycles_left=3, learning=LearningPolicy(untracked=Share("0.3")))
    assert made == wanted
