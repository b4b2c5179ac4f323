from __future__ import annotations

import math
from typing import Any

import pytest

from influence.decisions import DecisionPolicy
from influence.errors import InvalidInputError


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"scale_probability": "1.1"},
            "scale_probability must be a share of at most 1, got Share('1.1')",
        ),
        (
            {"retest_probability": "0.6"},
            "retest_probability must be at most renew_probability, which is 0.5, got Share('0.6')",
        ),
        (
            {"renew_probability": "0.9"},
            "renew_probability must be at most scale_probability, which is 0.8, got Share('0.9')",
        ),
        (
            {"drop_probability": "0.9"},
            "drop_probability must be at most scale_probability, which is 0.8, got Share('0.9')",
        ),
        (
            {"solid_effective_orders": 4},
            "solid_effective_orders must be at least least_effective_orders, which is 5, got 4",
        ),
        (
            {"least_effective_orders": -1},
            "least_effective_orders must be a whole number of at least 0, got -1",
        ),
        (
            {"rest_after": 0},
            "rest_after must be a whole number of at least 1, got 0",
        ),
    ],
)
def test_thresholds_that_contradict_each_other_are_refused(
    changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        DecisionPolicy(**changes)
    assert str(caught.value) == f"DecisionPolicy.{message}"


def test_thresholds_may_be_equal() -> None:
    policy = DecisionPolicy(
        retest_probability="0.5", renew_probability="0.5", scale_probability="0.5",
        drop_probability="0.5", least_effective_orders=0, solid_effective_orders=0,
    )  # fmt: skip
    assert policy.scale_probability == policy.retest_probability


@pytest.mark.parametrize(("orders", "low", "high"), [(5, 1.6235, 11.6683), (30, 20.2409, 42.8269)])
def test_counts_of_orders_tell_as_much_as_the_explanation_says(
    orders: int, low: float, high: float
) -> None:
    def below(count: int, mean: float) -> float:
        return sum(math.exp(-mean) * mean**n / math.factorial(n) for n in range(count + 1))

    assert 1 - below(orders - 1, low) == pytest.approx(0.025, abs=1e-4)
    assert below(orders, high) == pytest.approx(0.025, abs=1e-4)
