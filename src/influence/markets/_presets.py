"""The presets that are shipped, and markets that nobody has chosen.

The usual market is calibrated to the sources; each of the others changes what it is named for. A
strategy that was tuned to these has been tuned to these: ``drawn_preset`` draws every parameter
widely, and what holds there holds because the strategy is sound. Source: S1 for the levels.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

import attrs

from influence._frozen_mapping import FrozenMapping
from influence.errors import UnknownNameError
from influence.markets._dice import dice
from influence.markets._preset import Preset
from influence.money import Money

_USUAL = Preset(name="usual", story="calibrated to the sources")

_ALL = (
    _USUAL,
    attrs.evolve(
        _USUAL,
        name="rich",
        story="many small orders, so that three posts tell much",
        profit_per_order=8.0,
        post_order_sd=0.2,
    ),
    attrs.evolve(
        _USUAL,
        name="sparse",
        story="few large orders, so that most packages see one or none",
        profit_per_order=200.0,
        order_spread=0.8,
    ),
    attrs.evolve(
        _USUAL, name="silent", story="engagement says nothing about orders", engagement_tells=0.0
    ),
    attrs.evolve(
        _USUAL,
        name="fatigue",
        story="audiences tire and take cycles to recover",
        response=0.55,
        wear=0.3,
        recovery=0.6,
    ),
    attrs.evolve(
        _USUAL,
        name="thin",
        story="thin margins: the average creator loses money",
        micro_multiple=0.85,
        mega_multiple=0.7,
    ),
    attrs.evolve(
        _USUAL, name="untracked", story="a third of orders is never tracked", untracked=1 / 3
    ),
    attrs.evolve(
        _USUAL,
        name="fat_tails",
        story="a few posts go viral and orders differ widely, so that luck looks like skill",
        viral_chance=0.04,
        viral_factor=8.0,
        order_sd=0.7,
        post_order_sd=0.5,
        order_spread=1.0,
    ),
)

#: Every shipped preset by its name.
PRESETS: Mapping[str, Preset] = FrozenMapping({one.name: one for one in _ALL})


#: The word for markets of which every parameter is drawn by the seed.
DRAWN = "drawn"


def preset_named(name: str, *, seed: int) -> Preset:
    """The shipped preset called *name*; ``drawn`` is the one that the seed draws.

    Raises:
        UnknownNameError: There is none of that name; the close one is named.
    """
    if name == DRAWN:
        return drawn_preset(seed)
    if name not in PRESETS:
        raise UnknownNameError("preset", name, (*PRESETS, DRAWN))
    return PRESETS[name]


# From where to where a parameter is drawn, each value as likely as another.
_EVEN: Mapping[str, tuple[float, float]] = FrozenMapping(
    {
        "price_slope": (0.5, 0.85),
        "price_sd": (0.15, 0.6),
        "price_tells": (0.0, 0.9),
        "level_sd": (0.0, 0.25),
        "tier_sd": (0.0, 0.25),
        "reach_sd": (0.1, 0.6),
        "click_sd": (0.15, 0.6),
        "order_sd": (0.2, 0.8),
        "value_sd": (0.0, 0.35),
        "niche_angle_sd": (0.0, 0.3),
        "creator_angle_sd": (0.0, 0.3),
        "post_reach_sd": (0.1, 0.6),
        "post_order_sd": (0.1, 0.6),
        "viral_factor": (3.0, 10.0),
        "season_sd": (0.0, 0.35),
        "order_spread": (0.2, 1.0),
        "response": (0.5, 0.9),
        "wear": (0.0, 0.3),
        "recovery": (0.2, 0.8),
        "untracked": (0.0, 0.4),
        "engagement_tells": (0.0, 0.8),
    }
)
_PARTS = ((0.05, 0.5), (0.3, 0.7), (0.05, 0.4), (0.0, 0.15))


def drawn_preset(seed: int) -> Preset:
    """A kind of market with every parameter drawn widely.

    Example:
        >>> drawn_preset(7) == drawn_preset(7), drawn_preset(7) == drawn_preset(8)
        (True, False)
    """
    source = dice(seed, "preset")
    even: dict[str, Any] = {name: source.uniform(*ends) for name, ends in _EVEN.items()}
    nano, small, macro, mega = (source.uniform(*ends) for ends in _PARTS)
    micro = _by_size(source, 0.8, 1.7)
    return attrs.evolve(
        Preset(name=DRAWN, story=f"every parameter drawn widely, by {seed}", **even),
        budget=Money(100 * round(_by_size(source, 15.0, 90.0)), "USD"),
        niches=source.randint(2, 8),
        angles=source.randint(2, 4),
        mix=(nano, small, macro, mega),
        micro_price=_by_size(source, 150.0, 600.0),
        micro_multiple=micro,
        mega_multiple=micro * source.uniform(0.5, 1.1),
        profit_per_order=_by_size(source, 8.0, 200.0),
        viral_chance=source.choice((0.0, 0.0, 0.02, 0.05)),
        unreported=source.choice((0.0, 0.0, 0.1, 0.25)),
    )


def _by_size(source: Random, least: float, most: float) -> float:
    """An amount with each size as likely as another: 1 to 2 as 2 to 4."""
    return float(least * (most / least) ** source.random())
