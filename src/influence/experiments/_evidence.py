"""Evidence: how much likelier what was seen is at one return multiple than at another.

    L(r)  = Π over posts  P(orders | mean r × needed, variance v)
    e     = Σ over rivals w(r) × L(r) ÷ L(1)          weights w that sum to 1

While the truth is at break-even or worse, e for "it pays" grows on average never, whenever and
however often one looks, and so ever reaches 1 ÷ error with a chance of at most the error. The same
holds for "it does not pay" with rivals below 1. Posts that differ less than v do no harm, because
every factor is convex in the orders.

Source: S263 for the inequality, S264 for mixtures of likelihood ratios.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from influence.experiments._sighting import Sighting


def log_likelihood(sightings: Sequence[Sighting], *, multiple: float, variance: float) -> float:
    """The logarithm of L at a multiple above 0, less what is the same for every multiple."""
    return math.fsum(
        _one(float(one.orders), float(one.needed) * multiple, variance) for one in sightings
    )


def log_mixture(
    sightings: Sequence[Sighting], *, weights: Sequence[tuple[float, float]], variance: float
) -> float:
    """The logarithm of Σ w × L over pairs of multiple and weight."""
    logs = [
        math.log(weight) + log_likelihood(sightings, multiple=multiple, variance=variance)
        for multiple, weight in weights
    ]
    most = max(logs)
    return most + math.log(math.fsum(math.exp(one - most) for one in logs))


def _one(orders: float, mean: float, variance: float) -> float:
    """The part of one post."""
    if not mean:
        return 0.0  # it cost nothing, so no multiple makes it likelier than another
    if not variance:
        return orders * math.log(mean) - mean
    size = 1 / variance
    return orders * math.log(mean / (mean + size)) - size * math.log1p(mean * variance)
