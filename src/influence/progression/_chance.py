"""Chances: how likely a package earns more than it costs, as ladders look at it.

A chance is kept to a billionth, so that it is the same on every machine and two chances compare
exactly. It is told in tenths of a per cent and cut off below them: one that misses a threshold is
never told as if it had reached it.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, cast

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ratios import decimal_of

_GRAIN = 10**9


def to_billionth(chance: float | Fraction) -> Fraction:
    """The chance to a billionth.

    Example:
        >>> to_billionth(0.8), to_billionth(1 / 3)
        (Fraction(4, 5), Fraction(333333333, 1000000000))
    """
    return Fraction(round(chance * _GRAIN), _GRAIN)


def kept(chance: float | Fraction | None) -> Fraction | None:
    """The chance to a billionth, if it is a finite number; anything else is left to be refused."""
    if isinstance(chance, Fraction | float | int) and math.isfinite(chance):
        return to_billionth(chance)
    return cast("Fraction | None", chance)


def is_chance(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A number from 0 to 1."""
    if not isinstance(value, Fraction) or not 0 <= value <= 1:
        rule = "be a number from 0 to 1"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


def told(chance: Fraction | None) -> str:
    """The chance in per cent; ``unknown`` for ``None``.

    Example:
        >>> told(Fraction("0.79999")), told(Fraction("0.8")), told(None)
        ('79.9 %', '80 %', 'unknown')
    """
    if chance is None:
        return "unknown"
    return f"{decimal_of(Fraction(math.floor(chance * 1000), 10))} %"
