from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import pytest

from influence.bookings import Booking
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import ExactMoney, Money
from influence.testing._books import usd


def test_the_multiple_is_gross_profit_over_cost() -> None:
    assert Booking(cycle=0, cost=usd("200"), gross_profit=usd("50")).multiple == Fraction(1, 4)


@pytest.mark.parametrize(
    "booking",
    [Booking(cycle=0, cost=usd("200")), Booking(cycle=0, cost=usd("0"), gross_profit=usd("5"))],
    ids=["profit unknown", "nothing spent"],
)
def test_what_cannot_be_told_is_no_multiple(booking: Booking) -> None:
    assert booking.multiple is None


def test_refunds_can_take_the_gross_profit_below_zero() -> None:
    assert Booking(cycle=0, cost=usd("200"), gross_profit=usd("-50")).multiple == Fraction(-1, 4)


@pytest.mark.parametrize("count", ["exposure", "clicks", "orders"])
@pytest.mark.parametrize("value", [-1, 0.5, True])
def test_counts_are_exact_and_not_negative(count: str, value: object) -> None:
    with pytest.raises(InvalidInputError) as caught:
        Booking(cycle=0, cost=usd("200"), **{count: cast("Any", value)})
    rule = f"must be a whole number or fraction, 0 or more, got {value!r}"
    assert str(caught.value) == f"Booking.{count} {rule}"


def test_a_shared_order_earns_part_of_a_cent() -> None:
    third = ExactMoney("1/3", "USD")
    assert Booking(cycle=0, cost=usd("2"), gross_profit=third).multiple == Fraction(1, 6)


def test_gross_profit_is_an_amount() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Booking(cycle=0, cost=usd("2"), gross_profit=cast("Any", 5))
    assert str(caught.value) == "Booking.gross_profit must be an amount of money, got 5"


def test_cost_and_gross_profit_are_in_one_currency() -> None:
    with pytest.raises(CurrencyMismatchError) as caught:
        Booking(cycle=0, cost=usd("200"), gross_profit=Money("5", "EUR"))
    rule = "must be in USD as its cost is, got Money('5.00', 'EUR')"
    assert str(caught.value) == f"Booking.gross_profit {rule}"
