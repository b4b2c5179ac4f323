from __future__ import annotations

import pytest

from influence.creator_lines import LINE_FIGURES, CreatorLine
from influence.deals import Deal
from influence.errors import UnknownNameError
from influence.evaluation import evaluate
from influence.payments import Commission
from influence.posts import Post
from influence.roi import FIGURES
from influence.shares import Share
from influence.testing._books import Fact, at, book, order, usd

SOLD = order("7", when=at(1), codes=["MAYA15"])


def line(*facts: Fact, terms: bool = True) -> CreatorLine:
    rule = Commission(rate=Share("0.1")) if terms else None
    deal = Deal(creator_id="maya", codes=("MAYA15",), terms=rule)
    return evaluate(book(deal, *facts), as_of=at(5)).line("maya")


def test_order_is_held_and_accrued_until_its_hold_is_over() -> None:
    found = line(SOLD)
    assert (found.accrued, found.held, found.payable) == (usd("10"), usd("10"), usd("0"))
    for figure in ("accrued", "held", "payable"):
        assert found.why(figure).result == str(getattr(found, figure))


def test_without_terms_nothing_is_owed_and_the_working_says_so() -> None:
    found = line(SOLD, terms=False)
    assert (found.accrued, found.held, found.payable) == (usd("0"), usd("0"), usd("0"))
    for figure in ("accrued", "held", "payable"):
        assert [(step.text, step.result) for step in found.why(figure).steps] == [
            ("terms", "none agreed, so nothing is owed by them"),
            (figure, "0.00 USD"),
        ]


def test_customers_are_told_beside_orders() -> None:
    assert [(step.text, step.result) for step in line(SOLD).why("customers").steps] == [
        ("orders", "1"),
        ("people who bought more than once", "0"),
        ("customers", "1"),
    ]


def test_counts_name_their_source() -> None:
    for figure in ("leads", "signups", "clicks"):
        first, last = line(SOLD).why(figure).steps
        assert first.text == f"{figure} are taken from"
        assert last.result == "unknown"


def test_rates_are_told_over_the_posts_that_know_both_sides() -> None:
    posts = (
        Post(post_id="p1", creator_id="maya", published_at=at(1), saves=3, reach=150),
        Post(post_id="p2", creator_id="maya", published_at=at(2), saves=90),
    )
    assert [(step.text, step.result) for step in line(*posts).why("rates").steps] == [
        ("posts", "2"),
        ("saves by reach", "0.02"),
    ]


def test_codes_and_metrics_are_told_line_by_line() -> None:
    post = Post(post_id="p1", creator_id="maya", published_at=at(1), saves=3)
    found = line(SOLD, post)
    assert [(step.text, step.result) for step in found.why("codes").steps] == [
        ("MAYA15: orders 1, gross profit 50.00 USD, revenue", "100.00 USD"),
    ]
    assert [(step.text, step.result) for step in found.why("metrics").steps] == [("saves", "3")]
    assert line().why("metrics").result == "none known"


def test_rates_that_nobody_knows_are_told_so() -> None:
    assert line().why("rates").result == "none known"


@pytest.mark.parametrize("figure", [*LINE_FIGURES, *FIGURES])
def test_every_figure_has_a_working(figure: str) -> None:
    assert line(SOLD).why(figure).steps


def test_profit_is_a_figure_of_the_line() -> None:
    found = line(SOLD)
    assert found.profit == usd("40")
    assert found.why("profit").result == "40.00 USD"


def test_figure_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="payable"):
        line().why("payabel")
