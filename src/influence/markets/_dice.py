"""Dice: what chance brings, out of a key and nothing else.

    the same key gives the same draws, whoever asks and in whatever order

A key names what is drawn for: seed, creator, cycle, package. So two programmes that book the same
package in the same market meet the same luck, and what differs between them is what they decided.
"""

from __future__ import annotations

import math
from random import Random

from influence.money import Money

# Below this mean a count is found by multiplying draws; above it, by rejection.
_FEW = 30.0
# Where the hat of the rejection can be taken without a look, and where it cannot hold.
_INSIDE, _CORNER = 0.07, 0.013


def dice(*key: object) -> Random:
    """A generator for a key."""
    text = "/".join(map(str, key))
    return Random(text)  # noqa: S311  # a made-up market needs no secrecy


def factor(source: Random, spread: float) -> float:
    """A log-normal factor with mean 1; *spread* is the standard deviation of its logarithm."""
    return math.exp(source.gauss(0.0, 1.0) * spread - spread * spread / 2)


def poisson(source: Random, mean: float) -> int:
    """A Poisson count: Hörmann's transformed rejection where the mean is not small.

    Source: S270.
    """
    if mean < _FEW:
        return _few(source, mean)
    wide = 0.931 + 2.53 * math.sqrt(mean)
    steep = -0.059 + 0.02483 * wide
    inside = 0.9277 - 3.6224 / (wide - 2)
    scale = 1.1239 + 1.1328 / (wide - 3.4)
    while True:
        across, up = source.random() - 0.5, 1.0 - source.random()
        edge = 0.5 - abs(across)
        if edge <= 0.0:
            continue  # one draw in 2⁵³ lies on the edge itself
        count = math.floor((2 * steep / edge + wide) * across + mean + 0.43)
        if edge >= _INSIDE and up <= inside:
            return count
        if count < 0 or (edge < _CORNER and up > edge):
            continue
        height = math.log(up * scale / (steep / (edge * edge) + wide))
        if height <= count * math.log(mean) - mean - math.lgamma(count + 1):
            return count


def _few(source: Random, mean: float) -> int:
    """A Poisson count with a small mean: draws multiplied until they fall below e^−mean."""
    floor, product, count = math.exp(-mean), source.random(), 0
    while product > floor:
        product *= source.random()
        count += 1
    return count


def total(source: Random, count: int, *, mean: float, spread: float) -> float:
    """The sum of *count* amounts with a mean and a relative spread, each of them gamma."""
    if not count or not spread:
        return count * mean
    shape = 1 / (spread * spread)
    return source.gammavariate(count * shape, mean / shape)


def amount(of: float, *, currency: str) -> Money:
    """An amount that dice gave, to the minor unit."""
    scale = 10 ** Money.zero(currency).exponent
    return Money.from_minor(math.floor(of * scale + 0.5), currency)
