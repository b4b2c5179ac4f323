"""Counts of orders, beside sums that need no function of the tables."""

from __future__ import annotations

import math

import exact_counts
import pytest

from influence.errors import InvalidInputError
from influence.experiments import chance_of, chance_of_at_least

CASES = [
    (mean, variance)
    for mean in (0.01, 0.7, 3.0, 20.0, 180.0)
    for variance in (0.0, 0.02, 0.36, 1.0264, 4.0)
]


@pytest.mark.parametrize(("mean", "variance"), CASES)
def test_a_chance_is_that_of_the_recurrence(mean: float, variance: float) -> None:
    for count in (0, 1, 2, 7, 30, 200):
        found = chance_of(count, mean=mean, variance=variance)
        slow = exact_counts.chance(count, mean=mean, variance=variance)
        assert found == pytest.approx(slow, rel=1e-9, abs=1e-300)


@pytest.mark.parametrize(("mean", "variance"), CASES)
def test_so_many_or_more_is_the_rest_of_the_sum(mean: float, variance: float) -> None:
    for count in (0, 1, 2, 7, 30, 200, 400):
        found = chance_of_at_least(count, mean=mean, variance=variance)
        slow = exact_counts.at_least(count, mean=mean, variance=variance)
        assert found == pytest.approx(slow, rel=1e-8, abs=1e-11)


def test_far_out_in_the_tail_a_chance_keeps_its_digits() -> None:
    # 1 − P(X ≤ 19) at mean 2: the first terms of the tail, by hand.
    tail = math.fsum(math.exp(-2) * 2.0**k / math.factorial(k) for k in range(20, 60))
    assert chance_of_at_least(20, mean=2) == pytest.approx(tail, rel=1e-9)


def test_nothing_expected_means_nothing_comes() -> None:
    assert [chance_of(count, mean=0, variance=1) for count in (-1, 0, 1)] == [0.0, 1.0, 0.0]
    assert [chance_of_at_least(count, mean=0) for count in (-1, 0, 1)] == [1.0, 1.0, 0.0]


def test_fewer_than_none_never_come_and_that_many_or_more_always_do() -> None:
    assert chance_of(-1, mean=3) == 0.0
    assert chance_of_at_least(-1, mean=3, variance=2) == 1.0


def test_millions_of_orders_are_no_trouble() -> None:
    assert chance_of_at_least(10**6, mean=10**6, variance=1e-5) == pytest.approx(0.4996, abs=1e-4)
    assert chance_of_at_least(10**6, mean=10**6) == pytest.approx(0.5001, abs=1e-4)


@pytest.mark.parametrize(
    ("mean", "variance", "message"),
    [
        (-1.0, 0.0, "mean of a count must be a finite number, 0 or more, got -1.0"),
        (1.0, -0.5, "variance of a count must be a finite number, 0 or more, got -0.5"),
        (math.inf, 0.0, "mean of a count must be a finite number, 0 or more, got inf"),
    ],
)
def test_what_no_count_can_have_is_refused(mean: float, variance: float, message: str) -> None:
    for ask in (chance_of, chance_of_at_least):
        with pytest.raises(InvalidInputError) as refusal:
            ask(1, mean=mean, variance=variance)
        assert str(refusal.value) == message
