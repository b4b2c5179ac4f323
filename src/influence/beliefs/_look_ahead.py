"""Look-ahead: what one more test is worth beyond its own profit.

    worth = (E[max(M − 1, 0)] after the test − max(E[M] − 1, 0) now) × usable cycles

Who is booked again only when it pays gains from every surprise and loses from none. After one more
package the believed multiple M is log-normal around today's mean, and the expectation has the
closed form that options are priced by (Black and Scholes) with a strike of 1:

    E[max(M − 1, 0)] = m·Φ(d) − Φ(d − s)     d = (log m + s² ÷ 2) ÷ s
"""

from __future__ import annotations

import math


def expected_gain(mean: float, spread: float) -> float:
    """E[max(M − 1, 0)] of a log-normal M.

    Args:
        mean: The mean of M, above zero.
        spread: Standard deviation of its logarithm.
    """
    if spread <= 0:
        return max(mean - 1, 0.0)
    upper = math.log(mean) / spread + spread / 2
    return mean * _below(upper) - _below(upper - spread)


def value_of_test(*, mean: float, variance: float, learned: float, cycles: float) -> float:
    """What one more package is worth for what it teaches, per unit of its cost.

    Args:
        mean: The mean multiple that is believed today.
        variance: Variance of the logarithm of the multiple, in what a test can tell of it.
        learned: Information that one package brings: one over a variance.
        cycles: Usable cycles after the next one.
    """
    after = 1 / (1 / variance + learned) if variance else 0.0
    spread = math.sqrt(max(variance - after, 0.0))
    return max(expected_gain(mean, spread) - max(mean - 1, 0.0), 0.0) * cycles


def _below(value: float) -> float:
    """The chance of a standard normal value to be below *value*."""
    return math.erfc(-value / math.sqrt(2)) / 2
