"""Regions before and since: the sum by hand, the days that count, and what is said beside it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import cast

import attrs
import pytest
from told_controls import STARTS, region

from influence.errors import (
    CurrencyMismatchError,
    InvalidInputError,
    MissingDataError,
    UnknownNameError,
)
from influence.incrementality import Per, RegionDay, Trend, difference_in_differences, welch
from influence.money import Money

NORTH = region("north", "treated", before=["100", "100"], since=["160", "150", "140"])
WEST = region("west", "treated", before=["80", "84"], since=["120", "126", "117"])
SOUTH = region("south", "control", before=["90", "110"], since=["105", "105", "105"])
EAST = region("east", "control", before=["60", "60"], since=["64", "68", "66"])
ALL = [*NORTH, *WEST, *SOUTH, *EAST]


def test_the_sum_by_hand() -> None:
    found = difference_in_differences(ALL, starts=STARTS, spend=Money(100, "USD"))

    # Gains: north 50, west 39; south 5, east 6. Gap 44.5 − 5.5 = 39, × 2 regions × 3 days.
    assert found.incremental_revenue == Money("234.00", "USD")
    assert found.observed_revenue == Money("813.00", "USD")
    assert found.baseline == Money("579.00", "USD")
    assert found.iroas == Decimal("2.34")
    assert found.revenue is not None
    spread = welch([5000, 3900], [500, 600])
    assert found.revenue.interval == spread.interval().times(6)
    assert found.p_value == spread.p_value
    assert found.permutation is not None
    assert (found.permutation.as_far, found.permutation.deals) == (2, 6)
    assert found.conversions is None
    assert found.against == "2 control regions, 2 days before and 3 since"
    assert found.verdict == "cannot_tell"
    low, high = found.revenue_interval or (None, None)
    assert (low, high) == (Money("-171.20", "USD"), Money("639.20", "USD"))
    assert found.in_words().startswith(f"Measured against {found.against}. Revenue of 234.00 USD")


def test_one_region_an_arm_has_no_interval_and_says_so() -> None:
    found = difference_in_differences([*NORTH, *SOUTH], starts=STARTS)
    assert found.incremental_revenue == Money("135.00", "USD")
    assert found.revenue_interval is None
    assert found.p_value is None
    assert found.verdict == "cannot_tell"
    assert [str(one) for one in found.findings] == [
        (
            "controls: INF406 incremental revenue must have an interval to be told from chance, "
            "got none: an arm of one has no spread to measure"
        )
    ]
    assert found.against == "1 control region, 2 days before and 3 since"


def test_a_day_that_one_region_does_not_tell_is_left_out_for_all() -> None:
    holed = [row for row in ALL if row.region_day != "east 2026-03-03"]
    found = difference_in_differences(holed, starts=STARTS)
    without = [row for row in ALL if row.date != dt.date(2026, 3, 3)]
    assert found.revenue == difference_in_differences(without, starts=STARTS).revenue
    assert [str(one) for one in found.findings if one.code == "INF407"] == [
        (
            "controls: INF407 1 day left out for all, because these regions do not tell them: "
            "east: 2026-03-03"
        )
    ]


def test_many_missing_days_are_counted_and_the_first_are_named() -> None:
    long = [
        *region("north", "treated", before=["1"] * 6, since=["1"] * 3),
        *region("south", "control", before=["1"], since=["1"] * 3),
    ]
    [_, missing] = difference_in_differences(long, starts=STARTS).findings
    assert missing.message == (
        "5 days left out for all, because these regions do not tell them: south: 2026-02-24, "
        "2026-02-25, 2026-02-26 and 2 more"
    )


def test_rows_from_the_end_on_do_not_count_and_are_said() -> None:
    found = difference_in_differences(ALL, starts=STARTS, ends=dt.date(2026, 3, 4), where="t.csv")
    short = [row for row in ALL if row.date < dt.date(2026, 3, 4)]
    assert found.revenue == difference_in_differences(short, starts=STARTS).revenue
    assert [str(one) for one in found.findings if one.code == "INF407"] == [
        "t.csv: INF407 4 rows lie at or after the end of the campaign: left out"
    ]


def test_per_head_weighs_each_region_by_its_people() -> None:
    rows = [
        *region("big", "treated", before=["1000"], since=["1300"], people=100),
        *region("small", "treated", before=["100"], since=["150"], people=10),
        *region("south", "control", before=["500"], since=["600"], people=50),
        *region("east", "control", before=["200"], since=["230"], people=30),
    ]
    found = difference_in_differences(rows, starts=STARTS, per="head")
    # Treated gain 350 ÷ 110 heads, control 130 ÷ 80; × 110 heads × 1 day = 350 − 178.75.
    assert found.incremental_revenue == Money("171.25", "USD")
    assert found.revenue is not None
    assert found.revenue.interval is not None
    spread = welch([300, 500], [200, 100], first_weights=[100, 10], second_weights=[50, 30])
    assert found.revenue.interval == spread.interval().times(110)
    assert found.permutation is not None


def test_a_ratio_lets_both_arms_grow_alike_and_has_no_interval() -> None:
    rows = [
        *region("test", "treated", before=["100"], since=["160"]),
        *region("control", "control", before=["40"], since=["60"]),
    ]
    found = difference_in_differences(rows, starts=STARTS, trend="ratio")
    assert found.incremental_revenue == Money("10.00", "USD")  # 160 − 100 × 60 ÷ 40
    assert found.permutation is None
    assert found.revenue is not None
    assert found.revenue.no_interval == "the control's growth is itself an estimate"
    assert str(found.why("incremental_revenue")).splitlines()[-3:] == [
        "treated before × control since ÷ control before  150 USD",
        "treated since − that                             10 USD",
        "× 1 regions × 1 days                             10.00 USD",
    ]


def test_a_control_that_sold_nothing_has_no_growth() -> None:
    rows = [
        *region("test", "treated", before=["100"], since=["160"]),
        *region("control", "control", before=["0"], since=["60"]),
    ]
    with pytest.raises(MissingDataError) as caught:
        difference_in_differences(rows, starts=STARTS, trend="ratio")
    told = "control before the campaign must not be zero for a ratio, got 0"
    assert str(caught.value) == told


def test_orders_are_counted_where_every_row_tells_them() -> None:
    rows = [
        *region("north", "treated", before=["1"], since=["1"], orders=[4, 9]),
        *region("south", "control", before=["1"], since=["1"], orders=[3, 4]),
    ]
    found = difference_in_differences(rows, starts=STARTS)
    assert found.conversions is not None
    assert found.conversions.what == "orders"
    assert found.conversions.incremental == 4
    untold = [attrs.evolve(rows[0], orders=None), *rows[1:]]
    assert difference_in_differences(untold, starts=STARTS).conversions is None


def test_arms_that_moved_apart_before_are_told() -> None:
    rows = [
        *region("n", "treated", before=["10", "10", "90", "90"], since=["95"]),
        *region("w", "treated", before=["11", "11", "92", "92"], since=["96"]),
        *region("s", "control", before=["10", "10", "10", "10"], since=["10"]),
        *region("e", "control", before=["12", "12", "13", "13"], since=["14"]),
    ]
    found = difference_in_differences(rows, starts=STARTS)
    [finding] = found.findings
    assert finding.code == "INF408"
    assert finding.message == (
        "both arms must have moved alike before the campaign, got a gap of 320.00 USD "
        "(307.83 USD to 332.17 USD) between the halves of the days before"
    )
    assert found.placebo is not None
    assert found.placebo.verdict == "above_zero"


def test_too_few_days_before_are_told() -> None:
    rows = [
        *region("n", "treated", before=["10"], since=["95"]),
        *region("w", "treated", before=["11"], since=["90"]),
        *region("s", "control", before=["10"], since=["10"]),
        *region("e", "control", before=["12"], since=["13"]),
    ]
    found = difference_in_differences(rows, starts=STARTS)
    assert found.placebo is None
    assert [one.message for one in found.findings] == [
        "both arms must be seen to move alike before the campaign, got too few days before"
    ]


def test_too_many_deals_are_drawn_when_a_generator_is_brought() -> None:
    rows = [
        row
        for place in range(20)
        for row in region(
            f"r{place:02d}",
            "treated" if place < 10 else "control",
            before=[str(place)],
            since=[str(2 * place + (place < 10))],
        )
    ]
    assert difference_in_differences(rows, starts=STARTS).permutation is None
    dice = Random(1)  # noqa: S311  # no secret
    drawn = difference_in_differences(rows, starts=STARTS, generator=dice).permutation
    assert drawn is not None
    assert (drawn.deals, drawn.is_exact) == (10_000, False)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (NORTH, "regions must have at least one in the control arm, got 0"),
        (SOUTH, "regions must have at least one in the treated arm, got 0"),
        ([], "regions must have at least one in the treated arm, got 0"),
        (
            [row for row in ALL if row.date < STARTS],
            "regions must have a day on or after 2026-03-02 that all of them tell, got 0",
        ),
        (
            [row for row in ALL if row.date >= STARTS],
            "regions must have a day before 2026-03-02 that all of them tell, got 0",
        ),
    ],
)
def test_without_a_control_there_is_no_figure(rows: list[RegionDay], message: str) -> None:
    with pytest.raises(MissingDataError) as caught:
        difference_in_differences(rows, starts=STARTS)
    assert str(caught.value) == message


def test_heads_have_to_be_told() -> None:
    with pytest.raises(MissingDataError) as caught:
        difference_in_differences(ALL, starts=STARTS, per="head")
    told = "people of region north must be told for figures per head, got None"
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([*ALL, NORTH[0]], "region and day must stand once, got 'north 2026-02-28'"),
        (
            [*ALL, attrs.evolve(NORTH[0], date=dt.date(2025, 1, 1), arm="control")],
            "arm of region north must be treated, as on its other days, got 'control'",
        ),
    ],
)
def test_rows_that_cannot_be_true_together_are_refused(rows: list[RegionDay], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        difference_in_differences(rows, starts=STARTS)
    assert str(caught.value) == message


def test_the_people_of_a_region_do_not_change() -> None:
    rows = region("north", "treated", before=["1"], since=["1"], people=10)
    with pytest.raises(InvalidInputError) as caught:
        difference_in_differences(
            [rows[0], attrs.evolve(rows[1], people=11)], starts=STARTS, per="head"
        )
    told = "people of region north must be 10, as on its other days, got 11"
    assert str(caught.value) == told


def test_currencies_do_not_mix() -> None:
    euro = attrs.evolve(SOUTH[0], revenue=Money(1, "EUR"))
    with pytest.raises(CurrencyMismatchError) as caught:
        difference_in_differences([*NORTH, euro], starts=STARTS)
    assert str(caught.value) == (
        "revenue of south 2026-02-28 must be in USD, as the other rows, got Money('1.00', 'EUR')"
    )


def test_names_that_are_not_known_are_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"^per must be one of head, region, got 'city'$"):
        difference_in_differences(ALL, starts=STARTS, per=cast("Per", "city"))
    with pytest.raises(UnknownNameError, match=r"^trend must be one of additive, ratio, got 'x'$"):
        difference_in_differences(ALL, starts=STARTS, trend=cast("Trend", "x"))


def test_amounts_are_rounded_half_to_even_once() -> None:
    rows = [
        *region("n", "treated", before=["0.00", "0.01"], since=["0.01"]),
        *region("s", "control", before=["0.00", "0.00"], since=["0.00"]),
    ]
    found = difference_in_differences(rows, starts=STARTS)
    assert found.revenue is not None
    assert found.revenue.incremental == Fraction(1, 2)
    assert (found.incremental_revenue, found.baseline) == (Money(0, "USD"), Money("0.01", "USD"))


def test_an_effect_that_chance_does_not_make_is_said_plainly() -> None:
    rows = [
        *region("n", "treated", before=["10"], since=["95"]),
        *region("w", "treated", before=["11"], since=["95"]),
        *region("s", "control", before=["10"], since=["10"]),
        *region("e", "control", before=["12"], since=["13"]),
    ]
    assert difference_in_differences(rows, starts=STARTS).in_words() == (
        "Measured against 2 control regions, 1 day before and 1 since. Revenue of 168.00 USD out "
        "of 190.00 USD would not have come without the campaign (95 % interval 161.92 USD to "
        "174.08 USD)."
    )
