from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import ExactMoney, Money
from influence.stage_offers import Prospect, Scenario
from influence.testing._books import usd


def test_orders_follow_from_what_is_believed_of_the_package(certain: Prospect) -> None:
    assert certain.expected_gross_profit == ExactMoney("300", "USD")
    assert certain.profit_per_order == ExactMoney("30", "USD")
    assert certain.scenarios == (Scenario(orders=10, chance=Fraction(1)),)
    (performance,) = certain.performances
    assert (len(performance.orders), performance.net_sales) == (10, usd("600"))
    assert performance.deliverables == {"short_video": 1}
    assert certain.currency == "USD"


def test_scenarios_have_the_mean_of_the_belief(unsure: Prospect) -> None:
    assert sum(one.chance for one in unsure.scenarios) == 1
    expected = sum(one.orders * one.chance for one in unsure.scenarios)
    assert float(expected) == pytest.approx(10, abs=1e-6)
    assert [one.orders for one in unsure.scenarios] == sorted(
        {one.orders for one in unsure.scenarios}
    )
    assert len(unsure.performances) == len(unsure.scenarios)


def test_nobody_who_sells_nothing_is_left_out(certain: Prospect) -> None:
    nobody = attrs.evolve(certain, outlook=attrs.evolve(certain.outlook, log_mean=-30.0))
    assert [one.orders for one in nobody.scenarios] == [0]
    assert nobody.gross_profit(0) == ExactMoney.zero("USD")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"price": usd("0")}, "Prospect.price must be an amount above 0, got Money('0.00', 'USD')"),
        ({"gross_margin": "0"}, "Prospect.gross_margin must be above 0, got Share('0')"),
        (
            {"gross_margin": "1.1"},
            "Prospect.gross_margin must be a share of at most 1, got Share('1.1')",
        ),
        ({"slices": 1}, "Prospect.slices must be a whole number of at least 2, got 1"),
        ({"slices": 1001}, "Prospect.slices must be at most 1000, got 1001"),
        (
            {"price": usd("100001")},
            "orders of maya if it goes well must be at most 10000, got 10001",
        ),
        ({"outlook": None}, "Prospect.outlook must be an outlook, got None"),
    ],
)
def test_fields_keep_their_rules(
    certain: Prospect, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        attrs.evolve(certain, **changes)  # type: ignore[arg-type]  # by any name
    assert str(refused.value) == message


@pytest.mark.parametrize("field", ["order_value", "other_costs"])
def test_amounts_are_in_one_currency(certain: Prospect, field: str) -> None:
    with pytest.raises(CurrencyMismatchError) as refused:
        attrs.evolve(certain, **{field: Money("1", "EUR")})  # type: ignore[arg-type]  # by any name
    assert str(refused.value) == (
        f"Prospect.{field} must be in USD as the price is, got Money('1.00', 'EUR')"
    )


def test_a_kind_of_deliverable_that_is_none_is_refused(certain: Prospect) -> None:
    with pytest.raises(UnknownNameError) as refused:
        attrs.evolve(certain, deliverables={"short_vido": 1})
    assert refused.value.value == "short_vido"


def test_a_prospect_does_not_change_with_what_it_was_given(certain: Prospect) -> None:
    counts = {"short_video": 2}
    two = attrs.evolve(certain, deliverables=counts)
    counts["short_video"] = 3
    assert two.deliverables == {"short_video": 2}
    assert two.period.start == dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
