from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.costs import Cost
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money

_FIELDS: dict[str, Any] = {
    "cost_id": "c1",
    "kind": "fee",
    "at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    "amount": Money("30", "USD"),
}


def test_a_cost_without_a_creator_is_shared() -> None:
    assert Cost(**_FIELDS).creator_id is None


def test_a_cost_may_say_what_it_was_counted_from() -> None:
    cost = Cost(**_FIELDS, basis="order", rate=Money("10", "USD"), orders=3)
    assert (cost.basis, cost.rate, cost.orders) == ("order", Money("10", "USD"), 3)


def test_amount_and_rate_are_in_one_currency() -> None:
    message = "Cost.rate must be in the currency of its amount, USD, got Money('10.00', 'EUR')"
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Cost(**_FIELDS, rate=Money("10", "EUR"))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (
            "kind",
            "boots",
            (
                "Cost.kind must be one of boost, fee, other, product, shipping, got 'boots'; "
                "did you mean 'boost'?"
            ),
        ),
        ("basis", "click", "Cost.basis must be one of order, post, got 'click'"),
        ("orders", -1, "Cost.orders must be a whole number of at least 0, got -1"),
        (
            "amount",
            Money("-1", "USD"),
            "Cost.amount must be an amount of at least 0, got Money('-1.00', 'USD')",
        ),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Cost(**{**_FIELDS, field: value})
