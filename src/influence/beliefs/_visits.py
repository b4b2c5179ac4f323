"""Visits: what exposure and clicks say of a creator before the orders do.

    exposure per package  →  clicks per package  →  orders per package

Each stage is believed around what the stage before it makes one expect, and only a part of a
surprise is carried on. Clicks are plenty and orders are few, so clicks speak first; how much they
say of orders is learned from those creators who have both, and in a market where clicks say nothing
it falls to nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

from influence.beliefs._history import History
from influence.beliefs._policy import LearningPolicy
from influence.beliefs._pooling import grouped

_FARTHEST = 3.0


@attrs.frozen
class Signal:
    """What the early stages say of one creator, as a logarithm; 0 is usual.

    Args:
        mean: How far above the usual.
        variance: How unsure that is.
        span: How far creators differ in it, as a variance.
    """

    mean: float
    variance: float
    span: float

    def factor(self, carried: float) -> float:
        """What it multiplies the expectation by; on the average of all creators that is 1."""
        return math.exp(carried * self.mean + carried**2 * (self.variance - self.span) / 2)


@attrs.frozen
class _Rate:
    """Logarithm of a count per package and unit of volume, with its noise."""

    value: float
    noise: float


def signals(
    rows: Sequence[History],
    *,
    volumes: Sequence[float],
    tiers: Sequence[str],
    weight: Mapping[int, float],
    policy: LearningPolicy,
) -> Sequence[Signal]:
    """What exposure and clicks say of every creator."""
    between = float(policy.between_early.fraction) ** 2
    carried = float(policy.exposure_carried.fraction)
    start = [Signal(0.0, between, between) for _ in rows]
    seen = _stage(rows, start, column=2, volumes=volumes, tiers=tiers, weight=weight, policy=policy)
    wider = between + carried**2 * between
    before = [
        Signal(carried * one.mean, between + carried**2 * one.variance, wider) for one in seen
    ]
    return _stage(
        rows, before, column=3, volumes=volumes, tiers=tiers, weight=weight, policy=policy
    )


def _stage(
    rows: Sequence[History],
    before: Sequence[Signal],
    *,
    column: int,
    volumes: Sequence[float],
    tiers: Sequence[str],
    weight: Mapping[int, float],
    policy: LearningPolicy,
) -> Sequence[Signal]:
    """What is believed after a stage."""
    dispersion = float(policy.post_to_post_early.fraction) ** 2
    rates = [
        _rate(row, column=column, volume=volume, weight=weight, dispersion=dispersion)
        for row, volume in zip(rows, volumes, strict=True)
    ]
    values = [
        (tier, 1 / (signal.span + rate.noise), rate.value)
        for row, rate, tier, signal in zip(rows, rates, tiers, before, strict=True)
        if rate is not None and row.has_earned
    ]
    if not values:
        return before
    doubt = 100.0
    group_doubt = float(policy.tier_doubt.fraction)
    levels = grouped(values, groups=set(tiers), to=0.0, doubt=doubt, group_doubt=group_doubt)
    return [
        signal if rate is None else _after(signal, rate, level=levels[tier].mean)
        for signal, rate, tier in zip(before, rates, tiers, strict=True)
    ]


def _rate(
    row: History, *, column: int, volume: float, weight: Mapping[int, float], dispersion: float
) -> _Rate | None:
    """What a creator's packages brought of a count, if anybody told."""
    told = [
        (weight[visit[0]] * visit[1], count)
        for visit in row.visits
        if (count := visit[column]) is not None
    ]
    packages = math.fsum(kept for kept, _ in told)
    if not packages:
        return None
    total = math.fsum(kept * count for kept, count in told) + 0.5
    return _Rate(math.log(total / packages / volume), dispersion / packages + 1 / total)


def _after(before: Signal, rate: _Rate, *, level: float) -> Signal:
    """The belief after one more rate; a rate beyond belief counts as one at the edge of it."""
    total = before.variance + rate.noise
    edge = _FARTHEST * math.sqrt(total)
    surprise = min(max(rate.value - level - before.mean, -edge), edge)
    gain = before.variance / total
    return Signal(before.mean + gain * surprise, before.variance * (1 - gain), before.span)
