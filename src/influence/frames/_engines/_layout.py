"""Layout: how the creators of an order stand in a frame, one below the other or side by side.

    stacked   a row for each order and creator       Σ over an order = a window
    spread    a row for each order, and each column as often as it has creators, by place
              Σ over an order = a sum of columns

Whoever works on the rows of an order asks the layout for sums and ends, and goes place by place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import attrs
import narwhals as nw

_ORDER = "order_id"


class Layout(Protocol):
    """Where the creators of an order stand."""

    @property
    def places(self) -> Sequence[str]:
        """What comes behind the name of a column, for each place."""
        ...

    @property
    def has_gaps(self) -> bool:
        """Whether there may be orders that nobody stands on, with nulls."""
        ...

    def total(self, name: str, /) -> nw.Expr:
        """The sum of a column over an order."""
        ...

    def least(self, name: str, /) -> nw.Expr:
        """The least of a column in an order."""
        ...

    def most(self, name: str, /) -> nw.Expr:
        """The greatest of a column in an order."""
        ...


@attrs.frozen
class Stacked:
    """One below the other."""

    places: Sequence[str] = ("",)
    has_gaps: bool = True

    def total(self, name: str, /) -> nw.Expr:
        """By a window."""
        return nw.col(name).sum().over(_ORDER).cast(nw.Int64)

    def least(self, name: str, /) -> nw.Expr:
        """By a window."""
        return nw.col(name).min().over(_ORDER)

    def most(self, name: str, /) -> nw.Expr:
        """By a window."""
        return nw.col(name).max().over(_ORDER)


@attrs.frozen
class Spread:
    """Side by side.

    Args:
        count: How many creators each order has.
        has_gaps: Nobody is missing.
    """

    count: int
    has_gaps: bool = False

    @property
    def places(self) -> Sequence[str]:
        """As many as there are creators."""
        return [f"_{place}" for place in range(self.count)]

    def total(self, name: str, /) -> nw.Expr:
        """Along a row."""
        first, *others = self._columns(name)
        return sum(others, first)

    def least(self, name: str, /) -> nw.Expr:
        """Along a row."""
        return nw.min_horizontal(*self._columns(name))

    def most(self, name: str, /) -> nw.Expr:
        """Along a row."""
        return nw.max_horizontal(*self._columns(name))

    def _columns(self, name: str) -> Sequence[nw.Expr]:
        return [nw.col(f"{name}{place}") for place in self.places]
