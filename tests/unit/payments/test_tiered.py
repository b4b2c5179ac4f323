from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest

from influence.errors import CurrencyMismatchError
from influence.money import Money
from influence.payments import (
    CommissionableBase,
    CreditedOrder,
    OrderLine,
    Performance,
    Tier,
    Tiered,
    Window,
)
from influence.shares import Share
from influence.testing import performance

_TIERS = (
    Tier("0.04"),
    Tier("0.06", starts_at=Money("200", "USD")),
    Tier("0.08", starts_at=Money("400", "USD")),
)
_COUNTED = (Tier("0.10"), Tier("0.20", starts_at=2), Tier("0.30", starts_at=3))
_SALES = ("150.00", "100.00", "50.00", "200.00")


def _rule(meaning: str = "marginal", **terms: object) -> Tiered:
    chosen: dict[str, Any] = {"tiers": _TIERS, "meaning": meaning, **terms}
    return Tiered(**chosen)


def _lines(rule: Tiered, did: Performance) -> list[str]:
    return [str(line) for line in rule.fee(did).working]


def _sold(*sales: str, **changes: Sequence[Any]) -> Performance:
    """Sales with one more field told of each order."""
    made = performance(sales, currency="USD")
    orders = list(made.orders)
    for name, values in changes.items():
        told = zip(orders, values, strict=True)
        orders = [attrs.evolve(order, **{name: value}) for order, value in told]
    return attrs.evolve(made, orders=tuple(orders))


@pytest.mark.parametrize(
    ("meaning", "fee"),
    [
        ("marginal", "28.00"),
        ("retroactive", "40.00"),
        ("next_only", "20.00"),
        ("crossing_order", "40.00"),
        ("single_order", "40.00"),
    ],
)
def test_one_sale_of_500_earns_what_the_meaning_says(meaning: str, fee: str) -> None:
    assert _rule(meaning).fee(performance(["500.00"], currency="USD")).amount == Money(fee, "USD")


def test_each_slice_is_paid_at_its_own_rate_and_cites_its_orders() -> None:
    fee = _rule("marginal").fee(performance(_SALES, currency="USD"))
    assert [(str(line), line.facts) for line in fee.working] == [
        ("4 % of 200.00 USD net sales up to 200.00 USD: 8.00 USD", ("order-0", "order-1")),
        (
            "6 % of 200.00 USD net sales between 200.00 and 400.00 USD: 12.00 USD",
            ("order-1", "order-2", "order-3"),
        ),
        ("8 % of 100.00 USD net sales above 400.00 USD: 8.00 USD", ("order-3",)),
    ]


def test_everything_is_rated_again_at_the_tier_that_is_reached() -> None:
    rule, did = _rule("retroactive"), performance(_SALES, currency="USD")
    assert _lines(rule, did) == [
        "8 % of 500.00 USD net sales in 4 orders, 400.00 USD reached: 40.00 USD"
    ]
    assert _lines(rule, performance(["199.99"], currency="USD")) == [
        "4 % of 199.99 USD net sales in 1 order, 200.00 USD not reached: 8.00 USD"
    ]


def test_the_orders_after_the_one_that_reached_a_tier_take_it() -> None:
    assert _lines(_rule("next_only"), performance(_SALES, currency="USD")) == [
        "4 % of 250.00 USD net sales in 2 orders, 200.00 USD not reached before each: 10.00 USD",
        "6 % of 250.00 USD net sales in 2 orders, 200.00 USD reached before each: 15.00 USD",
    ]


def test_the_order_that_crosses_takes_the_tier_that_it_reaches_as_a_whole() -> None:
    assert _lines(_rule("crossing_order"), performance(_SALES, currency="USD")) == [
        "4 % of 150.00 USD net sales in 1 order, 200.00 USD not reached with each: 6.00 USD",
        "6 % of 150.00 USD net sales in 2 orders, 200.00 USD reached with each: 9.00 USD",
        "8 % of 200.00 USD net sales in 1 order, 400.00 USD reached with each: 16.00 USD",
    ]


