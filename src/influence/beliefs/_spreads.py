"""Spreads: how much packages of one creator differ, how much creators differ, what clicks carry on.

Each is a moment of the campaign's own history, weighted by how much a creator says of it, and drawn
to where one would begin by a number of creators or packages (the pseudo-count):

    spread² = (count × begin² + Σ sureness × found) ÷ (count + Σ sureness)

Who earned nothing says nothing here: their part is to lower the level.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs

from influence.beliefs._policy import LearningPolicy
from influence.beliefs._pooling import grouped
from influence.beliefs._sales import Tally

_NARROWEST, _WIDEST = 0.25, 4.0


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


def package_spread(tallies: Sequence[Tally], *, policy: LearningPolicy) -> float:
    """Variance between packages of one creator, beyond chance."""
    start, count = float(policy.post_to_post.fraction) ** 2, float(policy.post_weight)
    found = math.fsum(one.restless for one in tallies)
    sureness = math.fsum(one.sureness for one in tallies)
    return _kept((count * start + found) / (count + sureness), start=start)


def spreads(residuals: Sequence[Residual], *, packages: float, policy: LearningPolicy) -> Spreads:
    """How much creators differ, and what clicks carry on."""
    start = float(policy.between.fraction) ** 2
    noises = [1 / one.orders + packages / one.packages for one in residuals]
    levels = _levels(residuals, [1 / (start + noise) for noise in noises], policy=policy)
    off = [one.value - level for one, level in zip(residuals, levels, strict=True)]
    carried = _carried(residuals, off, noises, policy=policy)
    left = [value - carried * one.signal for value, one in zip(off, residuals, strict=True)]
    sure = [(start / (start + noise)) ** 2 for noise in noises]
    middle = math.fsum(s * v for s, v in zip(sure, left, strict=True)) / (math.fsum(sure) or 1.0)
    total, count = math.fsum(sure), float(policy.between_weight)
    lost = total / (total - _largest_part(sure)) if len(sure) > 1 else 1.0
    found = math.fsum(
        weight * ((value - middle) ** 2 * lost - noise)
        for weight, value, noise in zip(sure, left, noises, strict=True)
    )
    between = _kept((count * start + found) / (count + total), start=start)
    return Spreads(between, packages, carried)


def _largest_part(weights: Sequence[float]) -> float:
    """What the mean of weighted values takes away from their spread."""
    total = math.fsum(weights)
    return math.fsum(weight**2 for weight in weights) / total if total else 0.0


def _levels(
    residuals: Sequence[Residual], weights: Sequence[float], *, policy: LearningPolicy
) -> Sequence[float]:
    """The level of each creator's tier, from those who earned."""
    values = [
        (one.group, weight, one.value) for one, weight in zip(residuals, weights, strict=True)
    ]
    groups = {one.group for one in residuals}
    doubt, group_doubt = 10.0, float(policy.tier_doubt.fraction)
    levels = grouped(values, groups=groups, to=0.0, doubt=doubt, group_doubt=group_doubt)
    return [levels[one.group].mean for one in residuals]


def _carried(
    residuals: Sequence[Residual],
    off: Sequence[float],
    noises: Sequence[float],
    *,
    policy: LearningPolicy,
) -> float:
    """The part of a surprise in clicks that orders followed."""
    start = float(policy.between.fraction) ** 2
    weights = [start / (start + noise) for noise in noises]
    usual = float(policy.carried_weight) * float(policy.between_early.fraction) ** 2
    together = math.fsum(
        weight * one.signal * value
        for weight, one, value in zip(weights, residuals, off, strict=True)
    )
    alone = math.fsum(
        weight * one.signal**2 for weight, one in zip(weights, residuals, strict=True)
    )
    found = (usual * float(policy.clicks_carried.fraction) + together) / (usual + alone)
    return min(max(found, 0.0), 1.0)


def _kept(found: float, *, start: float) -> float:
    """A variance within the bounds in which a few creators can be believed."""
    return min(max(found, _NARROWEST * start), _WIDEST * start)
