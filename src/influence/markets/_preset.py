"""Presets: what kind of market creators and buyers are drawn from.

    multiple of a creator   = level of the tier × what they are better or worse at × bargain
    gross profit of a post  = multiple × price × season × angle × response × wear × luck

All spreads are standard deviations of a logarithm, and every factor has mean 1, so the levels are
the averages that one would measure. The usual market is calibrated to the sources: a package with a
micro creator earns 36 % on average, and 59 % of packages with a mega creator lose money.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeGuard, cast

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.money import Money


def _number(*, least: float = 0.0, most: float = math.inf) -> Callable[..., None]:
    """A finite number from *least* to *most*."""
    rule = f"be a number from {least:g} to {most:g}" if most < math.inf else f"be {least:g} or more"

    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not _is_number(value) or not least <= value <= most:
            raise InvalidInputError(require.place(instance, attribute), rule, value)

    return check


def _is_number(value: object) -> TypeGuard[float]:
    """Whether a value is a finite number, which a bool is not."""
    return isinstance(value, int | float) and type(value) is not bool and math.isfinite(value)


def _are_parts(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A part for each of the four tiers; at least one is above zero."""
    require.is_tuple(instance, attribute, value)
    parts = cast("tuple[object, ...]", value)
    are_parts = all(_is_number(part) and part >= 0 for part in parts)
    if len(parts) != _TIERS or not are_parts or not any(parts):
        rule = "be four parts, 0 or more, not all of them 0"
        raise InvalidInputError(require.place(instance, attribute), rule, parts)


_TIERS = 4
_part = _number(most=1.0)
_spread = _number(most=3.0)
_rate = _number()


@attrs.frozen(kw_only=True)
class Preset:
    """A kind of market.

    Args:
        name: The word for it.
        story: What it is about, in a sentence.
        creators: How many there are to choose from.
        cycles: How many rounds a programme has.
        budget: What may be spent in each of them.
        niches: How many niches there are.
        angles: How many angles are told in turn.
        mix: Weights of the tiers nano, micro, macro and mega among the creators.
        micro_price: Whole cost of a package with 31,600 followers, in units of the currency.
        price_slope: By which power of the followers the price grows.
        price_sd: How much quotes differ at the same size.
        price_tells: Which part of that difference is quality.
        product: What product and shipping of a package cost.
        micro_multiple: Mean return multiple of a micro creator with 31,600 followers.
        mega_multiple: The same of a mega creator with 2.2 million.
        level_sd: How much the level of all creators differs from market to market.
        tier_sd: How much the level of a tier does beside that.
        reach_sd: How much creators differ in exposures per follower.
        click_sd: In clicks per exposure.
        order_sd: In orders per click.
        value_sd: In gross profit per order.
        niche_angle_sd: How well an angle suits a niche.
        creator_angle_sd: How well it suits one creator beside that.
        post_reach_sd: How much exposures differ from post to post.
        post_order_sd: How much orders per click do.
        viral_chance: How often a post goes far beyond its audience.
        viral_factor: How far.
        season_sd: How much a cycle lifts or lowers everybody.
        profit_per_order: Mean gross profit of an order, in units of the currency.
        order_spread: How much it differs from order to order, relative to the mean.
        response: What each further package in one cycle brings, relative to the one before.
        wear: How much a package takes away from the next cycles, before recovery.
        recovery: How much of that is still felt a cycle later.
        untracked: Which part of the orders no link and no code tells of.
        untracked_sd: How much that part differs from creator to creator, relative to it.
        unreported: How often exposures, clicks or saves of a package are not told.
        engagement_tells: How much saves say about orders: their correlation, from 0 to 1.

    Raises:
        InvalidInputError: A field is outside what it can be.
    """

    name: str = attrs.field(validator=require.is_line)
    story: str = attrs.field(validator=require.is_line)
    creators: int = attrs.field(default=40, validator=require.at_least(1))
    cycles: int = attrs.field(default=8, validator=require.at_least(1))
    budget: Money = attrs.field(default=Money(5000, "USD"), validator=require.is_positive_money)
    niches: int = attrs.field(default=5, validator=require.at_least(1))
    angles: int = attrs.field(default=3, validator=require.at_least(1))
    mix: tuple[float, float, float, float] = attrs.field(
        default=(0.25, 0.5, 0.2, 0.05), validator=_are_parts
    )
    micro_price: float = attrs.field(default=300.0, validator=_number(least=1.0))
    price_slope: float = attrs.field(default=0.65, validator=_spread)
    price_sd: float = attrs.field(default=0.35, validator=_spread)
    price_tells: float = attrs.field(default=0.5, validator=_part)
    product: float = attrs.field(default=25.0, validator=_rate)
    micro_multiple: float = attrs.field(default=1.36, validator=_rate)
    mega_multiple: float = attrs.field(default=1.2, validator=_rate)
    level_sd: float = attrs.field(default=0.1, validator=_spread)
    tier_sd: float = attrs.field(default=0.1, validator=_spread)
    reach_sd: float = attrs.field(default=0.35, validator=_spread)
    click_sd: float = attrs.field(default=0.4, validator=_spread)
    order_sd: float = attrs.field(default=0.45, validator=_spread)
    value_sd: float = attrs.field(default=0.15, validator=_spread)
    niche_angle_sd: float = attrs.field(default=0.15, validator=_spread)
    creator_angle_sd: float = attrs.field(default=0.15, validator=_spread)
    post_reach_sd: float = attrs.field(default=0.3, validator=_spread)
    post_order_sd: float = attrs.field(default=0.3, validator=_spread)
    viral_chance: float = attrs.field(default=0.0, validator=_part)
    viral_factor: float = attrs.field(default=8.0, validator=_number(least=1.0))
    season_sd: float = attrs.field(default=0.15, validator=_spread)
    profit_per_order: float = attrs.field(default=40.0, validator=_number(least=0.01))
    order_spread: float = attrs.field(default=0.4, validator=_spread)
    response: float = attrs.field(default=0.7, validator=_part)
    wear: float = attrs.field(default=0.04, validator=_spread)
    recovery: float = attrs.field(default=0.5, validator=_part)
    untracked: float = attrs.field(default=0.1, validator=_number(most=0.9))
    untracked_sd: float = attrs.field(default=0.2, validator=_part)
    unreported: float = attrs.field(default=0.0, validator=_part)
    engagement_tells: float = attrs.field(default=0.4, validator=_part)
