"""Cells: the stretches of time between moments at which something begins anew.

    cell = how many of the cuts lie at or before a moment

Cuts are whole microseconds that were computed in Python, so no engine's calendar has a say. Where
there are many of them, a moment is looked up by the bucket of time that it lies in: a small table
knows how many cuts lie before each bucket, and which lie inside it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

import attrs
import narwhals as nw

from influence.frames._engines import Frame
from influence.frames._marks import EVER
from influence.frames._tables import Tables

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_BUCKETS_A_CUT = 4
#: So few cuts are compared one by one, for less than a join takes.
_FEW = 32
#: Engines divide exactly by no more than 2^41.
_WIDEST = 1 << 40


def _sorted(cuts: Iterable[int]) -> tuple[int, ...]:
    """The cuts in the order of time, each once."""
    return tuple(sorted(set(cuts)))


@attrs.frozen
class Cells:
    """The cells between cuts; the first has no beginning and the last no end.

    Args:
        cuts: Microseconds since 1970 in UTC.
    """

    cuts: tuple[int, ...] = attrs.field(converter=_sorted)

    def cell_at(self, moment: int) -> int:
        """The cell that holds a moment."""
        return bisect_right(self.cuts, moment)

    def placed(self, rows: Frame, *, tables: Tables) -> Frame:
        """The rows with their ``cell``, by the whole microseconds in ``at``."""
        if not self.cuts:
            return rows.with_columns(cell=nw.lit(0, nw.Int64))
        at = nw.col("at")
        if len(self.cuts) <= _FEW:
            reached = [(at >= cut).cast(nw.Int8) for cut in self.cuts]
            return rows.with_columns(cell=sum(reached[1:], reached[0]).cast(nw.Int64))
        first, last = self.cuts[0], self.cuts[-1]
        since = (
            nw.when(at < first)
            .then(nw.lit(0, nw.Int64))
            .otherwise(
                nw.when(at > last).then(nw.lit(last - first, nw.Int64)).otherwise(at - first)
            )
        )
        shifted = rows.with_columns(since=since, bucket_width=nw.lit(self._width, nw.Int64))
        bucketed = tables.engine.divided(shifted, into="bucket", number="since", by="bucket_width")
        looked_up = bucketed.join(tables.small(self._table), on="bucket", how="inner")
        cell = nw.col("cuts_before")
        for name in self._names:
            cell = cell + (at >= nw.col(name)).cast(nw.Int64)
        return looked_up.with_columns(cell=cell).drop(
            "since", "bucket_width", "bucket", "cuts_before", *self._names
        )

    @cached_property
    def _width(self) -> int:
        """How many microseconds a bucket lasts."""
        buckets = _BUCKETS_A_CUT * len(self.cuts)
        return min((self.cuts[-1] - self.cuts[0]) // buckets + 1, _WIDEST)

    @cached_property
    def _inside(self) -> list[tuple[int, ...]]:
        """The cuts inside each bucket."""
        first, width = self.cuts[0], self._width
        starts = range(first, self.cuts[-1] + 1, width)
        return [
            self.cuts[bisect_left(self.cuts, start) : bisect_left(self.cuts, start + width)]
            for start in starts
        ]

    @property
    def _names(self) -> list[str]:
        """A column for each cut that a bucket may hold."""
        return [f"cut_{place}" for place in range(max(map(len, self._inside)))]

    @property
    def _table(self) -> dict[str, list[int]]:
        """What is known of each bucket."""
        before = [0]
        for cuts in self._inside:
            before.append(before[-1] + len(cuts))
        columns = {
            name: [cuts[place] if place < len(cuts) else EVER[1] for cuts in self._inside]
            for place, name in enumerate(self._names)
        }
        return {"bucket": list(range(len(self._inside))), "cuts_before": before[:-1], **columns}


def moment_of(microseconds: int) -> dt.datetime:
    """The moment of so many microseconds since 1970, in UTC."""
    return _EPOCH + dt.timedelta(microseconds=microseconds)
