"""Scenarios: the examples of the sources by hand, and what cannot be planned."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, MissingDataError
from influence.money import Money
from influence.planning import (
    Customers,
    CustomerWorth,
    Estimate,
    Funnel,
    ReturnMultiple,
    Scenario,
)
from influence.planning._worth import FIGURES

WORTH = CustomerWorth(gross_profit=Money("150", "USD"))
CYCLE = Scenario(
    name="three micro creators",
    partners=3,
    cost_each=Money("400", "USD"),
    response=Funnel(leads=20, conversion="0.2"),
    worth=WORTH,
    angles=2,
)
STAR = Scenario(
    name="celebrity",
    partners=1,
    cost_each=Money("25000", "USD"),
    response=Funnel(leads=200, conversion="0.1"),
    worth=WORTH,
)


def test_the_cycle_of_the_source_leaves_600() -> None:
    found = CYCLE.economics()
    assert (found.leads, found.customers) == (60, 12)
    assert (found.gross_profit, found.profit) == (Money("1800", "USD"), Money("600", "USD"))
    assert CYCLE.posts == 6


def test_the_celebrity_of_the_source_loses_22000() -> None:
    assert STAR.economics().profit == Money("-22000", "USD")


def test_16000_for_10000_are_a_revenue_roi_of_60_per_cent() -> None:
    found = Scenario(
        name="S3",
        partners=1,
        cost_each=Money("10000", "USD"),
        response=Customers(each=100),
        worth=CustomerWorth(order_value=Money("160", "USD"), gross_margin="0.5"),
    ).economics()
    assert (found.revenue, found.revenue_roi) == (Money("16000", "USD"), Decimal("0.6"))
    assert found.profit == Money("-2000", "USD")
    assert found.leads is None


def test_orders_that_come_again_are_counted_in_time() -> None:
    worth = CustomerWorth(
        order_value=Money("60", "USD"), gross_margin="0.55", repeat_rate="0.2", in_window="0.5"
    )
    found = attrs.evolve(CYCLE, worth=worth).economics()
    # 12 customers, 14.4 orders of 60 at 55 %
    assert (found.orders, found.repeat_customers) == (Fraction(72, 5), Fraction(12, 5))
    assert (found.revenue, found.gross_profit) == (Money("864", "USD"), Money("475.20", "USD"))
    parts = dict.fromkeys(FIGURES, 0.5)
    assert worth.drawn(parts) == pytest.approx((16.5, 39.6))


def test_a_multiple_is_gross_profit_for_the_cost() -> None:
    found = attrs.evolve(CYCLE, response=ReturnMultiple(expected="1.36", basis="S1"))
    assert found.economics().gross_profit == Money("1632", "USD")
    assert found.response.leads_each is None
    worthless = CustomerWorth(gross_profit=Money("0", "USD"))
    assert attrs.evolve(found, worth=worthless).customers == 0


def test_a_celebrity_pays_for_sixty_two_small_ones() -> None:
    found = CYCLE.for_the_price_of(STAR)
    assert (found.partners, found.spend) == (62, Money("24800", "USD"))


def test_a_hundred_for_the_price_of_one() -> None:
    small = attrs.evolve(CYCLE, cost_each=Money("250", "USD"))
    assert small.for_the_price_of(STAR).partners == 100


def test_what_does_not_pay_for_one_is_refused() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        STAR.for_the_price_of(CYCLE)
    assert str(refusal.value) == (
        "spend of the other must pay for one partner of 25000.00 USD, got '1200.00 USD'"
    )


def test_the_working_can_be_checked_with_a_pencil() -> None:
    assert str(CYCLE.working()).splitlines() == [
        "partners                    3",
        "cost of each                400.00 USD",
        "spend                       1200.00 USD",
        "leads                       60",
        "conversion                  20 %",
        "customers of each           4",
        "customers                   12",
        "gross profit of a customer  150.00 USD",
        "gross profit                1800.00 USD",
        "gross profit − spend        600.00 USD",
    ]
    idle = attrs.evolve(CYCLE, response=Funnel(leads=0, conversion="0.2"))
    assert "conversion                  unknown" in str(idle.working())
    told = attrs.evolve(CYCLE, response=Customers(each=4))
    assert "leads" not in str(told.working())


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"cost_each": Money("0", "USD")}, "Scenario.cost_each must be above 0, got '0 USD'"),
        ({"partners": 0}, "Scenario.partners must be a whole number of at least 1, got 0"),
        (
            {"response": 20},
            "Scenario.response must be a Funnel, Customers, a ReturnMultiple or the like, got 20",
        ),
        ({"angles": 0}, "Scenario.angles must be a whole number of at least 1, got 0"),
    ],
)
def test_a_scenario_that_cannot_be_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        attrs.evolve(CYCLE, **given)
    assert str(refusal.value) == message


def test_cost_and_worth_are_in_one_currency() -> None:
    with pytest.raises(CurrencyMismatchError) as refusal:
        attrs.evolve(CYCLE, cost_each=Money("400", "EUR"))
    assert str(refusal.value) == "Scenario.cost_each must be an amount in USD, got '400 EUR'"
    with pytest.raises(CurrencyMismatchError):
        attrs.evolve(CYCLE, cost_each=400)


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (
            {},
            MissingDataError,
            "CustomerWorth.gross_profit must be told, or order_value and gross_margin be, got None",
        ),
        (
            {"gross_profit": Money("1", "USD"), "gross_margin": "0.5"},
            InvalidInputError,
            "CustomerWorth.gross_margin must be left out where gross_profit is told, got '0.5'",
        ),
        (
            {"order_value": Money("1", "USD"), "gross_margin": "1.5"},
            InvalidInputError,
            "CustomerWorth.gross_margin must be at most 1, got '1.5'",
        ),
        (
            {"gross_profit": 3},
            InvalidInputError,
            "worth of a customer must be an amount, got '3'",
        ),
        (
            {"gross_profit": Money("1", "USD"), "order_value": Money("3", "EUR")},
            CurrencyMismatchError,
            "CustomerWorth.order_value must be an amount in USD, got '3 EUR'",
        ),
    ],
)
def test_a_worth_that_says_too_little_or_too_much_is_refused(
    given: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as refusal:
        CustomerWorth(**given)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a wrong value on purpose
    assert str(refusal.value) == message


def test_a_conversion_is_a_part() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        Funnel(leads=10, conversion=Estimate.between("0.5", 1, 2))
    assert str(refusal.value) == "Funnel.conversion must be at most 1, got '1 (0.5 to 2)'"


@pytest.mark.parametrize("wrong", [-1.0, float("inf"), "0.5"])
def test_a_multiple_is_as_unsure_as_a_number(wrong: float) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        ReturnMultiple(expected=1, log_sd=wrong, basis="none")
    assert str(refusal.value) == (
        f"ReturnMultiple.log_sd must be a finite number, 0 or more, got {wrong!r}"
    )
