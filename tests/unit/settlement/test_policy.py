from __future__ import annotations

import re
from typing import Any

import pytest

from influence.errors import InvalidInputError
from influence.money import Money
from influence.settlement import SettlementPolicy


def test_a_campaign_holds_for_thirty_days_and_pays_every_amount_unless_it_says_otherwise() -> None:
    assert SettlementPolicy() == SettlementPolicy(hold_days=30, minimum_payout=None)


@pytest.mark.parametrize("days", [0, 3650])
def test_a_hold_may_be_none_and_up_to_ten_years(days: int) -> None:
    assert SettlementPolicy(hold_days=days).hold_days == days


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (
            "hold_days",
            -1,
            "SettlementPolicy.hold_days must be a whole number from 0 to 3650, got -1",
        ),
        (
            "hold_days",
            3651,
            "SettlementPolicy.hold_days must be a whole number from 0 to 3650, got 3651",
        ),
        (
            "hold_days",
            1.5,
            "SettlementPolicy.hold_days must be a whole number from 0 to 3650, got 1.5",
        ),
        (
            "minimum_payout",
            25,
            "SettlementPolicy.minimum_payout must be an amount of at least 0, got 25",
        ),
        (
            "minimum_payout",
            Money("-1", "USD"),
            (
                "SettlementPolicy.minimum_payout must be an amount of at least 0, "
                "got Money('-1.00', 'USD')"
            ),
        ),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: object, message: str) -> None:
    fields: dict[str, Any] = {field: value}
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        SettlementPolicy(**fields)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (
            {"hold_days": 14, "refund_window_days": 30},
            "hold must be at least the refund window of 30 days, got 14",
        ),
        (
            {"minimum_payout": Money("5", "USD"), "other_minimums": (Money("6", "USD"),)},
            "minimum payout must stand once a currency, got 'USD'",
        ),
        (
            {"other_minimums": (Money("-1", "EUR"),)},
            (
                "SettlementPolicy.other_minimums must be an amount of at least 0, "
                "got Money('-1.00', 'EUR')"
            ),
        ),
        (
            {"period_months": 0},
            "SettlementPolicy.period_months must be a whole number of at least 1, got 0",
        ),
        ({"rail": "wire"}, "SettlementPolicy.rail must be a pay-out rail, got 'wire'"),
    ],
)
def test_rules_that_contradict_each_other_are_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        SettlementPolicy(**terms)


def test_a_hold_as_long_as_the_refund_window_is_enough() -> None:
    assert SettlementPolicy(hold_days=30, refund_window_days=30).refund_window_days == 30
