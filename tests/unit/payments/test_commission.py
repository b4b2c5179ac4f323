from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import Any

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money, Rounding
from influence.payments import Commission, CreditedOrder
from influence.shares import Share
from influence.testing import performance


def test_the_line_says_share_sales_and_orders_and_rests_on_them() -> None:
    did = performance(["100.00", "33.30", "80.00"], refunded={2: "80.00"}, currency="USD")
    (line,) = Commission(rate=Share("0.12")).fee(did).working
    assert str(line) == "12 % of 133.30 USD net sales in 2 orders: 16.00 USD"
    assert line.facts == ("order-0", "order-1")


def test_one_order_is_one_order() -> None:
    (line,) = Commission(rate=Share("0.12")).fee(performance(["100.00"], currency="USD")).working
    assert line.text == "12 % of 100.00 USD net sales in 1 order"


@pytest.mark.parametrize(
    ("rounding", "amount"),
    [
        ("half_even", "0.02"),
        ("half_away_from_zero", "0.03"),
        ("floor", "0.02"),
        ("ceiling", "0.03"),
        ("towards_zero", "0.02"),
    ],
)
def test_the_share_is_rounded_as_the_terms_say(rounding: Rounding, amount: str) -> None:
    rule = Commission(rate=Share("0.5"), rounding=rounding)
    assert rule.fee(performance(["0.05"], currency="USD")).amount == Money(amount, "USD")


def test_an_amount_for_each_order_counts_only_those_of_which_something_is_left() -> None:
    did = performance(["100.00", "33.30", "80.00"], refunded={2: "80.00"}, currency="USD")
    (line,) = Commission(per_order=Money("5", "USD")).fee(did).working
    assert str(line) == "5.00 USD for each of 2 orders: 10.00 USD"


def test_a_shared_order_counts_in_part_and_the_line_says_so() -> None:
    at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    shared = CreditedOrder(
        order_id="o1",
        at=at,
        gross=Money("30", "USD"),
        refunded=Money("0", "USD"),
        credit=Fraction(1, 3),
    )
    did = attrs.evolve(performance(currency="USD"), orders=(shared,))
    (line,) = Commission(per_order=Money("5", "USD")).fee(did).working
    assert str(line) == (
        "5.00 USD for each of 1 order, shared with others and together worth 1/3 of an order: "
        "1.67 USD"
    )


def test_only_orders_known_to_be_a_customers_first_count_where_the_terms_say_so() -> None:
    did = performance(["100.00", "33.30", "80.00"], refunded={2: "80.00"}, currency="USD")
    known = attrs.evolve(did.orders[0], is_new_customer=True)
    mixed = attrs.evolve(did, orders=(did.orders[2], did.orders[1], known))
    fee = Commission(rate=Share("0.1"), new_customers_only=True).fee(mixed)
    assert [str(line) for line in fee.working] == [
        "left out, not known whether the customer is new: 1 order: 0.00 USD",
        "10 % of 100.00 USD net sales in 1 order of new customers: 10.00 USD",
    ]
    assert [line.facts for line in fee.working] == [("order-1",), ("order-0",)]


def test_orders_of_known_customers_are_left_out_without_a_word() -> None:
    did = performance(["100.00"], new_customers=False, currency="USD")
    fee = Commission(rate=Share("0.1"), new_customers_only=True).fee(did)
    assert [str(line) for line in fee.working] == [
        "10 % of 0.00 USD net sales in 0 orders of new customers: 0.00 USD"
    ]


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({}, "commission must name either rate or per_order, got []"),
        (
            {"rate": Share("0.1"), "per_order": Money("5", "USD")},
            "commission must name either rate or per_order, got ['rate', 'per_order']",
        ),
        ({"rate": "1.01"}, "commission rate must be at most 1, the whole sale, got Share('1.01')"),
        ({"rate": "-0.1"}, "share must not be below zero, got '-0.1'"),
        ({"rate": 0.1}, "share must be text, a whole number or a Decimal, got 0.1"),
        (
            {"per_order": Money("-5", "USD")},
            "commission per_order must be an amount of at least 0, got Money('-5.00', 'USD')",
        ),
        ({"per_order": 5}, "commission per_order must be an amount of at least 0, got 5"),
        (
            {"rate": "0.1", "new_customers_only": "no"},
            "Commission.new_customers_only must be true or false, got 'no'",
        ),
        (
            {"rate": "0.1", "rounding": "half_up"},
            (
                "Commission.rounding must be one of ceiling, floor, half_away_from_zero, "
                "half_even, "
                "towards_zero, got 'half_up'; did you mean 'half_even'?"
            ),
        ),
    ],
)
def test_terms_that_cannot_be_agreed_are_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Commission(**terms)


def test_the_whole_sale_and_nothing_of_it_can_be_agreed() -> None:
    did = performance(["100.00"], currency="USD")
    assert Commission(rate=Share(1)).fee(did).amount == Money("100", "USD")
    assert Commission(rate=Share(0)).fee(did).amount.is_zero
    assert Commission(per_order=Money("0", "USD")).fee(did).amount.is_zero


def test_an_amount_never_travels_to_another_currency_and_a_share_does() -> None:
    did = performance(["100"], currency="JPY")
    assert Commission(rate=Share("0.1")).fee(did).amount == Money("10", "JPY")
    message = (
        "commission per_order must be in JPY, the currency of the performance, "
        "got Money('5.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Commission(per_order=Money("5", "USD")).fee(did)
