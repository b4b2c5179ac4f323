"""The difference between two rates: Newcombe's own figures, and what has to hold for any."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, strategies as st

from influence.errors import InvalidInputError
from influence.incrementality import (
    Interval,
    Proportion,
    proportion_interval,
    proportion_p_value,
)


def proportion(part: int, whole: int) -> Proportion:
    """So many of so many."""
    return Proportion(part=part, whole=whole)


@st.composite
def proportions(draw: st.DrawFn) -> Proportion:
    """Any part of a whole of up to a thousand."""
    whole = draw(st.integers(1, 1_000))
    return proportion(draw(st.integers(0, whole)), whole)


def ends(found: Interval) -> tuple[str, str]:
    """Both ends, to four decimals."""
    return f"{float(found.low):.4f}", f"{float(found.high):.4f}"


# S130, table II, method 10.
@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ((56, 70), (48, 80), ("0.0524", "0.3339")),
        ((9, 10), (3, 10), ("0.1705", "0.8090")),
    ],
)
def test_newcombes_own_examples(
    first: tuple[int, int], second: tuple[int, int], told: tuple[str, str]
) -> None:
    assert ends(proportion_interval(proportion(*first), proportion(*second))) == told


@given(proportions(), proportions())
def test_the_interval_holds_the_difference_and_stays_within_one(
    first: Proportion, second: Proportion
) -> None:
    found = proportion_interval(first, second)
    assert -1 <= found.low <= first.rate - second.rate <= found.high <= 1


@given(proportions(), proportions())
def test_swapping_the_arms_mirrors_the_interval(first: Proportion, second: Proportion) -> None:
    there, back = proportion_interval(first, second), proportion_interval(second, first)
    assert float(there.low) == pytest.approx(-float(back.high), abs=1e-12)
    assert float(there.high) == pytest.approx(-float(back.low), abs=1e-12)
    assert proportion_p_value(first, second) == pytest.approx(proportion_p_value(second, first))


@given(proportions(), proportions())
def test_more_confidence_is_wider(first: Proportion, second: Proportion) -> None:
    narrow = proportion_interval(first, second, confidence="0.8")
    wide = proportion_interval(first, second, confidence="0.99")
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


@given(proportions(), proportions(), st.sampled_from(["0.5", "0.8", "0.9", "0.95", "0.99"]))
def test_the_p_value_and_the_interval_say_the_same(
    first: Proportion, second: Proportion, confidence: str
) -> None:
    chance, level = proportion_p_value(first, second), 1 - float(Fraction(confidence))
    assume(abs(chance - level) > 1e-9)
    found = proportion_interval(first, second, confidence=confidence)
    assert found.holds_zero == (chance > level)


def test_equal_rates_are_no_difference() -> None:
    assert proportion_p_value(proportion(3, 10), proportion(30, 100)) == pytest.approx(1)


def test_a_part_cannot_exceed_its_whole() -> None:
    with pytest.raises(InvalidInputError) as caught:
        proportion(11, 10)
    assert str(caught.value) == "Proportion.part must be at most its whole, 10, got 11"


@pytest.mark.parametrize("confidence", ["0", "1", "1.5"])
def test_a_confidence_that_cannot_be_is_refused(confidence: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        proportion_interval(proportion(1, 2), proportion(1, 2), confidence=confidence)
    told = f"Interval.confidence must be above 0 and below 1, got {confidence!r}"
    assert str(caught.value) == told


def test_an_interval_has_its_ends_in_order() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Interval(low=2, high=1, confidence="0.9", method="none")
    told = "Interval.low must be at most its upper end, 1, got Fraction(2, 1)"
    assert str(caught.value) == told
