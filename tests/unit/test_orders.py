from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.orders import Order, Refund, Status

_FIELDS: dict[str, Any] = {
    "order_id": "1042",
    "at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    "items": Money("80", "USD"),
}


@pytest.mark.parametrize(
    ("status", "is_paid"), [("paid", True), ("cancelled", False), ("test", False)]
)
def test_only_a_paid_order_is_a_sale(status: Status, is_paid: bool) -> None:
    assert Order(**_FIELDS, status=status).is_paid == is_paid


@pytest.mark.parametrize(
    ("fields", "buyer"),
    [
        ({}, None),
        ({"visitor_id": "v1"}, "visitor v1"),
        ({"customer_id": "c1"}, "customer c1"),
        ({"visitor_id": "v1", "customer_id": "c1"}, "customer c1"),
    ],
)
def test_the_buyer_is_the_customer_or_else_the_visitor(
    fields: dict[str, str], buyer: str | None
) -> None:
    assert Order(**{**_FIELDS, **fields}).buyer == buyer


def test_gross_profit_may_be_a_loss() -> None:
    assert Order(**_FIELDS, gross_profit=Money("-1", "USD")).gross_profit == Money("-1", "USD")


@pytest.mark.parametrize("field", ["discount", "tax", "shipping", "gross_profit"])
def test_amounts_of_an_order_are_in_one_currency(field: str) -> None:
    message = "order 1042 must be in the currency of its items, USD, got Money('1.00', 'EUR')"
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Order(**{**_FIELDS, field: Money("1", "EUR")})


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (
            "items",
            Money("-24", "USD"),
            "Order.items must be an amount of at least 0, got Money('-24.00', 'USD')",
        ),
        ("gross_profit", "5", "Order.gross_profit must be an amount of money, got '5'"),
        ("is_new_customer", "no", "Order.is_new_customer must be true or false, got 'no'"),
        ("codes", "MAYA15", "Order.codes must be a tuple, got 'MAYA15'"),
        (
            "status",
            "payed",
            "Order.status must be one of cancelled, paid, test, got 'payed'; did you mean 'paid'?",
        ),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Order(**{**_FIELDS, field: value})


def test_a_refund_gives_something_back() -> None:
    message = "Refund.amount must be an amount above 0, got Money('0.00', 'USD')"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Refund(refund_id="r1", order_id="1042", at=_FIELDS["at"], amount=Money("0", "USD"))
