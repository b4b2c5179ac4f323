from __future__ import annotations

import math
import random

import pytest

from influence.beliefs._look_ahead import expected_gain, value_of_test


@pytest.mark.parametrize(("mean", "spread"), [(0.6, 0.5), (1.0, 0.3), (1.4, 0.8)])
def test_the_closed_form_is_what_many_draws_average_to(mean: float, spread: float) -> None:
    dice = random.Random(11)  # noqa: S311 - draws of a test, not a secret
    middle = math.log(mean) - spread**2 / 2
    drawn = [max(math.exp(dice.gauss(middle, spread)) - 1, 0.0) for _ in range(100_000)]
    assert expected_gain(mean, spread) == pytest.approx(sum(drawn) / len(drawn), rel=0.03)


def test_who_is_known_gains_what_is_known() -> None:
    assert expected_gain(1.4, 0.0) == pytest.approx(0.4)
    assert expected_gain(0.6, 0.0) == 0.0


def test_a_test_that_teaches_nothing_is_worth_nothing() -> None:
    assert value_of_test(mean=1.2, variance=0.4, learned=0.0, cycles=3.0) == 0.0
    assert value_of_test(mean=1.2, variance=0.0, learned=2.0, cycles=3.0) == 0.0


def test_it_is_worth_most_where_the_decision_hangs_on_it() -> None:
    worth = {
        mean: value_of_test(mean=mean, variance=0.4, learned=2.0, cycles=1.0)
        for mean in (0.4, 1.0, 2.5)
    }
    assert max(worth, key=lambda mean: worth[mean]) == 1.0
    assert all(value > 0 for value in worth.values())


def test_it_is_worth_as_many_times_as_it_can_be_used() -> None:
    one = value_of_test(mean=1.0, variance=0.4, learned=2.0, cycles=1.0)
    assert value_of_test(mean=1.0, variance=0.4, learned=2.0, cycles=3.0) == pytest.approx(3 * one)