def test_an_order_that_decides_for_itself_looks_at_its_own_size() -> None:
    assert _lines(_rule("single_order"), performance(_SALES, currency="USD")) == [
        "4 % of 300.00 USD net sales in 3 orders, 200.00 USD not reached by each: 12.00 USD",
        "6 % of 200.00 USD net sales in 1 order, 200.00 USD reached by each: 12.00 USD",
    ]


@pytest.mark.parametrize(
    ("meaning", "sold", "reached", "exceeded"),
    [
        ("retroactive", ["200.00"], "12.00", "8.00"),
        ("retroactive", ["199.99"], "8.00", "8.00"),
        ("retroactive", ["200.01"], "12.00", "12.00"),
        ("next_only", ["200.00", "100.00"], "14.00", "12.00"),
        ("next_only", ["199.99", "100.00"], "12.00", "12.00"),
        ("crossing_order", ["100.00", "100.00"], "10.00", "8.00"),
        ("single_order", ["200.00"], "12.00", "8.00"),
        ("marginal", ["200.00", "100.00"], "14.00", "14.00"),
    ],
)
def test_a_boundary_counts_when_reached_or_only_when_exceeded(
    meaning: str, sold: list[str], reached: str, exceeded: str
) -> None:
    did = performance(sold, currency="USD")
    assert _rule(meaning).fee(did).amount == Money(reached, "USD")
    assert _rule(meaning, counts="exceeded").fee(did).amount == Money(exceeded, "USD")


def test_orders_of_one_moment_are_counted_in_the_order_of_their_ids() -> None:
    at = dt.datetime(2026, 3, 5, tzinfo=dt.UTC)
    did = _sold("300.00", "100.00", at=[at, at], order_id=["b", "a"])
    fee = _rule("next_only").fee(did)
    assert [(str(line.amount), line.facts) for line in fee.working] == [("16.00 USD", ("a", "b"))]


def test_a_single_tier_says_no_more_than_its_rate() -> None:
    did = performance(["100.00"], currency="USD")
    single = (Tier("0.04"),)
    assert _lines(_rule("marginal", tiers=single), did) == ["4 % of 100.00 USD net sales: 4.00 USD"]
    assert _lines(_rule("retroactive", tiers=single), did) == [
        "4 % of 100.00 USD net sales in 1 order: 4.00 USD"
    ]


def test_no_sale_is_a_line_of_zero_at_the_first_tier() -> None:
    assert _lines(_rule("marginal"), performance(currency="USD")) == [
        "4 % of 0.00 USD net sales up to 200.00 USD: 0.00 USD"
    ]


def test_a_refund_unreaches_a_tier_unless_the_terms_say_otherwise() -> None:
    did = performance(["150.00", "300.00"], currency="USD", refunded={1: "100.00"})
    assert _lines(_rule("retroactive"), did) == [
        "6 % of 350.00 USD net sales in 2 orders, 200.00 USD reached: 21.00 USD"
    ]
    assert _lines(_rule("retroactive", refunds_unreach=False), did) == [
        "8 % of 350.00 USD net sales in 2 orders, 400.00 USD reached: 28.00 USD"
    ]


def test_an_order_that_came_back_whole_climbs_only_where_refunds_do_not_unreach() -> None:
    did = performance(["200.00", "100.00"], currency="USD", refunded={0: "200.00"})
    assert _rule("next_only").fee(did).amount == Money("4.00", "USD")
    assert _rule("next_only", refunds_unreach=False).fee(did).amount == Money("6.00", "USD")
    assert _rule("marginal", refunds_unreach=False).fee(did).amount == Money("6.00", "USD")


def test_what_is_left_of_an_order_is_spread_over_the_slices_of_what_was_sold() -> None:
    did = performance(["400.00"], currency="USD", refunded={0: "300.00"})
    assert _lines(_rule("marginal", refunds_unreach=False), did) == [
        "4 % of 50.00 USD net sales up to 200.00 USD: 2.00 USD",
        "6 % of 50.00 USD net sales between 200.00 and 400.00 USD: 3.00 USD",
    ]


