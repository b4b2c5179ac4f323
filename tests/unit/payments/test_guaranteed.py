from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import Money
from influence.payments import (
    Capped,
    Commission,
    FlatFee,
    Guaranteed,
    Hybrid,
    InKind,
    PaymentRule,
    Performance,
    Window,
)
from influence.periods import Period
from influence.shares import Share
from influence.testing import performance

_MONTH = Window(kind="calendar", months=1)
_ALL = Commission(rate="1")
_MINIMUM = Money("2000", "USD")


def _at(month: int, day: int = 1) -> dt.datetime:
    return dt.datetime(2026, month, day, tzinfo=dt.UTC)


def _earning(*months: str, since: dt.datetime | None = None, until: dt.datetime) -> Performance:
    """So much in each month from January on; nothing in a month of 0."""
    made = performance(months, currency="USD")
    orders = zip(made.orders, range(1, 13), strict=False)
    return attrs.evolve(
        made,
        period=Period(since or _at(1), until),
        orders=tuple(
            attrs.evolve(order, at=max(_at(month), since or _at(1))) for order, month in orders
        ),
    )


def _amounts(rule: Guaranteed, *months: str) -> list[str]:
    """What is paid in each month when all of them have closed."""
    paid = [
        rule.fee(_earning(*months[:count], until=_at(count + 1))).amount
        for count in range(len(months) + 1)[1:]
    ]
    before = [Money("0", "USD"), *paid]
    return [(now - then).text for then, now in zip(before, paid, strict=False)]


def test_a_minimum_fills_up_what_is_missing_when_the_window_closes() -> None:
    fee = Guaranteed(terms=_ALL, minimum=_MINIMUM, window=_MONTH).fee(
        _earning("2750", "1500", "3000", until=_at(4))
    )
    assert [str(line) for line in fee.working] == [
        "from 2026-01-01: 100 % of 2750.00 USD net sales in 1 order: 2750.00 USD",
        "from 2026-02-01: 100 % of 1500.00 USD net sales in 1 order: 1500.00 USD",
        "from 2026-02-01: trued up to the minimum of 2000.00 USD: 500.00 USD",
        "from 2026-03-01: 100 % of 3000.00 USD net sales in 1 order: 3000.00 USD",
    ]
    assert fee.working[2].facts == ("order-1",)


def test_a_draw_is_paid_back_from_what_is_earned_above_the_minimum() -> None:
    rule = Guaranteed(terms=_ALL, minimum=_MINIMUM, window=_MONTH, recoverable=True)
    earned = ("2750", "3000", "1500", "2375", "3000", "2750")
    assert _amounts(rule, *earned) == [
        "2750.00",
        "3000.00",
        "2000.00",
        "2000.00",
        "2875.00",
        "2750.00",
    ]
    fee = rule.fee(_earning(*earned, until=_at(7)))
    assert [str(line) for line in fee.working if "net sales" not in line.text] == [
        "from 2026-03-01: trued up to the minimum of 2000.00 USD, to be recovered: 500.00 USD",
        "from 2026-04-01: draw recovered: -375.00 USD",
        "from 2026-05-01: draw recovered: -125.00 USD",
    ]


def test_a_draw_that_is_not_recoverable_is_kept() -> None:
    draw = Money("1500", "USD")
    kept = Guaranteed(terms=_ALL, minimum=draw, window=_MONTH)
    assert _amounts(kept, "500", "3000") == ["1500.00", "3000.00"]
    assert _amounts(attrs.evolve(kept, recoverable=True), "500", "3000") == ["1500.00", "2000.00"]


def test_a_window_that_is_still_open_pays_no_minimum_and_gives_back_a_draw() -> None:
    rule = Guaranteed(terms=_ALL, minimum=_MINIMUM, window=_MONTH, recoverable=True)
    assert rule.fee(_earning("1500", until=_at(1, 31))).amount == Money("1500", "USD")
    open_second = _earning("1500", "2100", until=_at(2, 28))
    assert rule.fee(open_second).amount == Money("4000", "USD")
    assert rule.fee(_earning("1500", "900", until=_at(2, 28))).amount == Money("2900", "USD")


def test_a_window_that_closes_with_the_performance_has_closed() -> None:
    rule = Guaranteed(terms=_ALL, minimum=_MINIMUM, window=_MONTH)
    assert rule.fee(_earning("0.01", until=_at(2))).amount == _MINIMUM
    a_moment_before = _at(2) - dt.timedelta(microseconds=1)
    assert rule.fee(_earning("0.01", until=a_moment_before)).amount == Money("0.01", "USD")


