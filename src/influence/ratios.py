"""Ratios: exact quotients, and how they are written down.

    quotient = numerator ÷ denominator, undefined when the denominator is zero or a part is unknown

Undefined is ``None`` and never zero. Quotients stay exact until they are shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

__all__ = ["decimal_of", "figure_text", "ratio", "total"]

_PLACES = 6


def decimal_of(value: Fraction | int) -> Decimal:
    """A rate or credit as a decimal of at most six places, rounded half to even, no idle zeros.

    Example:
        >>> decimal_of(Fraction(1, 3)), decimal_of(Fraction(1, 2)), decimal_of(120)
        (Decimal('0.333333'), Decimal('0.5'), Decimal('120'))
    """
    scaled = round(Fraction(value) * 10**_PLACES)
    whole, rest = divmod(abs(scaled), 10**_PLACES)
    text = f"{whole}.{rest:0{_PLACES}d}".rstrip("0").rstrip(".")
    return Decimal(f"-{text}" if scaled < 0 else text)


def figure_text(value: object) -> str:
    """A figure as a working shows it: ``unknown`` for ``None``, a fraction as a decimal.

    Example:
        >>> figure_text(None), figure_text(Fraction(5, 2)), figure_text(12)
        ('unknown', '2.5', '12')
    """
    if value is None:
        return "unknown"
    return str(decimal_of(value) if isinstance(value, Fraction) else value)


def ratio(numerator: Fraction | None, denominator: Fraction | None) -> Fraction | None:
    """The exact quotient, or ``None`` when a part is unknown or the denominator is zero."""
    if numerator is None or not denominator:
        return None
    return numerator / denominator


def total(amounts: Iterable[Fraction | int]) -> Fraction:
    """The exact sum, reduced once at its end; nothing sums to zero.

    Example:
        >>> total([Fraction(1, 3), Fraction(1, 6), 2])
        Fraction(5, 2)
    """
    known = list(amounts)
    whole = math.lcm(*(one.denominator for one in known))
    return Fraction(sum(one.numerator * (whole // one.denominator) for one in known), whole)
