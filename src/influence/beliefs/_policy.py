"""Learning policy: every assumption of a belief, as a number that can be replaced."""

from __future__ import annotations

from typing import Any

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.shares import Share


def _below_one(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A share of something of which some has to be left."""
    if not isinstance(value, Share) or value.fraction >= 1:
        raise InvalidInputError(require.place(instance, attribute), "be a share below 1", value)


def _above_zero(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A spread that says something: with none, no evidence would ever count."""
    if not isinstance(value, Share) or not value.fraction:
        raise InvalidInputError(require.place(instance, attribute), "be a share above 0", value)


@attrs.frozen(kw_only=True)
class LearningPolicy:
    """The assumptions, each a number that a book or a caller may set.

    Spreads are standard deviations of natural logarithms: 0.5 means that two in three lie within a
    factor of 1.65. A weight says how many creators or packages of one's own count as much as the
    assumption.

    Args:
        untracked: Part of the orders that no link and no code ever tells of.
        untracked_doubt: How unsure that is, as a spread that all creators share.
        fading: What a booking loses of its weight with every cycle.
        bargain_trust: How much of a price below the usual is a bargain and not a warning; 1 trusts
            every bargain, 0 takes every fee as fair.
        price_slope: How fees grow with followers: ten times the followers ask ``10 ** slope``
            times as much.
        price_weight: Weight of that slope, as a sum of squares of log followers.
        exposure_carried: Part of a surprise in exposure that clicks follow.
        clicks_carried: Part of a surprise in clicks that orders follow, until history tells.
        carried_weight: Weight of that part, in creators.
        luck_carried: How much of that part holds for luck too, when one package had more clicks
            than is usual for its creator.
        between: How creators of a tier differ in orders beyond what clicks tell.
        between_weight: Weight of that spread, in creators.
        between_early: How creators differ in exposure and in clicks.
        post_to_post: How packages of one creator differ in orders, beyond chance.
        post_to_post_early: The same in exposure and in clicks.
        post_weight: Weight of these spreads, in packages.
        order_values: How the gross profits of orders differ, as a part of their mean.
        order_values_between: How creators differ in the gross profit of an order.
        season: How cycles differ for everybody.
        level_doubt: How far a campaign as a whole may be from the benchmarks, as a part of them.
        tier_doubt: How far a tier may be from the campaign, as a part of it.
        orders_at_break_even: Orders that pay for the usual package, until history tells.
        usable: Part of the cycles after the next one in which a discovery can be used.

    Raises:
        InvalidInputError: A part is above 1, a spread is 0, a weight is below 1, or nothing is left
            to be tracked or to be remembered.

    Example:
        >>> LearningPolicy(untracked="1/3").untracked
        Share('1/3')

    Source: S252 and S253 for the range of *untracked*; where it lies in it, and the other defaults,
    are ours, as ``docs/reference/beliefs.md`` argues and measures.
    """

    untracked: Share = attrs.field(default=Share("0.2"), converter=Share, validator=_below_one)
    untracked_doubt: Share = attrs.field(
        default=Share("0.2"), converter=Share, validator=require.is_part
    )
    fading: Share = attrs.field(default=Share("0.1"), converter=Share, validator=_below_one)
    bargain_trust: Share = attrs.field(
        default=Share("0.5"), converter=Share, validator=require.is_part
    )
    price_slope: Share = attrs.field(
        default=Share("0.8"), converter=Share, validator=require.is_part
    )
    price_weight: int = attrs.field(default=5, validator=require.at_least(1))
    exposure_carried: Share = attrs.field(
        default=Share("0.7"), converter=Share, validator=require.is_part
    )
    clicks_carried: Share = attrs.field(
        default=Share("0.7"), converter=Share, validator=require.is_part
    )
    carried_weight: int = attrs.field(default=8, validator=require.at_least(1))
    luck_carried: Share = attrs.field(
        default=Share("0.5"), converter=Share, validator=require.is_part
    )
    between: Share = attrs.field(default=Share("0.5"), converter=Share, validator=_above_zero)
    between_weight: int = attrs.field(default=8, validator=require.at_least(1))
    between_early: Share = attrs.field(default=Share("0.6"), converter=Share, validator=_above_zero)
    post_to_post: Share = attrs.field(default=Share("0.6"), converter=Share, validator=_above_zero)
    post_to_post_early: Share = attrs.field(
        default=Share("0.4"), converter=Share, validator=_above_zero
    )
    post_weight: int = attrs.field(default=8, validator=require.at_least(1))
    order_values: Share = attrs.field(default=Share("0.7"), converter=Share, validator=_above_zero)
    order_values_between: Share = attrs.field(
        default=Share("0.25"), converter=Share, validator=_above_zero
    )
    season: Share = attrs.field(default=Share("0.15"), converter=Share, validator=_above_zero)
    level_doubt: Share = attrs.field(default=Share("0.3"), converter=Share, validator=_above_zero)
    tier_doubt: Share = attrs.field(default=Share("0.15"), converter=Share, validator=_above_zero)
    orders_at_break_even: int = attrs.field(default=6, validator=require.at_least(1))
    usable: Share = attrs.field(default=Share("0.6"), converter=Share, validator=require.is_part)
