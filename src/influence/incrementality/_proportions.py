"""Proportions: the difference between two rates, such as buyers among exposed and held out.

    d = x₁ ÷ n₁ − x₂ ÷ n₂
    low  = d − √((p₁ − l₁)² + (u₂ − p₂)²)
    high = d + √((u₁ − p₁)² + (p₂ − l₂)²)

l and u are the ends of Wilson's score interval of each rate. This is Newcombe's hybrid of scores,
the tenth of his eleven methods: it stays within −1 and 1 and keeps its promise where few buy.

Source: S130.
"""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import NormalDist

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.incrementality._interval import CONFIDENCE, Interval
from influence.shares import Share, ShareLike

_FARTHEST = 40.0
_HALVINGS = 100
_METHOD = "Newcombe's hybrid of Wilson scores"


@attrs.frozen(kw_only=True)
class Proportion:
    """So many of so many.

    Args:
        part: How many of them did it.
        whole: How many there are; at least 1.

    Raises:
        InvalidInputError: A count breaks its rule, or *part* is above *whole*.

    Example:
        >>> Proportion(part=48, whole=80).rate
        Fraction(3, 5)
    """

    part: int = attrs.field(validator=require.is_count)
    whole: int = attrs.field(validator=require.at_least(1))

    def __attrs_post_init__(self) -> None:
        if self.part > self.whole:
            rule = f"be at most its whole, {self.whole}"
            raise InvalidInputError("Proportion.part", rule, self.part)

    @property
    def rate(self) -> Fraction:
        """The part of each one."""
        return Fraction(self.part, self.whole)


def proportion_interval(
    first: Proportion, second: Proportion, *, confidence: ShareLike = CONFIDENCE
) -> Interval:
    """The interval of the difference between two rates, *first* − *second*.

    Raises:
        InvalidInputError: *confidence* is not between 0 and 1.

    Example:
        >>> found = proportion_interval(
        ...     Proportion(part=56, whole=70), Proportion(part=48, whole=80)
        ... )
        >>> round(float(found.low), 4), round(float(found.high), 4)
        (0.0524, 0.3339)

    Source: S130.
    """
    asked = Share(confidence)
    # Built once without its ends, so that a confidence that cannot be is refused by the rule.
    frame = Interval(low=0, high=0, confidence=asked, method=_METHOD)
    width = NormalDist().inv_cdf(float((1 + asked.fraction) / 2))
    below, above = _reaches(first, second, width=width)
    difference = first.rate - second.rate
    return attrs.evolve(
        frame,
        low=max(Fraction(-1), difference - Fraction(below)),
        high=min(Fraction(1), difference + Fraction(above)),
    )


def proportion_p_value(first: Proportion, second: Proportion) -> float:
    """The chance of two rates at least so far apart, were they one.

    It is 1 less the greatest confidence at which the interval leaves zero out, so that the two
    always say the same.

    Example:
        >>> pair = Proportion(part=56, whole=70), Proportion(part=48, whole=80)
        >>> round(proportion_p_value(*pair), 4)
        0.0081
    """
    difference = float(first.rate - second.rate)
    low, high = 0.0, _FARTHEST
    for _ in range(_HALVINGS):
        width = (low + high) / 2
        below, above = _reaches(first, second, width=width)
        if (below if difference > 0 else above) < abs(difference):
            low = width
        else:
            high = width
    return 2 * NormalDist().cdf(-low)


def _reaches(first: Proportion, second: Proportion, *, width: float) -> tuple[float, float]:
    """How far the interval reaches below and above the difference."""
    (low_1, high_1), (low_2, high_2) = _score(first, width=width), _score(second, width=width)
    rate_1, rate_2 = float(first.rate), float(second.rate)
    below = math.hypot(rate_1 - low_1, high_2 - rate_2)
    above = math.hypot(high_1 - rate_1, rate_2 - low_2)
    return below, above


def _score(one: Proportion, *, width: float) -> tuple[float, float]:
    """Wilson's score interval of one rate."""
    squared = width * width
    rate, whole = float(one.rate), one.whole
    middle = 2 * one.part + squared
    spread = width * math.sqrt(squared + 4 * one.part * (1 - rate))
    twice = 2 * (whole + squared)
    return max(0.0, (middle - spread) / twice), min(1.0, (middle + spread) / twice)
