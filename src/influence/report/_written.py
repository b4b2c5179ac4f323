"""Figures as the document writes them: decimal text, and ``None`` for what is unknown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from influence.money import Money
from influence.ratios import decimal_of

_GRAIN = 10**6


def amount_text(amount: Money | None) -> str | None:
    """An amount as decimal text."""
    return None if amount is None else amount.text


def credit_text(count: int | Fraction | None) -> str | None:
    """A count that may be shared, as decimal text."""
    return None if count is None else f"{decimal_of(count):f}"


def rate_text(rate: Decimal | int | None) -> str | None:
    """A rate as decimal text, without an exponent."""
    return None if rate is None else f"{Decimal(rate):f}"


def count_of(count: int | Fraction | None) -> int | str | None:
    """A count: a whole number, or decimal text where credit is shared."""
    if count is None or isinstance(count, int):
        return count
    return int(count) if count.denominator == 1 else f"{decimal_of(count):f}"


def figure_of(number: float | Fraction) -> str:
    """A number that is no amount, as decimal text kept to a millionth."""
    return f"{decimal_of(Fraction(round(number * _GRAIN), _GRAIN)):f}"


def number_of(chance: float) -> float:
    """A chance, kept to a millionth, so that it is the same on every machine."""
    return round(chance, 6)
