from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import ExactMoney, Money
from influence.payments import (
    Amended,
    Amendment,
    Bonus,
    Capped,
    Commission,
    FlatFee,
    Guaranteed,
    Hybrid,
    InKind,
    Performance,
    Retainer,
    Window,
)
from influence.periods import Period
from influence.shares import Share
from influence.testing import performance

_TEN = Commission(rate="0.10")
_MONTH = Window(kind="calendar", months=1)
_FIFTY = Money("50", "USD")


def _bought(sales: Sequence[str], *customers: str | None) -> Performance:
    made = performance(sales, currency="USD")
    known = zip(made.orders, customers, strict=True)
    orders = (attrs.evolve(order, customer_id=customer) for order, customer in known)
    return attrs.evolve(made, orders=tuple(orders))


def test_what_an_order_earns_above_its_cap_is_cut_and_cites_it() -> None:
    did = performance(["900.00", "300.00", "500.00", "500.01"], currency="USD")
    fee = Capped(terms=_TEN, per_order=_FIFTY).fee(did)
    assert [str(line) for line in fee.working] == [
        "10 % of 2200.01 USD net sales in 4 orders: 220.00 USD",
        "at most 50.00 USD an order, order-0 alone earns 90.00 USD: -40.00 USD",
    ]
    assert fee.working[1].facts == ("order-0",)


def test_a_customer_is_cut_over_all_of_their_orders() -> None:
    did = _bought(["300.00", "100.00", "400.00", "900.00"], "c2", "c1", "c2", None)
    fee = Capped(terms=_TEN, per_customer=_FIFTY).fee(did)
    assert [(str(line), line.facts) for line in fee.working[1:]] == [
        ("not known who bought, each counts as a customer: 1 order: 0.00 USD", ("order-3",)),
        (
            "at most 50.00 USD a customer, one earns 70.00 USD in 2 orders: -20.00 USD",
            ("order-0", "order-2"),
        ),
        ("at most 50.00 USD a customer, one earns 90.00 USD in 1 order: -40.00 USD", ("order-3",)),
    ]


def test_an_order_is_cut_before_its_customer_is() -> None:
    did = _bought(["900.00", "300.00"], "c1", "c1")
    rule = Capped(terms=_TEN, per_order=_FIFTY, per_customer=Money("60", "USD"))
    assert [str(line) for line in rule.fee(did).working[1:]] == [
        "at most 50.00 USD an order, order-0 alone earns 90.00 USD: -40.00 USD",
        "at most 60.00 USD a customer, one earns 80.00 USD in 2 orders: -20.00 USD",
    ]


def test_what_does_not_come_from_orders_is_not_cut_with_them() -> None:
    rule = Hybrid(
        parts=(
            _TEN,
            Retainer(per_period=Money("500", "USD")),
            FlatFee(per_deliverable={"post": Money("70", "USD")}),
            InKind(cost=Money("48", "USD"), fair_market_value=Money("110", "USD")),
        )
    )
    did = attrs.evolve(performance(["900.00"], currency="USD"), deliverables={"post": 1})
    fee = Capped(terms=rule, per_order=_FIFTY).fee(did)
    assert fee.amount == Money("620", "USD")
    assert fee.cost == Money("668", "USD")


def test_a_bonus_that_no_order_reaches_alone_is_not_cut() -> None:
    rule = Hybrid(parts=(_TEN, Bonus(metric="orders", reaches=2, pay=Money("70", "USD"))))
    did = performance(["900.00", "100.00"], currency="USD")
    assert Capped(terms=rule, per_order=_FIFTY).fee(did).amount == Money("130", "USD")


def test_cuts_come_to_no_more_than_what_the_orders_bring() -> None:
    most = Bonus(metric="orders", every=1, pay=Money("70", "USD"), at_most=Money("70", "USD"))
    did = performance(["1.00", "1.00", "1.00", "1.00", "1.00"], currency="USD")
    fee = Capped(terms=most, per_order=_FIFTY).fee(did)
    assert [line.amount.text for line in fee.working] == [
        "350.00", "-280.00", "-20.00", "-20.00", "-20.00", "-10.00", "0.00",
    ]  # fmt: skip
    assert fee.amount.is_zero


def _at(month: int) -> dt.datetime:
    return dt.datetime(2026, month, 1, tzinfo=dt.UTC)


def _monthly(*sales: str) -> Performance:
    made = performance(sales, currency="USD")
    orders = zip(made.orders, range(1, 13), strict=False)
    return attrs.evolve(
        made,
        period=Period(_at(1), _at(len(sales) + 1)),
        orders=tuple(attrs.evolve(order, at=_at(month)) for order, month in orders),
    )


