"""Market: what all creators of the campaign teach together.

    level of a tier = what its creators returned ÷ what the benchmark of the tier tells

Each creator counts by how much their figures say: one over the sum of how creators differ, how
their packages differ, and the chance in their orders. So who was booked often does not count twice.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

from influence.beliefs._cases import Case, Counted
from influence.beliefs._policy import LearningPolicy
from influence.beliefs._pooling import Level, grouped
from influence.beliefs._spreads import Residual, Spreads, package_spread, spreads

#: A single lucky creator does not lift a level by more than this many times what was expected.
_HIGHEST = 5.0


@attrs.frozen
class Market:
    """What all creators teach together.

    Args:
        worth: Gross profit of an order, on the average, as a part of the reference.
        spreads: How much creators and their packages differ.
        levels: What each tier returned, as a multiple of its benchmark.
    """

    worth: float
    spreads: Spreads
    levels: Mapping[str, Level]


def market(counted: Counted, *, policy: LearningPolicy) -> Market:
    """What all creators teach together."""
    cases = counted.cases
    packages = package_spread(
        [case.tally for case in cases if case.history.has_earned], policy=policy
    )
    found = spreads(_residuals(cases), packages=packages, policy=policy)
    values = [
        (case.benchmark.tier, *_return(case, spreads=found, worth=counted.worth, policy=policy))
        for case in cases
        if case.tally.base
    ]
    levels = grouped(
        values,
        groups={case.benchmark.tier for case in cases},
        to=1.0,
        doubt=float(policy.level_doubt.fraction),
        group_doubt=float(policy.tier_doubt.fraction),
    )
    return Market(counted.worth, found, levels)


def _residuals(cases: Sequence[Case]) -> Sequence[Residual]:
    """How far everybody who earned is above what was expected of them."""
    return [
        Residual(
            case.benchmark.tier,
            math.log((case.tally.orders + 0.5) / (case.usual * case.tally.base)),
            case.tally.orders,
            case.tally.packages,
            case.signal.mean,
        )
        for case in cases
        if case.history.has_earned and case.tally.orders and case.tally.base
    ]


def _return(
    case: Case, *, spreads: Spreads, worth: float, policy: LearningPolicy
) -> tuple[float, float]:
    """How much one creator says of the level, and what."""
    each = case.usual * case.signal.factor(spreads.carried)
    expected = each * case.tally.base
    found = case.tally.orders * worth_ratio(case, worth=worth, policy=policy) / expected
    variance = (
        spreads.between
        + spreads.carried**2 * case.signal.variance
        + spreads.packages / case.tally.packages
        + 1 / expected
    )
    return 1 / variance, min(found, _HIGHEST)


def worth_ratio(case: Case, *, worth: float, policy: LearningPolicy) -> float:
    """Gross profit of one creator's order over that of everybody's, drawn to 1."""
    count = worth_count(policy)
    told = case.tally.told_profit / worth
    return max((told + count) / (case.tally.told_orders + count), _LOWEST)


def worth_count(policy: LearningPolicy) -> float:
    """How many orders of one's own weigh as much as everybody's."""
    values = float(policy.order_values.fraction)
    return (values / float(policy.order_values_between.fraction)) ** 2


#: Refunds can take a gross profit below zero; a multiple stays above it.
_LOWEST = 0.001
