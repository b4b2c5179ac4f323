"""Scenarios: a log-normal belief cut into slices of equal chance, as whole orders.

    mean of slice i = mean × slices × (Φ(zᵢ₊₁ − sd) − Φ(zᵢ − sd))

A slice stands for its own mean, so the slices together have the mean of the belief, however few
they are. A mean between two whole numbers of orders is both of them, each as often as it is near:
that keeps the mean, too. Source: S285.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from statistics import NormalDist

import attrs

from influence import _requirements as require

_NORMAL = NormalDist()
_GRAIN = 10**9


@attrs.frozen(kw_only=True)
class Scenario:
    """One way in which a package can go.

    Args:
        orders: How many orders it brings.
        chance: How likely that is.

    Raises:
        InvalidInputError: *orders* is no count.
    """

    orders: int = attrs.field(validator=require.is_count)
    chance: Fraction


def slices_of(spread: float, *, slices: int) -> tuple[Fraction, ...]:
    """The mean of each slice of a log-normal value with mean 1, from the least to the greatest.

    Args:
        spread: Standard deviation of its logarithm.
        slices: How many slices of equal chance.
    """
    inner = [_NORMAL.inv_cdf(place / slices) for place in range(1, slices)]
    below = [0.0, *(_NORMAL.cdf(edge - spread) for edge in inner), 1.0]
    return tuple(
        Fraction(round((upper - lower) * slices * _GRAIN), _GRAIN)
        for lower, upper in pairwise(below)
    )


def scenarios_of(orders: Fraction, *, spread: float, slices: int) -> tuple[Scenario, ...]:
    """The ways in which a package can go, by rising orders.

    Args:
        orders: How many orders are expected.
        spread: Standard deviation of the logarithm of what one package brings.
        slices: How many slices of equal chance.
    """
    chances: defaultdict[int, Fraction] = defaultdict(Fraction)
    for mean in slices_of(spread, slices=slices):
        believed = orders * mean
        whole = believed.numerator // believed.denominator
        part = believed - whole
        chances[whole] += (1 - part) / slices
        chances[whole + 1] += part / slices
    return tuple(
        Scenario(orders=count, chance=chance) for count, chance in sorted(chances.items()) if chance
    )
