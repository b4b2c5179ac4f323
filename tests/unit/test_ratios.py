from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from influence.ratios import decimal_of, ratio, total


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.333333"),
        (Fraction(-1, 3), "-0.333333"),
        (Fraction(1, 2), "0.5"),
        (0, "0"),
        (120, "120"),
        (Fraction(1, 2_000_000), "0"),
        (Fraction(3, 2_000_000), "0.000002"),
        (Fraction(-3, 2_000_000), "-0.000002"),
        (Fraction(-1, 10**7), "0"),
        (10**30, "1" + "0" * 30),
    ],
)
def test_a_rate_is_written_with_six_places_and_half_goes_to_the_even(
    value: Fraction | int, text: str
) -> None:
    assert str(decimal_of(value)) == text


@pytest.mark.parametrize(
    ("numerator", "denominator", "quotient"),
    [
        (Fraction(1), Fraction(3), Fraction(1, 3)),
        (Fraction(0), Fraction(3), Fraction(0)),
        (Fraction(1), Fraction(0), None),
        (None, Fraction(3), None),
        (Fraction(1), None, None),
    ],
)
def test_a_quotient_without_its_parts_is_undefined_and_never_zero(
    numerator: Fraction | None, denominator: Fraction | None, quotient: Fraction | None
) -> None:
    assert ratio(numerator, denominator) == quotient


@given(amounts=st.lists(st.fractions() | st.integers()))
def test_a_total_is_the_sum(amounts: list[Fraction | int]) -> None:
    assert total(amounts) == sum(amounts, Fraction(0))
    assert isinstance(total(amounts), Fraction)
