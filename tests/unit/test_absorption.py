from __future__ import annotations

from fractions import Fraction

from influence._absorption import AT_ONCE, bound, exact_parts, rounded_parts

# From the start to the first of a row of states, and from each to the next or to an end.
ROWS = [
    [0, 0, 0, 4, 0, 0],
    [1, 1, 0, 0, 2, 0],
    [1, 1, 0, 0, 0, 2],
    [1, 1, 0, 2, 0, 0],
]


def test_a_block_of_several_states_is_taken_out_as_one() -> None:
    alone, rest = exact_parts(ROWS, sizes=[1, 2])
    assert alone == 1
    # 1/4 of all convert at once; of the half that goes on, half convert in the end.
    assert rest == Fraction(1, 2)


def test_a_block_through_which_nothing_ends_well_has_no_part() -> None:
    rows = [[0, 0, 0, 1, 1], [1, 0, 0, 0, 0], [0, 1, 0, 0, 0]]
    assert exact_parts(rows, sizes=[1, 1]) == rounded_parts(rows, sizes=[1, 1]) == [1, 0]


def test_states_taken_out_together_are_taken_out_as_one_by_one() -> None:
    for count in range(1, 2 * AT_ONCE + 2):
        rows = [
            [
                (3 * row + column) % 4 + (column < 2) if column != 2 else 0
                for column in range(count + 3)
            ]
            for row in range(count + 1)
        ]
        exact = exact_parts(rows, sizes=[1] * count)
        rounded = rounded_parts(rows, sizes=[1] * count)
        assert all(
            abs(one - other) <= bound(count) for one, other in zip(exact, rounded, strict=True)
        )


def test_what_comes_in_is_left_as_it_was() -> None:
    rows = [row[:] for row in ROWS]
    exact_parts(rows, sizes=[3])
    rounded_parts(rows, sizes=[3])
    assert rows == ROWS


def test_the_bound_grows_with_the_square_of_the_states() -> None:
    assert bound(1) < bound(500) < Fraction(1, 10**9)
    assert bound(2_000) < Fraction(1, 10**8)
