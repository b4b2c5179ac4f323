from __future__ import annotations

import pytest

from influence.costs import Cost
from influence.deals import Deal
from influence.errors import UnknownNameError
from influence.evaluation import evaluate
from influence.orders import Order
from influence.payments import Commission
from influence.shares import Share
from influence.testing._books import at, book, campaign, order, usd

MAYA = Deal(creator_id="maya", codes=("MAYA15",), terms=Commission(rate=Share("0.1")))
LEO = Deal(creator_id="leo", codes=("LEO10",))


def cost(amount: str, who: str | None = "maya", name: str = "k1") -> Cost:
    return Cost(cost_id=name, creator_id=who, kind="other", at=at(), amount=usd(amount))


def sold(name: str) -> Order:
    return order(name, when=at(1), codes=["MAYA15"], who=f"v{name}")


def test_customer_of_two_creators_is_one_customer_of_the_campaign() -> None:
    again = order("2", when=at(2), codes=["LEO10"], who="v1", customer="c1")
    first = order("1", when=at(1), codes=["MAYA15"], who="v1", customer="c1")
    found = evaluate(book(MAYA, LEO, first, again))
    assert [line.economics.customers for line in found.ranking] == [1, 1]
    assert found.totals.economics.customers == 1
    assert found.totals.economics.repeat_customers == 1


def test_shared_costs_are_spent_once_and_shown_in_equal_parts() -> None:
    totals = evaluate(book(MAYA, LEO, cost("10", None), cost("5", name="k2"))).totals
    assert (totals.economics.spend, totals.shared_costs) == (usd("15"), usd("10"))
    assert totals.shared_each == (usd("5"), usd("5"))
    assert [(step.text, step.result) for step in totals.why("spend").steps] == [
        ("sum over the creators", "5.00 USD"),
        ("shared costs", "10.00 USD"),
        ("spend", "15.00 USD"),
    ]
    assert totals.why("shared_costs").result == "10.00 USD"


def test_totals_explain_what_is_owed_and_when_it_was_paid_back() -> None:
    found = evaluate(book(MAYA, sold("1")))
    assert found.why("totals", "accrued").steps[0].text == "sum over the creators"
    assert found.why("totals", "payback_days").result == "1"
    assert found.why("totals", "profit").result == "40.00 USD"
    none = evaluate(book(MAYA, cost("1")))
    assert none.why("totals", "payback_days").result == "not yet"
    unknown = evaluate(book(MAYA, sold("1"), campaign=campaign(margin=None)))
    assert unknown.why("totals", "payback_days").result == "unknown"
    assert unknown.why("maya", "payback_days").result == "unknown"


def test_every_figure_of_what_was_credited_has_a_working() -> None:
    totals = evaluate(book(MAYA, sold("1"), order("2", who=None))).totals
    assert totals.why("credited_orders").result == "1"
    assert totals.why("credited_revenue").result == "100.00 USD"
    assert [step.result for step in totals.why("orders").steps] == ["1", "1", "2"]
    assert totals.why("clicks").result == "unknown"


def test_a_figure_that_there_is_not_is_refused_with_the_close_one() -> None:
    totals = evaluate(book(MAYA)).totals
    with pytest.raises(UnknownNameError, match="did you mean 'spend'"):
        totals.why("spnd")
