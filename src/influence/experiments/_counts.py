"""Counts of orders: how likely so many are, when posts differ for reasons that nobody sees.

    orders     ~ Poisson(mean × g),  g ~ gamma with mean 1 and variance v
    variance   = mean + v × mean²

That is the negative binomial distribution; with v = 0 it is Poisson's. The sum over n independent
ones has n times the mean and an n-th of v, which is why many small ones are steadier than one.

Source: S261 for the formula that the known answers check.
"""

from __future__ import annotations

import math

from influence.errors import InvalidInputError
from influence.experiments._special import beta_part, gamma_part


def chance_of(count: int, *, mean: float, variance: float = 0.0) -> float:
    """The chance of exactly *count* orders.

    Args:
        count: How many; no orders are 0.
        mean: How many are expected.
        variance: The variance v of what nobody sees; 0 for orders that only chance moves.

    Raises:
        InvalidInputError: The mean or the variance is below 0.

    Example:
        >>> round(chance_of(3, mean=1.4, variance=1 / 0.7), 6)
        0.073536

    Source: S261.
    """
    _check(mean, variance)
    if count < 0 or not mean:
        return 1.0 if count == 0 else 0.0
    if not variance:
        return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))
    size = 1 / variance
    ways = math.lgamma(size + count) - math.lgamma(size) - math.lgamma(count + 1)
    hit, missed = math.log(mean / (mean + size)), math.log(size / (mean + size))
    return math.exp(ways + count * hit + size * missed)


def chance_of_at_least(count: int, *, mean: float, variance: float = 0.0) -> float:
    """The chance of *count* orders or more.

    Raises:
        InvalidInputError: The mean or the variance is below 0.

    Example:
        >>> round(1 - chance_of_at_least(2, mean=8), 6)
        0.003019
    """
    _check(mean, variance)
    if count <= 0:
        return 1.0
    if not mean:
        return 0.0
    if not variance:
        return gamma_part(count, mean)
    size = 1 / variance
    whole = mean + size
    return beta_part(mean / whole, size / whole, first=count, second=size)


def _check(mean: float, variance: float) -> None:
    """Refuse what no count can have."""
    for what, value in (("mean of a count", mean), ("variance of a count", variance)):
        if not 0 <= value < math.inf:
            raise InvalidInputError(what, "be a finite number, 0 or more", value)
