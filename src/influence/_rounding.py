"""Rounding: five named ways from an exact number to a whole one, all in integers.

    half_even             2.5 → 2    3.5 → 4   -1.5 → -2   -2.5 → -2
    half_away_from_zero   2.5 → 3    3.5 → 4   -1.5 → -2   -2.5 → -3
    floor                 2.5 → 2    2.1 → 2   -1.5 → -2   -2.1 → -3
    ceiling               2.5 → 3    2.1 → 3   -1.5 → -1   -2.1 → -2
    towards_zero          2.5 → 2    2.9 → 2   -1.5 → -1   -2.9 → -2

There is no "half up": systems that use the word disagree on -1.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from influence.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

Rounding = Literal["half_even", "half_away_from_zero", "floor", "ceiling", "towards_zero"]


def _half_even(numerator: int, denominator: int) -> int:
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest + whole % 2 > denominator)


def _half_away_from_zero(numerator: int, denominator: int) -> int:
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -size if numerator < 0 else size


def _floor(numerator: int, denominator: int) -> int:
    return numerator // denominator


def _ceiling(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)


def _towards_zero(numerator: int, denominator: int) -> int:
    size = abs(numerator) // denominator
    return -size if numerator < 0 else size


_WAYS: Final[dict[str, Callable[[int, int], int]]] = {
    "half_even": _half_even,
    "half_away_from_zero": _half_away_from_zero,
    "floor": _floor,
    "ceiling": _ceiling,
    "towards_zero": _towards_zero,
}


def round_fraction(value: Fraction, rounding: Rounding = "half_even") -> int:
    """Return the whole number that *rounding* makes of *value*.

    Raises:
        UnknownNameError: *rounding* is not one of the five names.

    Example:
        >>> from fractions import Fraction
        >>> round_fraction(Fraction(-3, 2), "half_even"), round_fraction(Fraction(-3, 2), "ceiling")
        (-2, -1)
    """
    way = _WAYS.get(str(rounding))
    if way is None:
        raise UnknownNameError("rounding", rounding, _WAYS)
    return way(value.numerator, value.denominator)
