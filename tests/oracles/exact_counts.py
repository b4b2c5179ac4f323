"""Counts of orders one by one, by a recurrence that knows neither beta nor gamma functions.

p(0)     = (1 + v m)^(−1/v), or e^−m where v is 0
p(k + 1) = p(k) × m (1 + v k) ÷ ((1 + v m) (k + 1))
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator


def chances(mean: float, variance: float) -> Iterator[float]:
    """The chance of 0, 1, 2, … orders."""
    chance = (1 + variance * mean) ** (-1 / variance) if variance else math.exp(-mean)
    for count in itertools.count():
        yield chance
        chance *= mean * (1 + variance * count) / ((1 + variance * mean) * (count + 1))


def chance(count: int, *, mean: float, variance: float) -> float:
    """The chance of exactly so many."""
    return next(itertools.islice(chances(mean, variance), count, None))


def at_least(count: int, *, mean: float, variance: float) -> float:
    """The chance of so many or more."""
    return 1 - math.fsum(itertools.islice(chances(mean, variance), count))


def expected(
    value: Iterator[float], *, mean: float, variance: float, up_to: int
) -> tuple[float, float]:
    """The mean of a value told for 0, 1, 2, … orders, and the chance that was left out."""
    pairs = list(zip(itertools.islice(chances(mean, variance), up_to), value, strict=False))
    return math.fsum(p * v for p, v in pairs), 1 - math.fsum(p for p, _ in pairs)
