"""Trail tables: touches and orders read into memory, as trails ask for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw
import numpy as np
import numpy.typing as npt
import polars as pl

from influence.attribution import Players
from influence.frames._claims import owned_codes
from influence.frames._learning._trail_buyers import Buyers
from influence.frames._learning._trails import (
    MOST_MOMENT_BITS,
    Bought,
    Codes,
    Numbers,
    Touched,
    Trails,
    trails_of,
)
from influence.frames._paths import Paths
from influence.tracking import KINDS

_ORDER = "order_id"


@attrs.frozen(kw_only=True, eq=False)
class TrailTables:
    """All that models learn from, in memory.

    Args:
        parts: Touches and orders: by visitor, and by customer where one came by as several.
        codes: The owned codes.
        items: What each order came to, in minor units.
        creators: How many creators there are, at least one.
    """

    parts: Sequence[tuple[Touched, Bought]]
    codes: Codes
    items: Numbers
    creators: int

    def trails(self) -> Iterator[Trails]:
        """The trails of all who were met."""
        for touched, bought in self.parts:
            yield from trails_of(touched, bought)

    def players(self, players: Players) -> Numbers:
        """The player of each place."""
        places = np.arange(len(KINDS) * self.creators)
        return places % self.creators if players == "creators" else places // self.creators

    @classmethod
    def of(cls, paths: Paths) -> TrailTables | None:
        """Those of a campaign; ``None`` where frames are not in memory or something is missing."""
        if not paths.tables.engine.is_in_memory or "touches" not in paths.tables.frames:
            return None
        sold = _numbered(paths)
        read = _touches(paths)
        if read is None or _are_missing(sold, "sold", "items_minor"):
            return None
        touches, places = read
        codes = _codes(sold, paths)
        moments = _Moments.of(touches["at"].to_numpy())
        met = touches.with_columns(at=pl.Series(moments.at))
        buyers = Buyers.of(sold, paths)
        windows = _Windows(moments=moments, codes=codes, lookback=paths.lookback)
        parts = [(_touched(met, moments, places), windows.bought(buyers.alone))]
        if len(buyers.several):
            shared = met.join(buyers.visitors, on="visitor_id", how="inner").select(
                pl.exclude("visitor_id", "hash", "buyer"), visitor_id="buyer"
            )
            hashed = shared.with_columns(hash=hash_of("visitor_id"))
            parts.append((_touched(hashed, moments, places), windows.bought(buyers.several)))
        return cls(
            parts=parts,
            codes=codes,
            items=sold["items_minor"].to_numpy(),
            creators=paths.creators,
        )


def hash_of(column: str) -> pl.Expr:
    """A number of 64 bits for each text, the same for equal ones."""
    return pl.col(column).hash()


def _are_missing(frame: pl.DataFrame, *columns: str) -> bool:
    """Whether any of these cells is empty."""
    return any(frame[column].null_count() for column in columns)


def _touched(met: pl.DataFrame, moments: _Moments, places: Numbers) -> Touched:
    """Touches as trails ask for them."""
    return Touched(
        visitors=met["visitor_id"].rechunk(),
        hashes=met["hash"].to_numpy(),
        at=met["at"].to_numpy(),
        low=moments.low,
        bits=moments.bits,
        marks=met["mark"].to_numpy(),
        places=places,
    )


@attrs.frozen(kw_only=True, eq=False)
class _Windows:
    """Which touches are on the paths of orders.

    Args:
        moments: The moments of all touches.
        codes: The owned codes.
        lookback: How far before an order a touch may be, in microseconds.
    """

    moments: _Moments
    codes: Codes
    lookback: int

    def bought(self, orders: pl.DataFrame) -> Bought:
        """Orders as trails ask for them: ``order_id``, ``sold`` and ``buyer``."""
        numbers, at = orders[_ORDER].to_numpy(), orders["sold"].to_numpy()
        is_here = numbers >= 0
        return Bought(
            visitors=orders["buyer"].rechunk(),
            hashes=orders.select(hash_of("buyer")).to_series().to_numpy(),
            since=np.where(is_here, self.moments.first(at - self.lookback), self.moments.most),
            until=np.where(is_here, self.moments.last(at), -1),
            numbers=numbers,
            are_coded=is_here & np.isin(numbers, self.codes.orders),
        )


def _numbered(paths: Paths) -> pl.DataFrame:
    """The paid orders with whole numbers for ids, in the order of the ids where that matters."""
    native: pl.LazyFrame = paths.orders_as_given.to_native()
    if any(mark.terms.limit is not None for mark in paths.marks.owners.marks):
        native = native.sort(_ORDER)
    told = native.drop(_ORDER).with_row_index(_ORDER)
    return told.with_columns(pl.col(_ORDER).cast(pl.Int64)).collect()


def _touches(paths: Paths) -> tuple[pl.DataFrame, Numbers] | None:
    """The owned touches: visitor and its hash, moment and mark; and the places of the marks.

    ``None`` where a cell is empty.
    """
    hashed, owned_touches = hash_of("visitor_id").alias("hash"), paths.met
    is_dated = any(mark.terms.are_dated for mark in paths.marks.owners.marks)
    if is_dated and owned_touches is not None:
        place = nw.col("kind") * paths.creators + nw.col("rank")
        met = owned_touches.select("visitor_id", mark=place, at=nw.col("met"))
        owned: pl.LazyFrame = met.to_native()
        told = owned.with_columns(hashed, pl.col("mark").cast(pl.UInt32)).collect()
        places = np.arange(len(KINDS) * paths.creators)
        return None if _are_missing(told, "visitor_id", "at") else (told, places)
    native: pl.LazyFrame = paths.tables.frames["touches"].to_native()
    texts = pl.col("kind", "value").cast(pl.Categorical)
    whole = native.select("visitor_id", hashed, "at", texts).collect()
    if _are_missing(whole, "visitor_id", "at", "kind", "value"):
        return None
    kinds, values = (_texts(whole[name]) for name in ("kind", "value"))
    width = max(kinds, default=0) + 1
    mark = pl.col("value").to_physical().cast(pl.UInt32) * width + pl.col("kind").to_physical()
    told = whole.select("visitor_id", "hash", "at", mark=mark)
    places = _places(told["mark"].to_numpy(), kinds, values, paths)
    nobody = np.flatnonzero(places < 0)
    if len(nobody):
        told = told.filter(~pl.col("mark").is_in(nobody.astype(np.uint32)))
    return told, places


def _places(
    marks: npt.NDArray[np.uint32], kinds: Mapping[int, str], values: Mapping[int, str], paths: Paths
) -> Numbers:
    """Where each mark stands at one moment, by its number; -1 for nobody's."""
    width = max(kinds, default=0) + 1
    are_there = np.zeros((max(values, default=0) + 1) * width, dtype=np.bool_)
    are_there[marks] = True
    found = {
        (kinds[mark % width], values[mark // width]): mark
        for mark in np.flatnonzero(are_there).tolist()
    }
    known = paths.marks.of_touches(sorted(found))
    places = np.zeros(len(are_there), dtype=np.int64)
    places[list(found.values())] = -1
    for kind, value, place, rank in zip(
        *(known[name] for name in ("kind", "value", "place", "rank")), strict=True
    ):
        places[found[kind, value]] = place * paths.creators + rank
    return places


def _texts(column: pl.Series) -> dict[int, str]:
    """The texts of a column of categories, by their numbers."""
    texts = column.unique()
    return dict(zip(texts.to_physical(), texts.cast(pl.String), strict=True))


@attrs.frozen(kw_only=True, eq=False)
class _Moments:
    """Moments of touches as numbers that are not far apart.

    Args:
        at: The moment of each touch.
        low: The least of them.
        bits: So many bits tell how far above it a moment is; not all of them are 1.
        known: All moments in order, where *at* are their places; else *at* are moments.
    """

    at: Numbers
    low: int
    bits: int
    known: Numbers | None

    @classmethod
    def of(cls, at: Numbers) -> _Moments:
        """Those of touches, in microseconds."""
        low, high = (int(at.min()), int(at.max())) if len(at) else (0, 0)
        bits = (high - low + 1).bit_length()
        if bits <= MOST_MOMENT_BITS:
            return cls(at=at, low=low, bits=bits, known=None)
        known = np.unique(at)
        bits = len(known).bit_length()
        return cls(at=np.searchsorted(known, at), low=0, bits=bits, known=known)

    @property
    def most(self) -> int:
        """A number above those of all moments."""
        return (1 << self.bits) - 1

    def first(self, moments: Numbers) -> Numbers:
        """The least number, from 0, that stands for a touch at each moment or after it."""
        if self.known is None:
            return np.clip(moments - self.low, 0, self.most)
        return np.searchsorted(self.known, moments)

    def last(self, moments: Numbers) -> Numbers:
        """The greatest number that stands for a touch at each moment or before it; -1 for none."""
        if self.known is None:
            return np.clip(moments - self.low, -1, self.most)
        return np.searchsorted(self.known, moments, side="right") - 1


def _codes(sold: pl.DataFrame, paths: Paths) -> Codes:
    """The owned codes of the orders."""
    if "codes" not in sold.columns:
        nothing = np.zeros(0, dtype=np.int64)
        return Codes(orders=nothing, places=nothing)
    frame = nw.from_native(sold.lazy())
    owned = owned_codes(frame, tables=paths.tables, marks=paths.marks)
    native: Any = owned.to_native()
    place = KINDS.index("code") * paths.creators + pl.col("coded_rank")
    told = native.select(_ORDER, place=place).collect().sort(_ORDER, "place")
    return Codes(orders=told[_ORDER].to_numpy(), places=told["place"].to_numpy())
