"""Position based: most of the credit to the first touch and the last, the rest to those between.

    touches   first        each between          last
    1         all
    2         first                              last       of first + last
    n > 2     first        rest ÷ (n − 2)        last       rest = 1 − first − last

With 40 % for each end, two touches have half each, and n touches weigh 2(n − 2), 1, …, 1, 2(n − 2).
Every weight is a whole number, so the ratio is exact for any shares: over their common denominator
the ends are a and c and the rest is b, and the weights are a(n − 2), b, …, b, c(n − 2).

The same model with 60 % for the last touch and 20 % for the first is called J-shaped elsewhere, and
the other way round inverse J.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.attribution._path import Path
from influence.errors import InvalidInputError
from influence.shares import Share

_TWO_FIFTHS = Share("0.4")


@attrs.frozen(kw_only=True)
class PositionBased:
    """Credit the ends of a path by fixed shares.

    Args:
        first: Share of the first touch.
        last: Share of the last touch. Two touches share the whole as *first* to *last*; where both
            are 0, half each.

    Raises:
        InvalidInputError: A share is above 1, or both together are.

    Example:
        >>> PositionBased().of(5)
        (6, 1, 1, 1, 6)
        >>> PositionBased(first=Share("0.2"), last=Share("0.6")).of(2)
        (1, 3)

    Source: S81, S82.
    """

    name: ClassVar[str] = "position_based"
    first: Share = attrs.field(default=_TWO_FIFTHS, converter=Share, validator=require.is_part)
    last: Share = attrs.field(default=_TWO_FIFTHS, converter=Share, validator=require.is_part)
    _parts: tuple[int, int, int] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        first, last = self.first.fraction, self.last.fraction
        if first + last > 1:
            rule = "be at most 1 together with first"
            raise InvalidInputError("PositionBased.last", rule, self.last)
        whole = lcm(first.denominator, last.denominator)
        parts = (int(first * whole), int((1 - first - last) * whole), int(last * whole))
        object.__setattr__(self, "_parts", parts)

    def of(self, count: int, /) -> tuple[int, ...]:
        """The weights of a path of *count* touches, at least one."""
        first, between, last = self._parts
        inner = count - 2
        if inner > 0:
            return (first * inner, *[between] * inner, last * inner)
        if count == 1:
            return (1,)
        return (first, last) if first or last else (1, 1)

    def weights(self, path: Path, /) -> Sequence[int]:
        """The weight of each touch by its place."""
        return self.of(len(path))