def test_lines_that_came_back_count_as_sold_where_refunds_do_not_unreach() -> None:
    shoes = OrderLine(product="shoes", gross=Money("150", "USD"), refunded=Money("150", "USD"))
    socks = OrderLine(product="socks", gross=Money("100", "USD"), refunded=Money("0", "USD"))
    did = performance(["250.00"], currency="USD", refunded={0: "150.00"})
    did = attrs.evolve(did, orders=(attrs.evolve(did.orders[0], lines=(shoes, socks)),))
    assert _rule("retroactive").fee(did).amount == Money("4.00", "USD")
    assert _rule("retroactive", refunds_unreach=False).fee(did).amount == Money("6.00", "USD")


def test_the_base_decides_tier_and_pay() -> None:
    did = performance(["238.00"], currency="USD")
    assert _lines(_rule("retroactive", base=CommissionableBase(vat="0.20")), did) == [
        (
            "4 % of about 198.33 USD net sales without VAT of 20 % in 1 order, "
            "200.00 USD not reached: 7.93 USD"
        )
    ]


def test_shared_orders_count_by_their_credit() -> None:
    did = _sold("100.00", "100.00", "100.00", credit=[Fraction(1, 2), Fraction(3, 4), Fraction(1)])
    rule = _rule("marginal", tiers=_COUNTED, metric="orders")
    assert _lines(rule, did) == [
        "10 % of 275.00 USD net sales up to 2 orders: 27.50 USD",
        "20 % of 25.00 USD net sales between 2 and 3 orders: 5.00 USD",
    ]


def test_a_tier_at_one_order_is_said_in_the_singular() -> None:
    tiers = (Tier("0.10"), Tier("0.20", starts_at=1))
    rule = _rule("crossing_order", tiers=tiers, metric="orders")
    assert _lines(rule, performance(["100.00"], currency="USD")) == [
        "20 % of 100.00 USD net sales in 1 order, 1 order reached with each: 20.00 USD"
    ]


def test_an_order_counts_when_it_is_the_first_of_its_customer() -> None:
    did = _sold("10.00", "20.00", "40.00", "80.00", customer_id=["ann", "ann", "bob", "ann"])
    rule = _rule("marginal", tiers=_COUNTED, metric="customers")
    assert _lines(rule, did) == [
        "10 % of 70.00 USD net sales up to 2 customers: 7.00 USD",
        "20 % of 80.00 USD net sales between 2 and 3 customers: 16.00 USD",
    ]
    rule = _rule("crossing_order", tiers=_COUNTED, metric="customers")
    assert rule.fee(did).amount == Money("27.00", "USD")


def test_an_unknown_customer_is_out_of_the_count_and_paid_at_the_tier_reached_without() -> None:
    did = _sold("10.00", "20.00", "40.00", customer_id=[None, "ann", None])
    rule = _rule("retroactive", tiers=_COUNTED, metric="customers")
    fee = rule.fee(did)
    assert [(str(line), line.facts) for line in fee.working] == [
        (
            "not known who bought, left out of the count: 2 orders: 0.00 USD",
            ("order-0", "order-2"),
        ),
        (
            "10 % of 70.00 USD net sales in 3 orders, 2 customers not reached: 7.00 USD",
            ("order-0", "order-1", "order-2"),
        ),
    ]
    assert _rule("marginal", tiers=_COUNTED, metric="customers").fee(did).amount == fee.amount


def test_it_is_rounded_once_a_line_or_order_by_order() -> None:
    did = performance(["0.25", "0.25", "0.25"], currency="USD")
    tiers = (Tier("0.10"),)
    once = _rule("retroactive", tiers=tiers, rounding="ceiling")
    assert _lines(once, did) == ["10 % of 0.75 USD net sales in 3 orders: 0.08 USD"]
    each = attrs.evolve(once, rounds="order")
    assert _lines(each, did) == [
        "10 % of 0.75 USD net sales in 3 orders, rounded order by order: 0.09 USD"
    ]


