from __future__ import annotations

from fractions import Fraction
from statistics import NormalDist

import pytest

from influence.errors import InvalidInputError
from influence.stage_offers import Scenario
from influence.stage_offers._scenarios import scenarios_of, slices_of


def test_two_slices_have_the_means_of_the_halves() -> None:
    # The lower half of a log-normal value with sd 1 holds Φ(−1) of its mean: 15.87 %.
    low, high = slices_of(1.0, slices=2)
    below = 2 * NormalDist().cdf(-1)
    assert float(low) == pytest.approx(below, abs=1e-9)
    assert float(high) == pytest.approx(2 - below, abs=1e-9)


def test_without_spread_every_slice_is_the_mean() -> None:
    assert slices_of(0.0, slices=4) == (Fraction(1),) * 4


def test_a_mean_between_two_counts_is_both_of_them() -> None:
    assert scenarios_of(Fraction(9, 4), spread=0.0, slices=5) == (
        Scenario(orders=2, chance=Fraction(3, 4)),
        Scenario(orders=3, chance=Fraction(1, 4)),
    )


def test_whole_orders_that_are_certain_are_one_scenario() -> None:
    assert scenarios_of(Fraction(3), spread=0.0, slices=2) == (
        Scenario(orders=3, chance=Fraction(1)),
    )
    assert scenarios_of(Fraction(0), spread=1.0, slices=2) == (
        Scenario(orders=0, chance=Fraction(1)),
    )


def test_half_an_order_is_none_or_one() -> None:
    first, second = scenarios_of(Fraction(1, 2), spread=0.0, slices=9)
    assert (first.orders, second.orders, first.chance) == (0, 1, Fraction(1, 2))


def test_a_scenario_has_a_count_of_orders() -> None:
    with pytest.raises(InvalidInputError) as refused:
        Scenario(orders=-1, chance=Fraction(1))
    assert str(refused.value) == "Scenario.orders must be a whole number of at least 0, got -1"
