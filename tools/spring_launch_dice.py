"""The dice of the example: everything random, from ``random()`` alone.

Python promises to keep the sequence of ``random.Random(seed).random()`` from release to release and
promises nothing of the kind for ``choice`` or ``shuffle``, so those are made here.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

import attrs

SEED = 20260302

T = TypeVar("T")


@attrs.frozen
class Dice:
    """Everything random, from ``random()`` alone, whose sequence Python promises to keep."""

    source: random.Random

    @classmethod
    def numbered(cls, number: int) -> Dice:
        """Dice of one's own, so that a change to one person leaves the others alone."""
        return cls(random.Random(SEED + number))  # noqa: S311  # an example is no secret

    def below(self, count: int) -> int:
        """A whole number from nought, less than *count*."""
        return int(self.source.random() * count)

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + self.below(high - low + 1)

    def happens(self, percent: int) -> bool:
        """Whether it comes to pass this time."""
        return self.below(100) < percent

    def soon(self, most: int) -> int:
        """Some seconds from now: often few, never more than *most*."""
        luck = self.source.random()
        return 40 + int(luck * luck * luck * max(most - 40, 0))

    def name(self, prefix: str) -> str:
        """A name that nobody else has, such as ``v-0c3f91aa``."""
        return f"{prefix}-{self.below(16**8):08x}"

    def picked(self, values: Sequence[T]) -> T:
        """One of *values*."""
        return values[self.below(len(values))]

    def some(self, values: Sequence[T], *, count: int) -> list[T]:
        """*count* of *values*, none twice, shuffled."""
        shuffled = sorted((self.source.random(), number) for number in range(len(values)))
        return [values[number] for _, number in shuffled[:count]]
