"""Book sold: the paid orders of a book beside their paths, as credits, misses and reach need them.

A row of a frame knows its order by its place in the book.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs
import narwhals as nw
import polars as pl

from influence.campaign_book import Book
from influence.errors import InfluenceError, InvalidInputError
from influence.evaluation import OrderByOrderError
from influence.frames._attribute import parted
from influence.frames._book._tables import tables_of
from influence.frames._engines import Frame
from influence.frames._marks import Marks
from influence.frames._paths import Paths
from influence.frames._refusals import refuse_all
from influence.frames._tables import Tables
from influence.tracking import KINDS


@attrs.frozen(kw_only=True)
class BookSold:
    """The orders of a book on Polars.

    Args:
        book: The book.
        paths: What could have led to each of its orders.
    """

    book: Book
    paths: Paths

    @classmethod
    def of(cls, book: Book) -> BookSold:
        """The orders of *book*.

        Raises:
            OrderByOrderError: Engines cannot say what pure Python says of it; the message says why.
        """
        _refuse_words(book)
        told = tables_of(book)
        tables = Tables.of(
            orders=told.orders.lazy(),
            # Ids of touches are known to stand once.
            touches=told.touches.lazy().drop("touch_id"),
            refunds=told.refunds.lazy(),
        )
        try:
            refuse_all(tables, currency=told.currency)
            paths = Paths(
                tables=tables,
                marks=Marks(told.owners),
                lookback_days=told.policy.lookback_days,
                precedence=told.policy.precedence,
            )
        except InfluenceError as error:
            raise OrderByOrderError(error.what, error.rule, error.value) from error
        return cls(book=book, paths=paths)

    @cached_property
    def credits(self) -> pl.DataFrame:
        """Who earned each paid order: ``place``, ``rank``, ``weight``, ``whole``, and parts.

        The parts are ``gross`` and ``net``; ``kind`` and ``time`` are those of the creator's last
        touch that earned something. The rows are in the order of the book, and of one order in the
        order in which its creators were met.
        """
        model = self.book.attribution.model
        try:
            credited = collected(parted(self.paths, model))
        except InfluenceError as error:
            raise OrderByOrderError(error.what, error.rule, error.value) from error
        return (
            credited.join(self._places, on="order_id")
            .select("place", "rank", "weight", "whole", "gross", "net", *_read(self.paths, "last"))
            .sort("place", "time", "rank")
        )

    @cached_property
    def every(self) -> pl.DataFrame:
        """A row for all that could have led to an order: ``place``, ``rank``, ``kind``, ``age``.

        The rows are in the order of the book, and of one order in the order of its path.
        """
        rows = collected(nw_select(self.paths.every, "order_id", "key"))
        lookback = self.paths.lookback
        return (
            rows.join(self._places, on="order_id")
            .sort("place", "key")
            .select(
                "place",
                (pl.col("key") % self.paths.creators).cast(pl.Int32).alias("rank"),
                *_read(self.paths, "key"),
            )
            .select("place", "rank", "kind", (lookback - pl.col("time")).alias("age"))
        )

    @cached_property
    def visitors(self) -> pl.DataFrame:
        """Everyone the buyer of each paid order came by as: ``place``, ``sold``, ``visitor_id``."""
        return collected(self.paths.buyers).join(self._places, on="order_id").drop("order_id")

    @cached_property
    def gone(self) -> Mapping[str, int]:
        """How much came back of each order of which anything did, in minor units."""
        return {
            order_id: sum(refund.amount.minor for refund in refunds)
            for order_id, refunds in self.book.refunds_by_order.items()
        }

    @cached_property
    def met(self) -> pl.LazyFrame:
        """The touches that were somebody's: ``visitor_id``, ``rank``, ``kind`` and ``met``."""
        known = self.paths.met
        if known is None:
            raise InvalidInputError("touches", "be a table", None)
        frame: pl.LazyFrame = known.to_native()
        return frame

    @cached_property
    def _places(self) -> pl.DataFrame:
        """The place of each order in the book."""
        return pl.DataFrame(
            {"order_id": [order.order_id for order in self.book.orders]},
            schema={"order_id": pl.String()},
        ).with_row_index("place")


def collected(frame: Frame) -> pl.DataFrame:
    """A frame of Polars, worked out."""
    native: pl.LazyFrame = frame.to_native()
    return native.collect(engine="streaming")


def whole_rows(frame: pl.DataFrame) -> Iterator[tuple[int, ...]]:
    """The rows of a frame of whole numbers and flags."""
    rows: Iterator[tuple[int, ...]] = frame.iter_rows()
    return rows


def nw_select(frame: Frame, *names: str) -> Frame:
    """Some columns of a frame."""
    told: nw.LazyFrame[Any] = frame.select(*names)
    return told


def _read(paths: Paths, key: str) -> tuple[pl.Expr, pl.Expr]:
    """Kind and time that are in a key; the time is told from the beginning of the lookback."""
    place = pl.col(key) // paths.creators
    return (
        (place % len(KINDS)).cast(pl.Int8).alias("kind"),
        (place // len(KINDS)).alias("time"),
    )


def _refuse_words(book: Book) -> None:
    """Refuse what no table can say."""
    policy = book.attribution
    if policy.several_codes != "one_speaks":
        rule = "be one_speaks on an engine"
        raise OrderByOrderError("several_codes", rule, policy.several_codes)
    for order in book.orders:
        for code in order.codes:
            if ";" in code or code != code.strip():
                rule = "have codes without ; and without spaces around them on an engine"
                raise OrderByOrderError(f"order {order.order_id}", rule, code)
