"""Rounding for ``exact_payments``: from a Fraction to whole minor units."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction


def rounded(amount: Fraction | int, how: str) -> int:
    """An amount in whole units."""
    low = amount.__floor__()
    rest = amount - low
    if not rest:
        return low
    if how == "floor" or (how == "towards_zero" and amount > 0):
        return low
    if how in {"ceiling", "towards_zero"}:
        return low + 1
    if rest != Fraction(1, 2):
        return low if rest < Fraction(1, 2) else low + 1
    if how == "half_even":
        return low if low % 2 == 0 else low + 1
    return low + 1 if amount > 0 else low


def total(amounts: Iterable[Fraction | int], how: str, *, each: bool) -> int:
    """The sum of amounts, rounded once or one by one."""
    kept = list(amounts)
    if each:
        return sum(rounded(amount, how) for amount in kept)
    return rounded(sum(kept, Fraction(0)), how)