def test_what_begins_inside_a_window_has_the_minimum_of_the_days_that_are_left() -> None:
    rule = Guaranteed(terms=_ALL, minimum=_MINIMUM, window=_MONTH)
    did = _earning("500", since=_at(1, 21), until=_at(2))
    (_, trued_up) = rule.fee(did).working
    assert str(trued_up) == (
        "from 2026-01-21: trued up to the minimum of 709.68 USD, for 11 of 31 days of "
        "2000.00 USD: 209.68 USD"
    )
    up = attrs.evolve(rule, rounding="floor")
    assert up.fee(did).amount == Money("709.67", "USD")


def test_what_lies_before_the_contract_is_paid_and_has_no_minimum() -> None:
    window = Window(kind="contract", months=1, starts=dt.date(2026, 2, 1))
    fee = Guaranteed(terms=_ALL, minimum=_MINIMUM, window=window).fee(
        _earning("10", "20", until=_at(3))
    )
    assert [str(line) for line in fee.working] == [
        "before the contract: 100 % of 10.00 USD net sales in 1 order: 10.00 USD",
        "from 2026-02-01: 100 % of 20.00 USD net sales in 1 order: 20.00 USD",
        "from 2026-02-01: trued up to the minimum of 2000.00 USD: 1980.00 USD",
    ]


def test_costs_stay_beside_the_fee_and_the_rate_is_that_of_the_terms() -> None:
    box = InKind(cost=Money("48", "USD"), fair_market_value=Money("110", "USD"))
    rule = Guaranteed(terms=Hybrid(parts=(_ALL, box)), minimum=_MINIMUM, window=_MONTH)
    assert rule.fee(_earning("0", until=_at(2))).cost == Money("2048", "USD")
    assert rule.top_rate == Share(1)


def _capped(**caps: Any) -> PaymentRule:  # noqa: ANN401 - any cap
    return Capped(terms=_ALL, **caps)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (
            {"terms": "10 %"},
            "guaranteed terms must be a payment rule with a name and a fee, got '10 %'",
        ),
        (
            {"minimum": Money("0", "USD")},
            "guaranteed minimum must be an amount above 0, got Money('0.00', 'USD')",
        ),
        (
            {"window": Window()},
            "guaranteed window must close, as a calendar or contract window does, got 'lifetime'",
        ),
        ({"window": "month"}, "Guaranteed.window must be a window, got 'month'"),
        ({"recoverable": "no"}, "Guaranteed.recoverable must be true or false, got 'no'"),
        (
            {"terms": _capped(per_period=Money("1999.99", "USD"), window=_MONTH)},
            (
                "guaranteed minimum must be at most the cap inside it, 1999.99 USD a window, "
                "got Money('2000.00', 'USD')"
            ),
        ),
        (
            {"terms": _capped(per_campaign=Money("1999.99", "USD"))},
            (
                "guaranteed minimum must be at most the cap inside it, 1999.99 USD a window, "
                "got Money('2000.00', 'USD')"
            ),
        ),
        (
            {"terms": _capped(per_campaign=Money("9999", "EUR"))},
            (
                "guaranteed minimum must be in EUR, the currency of the cap inside it, "
                "got Money('2000.00', 'USD')"
            ),
        ),
    ],
)
def test_terms_that_cannot_be_agreed_are_refused(terms: dict[str, Any], message: str) -> None:
    agreed: dict[str, Any] = {"terms": _ALL, "minimum": _MINIMUM, "window": _MONTH}
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Guaranteed(**{**agreed, **terms})


def test_a_minimum_as_high_as_the_cap_can_be_agreed() -> None:
    for cap in (
        _capped(per_period=_MINIMUM, window=_MONTH),
        _capped(per_campaign=_MINIMUM),
        _capped(per_order=Money("1", "USD")),
        Hybrid(parts=(_capped(per_campaign=Money("1", "USD")),)),
    ):
        Guaranteed(terms=cap, minimum=_MINIMUM, window=_MONTH)


def test_a_way_to_round_that_nobody_knows_is_refused() -> None:
    wrong: Any = "half_evn"
    with pytest.raises(UnknownNameError, match=r"; did you mean 'half_even'\?$"):
        Guaranteed(terms=_ALL, minimum=_MINIMUM, window=_MONTH, rounding=wrong)


def test_a_minimum_never_travels_to_another_currency() -> None:
    message = (
        "guaranteed minimum must be in EUR, the currency of the performance, "
        "got Money('2000.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Guaranteed(terms=_ALL, minimum=_MINIMUM, window=_MONTH).fee(performance(currency="EUR"))


def test_a_flat_fee_can_be_guaranteed_too() -> None:
    flat = FlatFee(per_deliverable={"post": Money("50", "USD")})
    did = performance(deliverables={"post": 1}, currency="USD")
    assert Guaranteed(terms=flat, minimum=_MINIMUM, window=_MONTH).fee(did).amount == _MINIMUM
