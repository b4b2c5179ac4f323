"""Wear: what packages of earlier cycles still weigh, and what a package earns on average.

wear in the next cycle  = (wear + packages) × recovery
what a package brings   × response ^ (its number in the cycle) × e ^ (−rate × wear)
"""

from __future__ import annotations

import math

from influence.markets._creator import TrueCreator
from influence.markets._preset import Preset


def worn(wear: float, packages: int, *, preset: Preset) -> float:
    """The wear of an audience one cycle later, after *packages* in this one.

    Example:
        >>> from influence.markets import PRESETS
        >>> worn(1.0, 2, preset=PRESETS["usual"])
        1.5
    """
    return (wear + packages) * preset.recovery


def tiredness(*, preset: Preset, package: int, wear: float) -> float:
    """What is left of an audience's attention."""
    return float(preset.response**package * math.exp(-preset.wear * wear))


def expected_profit(
    creator: TrueCreator, *, preset: Preset, cycle: int, package: int, wear: float
) -> float:
    """What a package earns on average in an average season, in units of the currency."""
    angle = creator.angles[creator.angle(cycle=cycle, package=package)]
    return creator.gross_profit * angle * tiredness(preset=preset, package=package, wear=wear)
