"""Spreads: how much packages of one creator differ, how much creators differ, what clicks carry on.

Each is a moment of the campaign's own history, weighted by how much a creator says of it, and drawn
to where one would begin by a number of creators or packages (the pseudo-count):

    spread² = (count × begin² + Σ sureness × found) ÷ (count + Σ sureness)

Who earned nothing says nothing here: their part is to lower the level.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul

import attrs

from influence.beliefs._assumed import Assumed
from influence.beliefs._pooling import grouped
from influence.beliefs._sales import Tally

#: Within which part of where one would begin a few creators can be believed.
_NARROWEST, _WIDEST = 0.25, 4.0

#: Doubt that lets the level of all be whatever it is.
_ANYWHERE = 100.0


@attrs.frozen
class Spreads:
    """How much creators and their packages differ.

    Args:
        between: Variance of the logarithm of creators' rates that early stages do not explain.
        packages: Variance between packages of one creator, beyond chance.
        carried: The part of a surprise in clicks that orders follow.
    """

    between: float
    packages: float
    carried: float


@attrs.frozen
class Residual:
    """How far one creator who earned is above what was expected.

    Args:
        group: Their tier.
        value: Logarithm of what came over what was expected.
        orders: Orders behind it.
        packages: Packages behind it.
        signal: What the early stages said, as a logarithm.
    """

    group: str
    value: float
    orders: float
    packages: float
    signal: float

    def noise(self, dispersion: float) -> float:
        """What chance makes of the value, as a variance."""
        return 1 / self.orders + dispersion / self.packages


def package_spread(tallies: Sequence[Tally], *, policy: Assumed) -> float:
    """Variance between packages of one creator, beyond chance."""
    start, count = policy.packages, policy.packages_weight
    found = math.fsum(one.restless for one in tallies)
    sureness = math.fsum(one.sureness for one in tallies)
    return _kept((count * start + found) / (count + sureness), start=start)


def carried_part(residuals: Sequence[Residual], *, policy: Assumed) -> float:
    """The part of a surprise in clicks that orders followed."""
    packages = policy.packages
    start = policy.between
    weights = [1 / (start + one.noise(packages)) for one in residuals]
    off = _off(residuals, weights, policy=policy)
    sure = [start * weight for weight in weights]
    usual = policy.carried_weight
    together = math.fsum(
        part * one.signal * value for part, one, value in zip(sure, residuals, off, strict=True)
    )
    alone = math.fsum(part * one.signal**2 for part, one in zip(sure, residuals, strict=True))
    found = (usual * policy.clicks_carried + together) / (usual + alone)
    return min(max(found, 0.0), 1.0)


def between_spread(
    residuals: Sequence[Residual], *, packages: float, carried: float, policy: Assumed
) -> float:
    """How creators differ beyond what clicks tell and beyond chance, as a variance."""
    start = policy.between
    noises = [one.noise(packages) for one in residuals]
    off = _off(residuals, [1 / (start + noise) for noise in noises], policy=policy)
    left = [value - carried * one.signal for value, one in zip(off, residuals, strict=True)]
    sure = [(start / (start + noise)) ** 2 for noise in noises]
    total, count = math.fsum(sure), policy.between_weight
    middle = math.fsum(map(mul, sure, left)) / (total or 1.0)
    lost = total / (total - _largest_part(sure)) if len(sure) > 1 else 1.0
    found = math.fsum(
        part * ((value - middle) ** 2 * lost - noise)
        for part, value, noise in zip(sure, left, noises, strict=True)
    )
    return _kept((count * start + found) / (count + total), start=start)


def _largest_part(weights: Sequence[float]) -> float:
    """What the mean of weighted values takes away from their spread."""
    total = math.fsum(weights)
    return math.fsum(weight**2 for weight in weights) / total if total else 0.0


def _off(
    residuals: Sequence[Residual], weights: Sequence[float], *, policy: Assumed
) -> Sequence[float]:
    """How far each creator is from the level of their tier, by those who earned."""
    values = [
        (one.group, weight, one.value) for one, weight in zip(residuals, weights, strict=True)
    ]
    groups = {one.group for one in residuals}
    doubt = policy.tier_doubt
    levels = grouped(values, groups=groups, to=0.0, doubt=_ANYWHERE, group_doubt=doubt)
    return [one.value - levels[one.group].mean for one in residuals]


def _kept(found: float, *, start: float) -> float:
    """A variance within the bounds in which a few creators can be believed."""
    return min(max(found, _NARROWEST * start), _WIDEST * start)
