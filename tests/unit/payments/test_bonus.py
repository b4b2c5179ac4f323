from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import Money
from influence.payments import Bonus, BonusStep, DatedCount
from influence.testing import performance

_FIFTY = Money("50", "USD")


def _step(at: int | Money, pay: str, *, currency: str = "USD") -> BonusStep:
    return BonusStep(at=at, pay=Money(pay, currency))


@pytest.mark.parametrize(
    ("orders", "amount"), [(0, "0"), (9, "0"), (10, "50"), (19, "50"), (20, "100"), (31, "150")]
)
def test_every_so_many_orders_pay_again(orders: int, amount: str) -> None:
    rule = Bonus(metric="orders", every=10, pay=_FIFTY)
    did = performance(["1.00"] * orders, currency="USD")
    assert rule.fee(did).amount == Money(amount, "USD")


@pytest.mark.parametrize(("saves", "amount"), [(99, "0"), (100, "50"), (250, "50")])
def test_a_threshold_pays_once(saves: int, amount: str) -> None:
    rule = Bonus(metric="saves", reaches=100, pay=_FIFTY)
    did = performance(metrics={"saves": saves}, currency="USD")
    assert rule.fee(did).amount == Money(amount, "USD")


def test_a_maximum_has_a_line_of_its_own() -> None:
    rule = Bonus(metric="orders", every=10, pay=_FIFTY, at_most=Money("120", "USD"))
    fee = rule.fee(performance(["1.00"] * 30, currency="USD"))
    assert [str(line) for line in fee.working] == [
        "bonus of 50.00 USD for every 10 orders, reached 30: 150.00 USD",
        "bonus is at most 120.00 USD: -30.00 USD",
    ]
    assert fee.amount == Money("120", "USD")


def test_a_bonus_on_revenue_shows_money_and_rests_on_the_orders() -> None:
    rule = Bonus(metric="revenue", reaches=Money("500", "USD"), pay=_FIFTY, at_most=_FIFTY)
    did = performance(["300.00", "250.50"], currency="USD")
    (line,) = rule.fee(did).working
    assert str(line) == ("bonus of 50.00 USD at 500.00 USD revenue, reached 550.50 USD: 50.00 USD")
    assert line.facts == ("order-0", "order-1")


def test_a_figure_that_nobody_knows_earns_nothing_yet() -> None:
    (line,) = Bonus(metric="saves", every=10, pay=_FIFTY).fee(performance(currency="USD")).working
    assert str(line) == "bonus on saves: not known, nothing due yet: 0.00 USD"
    assert line.facts == ()


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({}, "bonus must name one of every, reaches or steps, got []"),
        (
            {"every": 1, "reaches": 1},
            "bonus must name one of every, reaches or steps, got ['every', 'reaches']",
        ),
        ({"every": 1, "pay": None}, "bonus pay must be there, got None"),
        (
            {"steps": (_step(1, "5"),)},
            "bonus pay must be left out where steps have their own, got Money('50.00', 'USD')",
        ),
        (
            {"pay": None, "steps": (_step(2, "5"), _step(2, "6"))},
            "bonus step must lie above the step before it, 2, got 2",
        ),
        (
            {"pay": None, "steps": (_step(2, "5"), _step(0, "6"))},
            "bonus steps[1] on orders must be a whole number above 0, got 0",
        ),
        (
            {"pay": None, "steps": (_step(2, "5"), _step(3, "6", currency="EUR"))},
            "bonus steps[1] pay must be in USD, the currency of its pay, got Money('6.00', 'EUR')",
        ),
        (
            {"pay": None, "steps": (_step(2, "5"),), "at_most": Money("4", "USD")},
            "bonus at_most must be at least its pay 5.00 USD, got Money('4.00', 'USD')",
        ),
        ({"steps": ("5",)}, "Bonus.steps must hold only bonus steps, got '5'"),
        ({"every": 0}, "bonus every on orders must be a whole number above 0, got 0"),
        ({"reaches": -1}, "bonus reaches on orders must be a whole number above 0, got -1"),
        ({"every": 1.5}, "bonus every on orders must be a whole number above 0, got 1.5"),
        ({"every": True}, "bonus every on orders must be a whole number above 0, got True"),
        (
            {"every": _FIFTY},
            "bonus every on orders must be a whole number above 0, got Money('50.00', 'USD')",
        ),
        (
            {"metric": "revenue", "every": 500},
            "bonus every on revenue must be an amount of money above 0, got 500",
        ),
        (
            {"metric": "revenue", "reaches": Money("0", "USD")},
            "bonus reaches on revenue must be an amount of money above 0, got Money('0.00', 'USD')",
        ),
        (
            {"metric": "revenue", "reaches": Money("500", "EUR")},
            "bonus reaches must be in USD, the currency of its pay, got Money('500.00', 'EUR')",
        ),
        (
            {"metric": "gross_profit", "reaches": Money("500", "USD")},
            "bonus metric must be one that a performance tells, got 'gross_profit'",
        ),
        ({"every": 1, "pay": 50}, "bonus pay must be an amount above 0, got 50"),
        (
            {"every": 1, "pay": Money("0", "USD")},
            "bonus pay must be an amount above 0, got Money('0.00', 'USD')",
        ),
        ({"every": 1, "at_most": 5}, "bonus at_most must be an amount above 0, got 5"),
        (
            {"every": 1, "at_most": Money("49.99", "USD")},
            "bonus at_most must be at least its pay 50.00 USD, got Money('49.99', 'USD')",
        ),
        (
            {"every": 1, "at_most": Money("500", "EUR")},
            "bonus at_most must be in USD, the currency of its pay, got Money('500.00', 'EUR')",
        ),
    ],
)
def test_terms_that_cannot_be_agreed_are_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Bonus(**{"metric": "orders", "pay": _FIFTY, **terms})