def test_every_period_is_cut_alone() -> None:
    fee = Capped(terms=_TEN, per_period=_FIFTY, window=_MONTH).fee(_monthly("900.00", "300.00"))
    assert [str(line) for line in fee.working] == [
        "from 2026-01-01: 10 % of 900.00 USD net sales in 1 order: 90.00 USD",
        "from 2026-01-01: at most 50.00 USD a period: -40.00 USD",
        "from 2026-02-01: 10 % of 300.00 USD net sales in 1 order: 30.00 USD",
    ]
    assert fee.working[1].facts == ("order-0",)


def test_orders_are_cut_within_their_period_and_the_campaign_comes_last() -> None:
    rule = Capped(
        terms=_TEN,
        per_order=Money("60", "USD"),
        per_period=_FIFTY,
        per_campaign=Money("70", "USD"),
        window=_MONTH,
    )
    fee = rule.fee(_monthly("900.00", "300.00"))
    assert [str(line) for line in fee.working if line.amount.is_negative] == [
        "from 2026-01-01: at most 60.00 USD an order, order-0 alone earns 90.00 USD: -30.00 USD",
        "from 2026-01-01: at most 50.00 USD a period: -10.00 USD",
        "at most 70.00 USD for the campaign: -10.00 USD",
    ]
    assert fee.working[-1].facts == ("order-0", "order-1")


def test_what_lies_before_the_contract_is_in_no_period() -> None:
    window = Window(kind="contract", months=1, starts=dt.date(2026, 2, 1))
    fee = Capped(terms=_TEN, per_period=_FIFTY, window=window).fee(_monthly("900.00", "900.00"))
    assert fee.amount == Money("140", "USD")


def test_what_reaches_no_cap_is_paid_as_the_terms_say() -> None:
    did = performance(["500.00"], currency="USD")
    assert Capped(terms=_TEN, per_campaign=_FIFTY).fee(did) == _TEN.fee(did)
    assert Capped(terms=_TEN, per_order=_FIFTY).fee(did) == _TEN.fee(did)
    assert Capped(terms=_TEN, per_order=_FIFTY).top_rate == Share("0.10")


@pytest.mark.parametrize(
    ("caps", "most"),
    [
        ({"per_order": _FIFTY}, None),
        ({"per_customer": _FIFTY}, None),
        ({"per_campaign": _FIFTY}, "50"),
        ({"per_period": _FIFTY, "window": _MONTH}, "150"),
        ({"per_period": _FIFTY, "window": Window(kind="calendar", months=12)}, "12.5"),
        ({"per_period": _FIFTY, "window": _MONTH, "per_campaign": Money("60", "USD")}, "60"),
    ],
)
def test_it_says_the_most_that_a_quarter_pays(caps: dict[str, Any], most: str | None) -> None:
    quarter = Window(kind="calendar", months=3)
    expected = None if most is None else ExactMoney(most, "USD")
    assert Capped(terms=_TEN, **caps).most_in(quarter) == expected


_GUARANTEED = Guaranteed(terms=_TEN, minimum=_FIFTY, window=_MONTH)
_LATER = Amendment(effective_from=dt.date(2026, 3, 2), terms=_GUARANTEED)
_HOLDS = "capped terms must hold no guarantee, because a cap goes inside it, got "


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({}, "capped must name a cap per_order, per_customer, per_period or per_campaign, got []"),
        (
            {"terms": "10 %"},
            "capped terms must be a payment rule with a name and a fee, got '10 %'",
        ),
        ({"terms": _GUARANTEED}, f"{_HOLDS}'guaranteed'"),
        ({"terms": Hybrid(parts=(_TEN, _GUARANTEED))}, f"{_HOLDS}'hybrid'"),
        ({"terms": Amended(first=_TEN, amendments=(_LATER,))}, f"{_HOLDS}'amended'"),
        (
            {"per_order": Money("0", "USD")},
            "capped per_order must be an amount above 0, got Money('0.00', 'USD')",
        ),
        (
            {"per_order": _FIFTY, "per_campaign": Money("50", "EUR")},
            (
                "capped per_campaign must be in USD, the currency of capped per_order, "
                "got Money('50.00', 'EUR')"
            ),
        ),
        (
            {"per_period": _FIFTY},
            "capped window must be there with per_period and only with it, got None",
        ),
        (
            {"per_period": _FIFTY, "window": Window()},
            "capped window must close, as a calendar or contract window does, got 'lifetime'",
        ),
        ({"per_period": _FIFTY, "window": 1}, "Capped.window must be a window, got 1"),
    ],
)
def test_terms_that_cannot_be_agreed_are_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Capped(**{"terms": _TEN, **terms})


def test_a_window_without_a_cap_for_it_is_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"^capped window must be there with per_period"):
        Capped(terms=_TEN, per_order=_FIFTY, window=_MONTH)


def test_a_cap_never_travels_to_another_currency() -> None:
    message = (
        "capped per_order must be in EUR, the currency of the performance, "
        "got Money('50.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Capped(terms=_TEN, per_order=_FIFTY).fee(performance(currency="EUR"))
