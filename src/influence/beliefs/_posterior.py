"""Posterior: what orders say of a rate that was believed to be log-normal.

    prior      log rate ~ normal(−v ÷ 2, v), so that the mean rate is 1
    evidence   orders ~ negative binomial around rate × expected, with the dispersion φ

φ is how much packages of one creator differ beyond chance; with φ = 0 orders are Poisson. The most
probable log rate θ solves, with the expected orders X and the orders N,

    (N − X·e^θ) ÷ (1 + φ·X·e^θ) = (θ + v ÷ 2) ÷ v

The left falls and the right rises in θ, so there is one solution; a few steps of Newton find it.
The curvature there gives the variance.
"""

from __future__ import annotations

import math

#: Far more than the handful that are needed; a surprise beyond all measure takes some tens.
_STEPS = 60
_LONGEST_STEP = 1.5
_CLOSE = 1e-12


def posterior(
    *, variance: float, expected: float, orders: float, dispersion: float
) -> tuple[float, float]:
    """Mean and variance of the log rate, once orders are known.

    Args:
        variance: Variance of the log rate before.
        expected: Orders that a creator with the rate 1 would have brought.
        orders: Orders that there were.
        dispersion: Variance between packages beyond chance, over all of them together.
    """
    middle = -variance / 2
    if not expected:
        return middle, variance
    theta, step, steps = middle, math.inf, 0
    while abs(step) > _CLOSE and steps < _STEPS:
        mass = expected * math.exp(theta)
        spread = 1 + dispersion * mass
        slope = (orders - mass) / spread - (theta - middle) / variance
        bend = mass * (1 + dispersion * orders) / spread**2 + 1 / variance
        step = slope / bend
        theta += min(max(step, -_LONGEST_STEP), _LONGEST_STEP)
        steps += 1
    mass = expected * math.exp(theta)
    bend = mass * (1 + dispersion * orders) / (1 + dispersion * mass) ** 2 + 1 / variance
    return theta, 1 / bend
