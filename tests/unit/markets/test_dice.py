"""Dice: counts and amounts have the distribution that they are named for."""

from __future__ import annotations

import math
from collections import Counter
from random import Random
from statistics import fmean, pvariance

import pytest

from influence.markets._dice import amount, dice, factor, poisson, total
from influence.money import Money

_DRAWS = 20_000


def _exact(count: int, mean: float) -> float:
    """The Poisson probability of a count, from its formula."""
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))


@pytest.mark.parametrize("mean", [0.3, 4.0, 29.9, 30.1, 47.5, 200.0])
def test_counts_are_as_frequent_as_the_formula_says(mean: float) -> None:
    source = dice("counts", mean)
    seen = Counter(poisson(source, mean) for _ in range(_DRAWS))
    low, high = int(mean - 5 * math.sqrt(mean)), int(mean + 5 * math.sqrt(mean)) + 2
    said, drawn = 0.0, 0
    for count in range(max(0, low), high):  # Kolmogorov's distance, at a chance of 1 in 10,000
        said, drawn = said + _exact(count, mean), drawn + seen[count]
        assert abs(drawn / _DRAWS - said) < 2.3 / math.sqrt(_DRAWS)


def test_large_counts_have_their_mean_and_variance() -> None:
    source = dice("large")
    counts = [poisson(source, 12_000.0) for _ in range(4_000)]
    assert fmean(counts) == pytest.approx(12_000, abs=4 * math.sqrt(12_000 / 4_000))
    assert pvariance(counts) == pytest.approx(12_000, rel=0.1)


def test_nothing_is_counted_where_nothing_is_expected() -> None:
    assert poisson(dice("none"), 0.0) == 0


class _Scripted(Random):
    """Dice that fall as they are told."""

    def __init__(self, *draws: float) -> None:
        super().__init__(0)
        self._draws = list(draws)

    def random(self) -> float:
        return self._draws.pop(0)


def test_a_draw_on_the_edge_is_drawn_again() -> None:
    edge, first, middle, up = 0.0, 0.5, 0.5, 0.9
    assert poisson(_Scripted(edge, first, middle, up), 50.0) == 50


def test_the_same_key_gives_the_same_draws_and_another_gives_others() -> None:
    first, again, other = dice(1, "maya", 2), dice(1, "maya", 2), dice(1, "maya", 3)
    assert first.random() == again.random() != other.random()


def test_a_factor_has_mean_one() -> None:
    source = dice("factor")
    assert fmean(factor(source, 0.6) for _ in range(_DRAWS)) == pytest.approx(1, abs=0.02)
    assert factor(source, 0.0) == 1


def test_amounts_of_orders_have_their_mean_and_spread() -> None:
    source = dice("amounts")
    sums = [total(source, 4, mean=30.0, spread=0.5) for _ in range(_DRAWS)]
    assert fmean(sums) == pytest.approx(120, rel=0.01)
    assert math.sqrt(pvariance(sums)) == pytest.approx(30, rel=0.03)


def test_orders_that_are_alike_sum_to_their_number() -> None:
    assert total(dice("alike"), 3, mean=20.0, spread=0.0) == 60
    assert total(dice("alike"), 0, mean=20.0, spread=0.5) == 0


@pytest.mark.parametrize(
    ("of", "currency", "money"),
    [
        (12.345, "USD", "12.35"),
        (-0.006, "USD", "-0.01"),
        (12.5, "JPY", "13"),
        (1.0005, "KWD", "1.001"),
    ],
)
def test_an_amount_is_kept_to_the_minor_unit(of: float, currency: str, money: str) -> None:
    assert amount(of, currency=currency) == Money(money, currency)
