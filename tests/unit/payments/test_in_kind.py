from __future__ import annotations

import re
from typing import Any

import pytest

from influence.errors import CurrencyMismatchError, InvalidTermsError
from influence.money import Money
from influence.payments import InKind
from influence.testing import performance

_KIT = InKind(cost=Money("48", "USD"), fair_market_value=Money("110", "USD"))


def test_product_is_a_cost_and_not_a_payment() -> None:
    fee = _KIT.fee(performance(["500.00"], currency="USD"))
    assert fee.working == ()
    assert [str(line) for line in fee.costs] == [
        "product in kind at cost, fair market value 110.00 USD: 48.00 USD"
    ]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (
            "cost",
            Money("-1", "USD"),
            "in_kind cost must be an amount of at least 0, got Money('-1.00', 'USD')",
        ),
        ("cost", 48, "in_kind cost must be an amount of at least 0, got 48"),
        (
            "fair_market_value",
            Money("-1", "USD"),
            (
                "in_kind fair_market_value must be an amount of at least 0, "
                "got Money('-1.00', 'USD')"
            ),
        ),
        (
            "fair_market_value",
            Money("110", "EUR"),
            (
                "in_kind fair_market_value must be in USD, the currency of its cost, "
                "got Money('110.00', 'EUR')"
            ),
        ),
    ],
)
def test_terms_that_cannot_be_agreed_are_refused(field: str, value: object, message: str) -> None:
    terms: dict[str, Any] = {"cost": _KIT.cost, "fair_market_value": _KIT.cost, field: value}
    with pytest.raises(InvalidTermsError, match=f"^{re.escape(message)}$"):
        InKind(**terms)


def test_a_cost_never_travels_to_another_currency() -> None:
    message = (
        "in_kind cost must be in EUR, the currency of the performance, got Money('48.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        _KIT.fee(performance(currency="EUR"))
