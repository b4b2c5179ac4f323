from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import Any

import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import Money
from influence.payments import CreditedOrder, DatedCount, Performance
from influence.periods import Period
from influence.testing import performance

_ORDER: dict[str, Any] = {
    "order_id": "1042",
    "at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    "gross": Money("80", "USD"),
    "refunded": Money("0", "USD"),
}
_DONE: dict[str, Any] = {
    "currency": "USD",
    "period": Period(
        dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    ),
}


@pytest.mark.parametrize(
    ("gross", "refunded", "net", "is_kept"),
    [
        ("80", "0", "80", True),
        ("80", "79.99", "0.01", True),
        ("80", "80", "0", False),
        ("0", "0", "0", True),
    ],
)
def test_an_order_is_kept_until_all_of_it_came_back(
    gross: str, refunded: str, net: str, is_kept: bool
) -> None:
    order = CreditedOrder(
        **{**_ORDER, "gross": Money(gross, "USD"), "refunded": Money(refunded, "USD")}
    )
    assert order.net == Money(net, "USD")
    assert order.is_kept == is_kept


def test_a_whole_credit_may_be_told_as_1() -> None:
    whole: Any = CreditedOrder(**_ORDER, credit=1)
    assert whole == CreditedOrder(**_ORDER)
    assert isinstance(whole.credit, Fraction)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (
            "refunded",
            Money("80.01", "USD"),
            (
                "order 1042 must have no more refunded than its gross, 80.00 USD, "
                "got Money('80.01', 'USD')"
            ),
        ),
        (
            "refunded",
            Money("-1", "USD"),
            "CreditedOrder.refunded must be an amount of at least 0, got Money('-1.00', 'USD')",
        ),
        (
            "credit",
            Fraction(0),
            (
                "order 1042 must have a Fraction above 0 and at most 1 as its credit, "
                "got Fraction(0, 1)"
            ),
        ),
        (
            "credit",
            2,
            (
                "order 1042 must have a Fraction above 0 and at most 1 as its credit, got "
                "Fraction(2, 1)"
            ),
        ),
        (
            "credit",
            0.5,
            "order 1042 must have a Fraction above 0 and at most 1 as its credit, got 0.5",
        ),
        (
            "credit",
            True,
            "order 1042 must have a Fraction above 0 and at most 1 as its credit, got True",
        ),
        ("is_new_customer", 1, "CreditedOrder.is_new_customer must be true or false, got 1"),
        (
            "at",
            dt.date(2026, 3, 1),
            "CreditedOrder.at must be a time with an offset, got datetime.date(2026, 3, 1)",
        ),
    ],
)
def test_an_order_that_cannot_be_is_refused(field: str, value: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        CreditedOrder(**{**_ORDER, field: value})


def test_a_refund_is_in_the_currency_of_its_order() -> None:
    message = (
        "order 1042 must have its refund in USD, the currency of its gross, "
        "got Money('1.00', 'EUR')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        CreditedOrder(**{**_ORDER, "refunded": Money("1", "EUR")})


def test_a_performance_adds_up_its_orders() -> None:
    did = performance(
        ["100.00", "33.30", "80.00"], refunded={0: "10.00", 2: "80.00"}, currency="USD"
    )
    assert did.gross_sales == Money("213.30", "USD")
    assert did.net_sales == Money("123.30", "USD")
    assert did.order_count == 2


def test_an_order_told_twice_the_same_is_one_order() -> None:
    order = CreditedOrder(**_ORDER)
    did = Performance(**_DONE, orders=(order, CreditedOrder(**_ORDER)))
    assert did.orders == (order,)


def test_shared_orders_count_in_part() -> None:
    shared = CreditedOrder(**_ORDER, credit=Fraction(1, 3))
    whole = CreditedOrder(**{**_ORDER, "order_id": "1043"})
    assert Performance(**_DONE, orders=(shared, whole)).order_count == Fraction(4, 3)


def test_orders_that_are_not_wanted_are_left_out_of_a_copy() -> None:
    did = performance(["100.00", "33.30"], deliverables={"post": 1}, currency="USD")
    less = did.with_orders(lambda order: order.order_id == "order-1")
    assert less.net_sales == Money("33.30", "USD")
    assert less.deliverables == did.deliverables
    assert len(did.orders) == 2


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (
            "orders",
            (CreditedOrder(**_ORDER), CreditedOrder(**_ORDER, is_new_customer=True)),
            "performance must tell an order once, or each time the same, got '1042'",
        ),
        ("orders", [], "Performance.orders must be a tuple, got []"),
        ("orders", ("1042",), "Performance.orders must hold only credited orders, got '1042'"),
        (
            "metrics",
            {"saves": -1},
            "Performance.metrics saves must be a whole number of at least 0, got -1",
        ),
        (
            "metrics",
            {"saves": 1.5},
            "Performance.metrics saves must be a whole number of at least 0, got 1.5",
        ),
        ("metrics", {1: 1}, "Performance.metrics must have names that are text, got 1"),
        (
            "metrics",
            ["saves"],
            "Performance.metrics must be a mapping of names to counts, got ['saves']",
        ),
        (
            "metrics",
            {"orders": 5},
            "metrics of a performance must leave out what its orders tell, got 'orders'",
        ),
        (
            "metrics",
            {"revenue": 5},
            "metrics of a performance must leave out what its orders tell, got 'revenue'",
        ),
        (
            "deliverables",
            {"post": True},
            "Performance.deliverables post must be a whole number of at least 0, got True",
        ),
        ("period", "March", "Performance.period must be a period, got 'March'"),
        ("currency", None, "Performance.currency must be an ISO 4217 code, got None"),
    ],
)
def test_a_performance_that_cannot_be_is_refused(field: str, value: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Performance(**{**_DONE, field: value})


def test_a_misspelt_deliverable_does_not_earn_nothing_in_silence() -> None:
    with pytest.raises(
        UnknownNameError, match=r", got 'shrt_video'; did you mean 'short_video'\?$"
    ):
        performance(deliverables={"shrt_video": 1}, currency="USD")


def test_an_order_in_another_currency_is_refused() -> None:
    message = (
        "order 1042 must be in EUR, the currency of the performance, got Money('80.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Performance(**{**_DONE, "currency": "EUR"}, orders=(CreditedOrder(**_ORDER),))


def test_counts_cannot_be_changed_afterwards() -> None:
    source = {"post": 1}
    did = performance(deliverables=source, currency="USD")
    source["post"] = 2
    assert did.deliverables == {"post": 1}


def _at(day: int) -> dt.datetime:
    return dt.datetime(2026, 3, day, tzinfo=dt.UTC)


def _count(name: str, day: int, count: int) -> DatedCount:
    return DatedCount(name=name, at=_at(day), count=count, fact=f"{name} of {day}")


def _dated() -> Performance:
    orders = (
        CreditedOrder(**{**_ORDER, "order_id": f"of {day}", "at": at})
        for day, at in [
            (0, _at(1) - dt.timedelta(days=9)),
            (1, _at(1)),
            (15, _at(15)),
            (32, _at(31)),
        ]
    )
    return Performance(
        currency="USD",
        period=Period(_at(1), _at(30)),
        orders=tuple(orders),
        deliverables={"story_frame": 3, "post": 1},
        metrics={"saves": 50},
        deliveries=(_count("story_frame", 20, 2),),
        readings=(_count("saves", 5, 20), _count("saves", 30, 10)),
    )


def test_a_part_has_what_falls_into_it_and_the_first_what_has_no_date() -> None:
    first = _dated().within(Period(_at(1), _at(15)))
    assert first.period == Period(_at(1), _at(15))
    assert [order.order_id for order in first.orders] == ["of 0", "of 1"]
    assert first.deliverables == {"story_frame": 1, "post": 1}
    assert first.metrics == {"saves": 40}
    assert (len(first.deliveries), len(first.readings)) == (0, 1)


def test_the_last_part_has_what_came_after_the_end() -> None:
    last = _dated().within(Period(_at(15), dt.datetime(2026, 5, 1, tzinfo=dt.UTC)))
    assert last.period == Period(_at(15), _at(30))
    assert [order.order_id for order in last.orders] == ["of 15", "of 32"]
    assert last.deliverables == {"story_frame": 2}
    assert last.metrics == {"saves": 10}


def test_a_part_in_the_middle_has_neither() -> None:
    middle = _dated().within(Period(_at(10), _at(12)))
    assert (middle.orders, middle.deliverables, middle.metrics) == ((), {}, {})


def test_a_period_that_the_performance_does_not_meet_is_no_part_of_it() -> None:
    message = (
        "period must meet the performance from 2026-03-01T00:00:00+00:00, "
        "got '2026-03-30T00:00:00+00:00'"
    )
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        _dated().within(Period(_at(30), _at(31)))


@pytest.mark.parametrize(
    ("field", "counts", "message"),
    [
        (
            "deliveries",
            (_count("story_frame", 2, 4),),
            "deliveries of a performance must date at most 3 of story_frame, got 4",
        ),
        (
            "readings",
            (_count("views", 2, 1),),
            "readings of a performance must date at most 0 of views, got 1",
        ),
        ("readings", [], "Performance.readings must be a tuple, got []"),
    ],
)
def test_no_more_is_dated_than_there_is(field: str, counts: object, message: str) -> None:
    told: dict[str, Any] = {"deliverables": {"story_frame": 3}, "metrics": {}, field: counts}
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Performance(**_DONE, **told)
