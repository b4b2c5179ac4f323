from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.orders import LineItem, Order, Refund, Status

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


def line(**fields: object) -> LineItem:
    known: dict[str, Any] = {
        "line_id": "1042-1",
        "order_id": "1042",
        "product": "serum",
        "amount": Money("80", "USD"),
        **fields,
    }
    return LineItem(**known)


def test_a_line_is_one_item_unless_it_says_otherwise() -> None:
    assert (line().quantity, line().kind) == (1, "item")


def test_only_a_fee_may_be_below_zero() -> None:
    assert line(kind="fee", amount=Money("-3", "USD")).amount == Money("-3", "USD")
    assert line(amount=Money("0", "USD")).amount.is_zero
    message = "LineItem.amount must be at least 0 unless it is a fee, got Money('-3.00', 'USD')"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        line(kind="gift_card", amount=Money("-3", "USD"))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("quantity", 0, "LineItem.quantity must be a whole number of at least 1, got 0"),
        ("amount", "80", "LineItem.amount must be an amount of money, got '80'"),
        ("product", "a\nb", "LineItem.product must be one line of text, got 'a\\nb'"),
        (
            "kind",
            "itme",
            "LineItem.kind must be one of fee, gift_card, item, got 'itme'; did you mean 'item'?",
        ),
    ],
)
def test_a_field_of_a_line_that_breaks_its_rule_is_named(
    field: str, value: object, message: str
) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        line(**{field: value})


def test_a_refund_may_name_what_came_back() -> None:
    refund = Refund(
        refund_id="r1",
        order_id="1042",
        at=_FIELDS["at"],
        amount=Money("5", "USD"),
        product="serum",
    )
    assert refund.product == "serum"
    message = "Refund.product must be text that is not blank, got ''"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        attrs.evolve(refund, product="")
