"""Market: what all creators of the campaign teach together.

    level of a tier = what its creators returned ÷ what the benchmark of the tier tells

Each creator counts by how much their figures say: one over the sum of how creators differ, how
their packages differ, and the chance in their orders. Packages of one cycle count as one. So who
was booked often does not count twice, and more of the same changes what is believed of nobody else.

Who earned nothing lowers the level and does nothing else: how sure it is, those who earned tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from influence.beliefs._assumed import Assumed
from influence.beliefs._cases import Case, Counted
from influence.beliefs._pooling import Level, grouped
from influence.beliefs._sales import Tally
from influence.beliefs._spreads import Spreads, between_spread, package_spread

#: A single lucky creator does not lift a level by more than this many times what was expected.
_HIGHEST = 5.0

#: Refunds can take a gross profit below zero; a multiple stays above it.
_LOWEST = 0.001


@attrs.frozen
class Market:
    """What all creators teach together.

    Args:
        worth: Gross profit of an order, on the average, as a part of the reference.
        spreads: How much creators and their packages differ.
        levels: What each tier returned, as a multiple of its benchmark, and how unsure that is.
    """

    worth: float
    spreads: Spreads
    levels: Mapping[str, Level]


def market(counted: Counted, *, policy: Assumed) -> Market:
    """What all creators teach together."""
    cases = counted.cases
    packages = package_spread(
        [case.tally for case in cases if case.history.has_earned], policy=policy
    )
    carried = counted.carried
    residuals = [
        case.residual
        for case in cases
        if case.history.has_earned and case.tally.orders and case.tally.base
    ]
    between = between_spread(residuals, packages=packages, carried=carried, policy=policy)
    found = Spreads(between, packages, carried)
    tried = [case for case in cases if case.tally.base]
    returns = [_return(case, spreads=found, worth=counted.worth, policy=policy) for case in tried]
    tiers = {case.benchmark.tier for case in cases}
    means = _levels(returns, tiers=tiers, policy=policy)
    doubts = _levels([one for one in returns if one.has_earned], tiers=tiers, policy=policy)
    levels = {tier: Level(means[tier].mean, doubts[tier].variance) for tier in tiers}
    return Market(counted.worth, found, levels)


@attrs.frozen
class _Return:
    """What one creator returned of what was expected, and how much that says."""

    tier: str
    weight: float
    found: float
    has_earned: bool


def _levels(
    returns: Sequence[_Return], *, tiers: Iterable[str], policy: Assumed
) -> Mapping[str, Level]:
    """What each tier returned, as a multiple of its benchmark."""
    return grouped(
        [(one.tier, one.weight, one.found) for one in returns],
        groups=tiers,
        to=1.0,
        doubt=policy.level_doubt,
        group_doubt=policy.tier_doubt,
    )


def _return(case: Case, *, spreads: Spreads, worth: float, policy: Assumed) -> _Return:
    """What one creator returned of what was expected; who earned nothing returned nothing."""
    pooled, signal = case.tally.pooled, case.heard.pooled
    expected = case.usual * signal.factor(spreads.carried) * pooled.base
    found = pooled.orders * worth_ratio(pooled, worth=worth, policy=policy) / expected
    variance = (
        spreads.between
        + spreads.carried**2 * signal.variance
        + spreads.packages / pooled.packages
        + 1 / expected
    )
    earned = case.history.has_earned
    return _Return(
        case.benchmark.tier, 1 / variance, min(found, _HIGHEST) if earned else 0.0, earned
    )


def worth_ratio(tally: Tally, *, worth: float, policy: Assumed) -> float:
    """Gross profit of one creator's order over that of everybody's, drawn to 1."""
    count = policy.worth_count
    told = tally.told_profit / worth
    return max((told + count) / (tally.told_orders + count), _LOWEST)
