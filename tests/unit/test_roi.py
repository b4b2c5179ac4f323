from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import Money
from influence.roi import FIGURES, UnitEconomics

_WHOLE = UnitEconomics(
    spend=Money("1200", "USD"),
    gross_profit=Money("1800", "USD"),
    revenue=Money("3600", "USD"),
    clicks=900,
    leads=60,
    signups=40,
    signup_customers=8,
    orders=Fraction(24),
    customers=12,
    repeat_customers=3,
)


@pytest.mark.parametrize(
    ("figure", "value", "working"),
    [
        (
            "profit",
            Money("600", "USD"),
            "gross profit|1800.00 USD;spend|1200.00 USD;gross profit − spend|600.00 USD",
        ),
        (
            "profit_roi",
            Decimal("0.5"),
            "gross profit − spend|600.00 USD;spend|1200.00 USD;(gross profit − spend) ÷ spend|0.5",
        ),
        (
            "revenue_roi",
            Decimal(2),
            "revenue − spend|2400.00 USD;spend|1200.00 USD;(revenue − spend) ÷ spend|2",
        ),
        ("roas", Decimal(3), "revenue|3600.00 USD;spend|1200.00 USD;revenue ÷ spend|3"),
        (
            "cost_per_click",
            Money("1.33", "USD"),
            "spend|1200.00 USD;clicks|900;spend ÷ clicks|1.33 USD",
        ),
        ("cost_per_lead", Money("20", "USD"), "spend|1200.00 USD;leads|60;spend ÷ leads|20.00 USD"),
        (
            "cost_per_acquisition",
            Money("100", "USD"),
            "spend|1200.00 USD;customers|12;spend ÷ customers|100.00 USD",
        ),
        (
            "average_order_value",
            Money("150", "USD"),
            "revenue|3600.00 USD;orders|24;revenue ÷ orders|150.00 USD",
        ),
        ("lead_conversion", Decimal("0.2"), "customers|12;leads|60;customers ÷ leads|0.2"),
        (
            "signup_conversion",
            Decimal("0.2"),
            "customers who had signed up|8;signups|40;customers who had signed up ÷ signups|0.2",
        ),
        (
            "repeat_rate",
            Decimal("0.25"),
            "customers who bought again|3;customers|12;customers who bought again ÷ customers|0.25",
        ),
        (
            "break_even_orders",
            16,
            "spend|1200.00 USD;gross profit per order|75 USD;spend ÷ gross profit per order|16",
        ),
        (
            "break_even_margin",
            Decimal("0.333333"),
            "spend|1200.00 USD;revenue|3600.00 USD;spend ÷ revenue|0.333333",
        ),
    ],
)
def test_each_figure_and_its_working(figure: str, value: object, working: str) -> None:
    assert getattr(_WHOLE, figure) == value
    steps = [f"{step.text}|{step.result}" for step in _WHOLE.why(figure).steps]
    assert ";".join(steps) == working


@pytest.mark.parametrize("figure", FIGURES)
def test_what_nobody_told_is_unknown_and_never_zero(figure: str) -> None:
    bare = UnitEconomics(spend=Money("1200", "USD"))
    assert getattr(bare, figure) is None
    assert bare.why(figure).result == "unknown"


@pytest.mark.parametrize("figure", sorted(set(FIGURES) - {"profit"}))
def test_what_would_be_divided_by_nothing_is_undefined(figure: str) -> None:
    nothing = UnitEconomics(
        spend=Money("0", "USD"),
        gross_profit=Money("0", "USD"),
        revenue=Money("0", "USD"),
        clicks=0,
        leads=0,
        signups=0,
        signup_customers=0,
        orders=1 if figure == "break_even_orders" else 0,
        customers=0,
        repeat_customers=0,
    )
    assert getattr(nothing, figure) is None
    assert nothing.why(figure).result == "undefined"


@pytest.mark.parametrize(
    ("gross_profit", "orders", "expected"),
    [
        ("150", 1, 8),
        ("149.99", 1, 9),
        ("-150", 1, None),
        ("0", 1, None),
        ("150", 0, None),
        ("100", 3, 36),
    ],
)
def test_breaking_even_rounds_up_and_needs_orders_that_earn(
    gross_profit: str, orders: int, expected: int | None
) -> None:
    one = UnitEconomics(
        spend=Money("1200", "USD"), gross_profit=Money(gross_profit, "USD"), orders=orders
    )
    assert one.break_even_orders == expected


def test_a_spend_of_nothing_is_not_paid_back_by_orders_that_lose_money() -> None:
    lost = UnitEconomics(spend=Money("0", "USD"), gross_profit=Money("-1", "USD"), orders=1)
    assert lost.break_even_orders is None


def test_a_shared_order_counts_in_part() -> None:
    shared = UnitEconomics(spend=Money("10", "USD"), customers=Fraction(1, 3))
    assert shared.cost_per_acquisition == Money("30", "USD")
    assert shared.why("cost_per_acquisition").steps[1].result == "0.333333"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("clicks", -1, "UnitEconomics.clicks must be a count of at least 0, got -1"),
        ("clicks", True, "UnitEconomics.clicks must be a count of at least 0, got True"),
        ("orders", 0.5, "UnitEconomics.orders must be a count of at least 0, got 0.5"),
        ("revenue", 5, "UnitEconomics.revenue must be an amount of money, got 5"),
        ("gross_profit", "5", "UnitEconomics.gross_profit must be an amount of money, got '5'"),
        (
            "spend",
            Money("-1", "USD"),
            "UnitEconomics.spend must be an amount of at least 0, got Money('-1.00', 'USD')",
        ),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: object, message: str) -> None:
    fields: dict[str, Any] = {"spend": Money("1", "USD"), field: value}
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        UnitEconomics(**fields)


@pytest.mark.parametrize("field", ["gross_profit", "revenue"])
def test_amounts_are_in_the_currency_of_the_spend(field: str) -> None:
    fields: dict[str, Any] = {"spend": Money("1", "USD"), field: Money("1", "EUR")}
    message = (
        f"UnitEconomics.{field} must be in USD, the currency of the spend, got Money('1.00', 'EUR')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        UnitEconomics(**fields)


def test_a_figure_that_nobody_knows_is_refused_with_the_close_one() -> None:
    with pytest.raises(UnknownNameError, match=r", got 'roass'; did you mean 'roas'\?$"):
        _WHOLE.why("roass")
