"""Boundaries of tiers to the letter, and every term of the table of meanings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import attrs
import pytest

from influence.money import Money
from influence.payments import (
    CommissionableBase,
    Performance,
    Tier,
    Tiered,
    TierMeaning,
    Window,
    tier_meanings,
)
from influence.testing import performance, usd

_RISING = [Tier("0.04"), Tier("0.06", starts_at=usd("200"))]


def test_a_tier_may_pay_the_whole_sale_and_the_first_may_say_that_it_starts_at_nothing() -> None:
    all_of_it = [Tier("1", starts_at=0), Tier("0.5", starts_at=usd("200"))]
    fee = Tiered(tiers=all_of_it, meaning="marginal").fee(performance(["100"], currency="USD"))
    assert fee.amount == usd("100")


def test_the_flat_of_a_higher_tier_is_due_where_the_first_has_none() -> None:
    flats = [_RISING[0], attrs.evolve(_RISING[1], flat=usd("25"))]
    fee = Tiered(tiers=flats, meaning="marginal").fee(performance(["300"], currency="USD"))
    assert [str(line) for line in fee.working][-1] == "25.00 USD for 200.00 USD reached: 25.00 USD"


@pytest.mark.parametrize("meaning", ["marginal", "retroactive", "next_only", "crossing_order"])
def test_without_an_order_the_tier_at_one_order_is_not_reached(meaning: TierMeaning) -> None:
    flats = [Tier("0.04"), Tier("0.06", starts_at=1, flat=usd("25"))]
    rule = Tiered(tiers=flats, meaning=meaning, metric="orders")
    assert rule.fee(performance(currency="USD")).amount == usd("0")


def test_a_rolling_count_keeps_the_customers_who_are_still_in_it() -> None:
    """The first purchase of one leaves the ten days while another's stays."""
    bought = ((0, "c1"), (1, "c2"), (2, "c3"), (10, "c4"), (11, "c5"))
    made = performance(["100"] * len(bought), currency="USD")
    orders = tuple(
        attrs.evolve(order, at=made.period.start + dt.timedelta(days=day, hours=1), customer_id=who)
        for order, (day, who) in zip(made.orders, bought, strict=True)
    )
    rule = Tiered(
        tiers=[Tier("0.04"), Tier("0.10", starts_at=4)],
        meaning="crossing_order",
        metric="customers",
        window=Window(kind="rolling", days=10),
    )
    fee = rule.fee(attrs.evolve(made, orders=orders))
    # c4 counts c1 to c4, and c5 counts c2 to c5.
    assert fee.amount == usd("32")


def test_the_same_sales_are_told_from_one_amount_on() -> None:
    assert {row.amount for row in tier_meanings([usd("100")], _RISING).rows} == {usd("4")}


def _same(did: Performance, tiers: Sequence[Tier], **terms: Any) -> bool:  # noqa: ANN401 - terms of any kind
    """Whether every row is what its rule answers."""
    rows = tier_meanings(did, tiers, **terms).rows
    return all(
        row.fee == Tiered(tiers=tiers, meaning=row.meaning, **terms).fee(did) for row in rows
    )


def test_terms_that_are_left_out_are_those_of_the_rule() -> None:
    flats = [attrs.evolve(_RISING[0], flat=usd("5")), _RISING[1]]
    assert _same(performance(currency="USD"), flats)
    assert _same(performance(["300"], currency="USD", refunded={0: "150"}), _RISING)


def test_each_term_reaches_the_rules() -> None:
    some_back = performance(["300.03"], currency="USD", refunded={0: "150"})
    shipped = attrs.evolve(
        some_back, orders=tuple(attrs.evolve(one, shipping=usd("90")) for one in some_back.orders)
    )
    assert _same(some_back, _RISING, refunds_unreach=False)
    assert _same(some_back, _RISING, rounding="ceiling")
    assert _same(shipped, _RISING, base=CommissionableBase(includes=("shipping",)))


def test_the_first_flat_is_due_without_a_sale_where_it_is_asked_for() -> None:
    flats = [Tier("0.04", flat=usd("5")), Tier("0.06", starts_at=usd("200"))]
    rows = tier_meanings(performance(currency="USD"), flats, flat_at_zero=True).rows
    assert {row.meaning: row.amount for row in rows} == {
        "marginal": usd("5"),
        "retroactive": usd("5"),
        "next_only": usd("5"),
        "crossing_order": usd("5"),
        "single_order": Money.zero("USD"),
    }
