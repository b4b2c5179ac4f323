from __future__ import annotations

import re
from typing import Any

import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import Money
from influence.payments import OrderLine

_LINE: dict[str, Any] = {
    "product": "serum",
    "gross": Money("80", "USD"),
    "refunded": Money("0", "USD"),
}


@pytest.mark.parametrize(
    ("gross", "refunded", "net", "is_kept"),
    [
        ("80", "0", "80", True),
        ("80", "79.99", "0.01", True),
        ("80", "80", "0", False),
        ("0", "0", "0", True),
        ("-5", "0", "-5", True),
        ("-5", "-5", "0", False),
    ],
)
def test_a_line_is_kept_until_all_of_it_came_back(
    gross: str, refunded: str, net: str, is_kept: bool
) -> None:
    amounts = {"gross": Money(gross, "USD"), "refunded": Money(refunded, "USD")}
    line = OrderLine(**{**_LINE, **amounts}, kind="fee")
    assert line.net == Money(net, "USD")
    assert line.is_kept == is_kept


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"gross": Money("-1", "USD")},
            "line serum must be at least 0 unless it is a fee, got Money('-1.00', 'USD')",
        ),
        (
            {"refunded": Money("80.01", "USD")},
            (
                "line serum must have a refund between 0 and its gross, 80.00 USD, "
                "got Money('80.01', 'USD')"
            ),
        ),
        (
            {"kind": "fee", "gross": Money("-5", "USD"), "refunded": Money("1", "USD")},
            (
                "line serum must have a refund between 0 and its gross, -5.00 USD, "
                "got Money('1.00', 'USD')"
            ),
        ),
        ({"quantity": 0}, "OrderLine.quantity must be a whole number of at least 1, got 0"),
        ({"product": " "}, "OrderLine.product must be text that is not blank, got ' '"),
        ({"gross": 80}, "OrderLine.gross must be an amount of money, got 80"),
    ],
)
def test_a_line_that_cannot_be_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        OrderLine(**{**_LINE, **fields})


def test_a_refund_is_in_the_currency_of_its_line() -> None:
    message = (
        "line serum must have its refund in USD, the currency of its gross, "
        "got Money('1.00', 'EUR')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        OrderLine(**{**_LINE, "refunded": Money("1", "EUR")})


def test_a_kind_that_nobody_knows_is_refused_with_the_close_one() -> None:
    with pytest.raises(UnknownNameError, match=r", got 'giftcard'; did you mean 'gift_card'\?$"):
        OrderLine(**{**_LINE, "kind": "giftcard"})
