from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.settlement import Account
from influence.testing import at, usd

_CLOSED: dict[str, Any] = {
    "creator_id": "maya",
    "currency": "USD",
    "statements": 2,
    "as_of": at(60),
    "booked": {"2026-03-01": usd("50"), "2026-04-01": usd("-5")},
    "paid": usd("60"),
}


def test_an_account_without_statements_holds_nothing() -> None:
    empty = Account(creator_id="maya", currency="JPY")
    assert empty.account_id == "maya/JPY"
    assert (empty.total, empty.paid, empty.carried) == (Money.zero("JPY"),) * 3


def test_what_was_booked_and_not_paid_is_carried_and_may_be_a_debt() -> None:
    account = Account(**_CLOSED)
    assert account.total == usd("45")
    assert account.carried == usd("-15")


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        (
            {"paid": Money("60", "EUR")},
            CurrencyMismatchError,
            "account maya/USD must hold only USD, got Money('60.00', 'EUR')",
        ),
        (
            {"booked": {"2026-03-01": Money("1", "EUR")}},
            CurrencyMismatchError,
            "account maya/USD must hold only USD, got Money('1.00', 'EUR')",
        ),
        (
            {"paid": usd("-1")},
            InvalidInputError,
            "Account.paid must be an amount of at least 0, got Money('-1.00', 'USD')",
        ),
        (
            {"statements": 0},
            InvalidInputError,
            (
                "account maya/USD must have closed a statement before anything is booked or paid, "
                "got 0"
            ),
        ),
        (
            {"as_of": None},
            InvalidInputError,
            "account maya/USD must know the moment of its last statement, if it has one, got None",
        ),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    changed: dict[str, Any], error: type[InvalidInputError], message: str
) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        Account(**{**_CLOSED, **changed})


def test_a_moment_without_a_statement_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="must know the moment of its last statement"):
        Account(creator_id="maya", currency="USD", as_of=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
