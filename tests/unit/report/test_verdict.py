from __future__ import annotations

from decimal import localcontext

import pytest

from influence.report import Document
from influence.report._verdict import actions, verdict


def test_the_verdict_says_what_came_what_it_left_and_for_whom(document: Document) -> None:
    assert verdict(document) == (
        "7 creators brought 212 orders worth USD\u00a014,593.79.",
        "After USD\u00a05,350.49 of spend, USD\u00a01,583.15 of profit is left.",
        "4 earned more than they cost, 2 did not, and for 1 it is not known.",
    )


@pytest.mark.parametrize(
    ("profit", "sentence"),
    [
        (
            "-12.50",
            "It cost USD\u00a05,350.49, and the campaign is USD\u00a012.50 short of breaking even.",
        ),
        ("0.00", "It cost USD\u00a05,350.49, and the campaign broke even."),
        (
            None,
            "USD\u00a05,350.49 was spent; without the gross profit nobody can say if it paid off.",
        ),
    ],
)
def test_a_campaign_without_profit_says_so(
    document: Document, profit: str | None, sentence: str
) -> None:
    document["totals"]["profit"] = profit
    assert verdict(document)[1] == sentence


def test_what_is_missing_is_exact_whatever_the_decimal_context_around(document: Document) -> None:
    document["totals"]["profit"] = "-1505.97"
    with localcontext(prec=2):
        told = verdict(document)[1]
    assert told.endswith("USD\u00a01,505.97 short of breaking even.")


@pytest.mark.parametrize(
    ("orders", "revenue", "sentence"),
    [
        (None, None, "7 creators took part; what they brought is not known."),
        (None, "10.00", "7 creators brought USD\u00a010.00 of revenue."),
        ("12.5", None, "7 creators brought 12.5 orders; what those are worth is not known."),
    ],
)
def test_what_is_not_known_of_the_outcome_is_said(
    document: Document, orders: str | None, revenue: str | None, sentence: str
) -> None:
    document["totals"].update({"credited_orders": orders, "credited_revenue": revenue})
    assert verdict(document)[0] == sentence


def test_one_creator_is_not_several(document: Document) -> None:
    document["creators"] = document["creators"][:1]
    assert verdict(document)[0] == "1 creator brought 212 orders worth USD\u00a014,593.79."
    assert verdict(document)[2] == "1 earned more than they cost, 0 did not."


def test_a_creator_who_broke_even_did_not_earn_more(document: Document) -> None:
    document["creators"] = document["creators"][:1]
    document["creators"][0]["profit"] = "0.00"
    assert verdict(document)[2] == "0 earned more than they cost, 1 did not."


def test_without_a_margin_nobody_is_called_a_winner(without_margin: Document) -> None:
    assert verdict(without_margin)[2] == "Which creators earned more than they cost is not known."


def test_a_book_without_creators_says_so(document: Document) -> None:
    document["creators"] = []
    assert verdict(document) == ("The book names no creators, so there is nobody to rank.",)
    assert actions(document) == ()


def test_a_book_without_orders_and_results_is_not_said_to_break_even(document: Document) -> None:
    document["counts"].update({"orders": 0, "cancelled_orders": 0, "test_orders": 0, "results": 0})
    assert verdict(document) == (
        "7 creators took part, and USD\u00a05,350.49 was spent.",
        "The book holds no orders and no results, so nobody can say what came back.",
    )
    document["counts"]["cancelled_orders"] = 1
    assert len(verdict(document)) == 3


def test_actions_name_everybody_once_in_the_order_of_the_decisions(document: Document) -> None:
    assert [(action.decision, action.places) for action in actions(document)] == [
        ("scale", (0, 1)),
        ("renew", (2, 3)),
        ("hold", (4, 5)),
        ("drop", (6,)),
    ]


def test_a_decision_for_nobody_is_left_out(document: Document) -> None:
    document["creators"] = document["creators"][:3]
    assert [action.meaning for action in actions(document)] == ["Spend more with", "Book again"]
