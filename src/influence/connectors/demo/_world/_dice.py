"""Dice: whole numbers out of a seed, the same in every version of Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_BITS = 64


class Dice:
    """Draws from a seed.

    Args:
        seed: Any text; the same text gives the same draws.
    """

    def __init__(self, seed: str) -> None:
        """Seed a generator of its own."""
        self._random = random.Random(seed)  # noqa: S311  # a made-up world needs no secrecy

    def below(self, limit: int) -> int:
        """A whole number from 0 to one less than *limit*."""
        return self._random.getrandbits(_BITS) % limit

    def between(self, least: int, most: int) -> int:
        """A whole number from *least* to *most*, both included."""
        return least + self.below(most - least + 1)

    def one_of(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.below(len(choices))]

    def happens(self, *, per_mille: int) -> bool:
        """Whether something happens that does so *per_mille* times in a thousand."""
        return self.below(1_000) < per_mille