def test_the_flat_of_every_tier_that_is_reached_is_due_once() -> None:
    first, second, third = _TIERS
    tiers = (
        attrs.evolve(first, flat=Money("1", "USD")),
        attrs.evolve(second, flat=Money("5", "USD")),
        attrs.evolve(third, flat=Money("7", "USD")),
    )
    did = performance(["150.00", "100.00"], currency="USD")
    flats = [
        ("1.00 USD for the first tier", Money("1", "USD"), ("order-0", "order-1")),
        ("5.00 USD for 200.00 USD reached", Money("5", "USD"), ("order-0", "order-1")),
    ]
    for meaning in ("marginal", "next_only", "crossing_order"):
        working = _rule(meaning, tiers=tiers).fee(did).working
        assert [(line.text, line.amount, line.facts) for line in working[-2:]] == flats
        assert not any("7.00 USD" in line.text for line in working)
    again = _rule("retroactive", tiers=tiers).fee(did).working[1:]
    assert [(line.text, line.amount, line.facts) for line in again] == flats[1:]
    exceeded = _rule("retroactive", tiers=tiers, counts="exceeded")
    assert _lines(exceeded, performance(["200.00"], currency="USD"))[1:] == [
        "1.00 USD for the first tier: 1.00 USD"
    ]


def test_the_first_flat_is_due_without_a_sale_only_where_that_is_agreed() -> None:
    tiers = (Tier("0.04", flat=Money("5", "USD")),)
    nothing = performance(currency="USD")
    for meaning in ("marginal", "retroactive", "next_only", "crossing_order"):
        assert _rule(meaning, tiers=tiers).fee(nothing).amount == Money("0", "USD")
        agreed = _rule(meaning, tiers=tiers, flat_at_zero=True)
        assert agreed.fee(nothing).amount == Money("5.00", "USD")


def test_an_order_that_decides_for_itself_has_its_own_flat_by_its_credit() -> None:
    tiers = (
        Tier("0"),
        Tier("0", starts_at=Money("100", "USD"), flat=Money("3", "USD")),
        Tier("0", starts_at=Money("200", "USD"), flat=Money("5", "USD")),
    )
    did = _sold("50.00", "100.00", "150.00", "200.00", credit=[1, 1, Fraction(1, 2), 1])
    rule = _rule("single_order", tiers=tiers)
    fee = rule.fee(did)
    assert [(str(line), line.facts) for line in fee.working[3:]] == [
        (
            (
                "3.00 USD for each of 2 orders, 100.00 USD reached by each, shared with others and "
                "together worth 3/2 of an order: 4.50 USD"
            ),
            ("order-1", "order-2"),
        ),
        ("5.00 USD for each of 1 order, 200.00 USD reached by each: 5.00 USD", ("order-3",)),
    ]


def test_each_month_of_the_calendar_counts_anew_by_its_zone() -> None:
    rule = _rule("retroactive", window=Window(kind="calendar", months=1, zone="Asia/Tokyo"))
    midnight = dt.datetime(2026, 3, 31, 15, tzinfo=dt.UTC)
    did = _sold("150.00", "100.00", at=[midnight - dt.timedelta(seconds=1), midnight])
    assert _lines(rule, did) == [
        "from 2026-03-01: 4 % of 150.00 USD net sales in 1 order, 200.00 USD not reached: 6.00 USD",
        "from 2026-04-01: 4 % of 100.00 USD net sales in 1 order, 200.00 USD not reached: 4.00 USD",
    ]


