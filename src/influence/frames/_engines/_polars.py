"""Polars, which works for pandas and PyArrow as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Literal, TypeAlias, cast

import attrs
import narwhals as nw
import polars as pl

from influence.frames._engines._engine import (
    Columns,
    Engine,
    Frame,
    Native,
    Totals,
    Work,
    are_texts,
)

Kind: TypeAlias = Literal["lazy", "eager", "pandas", "pyarrow"]


@attrs.frozen
class PolarsEngine(Engine):
    """Polars; its streaming engine works out what is not left lazy.

    Args:
        kind: As what the answer is given.
    """

    name: ClassVar[str] = "Polars"
    is_in_memory: ClassVar[bool] = True
    kind: Kind = "lazy"

    def with_moments(self, native: pl.LazyFrame, columns: Sequence[str], /) -> pl.LazyFrame:
        """Times in microseconds; what lies between two of them is cut off, as Python does."""
        return native.with_columns(pl.col(name).dt.epoch("us") for name in columns)

    def table(self, columns: Columns, /, *, beside: Native) -> pl.LazyFrame:  # noqa: ARG002  # any place will do
        """A lazy frame."""
        return small_frame(columns).lazy()

    def answer(self, native: pl.LazyFrame, /) -> Native:
        """Lazy where it was lazy; else worked out."""
        if self.kind == "lazy":
            return native
        told = native.collect(engine="streaming")
        if self.kind == "pandas":
            return cast("Native", told.to_pandas(use_pyarrow_extension_array=True))
        return cast("Native", told.to_arrow()) if self.kind == "pyarrow" else told

    def numbered(self, orders: Frame, /, *, into: str, by_id: bool) -> Frame:
        """Orders by the place of their rows; they are worked out, so that they keep it."""
        native: pl.LazyFrame = orders.to_native()
        held = (native.sort("order_id") if by_id else native).collect(engine="streaming")
        return nw.from_native(
            held.with_row_index(into).with_columns(pl.col(into).cast(pl.Int64)).lazy()
        )

    def looked_up(
        self,
        frame: Frame,
        values: Sequence[int] | Sequence[str],
        /,
        *,
        into: str,
        by: str,
        beside: Native,  # noqa: ARG002  # a list is enough
    ) -> Frame:
        """From a list."""
        native: pl.LazyFrame = frame.to_native()
        known = pl.lit(pl.Series(values))
        return nw.from_native(native.with_columns(known.gather(pl.col(by)).alias(into)))

    def held(self, frame: Frame, /) -> Frame:
        """Worked out, in memory."""
        native: pl.LazyFrame = frame.to_native()
        return nw.from_native(native.collect(engine="streaming").lazy())

    def totalled(
        self,
        rows: Sequence[Frame],
        /,
        *,
        ranks: int,
        read: Callable[[Frame], Frame],
        totals: Totals,
    ) -> Frame:
        """By a sort of one number, which leaves the groups in order; frame by frame."""
        grouped = [
            _arranged(one.to_native(), ranks=ranks, read=read, totals=totals) for one in rows
        ]
        if len(grouped) == 1:
            return nw.from_native(grouped[0])
        held = (one.collect(engine="streaming") for one in grouped)
        return nw.from_native(pl.concat(held).lazy())

    def in_parts(self, orders: Frame, standings: Frame, /, *, work: Work) -> Frame:
        """A part at a time."""
        from influence.frames._engines._polars_parts import parted

        return parted(orders, standings, work=work)


def _arranged(
    rows: pl.LazyFrame, *, ranks: int, read: Callable[[Frame], Frame], totals: Totals
) -> pl.LazyFrame:
    """A row for each order and rank, in the order of their numbers."""
    pair = (pl.col("order_id") * ranks + pl.col("rank")).alias("pair")
    ordered = rows.select(pair, "key").sort("pair")
    known: pl.LazyFrame = read(nw.from_native(ordered)).to_native()
    told = (
        known.set_sorted("pair")
        .group_by("pair", maintain_order=True)
        .agg(
            getattr(pl.col(name), how)().cast(pl.Int64).alias(into)
            for into, (name, how) in totals.items()
        )
    )
    return told.select(
        (pl.col("pair") // ranks).alias("order_id"), (pl.col("pair") % ranks).alias("rank"), *totals
    )


def small_frame(columns: Columns) -> pl.DataFrame:
    """A small table as Polars has it."""
    texts = are_texts(columns)
    types = {name: pl.String() if texts[name] else pl.Int64() for name in columns}
    return pl.DataFrame(dict(columns), schema=types)
