from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.payments import CreditedOrder, OrderLine

_ORDER: dict[str, Any] = {
    "order_id": "1042",
    "at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    "gross": Money("80", "USD"),
    "refunded": Money("10", "USD"),
}


def _line(gross: str, refunded: str = "0", *, currency: str = "USD") -> OrderLine:
    return OrderLine(
        product="serum", gross=Money(gross, currency), refunded=Money(refunded, currency)
    )


def test_lines_sum_to_their_order() -> None:
    order = CreditedOrder(**_ORDER, lines=(_line("50", "10"), _line("30")))
    assert order.net == Money("70", "USD")


def test_what_is_not_known_is_left_open() -> None:
    order = CreditedOrder(**_ORDER)
    assert (order.tax, order.shipping, order.customer_id, order.customer_since) == (None,) * 4
    assert (order.lines, order.held_because) == ((), None)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"lines": (_line("50", "10"), _line("29"))},
            "order 1042 must have lines that sum to 80.00 USD, got Money('79.00', 'USD')",
        ),
        (
            {"lines": (_line("50", "10"), _line("30", "1"))},
            (
                "order 1042 must have lines whose refunds sum to 10.00 USD, "
                "got Money('11.00', 'USD')"
            ),
        ),
        ({"lines": ["serum"]}, "CreditedOrder.lines must be a tuple, got ['serum']"),
        ({"lines": ("serum",)}, "CreditedOrder.lines must hold only order lines, got 'serum'"),
        (
            {"tax": Money("-1", "USD")},
            "CreditedOrder.tax must be an amount of at least 0, got Money('-1.00', 'USD')",
        ),
        ({"shipping": 5}, "CreditedOrder.shipping must be an amount of at least 0, got 5"),
        ({"customer_id": ""}, "customer_id must not be empty, got ''"),
        (
            {"customer_since": dt.date(2026, 1, 1)},
            (
                "CreditedOrder.customer_since must be a time with an offset, "
                "got datetime.date(2026, 1, 1)"
            ),
        ),
        ({"held_because": ""}, "CreditedOrder.held_because must be text that is not blank, got ''"),
    ],
)
def test_an_order_that_cannot_be_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        CreditedOrder(**_ORDER, **fields)


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"tax": Money("1", "EUR")}, "its tax"),
        ({"shipping": Money("1", "EUR")}, "its shipping"),
        ({"lines": (_line("1", currency="EUR"),)}, "its line serum"),
    ],
)
def test_every_amount_is_in_the_currency_of_the_gross(fields: dict[str, Any], part: str) -> None:
    message = (
        f"order 1042 must have {part} in USD, the currency of its gross, got Money('1.00', 'EUR')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        CreditedOrder(**_ORDER, **fields)
