"""What has to hold for any test against a control, over generated worlds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

import attrs
import pytest
from hypothesis import given, strategies as st

from influence.errors import InvalidInputError, MissingDataError
from influence.incrementality import (
    Effect,
    HoldoutArm,
    HoldoutUnit,
    Incrementality,
    RegionDay,
    difference_in_differences,
    holdout,
)
from influence.money import Money

STARTS = dt.date(2026, 3, 2)
Rows: TypeAlias = list[RegionDay]
_CENTS = st.integers(-1_000_000, 1_000_000)


@st.composite
def worlds(draw: st.DrawFn) -> Rows:
    """Two to four regions in each arm, two to four days before and one to four since."""
    before, since = draw(st.integers(2, 4)), draw(st.integers(1, 4))
    names = [f"t{place}" for place in range(draw(st.integers(2, 4)))]
    names += [f"c{place}" for place in range(draw(st.integers(2, 4)))]
    return [
        RegionDay(
            region=name,
            arm="treated" if name.startswith("t") else "control",
            date=STARTS + dt.timedelta(days=day),
            revenue=Money.from_minor(draw(_CENTS), "USD"),
        )
        for name in names
        for day in range(-before, since)
    ]


def changed(rows: Rows, change: Callable[[RegionDay], int]) -> Rows:
    """The rows with other amounts."""
    return [attrs.evolve(row, revenue=Money.from_minor(change(row), "USD")) for row in rows]


def compared(rows: Sequence[RegionDay]) -> Incrementality:
    """What a test of regions says."""
    return difference_in_differences(rows, starts=STARTS)


def effect(rows: Sequence[RegionDay]) -> Effect:
    """The effect on revenue."""
    found = compared(rows).revenue
    assert found is not None
    return found


def days_since(rows: Rows) -> int:
    """How many days of the campaign there are."""
    return len({row.date for row in rows if row.date >= STARTS})


class TestWhatSetsRegionsApartForGoodCancels:
    """Adding a constant to every row of a region changes neither estimate nor interval."""

    @given(worlds(), st.dictionaries(st.sampled_from(["t0", "t1", "c0", "c1"]), _CENTS))
    def test_for_any_world(self, rows: Rows, constants: dict[str, int]) -> None:
        moved = changed(rows, lambda row: row.revenue.minor + constants.get(row.region, 0))
        one, other = effect(rows), effect(moved)
        assert (other.incremental, other.interval) == (one.incremental, one.interval)
        assert compared(rows).permutation == compared(moved).permutation


class TestWhatMovesBothArmsAlikeCancels:
    """Adding the same amount to every region on a day changes neither estimate nor interval."""

    @given(worlds(), st.lists(_CENTS, min_size=8, max_size=8))
    def test_for_any_world(self, rows: Rows, shocks: list[int]) -> None:
        moved = changed(
            rows, lambda row: row.revenue.minor + shocks[(row.date - STARTS).days % len(shocks)]
        )
        one, other = effect(rows), effect(moved)
        assert (other.incremental, other.interval) == (one.incremental, one.interval)

    @given(worlds(), st.data())
    def test_even_when_a_region_misses_a_day(self, rows: Rows, data: st.DataObject) -> None:
        after = [row for row in rows if row.date >= STARTS]
        gap = data.draw(st.sampled_from(after))
        holed = [row for row in rows if row is not gap]
        shock = data.draw(_CENTS)
        moved = changed(holed, lambda row: row.revenue.minor + shock * (row.date == gap.date))
        if days_since(rows) == 1:
            with pytest.raises(MissingDataError):
                compared(moved)
        else:
            assert effect(moved).incremental == effect(holed).incremental


class TestSwappingTheArmsNegates:
    """With the arms swapped, each treated region and day has the negative of the effect."""

    @given(worlds())
    def test_for_any_world(self, rows: Rows) -> None:
        swapped = [
            attrs.evolve(row, arm="control" if row.arm == "treated" else "treated") for row in rows
        ]
        treated = {row.region for row in rows if row.arm == "treated"}
        others = {row.region for row in rows} - treated
        one, other = effect(rows).incremental, effect(swapped).incremental
        assert one * len(others) == -other * len(treated)
        assert compared(rows).permutation == compared(swapped).permutation


class TestAmountsScale:
    """Ten times the amounts are ten times the effect, and as sure."""

    @given(worlds(), st.sampled_from([10, 100, 1000]))
    def test_for_any_world(self, rows: Rows, factor: int) -> None:
        one = effect(rows)
        other = effect(changed(rows, lambda row: row.revenue.minor * factor))
        assert other.incremental == one.incremental * factor
        assert other.verdict == one.verdict
        assert other.p_value == (None if one.p_value is None else pytest.approx(one.p_value))
        if one.interval is not None and other.interval is not None:
            assert float(other.interval.low) == pytest.approx(
                float(one.interval.low * factor), rel=1e-9, abs=1e-6
            )


class TestTheOrderOfRowsIsNothing:
    """Shuffling rows changes nothing."""

    @given(worlds(), st.randoms(use_true_random=False))
    def test_for_any_world(self, rows: Rows, dice: Random) -> None:
        shuffled = [*rows]
        dice.shuffle(shuffled)
        assert compared(shuffled) == compared(rows)

    @given(st.lists(st.integers(0, 9_999), min_size=5, max_size=12), st.randoms())
    def test_for_people(self, amounts: list[int], dice: Random) -> None:
        units = _people(amounts)
        shuffled = [*units]
        dice.shuffle(shuffled)
        assert holdout(shuffled) == holdout(units)


class TestARepetitionIsRefused:
    """A row that stands twice is never counted twice."""

    @given(worlds(), st.data())
    def test_for_any_row(self, rows: Rows, data: st.DataObject) -> None:
        again = data.draw(st.sampled_from(rows))
        with pytest.raises(InvalidInputError, match=r"^region and day must stand once, got "):
            compared([*rows, again])


class TestWithoutAControlThereIsNoFigure:
    """Whatever the rows, one arm alone gives an error and never a figure."""

    @given(worlds(), st.sampled_from(["treated", "control"]))
    def test_for_regions(self, rows: Rows, arm: str) -> None:
        with pytest.raises(MissingDataError):
            compared([row for row in rows if row.arm == arm])

    @given(st.lists(st.integers(0, 9_999), min_size=1, max_size=5), st.booleans())
    def test_for_people(self, amounts: list[int], is_held: bool) -> None:
        units = [attrs.evolve(one, arm=_arm(is_held)) for one in _people(amounts)]
        with pytest.raises(MissingDataError):
            holdout(units)


class TestBaselineAndIncrementAreWhatWasObserved:
    """To the cent, baseline plus increment is what came in."""

    @given(worlds())
    def test_for_regions(self, rows: Rows) -> None:
        found = compared(rows)
        assert found.baseline is not None
        assert found.incremental_revenue is not None
        assert found.baseline + found.incremental_revenue == found.observed_revenue

    @given(st.lists(st.integers(0, 9_999), min_size=2, max_size=9))
    def test_for_people(self, amounts: list[int]) -> None:
        found = holdout(_people(amounts))
        assert found.baseline is not None
        assert found.incremental_revenue is not None
        assert found.baseline + found.incremental_revenue == found.observed_revenue


class TestAnEffectThatWasPutInIsFound:
    """What is added to the treated regions since the campaign began comes out, to the cent."""

    @given(worlds(), _CENTS)
    def test_for_any_effect(self, rows: Rows, added: int) -> None:
        def with_effect(row: RegionDay) -> int:
            return row.revenue.minor + added * (row.arm == "treated" and row.date >= STARTS)

        treated = {row.region for row in rows if row.arm == "treated"}
        times = len(treated) * days_since(rows)
        gained = effect(changed(rows, with_effect)).incremental - effect(rows).incremental
        assert gained == added * times


class TestTheIntervalKeepsItsPromise:
    """In worlds without an effect, an interval of 90 % holds zero in about nine of ten."""

    WORLDS = 1_000

    def test_for_regions_whose_days_go_together(
        self, record_property: Callable[[str, object], None]
    ) -> None:
        held = sum(
            _holds_zero(
                difference_in_differences(_noise(seed), starts=STARTS, confidence="0.9").revenue
            )
            for seed in range(self.WORLDS)
        )
        text = f"no effect on regions: {held} of {self.WORLDS} intervals of 90 % hold zero"
        record_property("counted", text)
        assert 0.87 * self.WORLDS <= held <= 0.93 * self.WORLDS

    def test_for_people(self, record_property: Callable[[str, object], None]) -> None:
        found = [holdout(_crowd(seed), confidence="0.9") for seed in range(self.WORLDS)]
        bought = sum(_holds_zero(one.conversions) for one in found)
        spent = sum(_holds_zero(one.revenue) for one in found)
        text = f"no effect on people: {bought} and {spent} of {self.WORLDS} hold zero at 90 %"
        record_property("counted", text)
        assert 0.87 * self.WORLDS <= bought <= 0.94 * self.WORLDS
        assert 0.87 * self.WORLDS <= spent <= 0.94 * self.WORLDS


def _holds_zero(found: Effect | None) -> bool:
    """Whether nothing is among what the interval allows."""
    assert found is not None
    assert found.interval is not None
    return found.interval.holds_zero


def _noise(seed: int) -> Rows:
    """Five regions an arm, whose own level wanders from day to day; nothing is treated."""
    dice = Random(f"world {seed}")  # noqa: S311  # no secret
    rows: Rows = []
    for place in range(10):
        level = dice.uniform(40_000, 80_000)
        for day in range(-10, 10):
            level += dice.gauss(0, 900)
            rows.append(
                RegionDay(
                    region=f"r{place}",
                    arm="treated" if place < 5 else "control",
                    date=STARTS + dt.timedelta(days=day),
                    revenue=Money.from_minor(round(level + dice.gauss(0, 2_000)), "USD"),
                )
            )
    return rows


def _crowd(seed: int) -> list[HoldoutUnit]:
    """Two hundred people, one of ten of whom buys whatever they have seen."""
    dice = Random(f"world {seed}")  # noqa: S311  # no secret
    units: list[HoldoutUnit] = []
    for place in range(200):
        buys = dice.random() < 0.1
        units.append(
            HoldoutUnit(
                unit_id=f"p{place}",
                arm=_arm(place < 80),
                conversions=int(buys),
                revenue=Money.from_minor(dice.randint(3_000, 6_000) * buys, "USD"),
            )
        )
    return units


def _arm(is_held: bool) -> HoldoutArm:
    """The name of an arm."""
    return "holdout" if is_held else "exposed"


def _people(amounts: Sequence[int]) -> list[HoldoutUnit]:
    """One person for each amount, every other one held out."""
    return [
        HoldoutUnit(
            unit_id=f"p{place}",
            arm=_arm(place % 2 == 1),
            conversions=int(amount > 0),
            revenue=Money.from_minor(amount, "USD"),
        )
        for place, amount in enumerate(amounts)
    ]
