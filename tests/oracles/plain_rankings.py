"""Rankings the slow way: places by counting pairs, z-scores in decimals of sixty digits."""

from __future__ import annotations

import decimal
from collections.abc import Mapping
from fractions import Fraction

_DIGITS = decimal.Context(prec=60)


def places(scores: Mapping[str, Fraction | None]) -> Mapping[str, int]:
    """One more than how many are better; to whoever has no score, everybody with one is."""

    def is_better(one: Fraction | None, other: Fraction | None) -> bool:
        return one is not None and (other is None or one > other)

    return {
        who: 1 + sum(is_better(other, score) for other in scores.values())
        for who, score in scores.items()
    }


def z_scores(figures: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    """How many standard deviations of them all each figure stands from the mean."""
    with decimal.localcontext(_DIGITS):
        numbers = {who: _decimal(figure) for who, figure in figures.items()}
        count = decimal.Decimal(max(1, len(numbers)))
        mean = sum(numbers.values(), decimal.Decimal(0)) / count
        squares = sum(((one - mean) ** 2 for one in numbers.values()), decimal.Decimal(0))
        spread = (squares / count).sqrt()
        if len(set(figures.values())) <= 1:
            return dict.fromkeys(figures, Fraction(0))
        return {who: Fraction((one - mean) / spread) for who, one in numbers.items()}


def _decimal(figure: Fraction) -> decimal.Decimal:
    """A fraction in sixty digits."""
    return decimal.Decimal(figure.numerator) / decimal.Decimal(figure.denominator)
