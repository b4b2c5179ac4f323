"""Ladders: values that change at boundaries.

    0 ── 4 % ──┤ 200 ── 6 % ──┤ 400 ── 8 % ──→

Each step has one boundary number, where it begins, and reaches to the next one: no gaps and no
overlaps can be written down. What the values are, and what being on a step means, is for whoever
owns the ladder.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar

import attrs

from influence.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Boundary", "Ladder"]


class Boundary(Protocol):
    """What can stand at the beginning of a step: whole numbers, Fractions, Money."""

    def __lt__(self, other: Self, /) -> bool:
        """Tell whether this comes before *other*."""
        ...


B = TypeVar("B", bound=Boundary)
V = TypeVar("V")


@attrs.frozen(init=False)
class Ladder(Generic[B, V]):
    """Steps, each with the boundary where it begins and its value.

    Args:
        steps: Pairs of boundary and value; the boundaries rise strictly.

    Raises:
        InvalidInputError: There is no step, a boundary is a float, or one does not rise.

    Example:
        >>> rates = Ladder([(0, "4 %"), (200, "6 %"), (400, "8 %")])
        >>> rates.at(399), rates.at(400), rates.at(400, exceeded=True)
        ('6 %', '8 %', '6 %')
    """

    steps: tuple[tuple[B, V], ...]

    def __init__(self, steps: Iterable[tuple[B, V]]) -> None:
        """Check the boundaries."""
        kept = tuple(steps)
        _check_rising(tuple(bound for bound, _ in kept))
        object.__setattr__(self, "steps", kept)

    @cached_property
    def bounds(self) -> tuple[B, ...]:
        """The boundaries, from the lowest."""
        return tuple(bound for bound, _ in self.steps)

    @property
    def values(self) -> tuple[V, ...]:
        """The values, from the lowest step."""
        return tuple(value for _, value in self.steps)

    def at(self, bound: B, *, exceeded: bool = False) -> V:
        """Return the value of the step that *bound* stands on.

        Args:
            bound: Where to look.
            exceeded: Whether a boundary has to be exceeded, not just reached, to be on its step.
                The lowest boundary is on the lowest step either way: below it there is none.

        Raises:
            InvalidInputError: *bound* lies below the lowest step.
        """
        return self.steps[self.index_at(bound, exceeded=exceeded)][1]

    def index_at(self, bound: B, *, exceeded: bool = False) -> int:
        """Return the number of the step that *bound* stands on; the lowest is 0."""
        bounds = self.bounds
        if bound < bounds[0]:
            raise InvalidInputError("value", f"not lie below the lowest step at {bounds[0]}", bound)
        find = bisect_left if exceeded else bisect_right
        return max(find(bounds, bound) - 1, 0)


def _check_rising(bounds: tuple[Boundary, ...]) -> None:
    """Refuse boundaries that leave it open which step a value is on."""
    if not bounds:
        raise InvalidInputError("ladder", "have at least one step", bounds)
    for bound in bounds:
        if isinstance(bound, float):
            raise InvalidInputError("boundary", "be exact, not a float", bound)
    for lower, upper in pairwise(bounds):
        if not lower < upper:
            raise InvalidInputError("boundary", f"lie above the one before it, {lower}", upper)
