"""Assumed: the learning policy in plain numbers, converted once and not once a creator."""

from __future__ import annotations

import attrs

from influence.beliefs._policy import LearningPolicy


@attrs.frozen(kw_only=True)
class Assumed:
    """The assumptions in plain numbers; variances where the policy has spreads.

    Args:
        tracked: Part of the orders that is tracked.
        untracked_doubt: How unsure that is.
        kept: What a booking keeps of its weight with every cycle.
        bargain_trust: How much of a price below the usual is a bargain.
        price_slope: How log fees grow with log followers.
        price_weight: Weight of that slope.
        exposure_carried: Part of a surprise in exposure that clicks follow.
        clicks_carried: Part of a surprise in clicks that orders follow.
        carried_weight: Weight of that part, as a sum of squares.
        luck_carried: How much of it holds for the luck of one package.
        between: How creators differ in orders beyond what clicks tell.
        between_weight: Weight of that.
        between_early: How creators differ in exposure and in clicks.
        packages: How packages of one creator differ in orders.
        packages_early: How they differ in exposure and in clicks.
        packages_weight: Weight of the former.
        order_values: How the gross profits of orders differ.
        order_values_between: How creators differ in the gross profit of an order.
        season: How cycles differ for everybody.
        level_doubt: Standard deviation of a campaign around the benchmarks.
        tier_doubt: Standard deviation of a tier around the campaign.
        orders_at_break_even: Orders that pay for the usual package.
        usable: Part of later cycles in which a discovery can be used.
    """

    tracked: float
    untracked_doubt: float
    kept: float
    bargain_trust: float
    price_slope: float
    price_weight: float
    exposure_carried: float
    clicks_carried: float
    carried_weight: float
    luck_carried: float
    between: float
    between_weight: float
    between_early: float
    packages: float
    packages_early: float
    packages_weight: float
    order_values: float
    order_values_between: float
    season: float
    level_doubt: float
    tier_doubt: float
    orders_at_break_even: float
    usable: float

    @property
    def worth_count(self) -> float:
        """How many orders of one's own weigh as much as what everybody's are worth."""
        return self.order_values / self.order_values_between


def assumed(policy: LearningPolicy) -> Assumed:
    """The assumptions in plain numbers."""
    early = float(policy.between_early.fraction) ** 2
    return Assumed(
        tracked=1 - float(policy.untracked.fraction),
        untracked_doubt=float(policy.untracked_doubt.fraction) ** 2,
        kept=1 - float(policy.fading.fraction),
        bargain_trust=float(policy.bargain_trust.fraction),
        price_slope=float(policy.price_slope.fraction),
        price_weight=float(policy.price_weight),
        exposure_carried=float(policy.exposure_carried.fraction),
        clicks_carried=float(policy.clicks_carried.fraction),
        carried_weight=policy.carried_weight * early,
        luck_carried=float(policy.luck_carried.fraction),
        between=float(policy.between.fraction) ** 2,
        between_weight=float(policy.between_weight),
        between_early=early,
        packages=float(policy.post_to_post.fraction) ** 2,
        packages_early=float(policy.post_to_post_early.fraction) ** 2,
        packages_weight=float(policy.post_weight),
        order_values=float(policy.order_values.fraction) ** 2,
        order_values_between=float(policy.order_values_between.fraction) ** 2,
        season=float(policy.season.fraction) ** 2,
        level_doubt=float(policy.level_doubt.fraction),
        tier_doubt=float(policy.tier_doubt.fraction),
        orders_at_break_even=float(policy.orders_at_break_even),
        usable=float(policy.usable.fraction),
    )
