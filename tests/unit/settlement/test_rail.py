from __future__ import annotations

import re

import pytest

from influence.errors import InvalidInputError
from influence.money import Money
from influence.settlement import PayoutRail


@pytest.mark.parametrize(
    ("amount", "currency", "sent"),
    [
        ("1234.56", "HUF", "1200.00"),
        ("100.00", "HUF", "100.00"),
        ("99.99", "HUF", "0.00"),
        ("0", "HUF", "0.00"),
        ("1.005", "KWD", "1.000"),
        ("19.99", "USD", "19.99"),
    ],
)
def test_whole_steps_are_sent_and_a_currency_without_a_step_to_its_minor_unit(
    amount: str, currency: str, sent: str
) -> None:
    rail = PayoutRail(name="wire", steps=(Money("100", "HUF"), Money("0.010", "KWD")))
    assert rail.sent(Money(amount, currency)) == Money(sent, currency)


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        (
            (Money("0", "USD"),),
            "PayoutRail.steps must be an amount above 0, got Money('0.00', 'USD')",
        ),
        (
            (Money("1", "USD"), Money("5", "USD")),
            "rail wire must have one step a currency, got 'USD'",
        ),
    ],
)
def test_steps_that_nobody_can_send_are_refused(steps: tuple[Money, ...], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        PayoutRail(name="wire", steps=steps)
