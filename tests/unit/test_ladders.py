from __future__ import annotations

import re
from fractions import Fraction

import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.ladders import Ladder
from influence.money import Money

_RATES: Ladder[int, str] = Ladder([(0, "4 %"), (200, "6 %"), (400, "8 %")])


@pytest.mark.parametrize(
    ("bound", "reached", "exceeded"),
    [
        (0, 0, 0),
        (1, 0, 0),
        (199, 0, 0),
        (200, 1, 0),
        (201, 1, 1),
        (400, 2, 1),
        (401, 2, 2),
        (10**12, 2, 2),
    ],
)
def test_a_boundary_is_on_the_upper_step_unless_it_has_to_be_exceeded(
    bound: int, reached: int, exceeded: int
) -> None:
    assert _RATES.index_at(bound) == reached
    assert _RATES.index_at(bound, exceeded=True) == exceeded
    assert _RATES.at(bound) == _RATES.values[reached]
    assert _RATES.at(bound, exceeded=True) == _RATES.values[exceeded]


@pytest.mark.parametrize("exceeded", [False, True])
def test_below_the_lowest_step_there_is_nothing(exceeded: bool) -> None:
    with pytest.raises(
        InvalidInputError, match=r"^value must not lie below the lowest step at 0, got -1$"
    ):
        _RATES.at(-1, exceeded=exceeded)


def test_a_ladder_shows_its_steps() -> None:
    assert _RATES.steps == ((0, "4 %"), (200, "6 %"), (400, "8 %"))
    assert _RATES.bounds == (0, 200, 400)
    assert _RATES.values == ("4 %", "6 %", "8 %")
    assert Ladder(iter(_RATES.steps)) == _RATES
    assert hash(Ladder(_RATES.steps)) == hash(_RATES)


def test_steps_can_begin_at_money_or_fractions() -> None:
    sales = Ladder([(Money(0, "USD"), 1), (Money(200, "USD"), 2)])
    assert sales.at(Money("199.99", "USD")) == 1
    assert sales.at(Money(200, "USD")) == 2
    assert Ladder([(Fraction(1, 3), 1)]).at(Fraction(1, 3)) == 1
    with pytest.raises(
        CurrencyMismatchError, match=r"^currency must be EUR like the rest, got 'USD'$"
    ):
        sales.at(Money(200, "EUR"))


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([], "ladder must have at least one step, got ()"),
        ([(0, "a"), (0, "b")], "boundary must lie above the one before it, 0, got 0"),
        ([(0, "a"), (2, "b"), (1, "c")], "boundary must lie above the one before it, 2, got 1"),
        ([(0, "a"), (0.5, "b")], "boundary must be exact, not a float, got 0.5"),
        (
            [(Money(1, "USD"), "a"), (Money(1, "USD"), "b")],
            "boundary must lie above the one before it, 1.00 USD, got Money('1.00', 'USD')",
        ),
    ],
)
def test_boundaries_that_leave_a_step_open_are_refused(
    steps: list[tuple[int, str]], message: str
) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Ladder(steps)
