"""Student's t, beside the tables that everybody has, and beside sums that need no table."""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest
from hypothesis import given, strategies as st

from influence.errors import InvalidInputError
from influence.incrementality import student_probability, student_quantile
from influence.incrementality._student import two_sided

# Degrees of freedom, then what t exceeds with 0.10, 0.05, 0.025, 0.01, 0.005 and 0.001 (S132).
TABLE = {
    1: ("3.078", "6.314", "12.706", "31.821", "63.657", "318.309"),
    2: ("1.886", "2.920", "4.303", "6.965", "9.925", "22.327"),
    3: ("1.638", "2.353", "3.182", "4.541", "5.841", "10.215"),
    4: ("1.533", "2.132", "2.776", "3.747", "4.604", "7.173"),
    5: ("1.476", "2.015", "2.571", "3.365", "4.032", "5.893"),
    6: ("1.440", "1.943", "2.447", "3.143", "3.707", "5.208"),
    7: ("1.415", "1.895", "2.365", "2.998", "3.499", "4.785"),
    8: ("1.397", "1.860", "2.306", "2.896", "3.355", "4.501"),
    9: ("1.383", "1.833", "2.262", "2.821", "3.250", "4.297"),
    10: ("1.372", "1.812", "2.228", "2.764", "3.169", "4.144"),
    15: ("1.341", "1.753", "2.131", "2.602", "2.947", "3.733"),
    20: ("1.325", "1.725", "2.086", "2.528", "2.845", "3.552"),
    30: ("1.310", "1.697", "2.042", "2.457", "2.750", "3.385"),
    40: ("1.303", "1.684", "2.021", "2.423", "2.704", "3.307"),
}
TAILS = (0.10, 0.05, 0.025, 0.01, 0.005, 0.001)

# Recorded from SciPy 1.17.1: scipy.stats.t.ppf(probability, degrees).
RECORDED = [
    (0.975, 1.5, 6.016663104427929),
    (0.975, 3.916034, 2.800081435877993),
    (0.995, 9.48, 3.208624591680662),
    (0.95, 17.776, 1.73524819104777),
    (0.9999, 2.5, 34.867969321116306),
    (0.6, 0.7, 0.35603136523468015),
    (0.975, 1e5, 1.9599877075346095),
]


@pytest.mark.parametrize("degrees", TABLE)
def test_every_printed_digit_of_the_table_is_met(degrees: int) -> None:
    found = [f"{student_quantile(1 - tail, degrees=degrees):.3f}" for tail in TAILS]
    assert tuple(found) == TABLE[degrees]


@pytest.mark.parametrize(("probability", "degrees", "value"), RECORDED)
def test_ten_digits_agree_with_another_library(
    probability: float, degrees: float, value: float
) -> None:
    assert student_quantile(probability, degrees=degrees) == pytest.approx(value, rel=1e-10)


@given(st.floats(-50, 50))
def test_with_one_degree_it_is_the_arc_tangent(value: float) -> None:
    exact = 0.5 + math.atan(value) / math.pi
    assert student_probability(value, degrees=1) == pytest.approx(exact, abs=1e-12)


@given(st.floats(-50, 50))
def test_with_two_degrees_it_is_a_root(value: float) -> None:
    exact = 0.5 + value / (2 * math.sqrt(2 + value * value))
    assert student_probability(value, degrees=2) == pytest.approx(exact, abs=1e-12)


@given(st.floats(0.001, 0.999))
def test_with_very_many_degrees_it_is_the_normal_curve(probability: float) -> None:
    normal = NormalDist().inv_cdf(probability)
    found = student_quantile(probability, degrees=1e9)
    assert found == pytest.approx(normal, abs=1e-6)


@given(st.floats(0.0005, 0.9995), st.floats(0.5, 500))
def test_the_quantile_is_undone_by_the_probability(probability: float, degrees: float) -> None:
    value = student_quantile(probability, degrees=degrees)
    assert student_probability(value, degrees=degrees) == pytest.approx(probability, abs=1e-10)


@given(st.floats(0.001, 0.499), st.floats(0.5, 500))
def test_both_tails_are_alike(probability: float, degrees: float) -> None:
    low = student_quantile(probability, degrees=degrees)
    assert low == pytest.approx(-student_quantile(1 - probability, degrees=degrees), rel=1e-9)


def test_zero_is_in_the_middle() -> None:
    assert student_quantile(0.5, degrees=3) == pytest.approx(0, abs=1e-12)
    assert student_probability(0, degrees=3) == 0.5
    assert two_sided(0, degrees=3) == 1


def test_a_very_far_value_leaves_nothing() -> None:
    assert two_sided(1e200, degrees=5) == 0


@pytest.mark.parametrize("degrees", [0, -1, math.inf, math.nan])
def test_degrees_that_nothing_can_have_are_refused(degrees: float) -> None:
    with pytest.raises(InvalidInputError, match=r"^degrees of freedom must be above 0, got "):
        student_probability(1, degrees=degrees)
    with pytest.raises(InvalidInputError, match=r"^degrees of freedom must be above 0, got "):
        student_quantile(0.9, degrees=degrees)


@pytest.mark.parametrize("probability", [0, 1, -0.5, 1.5])
def test_a_probability_that_nothing_can_have_is_refused(probability: float) -> None:
    with pytest.raises(InvalidInputError, match=r"^probability must be above 0 and below 1, got "):
        student_quantile(probability, degrees=3)
