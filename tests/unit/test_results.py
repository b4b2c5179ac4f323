from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.results import COUNTS, Result

_FIELDS: dict[str, Any] = {"creator_id": "maya", "date": dt.date(2026, 3, 1)}


@pytest.mark.parametrize("name", COUNTS)
def test_a_count_that_the_source_does_not_tell_is_unknown(name: str) -> None:
    assert getattr(Result(**_FIELDS), name) is None
    assert getattr(Result(**{**_FIELDS, name: 0}), name) == 0


def test_gross_profit_may_be_a_loss_and_stand_alone() -> None:
    loss = Money("-1", "USD")
    assert Result(**_FIELDS, gross_profit=loss).gross_profit == loss
    assert Result(**_FIELDS, gross_profit=loss, revenue=Money("5", "USD")).gross_profit == loss


def test_amounts_of_a_result_are_in_one_currency() -> None:
    message = (
        "Result.gross_profit must be in the currency of its revenue, USD, got Money('1.00', 'EUR')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Result(**_FIELDS, revenue=Money("5", "USD"), gross_profit=Money("1", "EUR"))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("orders", -1, "Result.orders must be a whole number of at least 0, got -1"),
        ("gross_profit", "1", "Result.gross_profit must be an amount of money, got '1'"),
        (
            "revenue",
            Money("-1", "USD"),
            "Result.revenue must be an amount of at least 0, got Money('-1.00', 'USD')",
        ),
        ("date", "2026-03-01", "Result.date must be a date, got '2026-03-01'"),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Result(**{**_FIELDS, field: value})
