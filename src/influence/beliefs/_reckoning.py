"""Reckoning: the factors of one creator's expected return multiple, and how unsure each is.

multiple = benchmark × tracked × level × price × visits × orders × worth ÷ tracked

What each factor comes from is told by the modules below this one.
"""

from __future__ import annotations

import math

import attrs

from influence.beliefs._assumed import Assumed
from influence.beliefs._cases import Case
from influence.beliefs._market import Market, worth_ratio
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
        learned: What the next package teaches, as one over a variance.
        rate_variance: How unsure the rate of orders is.
        worth_variance: How unsure the worth of an order is.
        luck: Variance between packages beyond chance, of clicks and of orders.
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
    learned: float
    rate_variance: float
    worth_variance: float
    luck: float

    @property
    def heights(self) -> tuple[float, ...]:
        """The product of the factors after each step of the waterfall; the last is the multiple."""
        begun = self.benchmark * self.tracked
        campaign = begun * self.level
        priced = campaign * self.price
        visited = priced * self.visits
        earned = visited * self.orders * self.worth
        return begun, campaign, priced, visited, earned, earned / self.tracked

    @property
    def multiple(self) -> float:
        """The expected return multiple."""
        return self.heights[-1]


def reckoning(case: Case, *, market: Market, policy: Assumed) -> Reckoning:
    """The factors of one creator's expected return multiple."""
    spreads, tally, level = market.spreads, case.tally, market.levels[case.benchmark.tier]
    visits = case.heard.own.factor(spreads.carried)
    before = spreads.between + spreads.carried**2 * case.heard.own.variance
    each = case.usual * level.mean * visits
    dispersion = spreads.packages / tally.packages if tally.packages else 0.0
    middle, variance = posterior(
        variance=before + math.log1p(level.variance),
        expected=each * tally.base,
        orders=tally.orders,
        dispersion=dispersion,
    )
    rate = math.exp(middle + variance / 2)
    return Reckoning(
        creator_id=case.history.creator_id,
        tier=case.benchmark.tier,
        benchmark=float(case.benchmark.multiple.fraction),
        tracked=policy.tracked,
        level=level.mean,
        price=case.quote.volume / case.quote.price,
        visits=visits,
        orders=rate,
        worth=worth_ratio(tally, worth=market.worth, policy=policy),
        counted=tally.orders,
        expected=each * tally.base,
        effective=tally.orders / (1 + dispersion * tally.orders),
        next_orders=each * rate,
        learned=1 / (spreads.packages + 1 / (each * rate)),
        rate_variance=variance,
        worth_variance=policy.order_values / (tally.told_orders + policy.worth_count),
        luck=spreads.packages + spreads.carried**2 * policy.packages_early,
    )
