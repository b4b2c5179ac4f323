"""Crowds: the touches of busy visitors within the lookback of each order, without meeting them all.

    met = touches until the order − touches before its lookback, creator by creator and kind by kind

Both are running counts, so touches and the two ends of every lookback are put in one line by time.
The last touch until an order is the greatest so far, the first since its lookback began the least
that is to come. So the work grows with touches, and with orders times creators, but never with
orders times touches.
"""

from __future__ import annotations

import attrs
import narwhals as nw

from influence.frames._engines import Frame

#: What comes at one moment: a lookback begins, a touch, an order.
_OPENS, _MET, _SOLD = range(3)
_PLACES = 3
#: Before and after every moment.
_NEVER = 1 << 61
_VISITOR, _ORDER = "visitor_id", "order_id"
_WHO = (_VISITOR, "rank", "kind")


@attrs.frozen(kw_only=True)
class Crowds:
    """Busy visitors and what they came by.

    Args:
        touches: ``visitor_id``, ``rank``, ``kind`` and ``met``.
        lookback: How far before an order a touch may lie, in microseconds.
    """

    touches: Frame
    lookback: int

    def ends(self, orders: Frame) -> Frame:
        """A row for each order, and creator and kind by which its buyer came within the lookback.

        Args:
            orders: ``order_id``, ``sold`` and ``visitor_id``.

        Returns:
            ``order_id``, ``sold``, ``rank``, ``kind``, ``count`` of touches, ``first``, ``last``.
        """
        line = self._line(orders)
        seen = nw.col("one").cum_sum().over(*_WHO, order_by="place").cast(nw.Int64)
        last = nw.col("until").cum_max().over(*_WHO, order_by="place").cast(nw.Int64)
        ahead = line.with_columns(seen=seen, last=last, back=-nw.col("place"))
        first = nw.col("since").cum_min().over(*_WHO, order_by="back").cast(nw.Int64)
        known = ahead.with_columns(first=first).filter(nw.col("what") != _MET)
        is_end = nw.col("what") == _SOLD
        told = known.with_columns(
            seen=nw.when(is_end).then(nw.col("seen")).otherwise(-nw.col("seen")),
            last=nw.when(is_end).then(nw.col("last")).otherwise(nw.lit(-_NEVER, nw.Int64)),
            first=nw.when(is_end).then(nw.lit(_NEVER, nw.Int64)).otherwise(nw.col("first")),
        )
        ends = told.group_by(_ORDER, "sold", *_WHO).agg(
            count=nw.col("seen").sum().cast(nw.Int64),
            first=nw.col("first").min(),
            last=nw.col("last").max(),
        )
        return ends.filter(nw.col("count") > 0)

    def _line(self, orders: Frame) -> Frame:
        """Touches and ends of lookbacks, with their places in time."""
        met = nw.col("met")
        touches = self.touches.select(
            *_WHO,
            nw.lit(None, orders.collect_schema()[_ORDER]).alias(_ORDER),
            sold=met,
            what=nw.lit(_MET, nw.Int64),
            place=met * _PLACES + _MET,
            one=nw.lit(1, nw.Int64),
            until=met,
            since=met,
        )
        sought = orders.join(self.touches.select(*_WHO).unique(), on=_VISITOR, how="inner")
        return nw.concat(
            [touches, self._edges(sought, _OPENS), self._edges(sought, _SOLD)], how="vertical"
        )

    def _edges(self, sought: Frame, what: int) -> Frame:
        """Where lookbacks begin, or where they end."""
        at = nw.col("sold") - (self.lookback if what == _OPENS else 0)
        return sought.select(
            *_WHO,
            _ORDER,
            "sold",
            what=nw.lit(what, nw.Int64),
            place=at * _PLACES + what,
            one=nw.lit(0, nw.Int64),
            until=nw.lit(-_NEVER, nw.Int64),
            since=nw.lit(_NEVER, nw.Int64),
        )
