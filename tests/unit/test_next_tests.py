from __future__ import annotations

import math
import random

import pytest

from influence.errors import InvalidInputError
from influence.next_tests import NextTest, expected_gain


@pytest.mark.parametrize("beyond", [1.0, 1.7])
@pytest.mark.parametrize(("mean", "spread"), [(0.6, 0.5), (1.0, 0.3), (1.4, 0.8)])
def test_the_closed_form_is_what_many_draws_average_to(
    mean: float, spread: float, beyond: float
) -> None:
    dice = random.Random(11)  # noqa: S311 - draws of a test, not a secret
    middle = math.log(mean) - spread**2 / 2
    drawn = [max(math.exp(dice.gauss(middle, spread)) - beyond, 0.0) for _ in range(100_000)]
    found = expected_gain(mean, spread, beyond=beyond)
    assert found == pytest.approx(sum(drawn) / len(drawn), rel=0.04, abs=0.0005)


def test_who_is_known_gains_what_is_known() -> None:
    assert expected_gain(1.4, 0.0) == pytest.approx(0.4)
    assert expected_gain(0.6, 0.0) == 0.0
    assert expected_gain(1.4, 0.0, beyond=1.3) == pytest.approx(0.1)


def test_a_test_that_teaches_nothing_is_worth_nothing() -> None:
    assert NextTest(mean=1.2, spread=0.0, cycles=3.0).worth == 0.0
    assert NextTest(mean=1.2, spread=0.4, cycles=0.0).worth == 0.0


@pytest.mark.parametrize("elsewhere", [1.0, 2.0])
def test_it_is_worth_most_where_the_decision_hangs_on_it(elsewhere: float) -> None:
    worth = {
        mean: NextTest(mean=mean, spread=0.4, cycles=1.0, elsewhere=elsewhere).worth
        for mean in (0.4 * elsewhere, elsewhere, 2.5 * elsewhere)
    }
    assert max(worth, key=lambda mean: worth[mean]) == elsewhere
    assert all(value > 0 for value in worth.values())


def test_it_is_worth_as_many_times_as_it_can_be_used() -> None:
    one = NextTest(mean=1.0, spread=0.4, cycles=1.0)
    assert NextTest(mean=1.0, spread=0.4, cycles=3.0).worth == pytest.approx(3 * one.worth)


def test_who_is_unlikely_to_beat_the_others_is_hardly_worth_a_test() -> None:
    test = NextTest(mean=1.0, spread=0.4, cycles=1.0)
    assert test.beside(3.0).worth < test.beside(1.5).worth < test.worth


@pytest.mark.parametrize(
    ("field", "value"),
    [("mean", 0.0), ("elsewhere", 0.0), ("spread", -0.1), ("cycles", math.inf), ("mean", True)],
)
def test_numbers_that_cannot_be_are_refused(field: str, value: float) -> None:
    given = {"mean": 1.0, "spread": 0.4, "cycles": 1.0, field: value}
    with pytest.raises(InvalidInputError, match=f"NextTest.{field}"):
        NextTest(**given)
