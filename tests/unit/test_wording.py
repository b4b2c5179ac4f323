from __future__ import annotations

import pytest

from influence._wording import angles_text, asked_percent, orders_text, percent, spoken
from influence.money import Money
from influence.shares import Share


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (0.0, "under 1 %"),
        (0.0099, "under 1 %"),
        (0.01, "1 %"),
        (0.7999, "79 %"),
        (0.985, "98 %"),
        (0.9901, "over 99 %"),
        (1.0, "over 99 %"),
    ],
)
def test_chances_are_cut_and_never_rounded_up(chance: float, text: str) -> None:
    assert percent(chance) == text


def test_thresholds_are_told_as_they_are() -> None:
    assert asked_percent(Share("0.805")) == "80.5 %"
    assert asked_percent(Share(1)) == "100 %"


def test_counts_are_told_to_a_tenth() -> None:
    assert orders_text(4.99) == "4.9 effective orders"
    assert orders_text(1.0) == "1 effective order"
    assert (angles_text(1), angles_text(2)) == ("1 angle", "2 angles")


def test_amounts_have_their_thousands_apart() -> None:
    assert spoken(Money("-1234567.5", "USD")) == "-1,234,567.50 USD"
    assert spoken(Money("1234567", "JPY")) == "1,234,567 JPY"
