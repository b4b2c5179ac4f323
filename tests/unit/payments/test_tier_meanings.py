from __future__ import annotations

from typing import Any

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money
from influence.payments import Tier, Tiered, Window, tier_meanings
from influence.testing import performance

_TIERS = [
    Tier("0.04"),
    Tier("0.06", starts_at=Money("200", "USD")),
    Tier("0.08", starts_at=Money("400", "USD")),
]
_SALES = [Money(amount, "USD") for amount in ("150", "100", "50", "200")]


def test_the_same_sales_under_every_meaning_are_a_table() -> None:
    lines = str(tier_meanings(_SALES, _TIERS)).splitlines()
    assert [line.split("  ", 1)[0] for line in lines] == [
        "meaning",
        "marginal",
        "retroactive",
        "next_only",
        "crossing_order",
        "single_order",
    ]
    assert lines[0] == f"{'meaning':<14}  {'fee':>9}  {'what it means':<48}  used at"
    assert lines[4] == (
        "crossing_order  31.00 USD  the whole order that crosses, and those after it  Refersion"
    )
    assert [line[16:25] for line in lines[1:]] == [
        "28.00 USD",
        "40.00 USD",
        "25.00 USD",
        "31.00 USD",
        "24.00 USD",
    ]


def test_a_row_has_the_fee_and_the_working_of_the_rule() -> None:
    did = performance(["150.00", "350.00"], currency="USD")
    table = tier_meanings(did, _TIERS)
    for row in table.rows:
        fee = Tiered(tiers=_TIERS, meaning=row.meaning).fee(did)
        assert (row.fee, row.amount, row.working) == (fee, fee.amount, fee.working)
        assert table.row(row.meaning) is row


def test_bare_amounts_are_orders_in_the_order_of_time() -> None:
    rising, falling = sorted(_SALES), sorted(_SALES, reverse=True)
    first, second = (tier_meanings(sales, _TIERS).row("next_only") for sales in (rising, falling))
    assert [first.amount, second.amount] == [Money("24.00", "USD"), Money("27.00", "USD")]
    assert first.working[0].facts == ("order 1", "order 2", "order 3")


def test_every_term_reaches_the_rules() -> None:
    did = performance(["200.00"], currency="USD", refunded={0: "100.00"})
    flats = [Tier("0.04", flat=Money("5", "USD")), *_TIERS[1:]]
    table = tier_meanings(
        did,
        flats,
        window=Window(kind="calendar", months=1),
        counts="exceeded",
        flat_at_zero=True,
        refunds_unreach=False,
        rounding="floor",
        rounds="order",
    )
    expected = Tiered(
        tiers=flats,
        meaning="retroactive",
        window=Window(kind="calendar", months=1),
        counts="exceeded",
        flat_at_zero=True,
        refunds_unreach=False,
        rounding="floor",
        rounds="order",
    )
    assert table.row("retroactive").fee == expected.fee(did)
    assert len(table.rows) == 5


def test_a_meaning_that_does_not_go_with_the_metric_or_the_window_has_no_row() -> None:
    counted = [Tier("0.04"), Tier("0.06", starts_at=2)]
    by_orders = tier_meanings(_SALES, counted, metric="orders")
    assert [row.meaning for row in by_orders.rows] == [
        "marginal",
        "retroactive",
        "next_only",
        "crossing_order",
    ]
    rolling = tier_meanings(_SALES, _TIERS, window=Window(kind="rolling", days=30))
    assert [row.meaning for row in rolling.rows] == ["next_only", "crossing_order"]
    with pytest.raises(UnknownNameError) as caught:
        rolling.row("marginal")
    assert str(caught.value) == (
        "meaning of tiered must be one of crossing_order, next_only, got 'marginal'"
    )


@pytest.mark.parametrize(
    ("sales", "got"), [([], "[]"), (["150.00"], "['150.00']"), ([Money(1, "USD"), 2], None)]
)
def test_sales_that_are_no_money_are_refused(sales: list[Any], got: str | None) -> None:
    shown = got or "[Money('1.00', 'USD'), 2]"
    with pytest.raises(InvalidInputError) as caught:
        tier_meanings(sales, _TIERS)
    assert str(caught.value) == (
        f"sales must be a performance, or at least one amount of money, got {shown}"
    )
