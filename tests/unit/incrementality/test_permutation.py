"""Dealing the arms anew: all deals where they are few, drawn ones by the caller's generator."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, strategies as st

from influence.errors import InvalidInputError
from influence.incrementality import permutation_test

ARM = st.lists(st.fractions(-20, 20, max_denominator=6), min_size=1, max_size=4)


def slow(first: list[Fraction], second: list[Fraction], sizes: list[int]) -> Fraction:
    """The same count by means of fractions, deal by deal."""
    values, places = [*first, *second], range(len(sizes))

    def far(arm: tuple[int, ...]) -> Fraction:
        def mean(chosen: list[int]) -> Fraction:
            return sum((values[one] * sizes[one] for one in chosen), Fraction(0)) / sum(
                sizes[one] for one in chosen
            )

        return abs(mean([*arm]) - mean([one for one in places if one not in arm]))

    met = far(tuple(range(len(first))))
    deals = [far(arm) >= met for arm in combinations(places, len(first))]
    return Fraction(sum(deals), len(deals))


def test_four_subjects_of_a_textbook() -> None:
    found = permutation_test([7, 5], [3, 1])  # S134: 2 of 6
    assert found is not None
    assert (found.as_far, found.deals, found.is_exact) == (2, 6, True)
    assert (found.p_value, found.least_p_value) == (Fraction(1, 3), Fraction(1, 6))


@given(ARM, ARM, st.data())
def test_whole_numbers_count_what_fractions_do(
    first: list[Fraction], second: list[Fraction], data: st.DataObject
) -> None:
    count = len(first) + len(second)
    sizes = data.draw(st.lists(st.integers(1, 9), min_size=count, max_size=count))
    found = permutation_test(
        first, second, first_sizes=sizes[: len(first)], second_sizes=sizes[len(first) :]
    )
    assert found is not None
    assert found.p_value == slow(first, second, sizes)


def test_too_many_deals_have_no_answer_without_a_generator() -> None:
    assert permutation_test(range(12), range(12)) is None


def test_drawn_deals_repeat_with_their_seed_and_count_the_one_that_was() -> None:
    first, second = range(100, 112), range(12)
    dice = (Random(7), Random(7))  # noqa: S311  # no secret
    one, two = (permutation_test(first, second, generator=each, draws=99) for each in dice)
    assert one == two
    assert one is not None
    assert (one.as_far, one.deals, one.is_exact) == (1, 100, False)


def test_drawn_deals_come_near_the_exact_count() -> None:
    # C(20, 10) is 184,756, too many to look at; a slice of them is near what all of them say.
    rng = Random(3)  # noqa: S311  # no secret
    first = [rng.randint(0, 99) for _ in range(10)]
    second = [rng.randint(0, 99) for _ in range(10)]
    drawn = permutation_test(first, second, generator=rng, draws=4_000)
    assert drawn is not None
    exact = Fraction(
        sum(
            abs(2 * sum(arm) - sum(first) - sum(second)) >= abs(sum(first) - sum(second))
            for arm in combinations([*first, *second], 10)
        ),
        184_756,
    )
    assert float(drawn.p_value) == pytest.approx(float(exact), abs=0.03)


@pytest.mark.parametrize(("first", "second"), [([], [1]), ([1], [])])
def test_an_empty_arm_is_refused(first: list[int], second: list[int]) -> None:
    with pytest.raises(InvalidInputError) as caught:
        permutation_test(first, second)
    assert str(caught.value) == "arm must have at least one value, got 0"
