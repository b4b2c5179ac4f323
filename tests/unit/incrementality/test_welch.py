"""Welch's t: published examples to their digits, and what has to hold for any values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from influence.errors import InvalidInputError
from influence.incrementality import Welch, welch

VALUES = st.lists(st.fractions(-100, 100, max_denominator=20), min_size=3, max_size=8)
ONE = "5.1 2.0 4.1 6.2 7.1 8.3"
OTHER = "1.5 6.4 3.3 5.8 4.8 7.2 5.6 4.5"


def numbers(text: str) -> list[Fraction]:
    """Exact numbers from text."""
    return [Fraction(word) for word in text.split()]


def told(found: Welch) -> tuple[str, ...]:
    """The figures as a statistics program prints them."""
    ends = found.interval()
    return (
        f"{found.statistic:.5f}",
        f"{float(found.degrees):.2f}",
        f"{found.p_value:.4f}",
        f"{float(ends.low):.6f}",
        f"{float(ends.high):.6f}",
    )


def test_a_published_example_to_its_digits() -> None:
    # S133: t = 0.51703, df = 9.48, p-value = 0.617, 95 per cent: -1.935420 to 3.093754.
    found = welch(numbers(ONE), numbers(OTHER))
    assert told(found) == ("0.51703", "9.48", "0.6170", "-1.935420", "3.093754")


def test_another_confidence_beside_another_library() -> None:
    # Recorded from SciPy 1.17: ttest_ind(..., equal_var=False).confidence_interval(0.9).
    found = welch(numbers(ONE), numbers(OTHER)).interval("0.9")
    assert float(found.low) == pytest.approx(-1.462465671036898, rel=1e-12)
    assert float(found.high) == pytest.approx(2.620799004370229, rel=1e-12)
    assert found.degrees == welch(numbers(ONE), numbers(OTHER)).degrees


@given(VALUES, VALUES, st.integers(1, 50))
def test_equal_weights_are_no_weights(
    first: list[Fraction], second: list[Fraction], weight: int
) -> None:
    first[0] += 1000  # so that something spreads
    plain = welch(first, second)
    weighted = welch(
        first,
        second,
        first_weights=[weight] * len(first),
        second_weights=[weight] * len(second),
    )
    assert weighted == plain


@given(VALUES, VALUES, st.fractions(-1000, 1000, max_denominator=100))
def test_what_is_added_to_both_changes_nothing(
    first: list[Fraction], second: list[Fraction], constant: Fraction
) -> None:
    first[0] += 1000
    moved = welch([one + constant for one in first], [one + constant for one in second])
    assert moved == welch(first, second)


def test_heavier_values_pull_the_mean_and_spread_it_more() -> None:
    plain = welch([1, 5], [0, 2])
    pulled = welch([1, 5], [0, 2], first_weights=[1, 3])
    assert plain.difference == 2
    assert plain.variance == 5
    assert pulled.difference == 3  # (1 × 1 + 5 × 3) ÷ 4 − 1
    assert pulled.variance == 6  # 8 × (1 + 9) ÷ 16 + 2 ÷ 2


@pytest.mark.parametrize(("first", "second"), [([1], [1, 2]), ([1, 2], []), ([], [])])
def test_a_group_needs_two_values(first: list[int], second: list[int]) -> None:
    with pytest.raises(InvalidInputError, match=r"^group must have at least 2 values, got [01]$"):
        welch(first, second)


def test_values_that_never_differ_say_nothing() -> None:
    with pytest.raises(InvalidInputError) as caught:
        welch([1, 1], [2, 2])
    assert str(caught.value) == (
        "values must differ among themselves in at least one group, got 'the same in each'"
    )
