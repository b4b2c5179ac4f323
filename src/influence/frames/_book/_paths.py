"""Book paths: the tables of how the orders of a book came about, worked out on Polars.

A path is never put together: what is asked of it are its ends, its length, its ages, and who stands
on it in which order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs
import polars as pl

from influence.frames._book._sold import BookSold
from influence.money import Money
from influence.paths import (
    ConversionKind,
    Counting,
    Grouping,
    Measured,
    Part,
    Repeats,
    Sequences,
    Since,
    Worth,
)
from influence.tracking import KINDS

_CHANNELS = sorted(KINDS)
_SEPARATOR = ","


@attrs.frozen(kw_only=True)
class OrderPaths:
    """The paid orders of a book by what came before them.

    Args:
        sold: The orders, beside their paths.
    """

    sold: BookSold
    kind: ConversionKind = "orders"

    @property
    def with_path(self) -> Worth:
        """Those with a touch before them."""
        return self._worth(self._orders.height, self._sum(self._orders))

    @property
    def without_path(self) -> Worth:
        """Those that nobody can have led to."""
        every, reached = self._nets, self._orders
        return self._worth(every.height - reached.height, self._sum(every) - self._sum(reached))

    def parts(self, by: Grouping) -> Mapping[str, Part]:
        """The part of every creator or channel that is on a path."""
        on_path, net = self._on_path(by), pl.col("net")
        marks = {
            "on_path": pl.col("player").is_not_null(),
            "first": pl.col("player") == pl.col("first_player"),
            "last": pl.col("player") == pl.col("last_player"),
            "assisted": pl.col("player") != pl.col("last_player"),
            "uncredited": ~pl.col("is_credited"),
        }
        told = on_path.group_by("player").agg(
            *(mark.sum().alias(name) for name, mark in marks.items()),
            *(net.filter(mark).sum().alias(f"{name}_net") for name, mark in marks.items()),
        )
        names = self._names(by)
        return {
            names[int(row["player"])]: Part(
                **{name: self._worth(row[name], row[f"{name}_net"]) for name in marks}
            )
            for row in told.sort("player").iter_rows(named=True)
        }

    def lags(self, since: Since, *, by: Grouping, through: str | None) -> Measured:
        """How long before each order the touch was, in microseconds."""
        if through is not None:
            return self._measured(self._of(through, by=by), unit=f"{since}_age")
        return self._measured(self._orders, unit=f"{since}_age")

    def lengths(self, counting: Counting, *, by: Grouping, through: str | None) -> Measured:
        """How long the path of each order is."""
        if through is not None:
            return self._measured(self._of(through, by=by), unit=counting)
        return self._measured(self._orders, unit=counting)

    def sequences(self, by: Grouping, *, repeats: Repeats, limit: int) -> Sequences:
        """The sequences that led to most orders."""
        player, place = pl.col("player"), pl.col("place")
        steps = self._steps(by)
        if repeats == "collapsed":
            is_new = (player != player.shift(1)) | (place != place.shift(1))
            steps = steps.filter(is_new.fill_null(value=True))
        # Of one width, so that texts sort as their players do; the separator sorts before digits.
        width = len(str(len(self._names(by))))
        told = player.cast(pl.String).str.zfill(width)
        paths = (
            steps.lazy()
            .group_by("place", maintain_order=True)
            .agg(path=told.str.join(_SEPARATOR))
            .join(self._nets.lazy(), on="place")
            .group_by("path")
            .agg(count=pl.len(), net=pl.col("net").sum())
            .sort(["count", "path"], descending=[True, False])
            .collect()
        )
        others = paths.slice(limit)
        names = self._names(by)
        return Sequences(
            rows=[
                (
                    tuple(names[int(one)] for one in path.split(_SEPARATOR)),
                    self._worth(count, net),
                )
                for path, count, net in paths.head(limit).iter_rows()
            ],
            left_out=others.height,
            others=self._worth(int(others["count"].sum()), self._sum(others)),
        )

    def _steps(self, by: Grouping) -> pl.DataFrame:
        """Every touch of every path: ``place``, ``player`` and ``age``, in order."""
        every = self.sold.every
        if by == "creator":
            return every.select("place", pl.col("rank").alias("player"), "age")
        channels = pl.DataFrame(
            {"kind": range(len(KINDS)), "player": [_CHANNELS.index(kind) for kind in KINDS]},
            schema={"kind": pl.Int8(), "player": pl.Int32()},
        )
        told = every.join(channels, on="kind", how="left", maintain_order="left")
        return told.select("place", "player", "age")

    def _on_path(self, by: Grouping) -> pl.DataFrame:
        """A row for each order and player on its path."""
        return self._by_creator if by == "creator" else self._by_channel

    @cached_property
    def _by_creator(self) -> pl.DataFrame:
        return self._grouped("creator")

    @cached_property
    def _by_channel(self) -> pl.DataFrame:
        return self._grouped("channel")

    def _grouped(self, by: Grouping) -> pl.DataFrame:
        """The orders of each player, with the ends of their paths and whether they are credited."""
        steps = self._steps(by).lazy()
        ends = steps.group_by("place").agg(
            first_player=pl.col("player").first(), last_player=pl.col("player").last()
        )
        each = steps.group_by("place", "player").agg(
            first_age=pl.col("age").max(), last_age=pl.col("age").min()
        )
        return (
            each.join(ends, on="place")
            .join(self._orders.lazy().select("place", "net", "touches", "creators"), on="place")
            .join(self._credited(by).lazy(), on=["place", "player"], how="left")
            .with_columns(pl.col("is_credited").fill_null(value=False))
            .collect(engine="streaming")
        )

    def _credited(self, by: Grouping) -> pl.DataFrame:
        """Who is credited with which order: creators, or the channels of what led to it."""
        earned = self.sold.credits.filter(pl.col("rank").is_not_null())
        if by == "creator":
            player = pl.col("rank").cast(pl.Int32)
        else:
            places = {place: _CHANNELS.index(kind) for place, kind in enumerate(KINDS)}
            player = pl.col("kind").replace_strict(places, return_dtype=pl.Int32)
        pairs = earned.select("place", player.alias("player")).unique()
        return pairs.with_columns(is_credited=pl.lit(value=True))

    @cached_property
    def _orders(self) -> pl.DataFrame:
        """The orders with a path: ``place``, ``net``, ages and lengths."""
        lengths = self.sold.every.lazy().group_by("place").agg(
            first_age=pl.col("age").first(),
            last_age=pl.col("age").last(),
            touches=pl.len().cast(pl.Int64),
            creators=pl.col("rank").n_unique().cast(pl.Int64),
        )  # fmt: skip
        return lengths.join(self._nets.lazy(), on="place").collect(engine="streaming")

    @cached_property
    def _nets(self) -> pl.DataFrame:
        """What is left of each paid order."""
        return self.sold.credits.group_by("place").agg(pl.col("net").sum())

    def _of(self, player: str, *, by: Grouping) -> pl.DataFrame:
        """The orders on whose path a player is."""
        names = self._names(by)
        if player not in names:
            return self._on_path(by).head(0)
        found = self._parted(by).get((names.index(player),))
        return self._on_path(by).head(0) if found is None else found

    def _parted(self, by: Grouping) -> Mapping[tuple[object, ...], pl.DataFrame]:
        return self._of_creators if by == "creator" else self._of_channels

    @cached_property
    def _of_creators(self) -> Mapping[tuple[object, ...], pl.DataFrame]:
        return self._by_creator.partition_by("player", as_dict=True)

    @cached_property
    def _of_channels(self) -> Mapping[tuple[object, ...], pl.DataFrame]:
        return self._by_channel.partition_by("player", as_dict=True)

    def _names(self, by: Grouping) -> Sequence[str]:
        """The players, in the order of their names."""
        return self.sold.paths.marks.creators if by == "creator" else _CHANNELS

    def _measured(self, rows: pl.DataFrame, *, unit: str) -> Measured:
        """Orders by a measure."""
        ordered = rows.select(unit, "net").sort(unit)
        return Measured(
            units=ordered[unit].to_list(), values=ordered["net"].to_list(), currency=self._currency
        )

    def _sum(self, rows: pl.DataFrame) -> int:
        return int(rows["net"].sum())

    def _worth(self, count: int, net: int) -> Worth:
        return Worth(conversions=count, value=Money.from_minor(net, self._currency))

    @property
    def _currency(self) -> str:
        return self.sold.book.campaign.currency
