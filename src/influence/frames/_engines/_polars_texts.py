"""Texts: small tables as Polars has them, and rows that are looked up in one by their texts."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from influence.frames._engines._engine import Columns, are_texts

#: A list of more places than this is no smaller than a join.
_MOST = 1 << 20


def small_frame(columns: Columns) -> pl.DataFrame:
    """A small table as Polars has it."""
    texts = are_texts(columns)
    types = {name: pl.String() if texts[name] else pl.Int64() for name in columns}
    return pl.DataFrame(dict(columns), schema=types)


def by_number(rows: pl.LazyFrame, table: pl.DataFrame, *, on: Sequence[str]) -> pl.LazyFrame | None:
    """The rows of which a table says something, with what it says; ``None`` where it says more.

    Every text has a number, and the numbers of a row's texts tell a place in a list.

    Args:
        rows: The rows.
        table: The table.
        on: Which columns of both have to be the same texts.
    """
    known = {name: table.get_column(name).unique().sort() for name in on}
    places = 1
    for texts in known.values():
        places *= len(texts)
    if not 0 < places <= _MOST or table.select(on).is_duplicated().any():
        return None
    place = _place(known)
    told = table.select(pl.exclude(on), place.alias("place_in_list"))
    dense = (
        pl.DataFrame({"place_in_list": pl.int_range(places, dtype=pl.UInt32, eager=True)})
        .join(told, on="place_in_list", how="left", maintain_order="left")
        .drop("place_in_list")
    )
    found = rows.with_columns(place.alias("place_in_list")).with_columns(
        pl.lit(column).gather(pl.col("place_in_list")).alias(column.name) for column in dense
    )
    return found.filter(pl.col(dense.columns[0]).is_not_null()).drop("place_in_list")


def _place(known: dict[str, pl.Series]) -> pl.Expr:
    """The place of a row in a list of all texts beside all others; null where one is not known."""
    place = pl.lit(0, pl.UInt32)
    for name, texts in known.items():
        number = pl.col(name).cast(pl.Enum(texts), strict=False).to_physical().cast(pl.UInt32)
        place = place * len(texts) + number
    return place