def test_a_metric_that_nobody_knows_is_refused_with_the_close_one() -> None:
    with pytest.raises(UnknownNameError, match=r", got 'ordres'; did you mean 'orders'\?$"):
        Bonus(metric="ordres", every=10, pay=_FIFTY)


@pytest.mark.parametrize("metrics", [{}, {"saves": 500}])
def test_a_bonus_never_travels_to_another_currency(metrics: dict[str, int]) -> None:
    rule = Bonus(metric="saves", every=10, pay=_FIFTY)
    message = "bonus pay must be in EUR, the currency of the performance, got Money('50.00', 'USD')"
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        rule.fee(performance(metrics=metrics, currency="EUR"))


@pytest.mark.parametrize(
    ("orders", "amounts"),
    [
        (1, ["0.00"]),
        (2, ["50.00"]),
        (4, ["50.00"]),
        (5, ["50.00", "70.00"]),
        (9, ["50.00", "70.00", "100.00", "-20.00"]),
    ],
)
def test_steps_add_up_to_a_maximum(orders: int, amounts: list[str]) -> None:
    rule = Bonus(
        metric="orders",
        steps=[_step(2, "50"), _step(5, "70"), _step(9, "100")],
        at_most=Money("200", "USD"),
    )
    fee = rule.fee(performance(["1.00"] * orders, currency="USD"))
    assert [line.amount.text for line in fee.working] == amounts


def test_each_step_says_its_threshold() -> None:
    rule = Bonus(
        metric="revenue",
        steps=[_step(Money("100", "USD"), "5"), _step(Money("200", "USD"), "6")],
    )
    assert [str(line) for line in rule.fee(performance(["200.00"], currency="USD")).working] == [
        "bonus of 5.00 USD at 100.00 USD revenue, reached 200.00 USD: 5.00 USD",
        "bonus of 6.00 USD at 200.00 USD revenue, reached 200.00 USD: 6.00 USD",
    ]


@pytest.mark.parametrize("metric", ["signups", "saves", "shares", "views"])
def test_a_bonus_on_a_reading_rests_on_it(metric: str) -> None:
    at = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
    readings = (
        DatedCount(name=metric, at=at, count=7, fact="post 2"),
        DatedCount(name="likes", at=at, count=7, fact="post 1"),
    )
    did = performance(metrics={metric: 12, "likes": 7}, currency="USD")
    fee = Bonus(metric=metric, every=10, pay=_FIFTY).fee(attrs.evolve(did, readings=readings))
    assert [(line.amount, line.facts) for line in fee.working] == [(_FIFTY, ("post 2",))]


def test_a_step_pays_something() -> None:
    message = "bonus step pay must be an amount above 0, got Money('0.00', 'USD')"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        _step(2, "0")