def test_an_order_before_the_contract_begins_is_said_and_earns_nothing() -> None:
    window = Window(kind="contract", months=1, starts=dt.date(2026, 3, 2))
    did = _sold("500.00", "100.00", at=[_day(1), _day(2)])
    fee = _rule("marginal", window=window).fee(did)
    assert [(str(line), line.facts) for line in fee.working] == [
        ("left out, before the contract begins: 1 order: 0.00 USD", ("order-0",)),
        (
            "from 2026-03-02: 4 % of 100.00 USD net sales up to 200.00 USD: 4.00 USD",
            ("order-1",),
        ),
    ]
    assert len(_rule("marginal", window=window).fee(_sold("1.00", at=[_day(9)])).working) == 1


def test_a_contract_that_has_not_begun_earns_nothing_yet() -> None:
    window = Window(kind="contract", months=1, starts=dt.date(2027, 1, 1))
    assert _lines(_rule("marginal", window=window), _sold("500.00")) == [
        "left out, before the contract begins: 1 order: 0.00 USD"
    ]
    assert _lines(_rule("marginal", window=window), performance(currency="USD")) == []


def _day(day: int, *, hour: int = 0) -> dt.datetime:
    return dt.datetime(2026, 3, day, hour, tzinfo=dt.UTC)


def test_a_rolling_window_looks_back_from_each_order_and_holds_both_ends() -> None:
    rule = _rule("crossing_order", window=Window(kind="rolling", days=10))
    did = _sold("150.00", "50.00", "50.00", at=[_day(1), _day(11), _day(11, hour=1)])
    assert _lines(rule, did) == [
        (
            "4 % of 200.00 USD net sales in 2 orders, 200.00 USD not reached with each, "
            "counted over 10 days: 8.00 USD"
        ),
        (
            "6 % of 50.00 USD net sales in 1 order, 200.00 USD reached with each, "
            "counted over 10 days: 3.00 USD"
        ),
    ]


def test_over_the_last_days_the_first_order_of_a_customer_moves_on() -> None:
    tiers = (Tier("0.10"), Tier("0.20", starts_at=2))
    window = Window(kind="rolling", days=1)
    rule = _rule("next_only", tiers=tiers, metric="customers", window=window)
    times = [_day(1), _day(1, hour=12), _day(2, hour=6), _day(2, hour=7), _day(9)]
    did = _sold(
        *("10.00", "20.00", "40.00", "80.00", "160.00"),
        at=times,
        customer_id=["ann", "ann", "bob", "cid", "cid"],
    )
    fee = rule.fee(did)
    assert [(line.amount, line.facts) for line in fee.working] == [
        (Money("23.00", "USD"), ("order-0", "order-1", "order-2", "order-4")),
        (Money("16.00", "USD"), ("order-3",)),
    ]
    assert fee.working[1].text.endswith("counted over 1 day")


def test_amounts_meet_only_performances_in_their_currency() -> None:
    with pytest.raises(CurrencyMismatchError) as caught:
        _rule("marginal").fee(performance(["500"], currency="JPY"))
    assert str(caught.value) == (
        "tiered tiers[1] starts_at must be in JPY, the currency of the performance, "
        "got Money('200.00', 'USD')"
    )


def test_shares_alone_travel_to_any_currency() -> None:
    rule = _rule("crossing_order", tiers=_COUNTED, metric="orders")
    assert rule.fee(performance(["500"], currency="JPY")).amount == Money("50", "JPY")


def test_the_top_rate_is_the_highest_of_the_tiers() -> None:
    assert _rule("marginal").top_rate == Share("0.08")
    assert _rule(
        "marginal", tiers=[Tier("0.2"), Tier("0", starts_at=Money("1", "USD"))]
    ).top_rate == Share("0.2")


def test_a_repeated_order_and_another_order_of_facts_change_nothing() -> None:
    did = _sold(*_SALES)
    told: tuple[CreditedOrder, ...] = (*reversed(did.orders), *did.orders)
    again = attrs.evolve(did, orders=told)
    for meaning in ("marginal", "retroactive", "next_only", "crossing_order", "single_order"):
        assert _rule(meaning).fee(again) == _rule(meaning).fee(did)
