from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, cast

import pytest

from influence.errors import InvalidInputError
from influence.outlooks import Outlook
from influence.testing._books import usd


def outlook(
    log_mean: float = 0.0, log_sd: float = 0.5, outcome_log_sd: float | None = None
) -> Outlook:
    return Outlook(
        creator_id="maya",
        log_mean=log_mean,
        log_sd=log_sd,
        outcome_log_sd=log_sd if outcome_log_sd is None else outcome_log_sd,
        effective_orders=3.0,
    )


def test_the_mean_of_a_log_normal_is_above_its_median() -> None:
    assert outlook(0.0, 0.5).expected_multiple == pytest.approx(math.exp(0.125))


def test_at_a_median_of_one_a_profit_is_as_likely_as_a_loss() -> None:
    assert outlook(0.0, 0.5).probability_profitable == 0.5


@pytest.mark.parametrize(("log_mean", "chance"), [(0.1, 1.0), (-0.1, 0.0)])
def test_whoever_is_sure_has_no_chance_between(log_mean: float, chance: float) -> None:
    assert outlook(log_mean, 0.0).probability_profitable == chance


def test_one_package_is_less_sure_than_the_average_of_many_with_the_same_mean() -> None:
    known = outlook(0.3, 0.2, 0.9)
    low, high = known.profit_interval(usd("100"))
    narrow, wide = known.interval()
    assert low.exact.amount / 100 + 1 < narrow < wide < high.exact.amount / 100 + 1
    assert known.probability_next_profitable < known.probability_profitable


def test_an_interval_holds_what_it_claims() -> None:
    known = outlook(0.3, 0.2)
    low, high = known.interval(0.8)
    assert known.chance_above(low) - known.chance_above(high) == pytest.approx(0.8)


def test_expected_profit_is_the_multiple_less_one_of_the_price() -> None:
    sure = outlook(math.log(1.5), 0.0)
    assert sure.expected_profit(usd("200")) == usd("100")
    assert sure.score == Fraction(3, 2)


@pytest.mark.parametrize("level", [0.0, 1.0])
def test_a_level_is_a_probability_between(level: float) -> None:
    with pytest.raises(InvalidInputError) as caught:
        outlook().interval(level)
    assert str(caught.value) == f"level of an interval must be between 0 and 1, got {level}"


@pytest.mark.parametrize("value", [math.inf, math.nan, "0"])
def test_a_belief_is_finite(value: object) -> None:
    with pytest.raises(InvalidInputError) as caught:
        outlook(cast("Any", value))
    assert str(caught.value) == f"Outlook.log_mean must be a finite number, got {value!r}"


def test_a_spread_is_not_negative() -> None:
    with pytest.raises(InvalidInputError) as caught:
        outlook(0.0, -0.5)
    assert str(caught.value) == "Outlook.log_sd must be 0 or more, got -0.5"


def test_an_outcome_is_no_surer_than_the_belief() -> None:
    with pytest.raises(InvalidInputError) as caught:
        outlook(0.0, 0.5, 0.4)
    assert (
        str(caught.value) == "Outlook.outcome_log_sd must be at least log_sd, which is 0.5, got 0.4"
    )
