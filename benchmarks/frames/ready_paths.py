"""Ready paths: the journeys of a made-up world as the strings that other packages start from.

    learning   all touches and codes that could have led to a sale, or never did
    classic    what the usual precedence leaves of a sale's path: its code, or else the touches

Written by Polars alone, by none of the code that is measured, so that shares which agree say
something about both. A row is a journey, with its players in the order of time between `` > ``.
What it costs is nobody's: it is done beforehand.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
from worlds import LOOKBACK_DAYS

from influence.tracking import KINDS

SEPARATOR = " > "

_MICROSECONDS = 3_600_000_000


def write(folder: Path) -> None:
    """Write ``learning.parquet`` and ``classic.parquet`` beside the tables of a world.

    Both have ``path`` and ``items_minor``; ``learning`` has ``conversions`` and ``lost``, which are
    0 or 1, and ``classic`` has ``hours``, how long before the sale each touch was.
    """
    orders = pl.scan_parquet(folder / "orders.parquet")
    touches = _touches(folder)
    met, codes = _met(orders, touches), _codes(orders)
    _lined_up(pl.concat([met, codes])).with_columns(
        conversions=pl.lit(1, pl.Int64), lost=pl.lit(0, pl.Int64)
    ).sink_parquet(folder / "won.parquet")
    gone = touches.join(orders, on="visitor_id", how="anti").select(
        pl.col("visitor_id").alias("order_id"),
        "creator",
        "place",
        items_minor=pl.lit(0, pl.Int64),
        since=pl.col("met").dt.epoch("us"),
        hours=pl.lit(0.0),
    )
    _lined_up(gone).with_columns(
        conversions=pl.lit(0, pl.Int64), lost=pl.lit(1, pl.Int64)
    ).sink_parquet(folder / "lost.parquet")
    both = [pl.scan_parquet(folder / f"{name}.parquet") for name in ("won", "lost")]
    pl.concat(both).select("path", "items_minor", "conversions", "lost").sink_parquet(
        folder / "learning.parquet"
    )
    open_ = met.join(codes, on="order_id", how="anti")
    _lined_up(pl.concat([open_, codes])).sink_parquet(folder / "classic.parquet")


def _touches(folder: Path) -> pl.LazyFrame:
    """Who met whom, when and how."""
    places = {kind: place for place, kind in enumerate(KINDS)}
    return pl.scan_parquet(folder / "touches.parquet").select(
        "visitor_id",
        creator=_creator("value"),
        place=pl.col("kind").replace_strict(places, return_dtype=pl.Int64),
        met="at",
    )


def _met(orders: pl.LazyFrame, touches: pl.LazyFrame) -> pl.LazyFrame:
    """The touches of each buyer within the lookback."""
    sold = orders.select("order_id", "visitor_id", "items_minor", sold="at")
    age = (pl.col("sold") - pl.col("met")).dt.total_microseconds()
    pairs = sold.join(touches, on="visitor_id").with_columns(age=age)
    within = pairs.filter(pl.col("age").is_between(0, LOOKBACK_DAYS * 24 * _MICROSECONDS))
    return within.select(
        "order_id",
        "creator",
        "place",
        "items_minor",
        since=-pl.col("age"),
        hours=pl.col("age") / _MICROSECONDS,
    )


def _codes(orders: pl.LazyFrame) -> pl.LazyFrame:
    """The code of each order that has one, as a touch at its time."""
    return orders.filter(pl.col("codes").is_not_null()).select(
        "order_id",
        creator=_creator("codes"),
        place=pl.lit(KINDS.index("code"), pl.Int64),
        items_minor="items_minor",
        since=pl.lit(0, pl.Int64),
        hours=pl.lit(0.0),
    )


def _lined_up(rows: pl.LazyFrame) -> pl.LazyFrame:
    """A row for each journey, with its players in the order of time."""
    ordered = rows.sort("order_id", "since", "place", "creator")
    return ordered.group_by("order_id", maintain_order=True).agg(
        pl.col("creator").str.join(SEPARATOR).alias("path"),
        pl.col("hours").cast(pl.String).str.join(SEPARATOR),
        pl.col("items_minor").first(),
    )


def _creator(column: str) -> pl.Expr:
    """Whose a link, a code or a keyword is."""
    return pl.concat_str(pl.lit("creator-"), pl.col(column).str.slice(-3))
