"""Measured: conversions by what was measured of each, as far as tables of paths ask.

Whoever can answer these questions has the tables of ``influence.paths``, whether the paths are
values or rows of an engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

import attrs

from influence.money import Money
from influence.paths._conversion import ConversionKind, Grouping
from influence.paths._worth import Worth

#: From which touch a lag is told.
Since = Literal["first", "last"]
#: What a path is measured in.
Counting = Literal["touches", "creators"]
#: Whether a creator who was met twice in a row stands twice on the path, or once.
Repeats = Literal["collapsed", "kept"]


@attrs.frozen(kw_only=True)
class Measured:
    """Conversions by a measure.

    Args:
        units: The measure of each, the smallest first.
        values: What each came to in minor units; empty where nobody tells it.
        currency: The currency of the values; ``None`` where nobody tells them.
    """

    units: Sequence[int]
    values: Sequence[int]
    currency: str | None

    def worth(self, first: int = 0, end: int | None = None) -> Worth:
        """The worth of those from a place on to before another."""
        last = len(self.units) if end is None else end
        if self.currency is None:
            return Worth(conversions=last - first)
        value = Money.from_minor(sum(self.values[first:last]), self.currency)
        return Worth(conversions=last - first, value=value)


@attrs.frozen(kw_only=True)
class Part:
    """The part of one creator or channel in conversions.

    Args:
        on_path: Conversions on whose path they are.
        first: Those of them whose first touch is theirs.
        last: Those of them whose last touch is theirs.
        assisted: Those of them whose last touch is somebody else's.
        uncredited: Those of them of which the book's model gives them nothing.
    """

    on_path: Worth
    first: Worth
    last: Worth
    assisted: Worth
    uncredited: Worth


@attrs.frozen(kw_only=True)
class Sequences:
    """The sequences of players that led to most conversions.

    Args:
        rows: Those of most conversions first; of the same number, by name.
        left_out: How many others there are.
        others: The conversions of those.
    """

    rows: Sequence[tuple[tuple[str, ...], Worth]]
    left_out: int
    others: Worth


class PathTables(Protocol):
    """Conversions of one kind, as the tables of their paths ask for them."""

    @property
    def kind(self) -> ConversionKind:
        """``orders``, ``leads`` or ``signups``."""
        ...

    @property
    def with_path(self) -> Worth:
        """Those with a touch before them."""
        ...

    @property
    def without_path(self) -> Worth:
        """Those that nobody can have led to."""
        ...

    def parts(self, by: Grouping) -> Mapping[str, Part]:
        """The part of every creator or channel that is on a path."""
        ...

    def lags(self, since: Since, *, by: Grouping, through: str | None) -> Measured:
        """How long before each conversion the touch was, in microseconds."""
        ...

    def lengths(self, counting: Counting, *, by: Grouping, through: str | None) -> Measured:
        """How long the path of each conversion is."""
        ...

    def sequences(self, by: Grouping, *, repeats: Repeats, limit: int) -> Sequences:
        """The sequences that led to most conversions."""
        ...
