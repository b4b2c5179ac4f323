"""Poisson counts from a generator of the standard library, which has none of its own.

    few     count arrivals until the time is up
    many    transformed rejection: a candidate from a hat, kept where it lies below the density

Source: S267 for the second.
"""

from __future__ import annotations

import math
from random import Random

_MANY = 30.0
_RIM = 1e-12


def poisson(dice: Random, mean: float) -> int:
    """A count that is *mean* on average; *mean* is 0 or more."""
    return _few(dice, mean) if mean < _MANY else _many(dice, mean)


def _few(dice: Random, mean: float) -> int:
    """Multiply uniform numbers until they are rarer than none at all."""
    least, product, count = math.exp(-mean), dice.random(), 0
    while product > least:
        product *= dice.random()
        count += 1
    return count


def _many(dice: Random, mean: float) -> int:
    """Hörmann's transformed rejection with squeeze."""
    width = 0.931 + 2.53 * math.sqrt(mean)
    slope = -0.059 + 0.02483 * width
    height = 1.1239 + 1.1328 / (width - 3.4)
    sure = 0.9277 - 3.6224 / (width - 2)
    while True:
        across, up = dice.random() - 0.5, 1 - dice.random()
        edge = max(_RIM, 0.5 - abs(across))
        count = math.floor((2 * slope / edge + width) * across + mean + 0.43)
        if edge >= 0.07 and up <= sure:  # noqa: PLR2004  # Hörmann's constants
            return count
        if count < 0 or (edge < 0.013 and up > edge):  # noqa: PLR2004  # the same
            continue
        drawn = math.log(up * height / (slope / (edge * edge) + width))
        if drawn <= count * math.log(mean) - mean - math.lgamma(count + 1):
            return count
