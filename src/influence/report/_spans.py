"""Spans: an interval of return multiples as a small drawing in a cell of the ranking.

    0.25× … 0.5× … 1× … 2× … 4× … 8×   on a scale that doubles, 100 wide

It only places ink; the figures stand in words beside it.
"""

from __future__ import annotations

import math
from typing import Final

import attrs

from influence.report import _figures
from influence.report._outlook_document import NextPackage

_LEAST: Final = 0.25
_MOST: Final = 8.0
_WIDE: Final = 100


@attrs.frozen(kw_only=True)
class Span:
    """Where an interval begins, ends and has its middle, from 0 to 100.

    Args:
        low: Its lower end.
        middle: The expected multiple.
        high: Its upper end.
        even: Break-even.
    """

    low: int
    middle: int
    high: int
    even: int

    @property
    def width(self) -> int:
        """How long it is; never too short to be seen."""
        return max(1, self.high - self.low)


def span(package: NextPackage, /) -> Span:
    """The interval of a next package."""
    return Span(
        low=_place(package["multiple_low"]),
        middle=_place(package["expected_multiple"]),
        high=_place(package["multiple_high"]),
        even=_place("1"),
    )


def _place(multiple: str, /) -> int:
    """Where a multiple stands; what is beyond the scale stands at its end."""
    figure = min(max(float(_figures.number(multiple)), _LEAST), _MOST)
    return round(_WIDE * math.log(figure / _LEAST) / math.log(_MOST / _LEAST))
