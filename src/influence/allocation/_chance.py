"""Chance: how likely a whole cycle earns more than it costs.

    gross profit of the cycle = season × Σ over creators, worth × Σ over their packages, luck

Each factor is log-normal. What a creator is worth is common to their packages, the luck of a
package is its own, and the season is everybody's. A sum of log-normals is none, so one is taken in
its place that has the same mean and the same variance. That is close in the middle and too short in
the tails: a chance of a few in a hundred is a rough one.

Source: S290 for taking a log-normal of the same moments.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import NormalDist

import attrs

from influence.allocation._line import AllocationLine
from influence.allocation._worth import GRAIN
from influence.errors import InvalidInputError

_NORMAL = NormalDist()


@attrs.frozen(kw_only=True)
class Chance:
    """The gross profit of a cycle, as a part of what is spent: a log-normal number.

    Args:
        log_mean: Mean of its logarithm.
        log_sd: Standard deviation of its logarithm.
    """

    log_mean: float
    log_sd: float

    @property
    def above_cost(self) -> float:
        """How likely more is earned than was spent."""
        if self.log_sd == 0:
            return float(self.log_mean > 0)
        return _NORMAL.cdf(self.log_mean / self.log_sd)

    def between(self, level: float) -> tuple[float, float]:
        """What is earned for 1 spent, between which it falls with probability *level*."""
        if not 0 < level < 1:
            raise InvalidInputError("level of an interval", "be between 0 and 1", level)
        reach = _NORMAL.inv_cdf((1 + level) / 2) * self.log_sd
        return math.exp(self.log_mean - reach), math.exp(self.log_mean + reach)


def chance_of(lines: Iterable[AllocationLine], *, season: float) -> Chance:
    """The chance of the packages of some lines, of which at least one is booked."""
    booked = [line for line in lines if line.packages]
    spent = sum(line.cost.minor for line in booked)
    moments = [_moments(line, part=line.cost.minor / spent) for line in booked]
    mean = math.fsum(one for one, _ in moments)
    spread = math.fsum(one for _, one in moments) / mean**2
    log_variance = math.log1p(spread) + season**2
    return Chance(
        log_mean=math.log(mean) - log_variance / 2,
        log_sd=math.sqrt(log_variance),
    )


def _moments(line: AllocationLine, *, part: float) -> tuple[float, float]:
    """Mean and variance of what a line earns, when *part* of everything is spent on it."""
    outlook = line.choice.outlook
    earned = [(profit + GRAIN) / GRAIN for profit in line.worth.profits[: line.packages]]
    each = part / line.packages
    mean = each * math.fsum(earned)
    squares = each**2 * math.fsum(one**2 for one in earned)
    common = math.expm1(outlook.log_sd**2)
    own = math.exp(outlook.outcome_log_sd**2) - math.exp(outlook.log_sd**2)
    return mean, mean**2 * common + squares * own
