"""People held out at random: what follows from sums, what from rows of one person each."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from told_controls import people

from influence.errors import CurrencyMismatchError, InvalidInputError, MissingDataError
from influence.incrementality import HoldoutUnit, holdout, welch
from influence.money import Money

EXPOSED = HoldoutUnit(
    unit_id="seen", arm="exposed", people=100_000, conversions=1_200, revenue=Money(96_000, "USD")
)
HELD = HoldoutUnit(
    unit_id="kept", arm="holdout", people=50_000, conversions=450, revenue=Money(36_000, "USD")
)


def test_sums_tell_the_increment_and_an_interval_of_conversions_only() -> None:
    found = holdout([EXPOSED, HELD], spend=Money(50_000, "USD"))

    assert found.conversions is not None
    assert found.conversions.baseline == 900
    assert found.conversions.incremental == 300
    assert found.conversions.interval_text == "191.309536 to 405.212188"
    assert found.incremental_revenue == Money(24_000, "USD")
    assert found.baseline == Money(72_000, "USD")
    assert (found.lift, found.iroas) == (Decimal("0.333333"), Decimal("0.48"))
    assert (found.revenue_interval, found.iroas_interval) == (None, None)
    assert found.verdict == "above_zero"
    assert found.headline is found.conversions
    assert [str(one) for one in found.findings] == [
        (
            "holdouts: INF406 incremental revenue must have an interval to be told from chance, "
            "got none: only sums of revenue are told, and a sum does not tell how it spreads"
        )
    ]


def test_a_row_a_person_gives_revenue_its_interval() -> None:
    spent = {"exposed": ["0", "40", "0", "55", "61"], "holdout": ["0", "0", "30"]}
    found = holdout(people(spent), spend=Money(100, "USD"))
    spread = welch([0, 4000, 0, 5500, 6100], [0, 0, 3000])

    assert found.findings == ()
    assert found.incremental_revenue == Money("106.00", "USD")  # 156 − 30 ÷ 3 × 5
    assert found.revenue is not None
    assert found.revenue.interval == spread.interval().times(5)
    assert found.p_value == spread.p_value
    assert found.verdict == "cannot_tell"
    low, high = found.iroas_interval or (None, None)
    assert (low, high) == (Decimal("-0.967181"), Decimal("3.087181"))


def test_people_who_all_spent_the_same_do_not_spread() -> None:
    found = holdout(people({"exposed": ["5", "5"], "holdout": ["3", "3"]}))
    assert found.revenue is not None
    told = "nothing differs within an arm, so there is no spread to measure"
    assert found.revenue.no_interval == told


def test_what_one_row_does_not_tell_is_not_known_of_the_arm() -> None:
    blank = HoldoutUnit(unit_id="blank", arm="holdout", conversions=1)
    found = holdout([EXPOSED, HELD, blank])
    assert found.revenue is None
    assert found.incremental_revenue is None
    assert found.observed_revenue is None
    assert found.baseline is None
    assert found.lift is None
    assert found.iroas is None
    assert found.conversions is not None
    assert found.findings == ()


def test_conversions_may_be_untold_beside_revenue() -> None:
    first = HoldoutUnit(unit_id="a", arm="exposed", revenue=Money(10, "USD"))
    second = HoldoutUnit(unit_id="b", arm="holdout", revenue=Money(4, "USD"))
    found = holdout([first, second])
    assert found.conversions is None
    assert found.revenue is not None
    assert found.revenue.no_interval == "an arm of one has no spread to measure"
    assert found.headline is found.revenue
    assert found.p_value is None


@pytest.mark.parametrize(
    ("units", "message"),
    [
        ([EXPOSED], "holdout must have at least one row of the holdout arm, got 0"),
        ([HELD], "holdout must have at least one row of the exposed arm, got 0"),
        ([], "holdout must have at least one row of the exposed arm, got 0"),
        (
            [
                HoldoutUnit(unit_id="a", arm="exposed"),
                HoldoutUnit(unit_id="b", arm="holdout"),
            ],
            "holdout must tell conversions in every row, or revenue in every row, got 'neither'",
        ),
    ],
)
def test_without_a_control_there_is_no_figure(units: list[HoldoutUnit], message: str) -> None:
    with pytest.raises(MissingDataError) as caught:
        holdout(units)
    assert str(caught.value) == message


def test_a_unit_stands_once() -> None:
    with pytest.raises(InvalidInputError) as caught:
        holdout([EXPOSED, HELD, HELD])
    assert str(caught.value) == "unit must stand once, got 'kept'"


def test_currencies_do_not_mix() -> None:
    euro = HoldoutUnit(unit_id="euro", arm="holdout", revenue=Money(1, "EUR"))
    with pytest.raises(CurrencyMismatchError) as caught:
        holdout([EXPOSED, euro])
    told = "revenue of a unit must be in USD, as the other rows, got Money('1.00', 'EUR')"
    assert str(caught.value) == told


def test_nobody_converts_twice() -> None:
    with pytest.raises(InvalidInputError) as caught:
        HoldoutUnit(unit_id="a", arm="exposed", conversions=2)
    told = "HoldoutUnit.conversions must be at most its people, 1, each counted once, got 2"
    assert str(caught.value) == told


def test_nobody_bought_without_the_campaign_is_a_baseline_of_nothing() -> None:
    kept = HoldoutUnit(unit_id="kept", arm="holdout", people=100, conversions=0)
    seen = HoldoutUnit(unit_id="seen", arm="exposed", people=100, conversions=30)
    found = holdout([kept, seen])
    assert found.conversions is not None
    assert found.conversions.lift is None
    assert found.conversions.baseline == Fraction(0)
    assert found.verdict == "above_zero"


def test_fewer_than_expected_is_an_effect_below_zero() -> None:
    kept = HoldoutUnit(unit_id="kept", arm="holdout", people=1000, conversions=300)
    seen = HoldoutUnit(unit_id="seen", arm="exposed", people=1000, conversions=100)
    assert holdout([kept, seen]).verdict == "below_zero"
