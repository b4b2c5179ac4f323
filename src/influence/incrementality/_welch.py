"""Welch: the difference between two means whose groups need not spread alike.

    d  = mean of the first − mean of the second
    se = √(s₁² · Σw₁² + s₂² · Σw₂²)
    df = se⁴ ÷ ((s₁² · Σw₁²)² ÷ (n₁ − 1) + (s₂² · Σw₂²)² ÷ (n₂ − 1))

The weights w of a group sum to one; they are all 1 ÷ n unless somebody gives others, and then this
is Welch's formula as it stands in every book. Difference, variances and degrees of freedom are
exact; only the root and the quantile are not.

Source: S133.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import attrs

from influence.errors import InvalidInputError
from influence.incrementality._interval import CONFIDENCE, Interval
from influence.incrementality._student import student_quantile, two_sided
from influence.shares import Share, ShareLike

_FEWEST = 2
_METHOD = "Welch's t"


@attrs.frozen(kw_only=True)
class Welch:
    """Two means compared.

    Args:
        difference: Mean of the first less mean of the second.
        variance: The square of the standard error of that difference.
        degrees: Degrees of freedom, which need not be whole.
    """

    difference: Fraction
    variance: Fraction
    degrees: Fraction

    @property
    def standard_error(self) -> float:
        """How far the difference strays by chance."""
        return math.sqrt(self.variance)

    @property
    def statistic(self) -> float:
        """The difference in standard errors."""
        return float(self.difference) / self.standard_error

    @property
    def p_value(self) -> float:
        """The chance of a difference at least so far from zero, were there none."""
        return two_sided(self.statistic, degrees=float(self.degrees))

    def quantile(self, confidence: ShareLike = CONFIDENCE) -> float:
        """So many standard errors the interval reaches to each side."""
        asked = Share(confidence).fraction
        return student_quantile(float((1 + asked) / 2), degrees=float(self.degrees))

    def interval(self, confidence: ShareLike = CONFIDENCE) -> Interval:
        """The interval of the difference.

        Raises:
            InvalidInputError: *confidence* is not between 0 and 1.
        """
        frame = Interval(low=0, high=0, confidence=confidence, method=_METHOD, degrees=self.degrees)
        reach = Fraction(self.quantile(confidence) * self.standard_error)
        return attrs.evolve(frame, low=self.difference - reach, high=self.difference + reach)


def welch(
    first: Sequence[Fraction | int],
    second: Sequence[Fraction | int],
    *,
    first_weights: Sequence[Fraction | int] | None = None,
    second_weights: Sequence[Fraction | int] | None = None,
) -> Welch:
    """The difference between the means of two groups, with its standard error.

    Args:
        first: The values of one group.
        second: The values of the other.
        first_weights: What each value of the first counts, such as the people behind it; alike
            without.
        second_weights: The same for the second.

    Raises:
        InvalidInputError: A group has fewer than two values, or neither spreads at all.

    Example:
        >>> found = welch([4, 8], [1, 3])
        >>> found.difference, found.variance, found.degrees
        (Fraction(4, 1), Fraction(5, 1), Fraction(25, 17))

    Source: S133.
    """
    one, other = (
        _mean_and_variance(first, first_weights),
        _mean_and_variance(second, second_weights),
    )
    variance = one[1] + other[1]
    if not variance:
        rule = "differ among themselves in at least one group"
        raise InvalidInputError("values", rule, "the same in each")
    degrees = variance**2 / (one[1] ** 2 / (len(first) - 1) + other[1] ** 2 / (len(second) - 1))
    return Welch(difference=one[0] - other[0], variance=variance, degrees=degrees)


def why_not_welch(first: Sequence[Fraction | int], second: Sequence[Fraction | int]) -> str:
    """Why two groups cannot be compared so; empty when they can."""
    if min(len(first), len(second)) < _FEWEST:
        return "an arm of one has no spread to measure"
    if len(set(first)) == 1 and len(set(second)) == 1:
        return "nothing differs within an arm, so there is no spread to measure"
    return ""


def _mean_and_variance(
    values: Sequence[Fraction | int], weights: Sequence[Fraction | int] | None
) -> tuple[Fraction, Fraction]:
    """The weighted mean of a group, and the variance of that mean."""
    count = len(values)
    if count < _FEWEST:
        rule = f"have at least {_FEWEST} values"
        raise InvalidInputError("group", rule, count)
    total, squares = sum(values), sum(value * value for value in values)
    spread = (count * squares - total * total) / Fraction(count * (count - 1))
    if weights is None:
        return Fraction(total) / count, spread / count
    whole = Fraction(sum(weights))
    mean = sum(value * weight for value, weight in zip(values, weights, strict=True)) / whole
    return Fraction(mean), spread * sum(weight * weight for weight in weights) / whole**2
