"""Pairs: each order with the touches of its visitor that lie within the lookback.

    bucket = floor(moment ÷ an eighth of the lookback)

Engines join by equality alone, so orders meet all touches of their visitor, and those out of time
are left out. Where a visitor has very many orders that would be the square of what there is; their
orders meet only the touches of their own bucket and of the eight before it, so many at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, groupby
from typing import Any

import attrs
import narwhals as nw

from influence.frames._crowds import Crowds
from influence.frames._engines import Frame
from influence.frames._tables import Tables

#: A visitor with more orders than this is busy.
_MANY = 64
#: So many buckets are a lookback; the more there are, the fewer pairs are met in vain.
_BUCKETS = 8
#: So many pairs are met at a time, where that can be chosen.
_AT_A_TIME = 1 << 23
#: Added to moments, so that none is below zero; those of the years 1 to 9999 stay below 2^59.
_LONG_AGO = 1 << 57
_VISITOR, _ORDER, _BUCKET = "visitor_id", "order_id", "bucket"


@attrs.frozen(kw_only=True)
class Pairs:
    """Orders and touches that may meet.

    Args:
        orders: All of them: ``order_id``, ``sold`` and ``visitor_id``, in several rows where an
            order has several visitors.
        touches: ``visitor_id``, ``met`` and what else is told of a touch.
        lookback: How far before an order a touch may lie, in microseconds.
        tables: Where small tables are made.
    """

    orders: Frame
    touches: Frame
    lookback: int
    tables: Tables

    @cached_property
    def busy(self) -> Frame | None:
        """The visitors with very many orders, ``None`` where there are none."""
        if not self.tables.engine.may_repeat(self.orders, _VISITOR, times=_MANY):
            return None
        counted = self.orders.group_by(_VISITOR).agg(count=nw.col("sold").count().cast(nw.Int64))
        busy = counted.filter(nw.col("count") > _MANY, ~nw.col(_VISITOR).is_null())
        told: Any = busy.select(_VISITOR).head(1).collect("polars").to_native()
        return None if told.is_empty() else busy.select(_VISITOR)

    def usual(self, orders: Frame) -> Frame:
        """The pairs of the orders of visitors who are not busy, with ``age``."""
        if self.busy is not None:
            orders = orders.join(self.busy, on=_VISITOR, how="anti")
        return self._aged(orders.join(self.touches, on=_VISITOR, how="inner"))

    def crowded(self, orders: Frame) -> Frame | None:
        """The pairs of the orders of busy visitors, with ``age``."""
        if self.busy is None:
            return None
        near = self._near(orders).join(self._often, on=[_VISITOR, _BUCKET], how="inner")
        return self._aged(near.drop(_BUCKET))

    def ends(self, orders: Frame) -> Frame:
        """The first and the last touch of each creator and kind on the orders of busy visitors."""
        crowds = Crowds(touches=self._of_busy(self.touches), lookback=self.lookback)
        return crowds.ends(self._of_busy(orders))

    def turns(self) -> Iterator[Sequence[Any]]:
        """The orders of busy visitors, so many of them at a time as are not too many pairs."""
        if self.busy is None:
            return
        counted = self._often.group_by(_VISITOR, _BUCKET).agg(
            count=nw.col("met").count().cast(nw.Int64)
        )
        met = self._near(self.orders).join(counted, on=[_VISITOR, _BUCKET], how="left")
        each = met.group_by(_ORDER).agg(nw.col("count").fill_null(0).sum().cast(nw.Int64))
        told: Any = each.collect("polars").to_native().sort(_ORDER).rows()
        before = accumulate((count for _, count in told), initial=0)
        turns = (
            (pairs // _AT_A_TIME, order) for pairs, (order, _) in zip(before, told, strict=False)
        )
        for _, turn in groupby(turns, key=lambda one: one[0]):
            yield [order for _, order in turn]

    @cached_property
    def _often(self) -> Frame:
        """The touches of busy visitors, with their buckets."""
        return self.tables.engine.held(self._numbered(self._of_busy(self.touches), "met"))

    def _of_busy(self, frame: Frame) -> Frame:
        """The rows of busy visitors."""
        return (
            frame.head(0) if self.busy is None else frame.join(self.busy, on=_VISITOR, how="semi")
        )

    def _near(self, orders: Frame) -> Frame:
        """The orders of busy visitors, once for each bucket in which a touch of theirs can be."""
        often = self._numbered(self._of_busy(orders), "sold")
        before = self.tables.small({"before": range(_BUCKETS + 1)})
        bucket = nw.col(_BUCKET) - nw.col("before")
        return often.join(before, how="cross").with_columns(bucket=bucket).drop("before")

    def _aged(self, pairs: Frame) -> Frame:
        """The pairs within the lookback."""
        aged = pairs.with_columns(age=nw.col("sold") - nw.col("met"))
        return aged.filter(nw.col("age") >= 0, nw.col("age") <= self.lookback)

    def _numbered(self, frame: Frame, moment: str) -> Frame:
        """A frame with the bucket of a moment."""
        shifted = frame.with_columns(
            since=nw.col(moment) + _LONG_AGO,
            width=nw.lit(self.lookback // _BUCKETS + 1, nw.Int64),
        )
        told = self.tables.engine.divided(shifted, into=_BUCKET, number="since", by="width")
        return told.drop("since", "width")
