"""Polars, which works for pandas and PyArrow as well."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from os import PathLike
from pathlib import Path
from typing import ClassVar, Literal, TypeAlias, cast

import attrs
import narwhals as nw
import polars as pl

from influence.frames._engines._engine import (
    BETWEEN,
    Columns,
    Engine,
    Frame,
    Native,
    Totals,
    Work,
)
from influence.frames._engines._polars_sums import added_up, in_limbs
from influence.frames._engines._polars_texts import by_number, small_frame
from influence.frames._into import file_of, replaced

_UTC = pl.Datetime("us", "UTC")

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

    def with_times(self, native: pl.LazyFrame, columns: Sequence[str], /) -> pl.LazyFrame:
        """Times by a cast."""
        return native.with_columns(pl.col(name).cast(_UTC) for name in columns)

    def table(self, columns: Columns, /, *, beside: Native) -> pl.LazyFrame:  # noqa: ARG002  # any place will do
        """A lazy frame."""
        return small_frame(columns).lazy()

    def empty_columns(self, native: pl.LazyFrame, /) -> Collection[str]:
        """Those of the type ``Null``."""
        return [name for name, told in native.collect_schema().items() if told == pl.Null]

    def with_joined(self, native: pl.LazyFrame, column: str, /) -> pl.LazyFrame:
        """By its own join of lists."""
        joined = pl.col(column).list.join(BETWEEN, ignore_nulls=True)
        return native.with_columns((pl.lit(BETWEEN) + joined).alias(column))

    def with_minor(
        self, native: pl.LazyFrame, column: str, /, *, into: str, decimals: int
    ) -> pl.LazyFrame:
        """In decimals of 38 digits."""
        rounded = pl.col(column).cast(pl.Decimal(38, decimals), strict=False)
        whole = (rounded * 10**decimals).cast(pl.Int64, strict=False)
        return native.with_columns(pl.when(rounded == pl.col(column)).then(whole).alias(into))

    def added_up(
        self, frame: Frame, /, *, by: Sequence[str], counts: Sequence[str], amounts: Sequence[str]
    ) -> Frame:
        """With a bound beside, because Polars says nothing where a sum leaves 64 bits."""
        return nw.from_native(added_up(frame.to_native(), by=by, counts=counts, amounts=amounts))

    def in_limbs(
        self, frame: Frame, /, *, by: Sequence[str], counts: Sequence[str], amounts: Sequence[str]
    ) -> Frame:
        """From sums of 128 bits."""
        return nw.from_native(in_limbs(frame.to_native(), by=by, counts=counts, amounts=amounts))

    def destination(self, into: str | PathLike[str] | None, /) -> Path | None:
        """Any file in a folder that is there."""
        return file_of(into)

    def answer(self, native: pl.LazyFrame, /, *, into: Path | None = None) -> Native:
        """Lazy where it was lazy, else worked out; batch by batch where it is written."""
        if into is not None:
            return _written(native, into)
        if self.kind == "lazy":
            return native
        told = native.collect(engine="streaming")
        if self.kind == "pandas":
            return cast("Native", told.to_pandas(use_pyarrow_extension_array=True))
        return cast("Native", told.to_arrow()) if self.kind == "pyarrow" else told

    def may_repeat(self, frame: Frame, column: str, /, *, times: int) -> bool:
        """By hashes, of which equal texts have equal ones."""
        native: pl.LazyFrame = frame.to_native()
        counted = native.select(pl.col(column).hash().alias("hash")).group_by("hash").len()
        most = counted.select(pl.col("len").max()).collect(engine="streaming").item()
        return most is not None and int(most) > times

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

    def matched(
        self, frame: Frame, columns: Columns, /, *, on: Sequence[str], beside: Native
    ) -> Frame:
        """From lists, by the numbers of texts, where every text of the table stands in it once."""
        native: pl.LazyFrame = frame.to_native()
        found = by_number(native, small_frame(columns), on=on)
        if found is None:
            return super().matched(frame, columns, on=on, beside=beside)
        return nw.from_native(found)

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


def _written(native: pl.LazyFrame, path: Path) -> pl.LazyFrame:
    """A scan of what was written.

    It is read again at once, so it is not compressed; statistics of ids help nobody and take time.
    """

    def write(unfinished: Path) -> None:
        native.sink_parquet(unfinished, compression="uncompressed", statistics=False)

    replaced(path, write=write)
    return pl.scan_parquet(path)


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
