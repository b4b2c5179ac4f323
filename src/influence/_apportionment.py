"""Apportionment: a whole number split by weights, to the last unit, by largest remainders.

    part = floor(whole × weight / Σ weights), and one unit more for the largest remainders

The parts sum to the whole. A negative whole is split as the mirror of the positive one. Where
remainders tie, the smaller key is served first, so the order in which things are listed decides
nothing. A zero weight gets nothing. More weight never means a smaller part; but when the whole or
another weight grows, a part may shrink by a unit (the apportionment paradox), so nobody should
build on that.

Source: Balinski and Young, Fair Representation (1982), the method of Hamilton.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import TYPE_CHECKING

from influence.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _typeshed import SupportsRichComparison


def apportioned(
    whole: int, *, weights: Sequence[int | Fraction], keys: Sequence[SupportsRichComparison] | None
) -> list[int]:
    """Return the parts of *whole*, one for each weight, in the order of the weights."""
    shares = _whole_weights(weights)
    total = sum(shares)
    if not total:
        shown = [str(weight) for weight in weights]
        raise InvalidInputError("weights", "hold at least one above zero", shown)
    pairs = [divmod(abs(whole) * share, total) for share in shares]
    parts = [part for part, _ in pairs]
    missing = abs(whole) - sum(parts)
    # Sorting is stable, so equal remainders keep the order of their keys.
    served = sorted(_by_key(len(weights), keys=keys), key=lambda place: -pairs[place][1])
    for place in served[:missing]:
        parts[place] += 1
    return [-part for part in parts] if whole < 0 else parts


def _whole_weights(weights: Sequence[int | Fraction]) -> list[int]:
    """Return whole numbers in the same proportions as *weights*."""
    for weight in weights:
        if weight.numerator < 0:
            raise InvalidInputError("weight", "not be below zero", str(weight))
    scale = lcm(*(weight.denominator for weight in weights))
    return [weight.numerator * (scale // weight.denominator) for weight in weights]


def _by_key(count: int, *, keys: Sequence[SupportsRichComparison] | None) -> list[int]:
    """Return the places of the weights in the order of their keys."""
    if keys is None:
        return list(range(count))
    if len(keys) != count:
        raise InvalidInputError("keys", f"be as many as the {count} weights", len(keys))
    places = sorted(range(count), key=lambda place: keys[place])
    for before, after in pairwise(places):
        if keys[before] == keys[after]:
            raise InvalidInputError("keys", "all differ", keys[after])
    return places
