"""The posterior of a rate of orders by plain integration, slow and hard to get wrong.

    prior      log rate ~ normal(−v ÷ 2, v)
    evidence   orders ~ negative binomial around rate × expected, variance mean + φ × mean²

Sums over many narrow steps of the logarithm; nothing is approximated but the integral.
"""

from __future__ import annotations

import math

_STEPS = 20_000
_REACH = 9.0


def exact_posterior(
    *, variance: float, expected: float, orders: float, dispersion: float
) -> tuple[float, float, float]:
    """Mean and variance of the log rate, and the mean of the rate itself."""
    middle, reach = -variance / 2, _REACH * math.sqrt(variance)
    points = [middle - reach + 2 * reach * step / _STEPS for step in range(_STEPS + 1)]
    logs = [
        -((theta - middle) ** 2) / (2 * variance)
        + _log_likelihood(expected * math.exp(theta), orders, dispersion)
        for theta in points
    ]
    top = max(logs)
    weights = [math.exp(value - top) for value in logs]
    total = math.fsum(weights)
    mean = math.fsum(w * t for w, t in zip(weights, points, strict=True)) / total
    spread = math.fsum(w * (t - mean) ** 2 for w, t in zip(weights, points, strict=True)) / total
    rate = math.fsum(w * math.exp(t) for w, t in zip(weights, points, strict=True)) / total
    return mean, spread, rate


def _log_likelihood(mean: float, orders: float, dispersion: float) -> float:
    """The chance of as many orders, but for what does not depend on the mean."""
    if dispersion == 0:
        return orders * math.log(mean) - mean
    return orders * math.log(mean) - (orders + 1 / dispersion) * math.log1p(dispersion * mean)
