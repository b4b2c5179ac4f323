"""Book codes: which code led to a part of an order, and what the codes of an order claim.

A code on the order leads to it at its very moment; a code that was typed before it does so as any
touch. Who claims what is asked of ``influence.attribution``, order by order, of those that have
codes.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import polars as pl

from influence.attribution import OrderCodes
from influence.evaluation import OrderByOrderError
from influence.frames._book._sold import BookSold, whole_rows
from influence.orders import Order
from influence.tracking import KINDS, normal_form

_CODE = KINDS.index("code")
#: The place of an order in the book, and the rank of a creator.
Place = tuple[int, int]


@attrs.frozen(kw_only=True)
class BookCodes:
    """The codes of a book.

    Args:
        sold: Its orders.
        codes: What the codes of orders claim.
    """

    sold: BookSold
    codes: OrderCodes

    @classmethod
    def of(cls, sold: BookSold) -> BookCodes:
        """The codes of the orders of a book."""
        book = sold.book
        return cls(sold=sold, codes=OrderCodes.of(book.orders, owners=book.owners))

    def leading(self) -> Mapping[Place, str]:
        """The code that led to each part of an order that came by one.

        Raises:
            OrderByOrderError: A creator has a code on an order and was met by another at its very
                moment, so that the order tells nobody which of them it was.
        """
        led = self.sold.credits.filter(pl.col("kind") == _CODE)
        typed = self._typed(led)
        lookback = self.sold.paths.lookback
        found: dict[Place, str] = {}
        for place, rank, time in whole_rows(led.select("place", "rank", "time")):
            order = self.sold.book.orders[place]
            spoken = self._spoken(order, rank) if time == lookback else None
            met = typed.get((place, rank))
            if spoken is not None and met is not None and normal_form(met) != normal_form(spoken):
                rule = f"tell apart the code {spoken} on it and the code {met} met at its moment"
                raise OrderByOrderError(f"order {order.order_id}", rule, order.at.isoformat())
            code = met if spoken is None else spoken
            if code is not None:
                found[place, rank] = code
        return found

    def _spoken(self, order: Order, rank: int) -> str | None:
        """The code that speaks for an order, if it is the creator's."""
        spoken = self.codes.speaking(order)
        who = self.sold.paths.marks.creators[rank]
        return spoken.value if spoken is not None and spoken.creator_id == who else None

    def _typed(self, led: pl.DataFrame) -> Mapping[Place, str]:
        """The touch with a code that was the creator's last, where it was one."""
        marks, lookback = self.sold.paths.marks, self.sold.paths.lookback
        touches: pl.LazyFrame = self.sold.paths.tables.frames["touches"].to_native()
        coded = touches.filter(pl.col("kind") == "code")
        texts = sorted(coded.select("value").unique().collect()["value"].to_list())
        if not texts:
            return {}
        table = marks.of_touches([("code", text) for text in texts])
        known = pl.DataFrame(
            {name: table[name] for name in ("value", "rank", "starts", "ends")},
            schema={
                "value": pl.String(),
                "rank": pl.Int64(),
                "starts": pl.Int64(),
                "ends": pl.Int64(),
            },
        )
        owned = coded.join(known.lazy(), on="value").filter(
            pl.col("starts") <= pl.col("at"), pl.col("at") < pl.col("ends")
        )
        wanted = (
            led.lazy()
            .select("place", pl.col("rank").cast(pl.Int64), "time")
            .join(self.sold.visitors.lazy(), on="place")
            .with_columns(at=pl.col("sold") - (lookback - pl.col("time")))
        )
        told = (
            wanted.join(owned, on=["visitor_id", "rank", "at"])
            .group_by("place", "rank")
            .agg(pl.col("value").max())
            .collect(engine="streaming")
        )
        return {(place, rank): value for place, rank, value in told.iter_rows()}
