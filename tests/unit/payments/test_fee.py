from __future__ import annotations

import re
from typing import Any

import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.payments import Fee, FeeLine

_LINE = FeeLine("a video", Money("300", "USD"))


def test_a_fee_of_lines_is_their_sum_and_no_lines_are_nothing() -> None:
    fee = Fee.of_lines([_LINE, FeeLine("cap", Money("-50", "USD"))], currency="USD")
    assert fee.amount == Money("250", "USD")
    assert Fee.of_lines((), currency="JPY").amount == Money("0", "JPY")
    assert str(_LINE) == "a video: 300.00 USD"


def test_the_cost_of_a_fee_is_what_is_paid_and_what_comes_beside_it() -> None:
    product = FeeLine("product", Money("48", "USD"))
    fee = Fee.of_lines([_LINE], currency="USD", costs=[product])
    assert fee.cost == Money("348", "USD")


def test_a_fee_that_its_lines_do_not_come_to_is_refused() -> None:
    message = "fee must be the sum of its lines, 300.00 USD, got Money('301.00', 'USD')"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Fee(amount=Money("301", "USD"), working=(_LINE,))


@pytest.mark.parametrize("place", ["working", "costs"])
def test_a_line_in_another_currency_is_refused(place: str) -> None:
    lines: dict[str, Any] = {"working": (), "costs": (), place: (_LINE,)}
    message = (
        "fee line 'a video' must be in EUR, the currency of the fee, got Money('300.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Fee(amount=Money("0", "EUR"), **lines)
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Fee.of_lines(lines["working"], currency="EUR", costs=lines["costs"])


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (("", Money("1", "USD")), "FeeLine.text must be text that is not blank, got ''"),
        (("a\nb", Money("1", "USD")), "FeeLine.text must be one line of text, got 'a\\nb'"),
        (("a", 1), "FeeLine.amount must be an amount of money, got 1"),
        (("a", Money("1", "USD"), ["o1"]), "FeeLine.facts must be a tuple, got ['o1']"),
    ],
)
def test_a_line_says_what_it_is_for_and_how_much(fields: tuple[Any, ...], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        FeeLine(*fields)


def test_a_fee_is_made_of_fee_lines_and_money() -> None:
    lines: Any = ("a video",)
    with pytest.raises(
        InvalidInputError, match=r"^Fee\.working must hold only fee lines, got 'a video'$"
    ):
        Fee(amount=Money("0", "USD"), working=lines)
    amount: Any = 0
    with pytest.raises(InvalidInputError, match=r"^Fee\.amount must be an amount of money, got 0$"):
        Fee(amount=amount, working=())
