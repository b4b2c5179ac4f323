"""Reckoning: the factors of one creator's expected return multiple, and how unsure each is.

multiple = benchmark × tracked × level × price × visits × orders × worth ÷ tracked

What each factor comes from is told by the modules below this one.
"""

from __future__ import annotations

import math

import attrs

from influence.beliefs._cases import Case
from influence.beliefs._market import Market, worth_count, worth_ratio
from influence.beliefs._policy import LearningPolicy
from influence.beliefs._posterior import posterior
from influence.ids import CreatorId


@attrs.frozen(kw_only=True)
class Reckoning:
    """The factors of one creator's expected return multiple.

    Args:
        creator_id: Who.
        tier: Their audience tier.
        benchmark: Multiple that the tier returns elsewhere.
        tracked: Part of the orders that is tracked.
        level: What the tier returns here over the benchmark.
        price: What is believed to be bought over what it costs.
        visits: What exposure and clicks make of it.
        orders: What their own orders make of it.
        worth: What the gross profit of their own orders makes of it.
        counted: Their own orders, by weight.
        expected: The orders that were expected of as many packages.
        effective: Orders of evidence, after what packages differ beyond chance.
        next_orders: Tracked orders that the next package is expected to bring.
        rate_variance: How unsure the rate of orders is.
        worth_variance: How unsure the worth of an order is.
        packages: Variance between packages beyond chance.
    """

    creator_id: CreatorId
    tier: str
    benchmark: float
    tracked: float
    level: float
    price: float
    visits: float
    orders: float
    worth: float
    counted: float
    expected: float
    effective: float
    next_orders: float
    rate_variance: float
    worth_variance: float
    packages: float

    @property
    def factors(self) -> tuple[float, ...]:
        """What the multiple is made of, in the order of the waterfall."""
        return (
            self.benchmark * self.tracked,
            self.level,
            self.price,
            self.visits,
            self.orders,
            self.worth,
            1 / self.tracked,
        )

    @property
    def multiple(self) -> float:
        """The expected return multiple."""
        return math.prod(self.factors)


def reckoning(case: Case, *, market: Market, policy: LearningPolicy) -> Reckoning:
    """The factors of one creator's expected return multiple."""
    spreads, tally, level = market.spreads, case.tally, market.levels[case.benchmark.tier]
    visits = case.signal.factor(spreads.carried)
    before = spreads.between + spreads.carried**2 * case.signal.variance
    each = case.usual * level.mean * visits
    dispersion = spreads.packages / tally.packages if tally.packages else 0.0
    middle, variance = posterior(
        variance=before + math.log1p(level.variance / level.mean**2),
        expected=each * tally.base,
        orders=tally.orders,
        dispersion=dispersion,
    )
    rate = math.exp(middle + variance / 2)
    values = float(policy.order_values.fraction) ** 2
    return Reckoning(
        creator_id=case.history.creator_id,
        tier=case.benchmark.tier,
        benchmark=float(case.benchmark.multiple.fraction),
        tracked=1 - float(policy.untracked.fraction),
        level=level.mean,
        price=case.quote.volume / case.quote.price,
        visits=visits,
        orders=rate,
        worth=worth_ratio(case, worth=market.worth, policy=policy),
        counted=tally.orders,
        expected=each * tally.base,
        effective=tally.orders / (1 + dispersion * tally.orders),
        next_orders=each * rate,
        rate_variance=variance,
        worth_variance=values / (tally.told_orders + worth_count(policy)),
        packages=spreads.packages,
    )
