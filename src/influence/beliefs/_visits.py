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
from operator import mul
from typing import TypeAlias, cast

import attrs

from influence.beliefs._assumed import Assumed
from influence.beliefs._history import History
from influence.beliefs._pooling import grouped
from influence.beliefs._weighing import Weights

#: A count of each booking, where it is known.
Column: TypeAlias = "Sequence[float | None]"

#: How many standard deviations of a surprise are believed.
_FARTHEST = 3.0

#: Doubt that lets the level of all be whatever it is.
_ANYWHERE = 100.0


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

    def carried(self, part: float, *, between: float) -> Signal:
        """What it says of the next stage, of which a *part* of a surprise is expected."""
        spread = part**2
        return Signal(
            part * self.mean, between + spread * self.variance, between + spread * self.span
        )


@attrs.frozen
class Heard:
    """What the early stages say of one creator.

    Args:
        own: To judge the creator by.
        pooled: To teach about the others by: packages of one cycle are heard as one.
        usual: The count of the last stage that a package usually has, if anybody told.
    """

    own: Signal
    pooled: Signal
    usual: float | None = None


@attrs.frozen
class _Rate:
    """Logarithm of a count per package and unit of volume, with its noise."""

    value: float
    noise: float


def heard(
    rows: Sequence[History],
    *,
    volumes: Sequence[float],
    tiers: Sequence[str],
    weights: Sequence[Weights],
    policy: Assumed,
) -> Sequence[Heard]:
    """What exposure and clicks say of every creator."""
    between = policy.between_early
    part = policy.exposure_carried
    start = Signal(0.0, between, between)
    stage = _Stage([row.has_earned for row in rows], volumes, tiers, weights, policy)
    seen = stage.after([row.exposure for row in rows], before=[Heard(start, start) for _ in rows])
    before = [_carried(one, part=part, between=between) for one in seen]
    return stage.after([row.clicks for row in rows], before=before)


def _carried(heard: Heard, *, part: float, between: float) -> Heard:
    """What a stage says of the next one."""
    own = heard.own.carried(part, between=between)
    alike = heard.own is heard.pooled
    return Heard(own, own if alike else heard.pooled.carried(part, between=between))


@attrs.frozen
class _Stage:
    """What is the same for exposure and for clicks: who, what was bought, what counts."""

    earned: Sequence[bool]
    volumes: Sequence[float]
    tiers: Sequence[str]
    weights: Sequence[Weights]
    policy: Assumed

    def after(self, told: Sequence[Column], *, before: Sequence[Heard]) -> Sequence[Heard]:
        """What is believed once a count is told."""
        rates = [
            self._rates(column, weights, volume=volume)
            for column, weights, volume in zip(told, self.weights, self.volumes, strict=True)
        ]
        levels = self._levels(rates, before=before)
        return [
            _after(one, pair, level=levels[tier], volume=volume) if pair and levels else one
            for one, pair, tier, volume in zip(before, rates, self.tiers, self.volumes, strict=True)
        ]

    def _levels(
        self, rates: Sequence[tuple[_Rate, _Rate] | None], *, before: Sequence[Heard]
    ) -> Mapping[str, float]:
        """The usual rate of each tier, among those who earned; empty when there is none."""
        values = [
            (tier, 1 / (one.pooled.span + pair[1].noise), pair[1].value)
            for pair, tier, one, has_earned in zip(
                rates, self.tiers, before, self.earned, strict=True
            )
            if pair is not None and has_earned
        ]
        doubt = self.policy.tier_doubt
        levels = grouped(values, groups=set(self.tiers), to=0.0, doubt=_ANYWHERE, group_doubt=doubt)
        return {tier: level.mean for tier, level in levels.items()} if values else {}

    def _rates(
        self, column: Column, weights: Weights, *, volume: float
    ) -> tuple[_Rate, _Rate] | None:
        """What a creator's packages brought of a count, and what that teaches of others."""
        if None in column:
            told = [
                (part, part * count)
                for part, count in zip(weights.grown, column, strict=True)
                if count is not None
            ]
            packages = math.fsum(part for part, _ in told)
            total = math.fsum(count for _, count in told)
        else:
            packages = weights.packages
            total = math.fsum(map(mul, weights.grown, cast("Sequence[float]", column)))
        if not packages:
            return None
        own = self._rate(total, packages, volume=volume)
        share = weights.share
        if share == 1:
            return own, own
        return own, self._rate(total * share, packages * share, volume=volume)

    def _rate(self, total: float, packages: float, *, volume: float) -> _Rate:
        """The rate of a count."""
        noise = self.policy.packages_early
        most = total + 0.5
        return _Rate(math.log(most / packages / volume), noise / packages + 1 / most)


def _after(before: Heard, rates: tuple[_Rate, _Rate], *, level: float, volume: float) -> Heard:
    """What is believed after one more stage."""
    own = _believed(before.own, rates[0], level=level)
    alike = before.own is before.pooled and rates[0] is rates[1]
    pooled = own if alike else _believed(before.pooled, rates[1], level=level)
    return Heard(own, pooled, volume * math.exp(level + pooled.mean))


def _believed(before: Signal, rate: _Rate, *, level: float) -> Signal:
    """The belief after one more rate; a rate beyond belief counts as one at the edge of it."""
    total = before.variance + rate.noise
    edge = _FARTHEST * math.sqrt(total)
    surprise = min(max(rate.value - level - before.mean, -edge), edge)
    gain = before.variance / total
    return Signal(before.mean + gain * surprise, before.variance * (1 - gain), before.span)
