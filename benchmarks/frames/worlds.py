"""Worlds: orders, touches and refunds as Parquet, the same on every machine, in batches.

    visitor    one of as many as there are orders; each has a moment from which it is counted
    touches    within 30 days of that moment, of any visitor, five for every order
    orders     from 20 to 40 days after it, of any visitor

So about one visitor in three never buys, a few buy several times, and most touches of those who buy
lie within a lookback of 30 days. Five hundred creators, a few of whom are met far more often than
the others; one order in twenty is refunded in part, one in five has a code. Every value is a hash
of the number of its row, so nothing depends on a generator of random numbers, on its version or on
how many rows are made at once. Memory does not grow with the rows.

Run it from anywhere: ``python benchmarks/frames/worlds.py [orders] [folder]``.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import polars as pl
from campaign import CREATORS, value_of
from polars.io.plugins import register_io_source

from influence.tracking import KINDS

TOUCHES = 5
LOOKBACK_DAYS = 30

_BATCH = 1 << 18
_DAY = 86_400_000_000
_START = int(dt.datetime(2026, 1, 1, tzinfo=dt.UTC).timestamp()) * 1_000_000
_SPREAD = 120 * _DAY
#: Of a hundred touches, so many are of each kind: code, keyword, link, landing page.
_KINDS = (5, 20, 80, 100)

Numbers: TypeAlias = npt.NDArray[np.uint64]
Make: TypeAlias = Callable[["World", Numbers], pl.DataFrame]


@attrs.frozen
class World:
    """A made-up campaign.

    Args:
        orders: How many orders there are.
    """

    orders: int

    @property
    def touches(self) -> int:
        """How many touches there are."""
        return self.orders * TOUCHES

    def write(self, folder: Path) -> None:
        """Write ``orders.parquet``, ``touches.parquet`` and ``refunds.parquet``."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows, make in (
            ("orders", self.orders, orders_of),
            ("touches", self.touches, touches_of),
            ("refunds", self.orders // 20, refunds_of),
        ):
            self._written(folder / f"{name}.parquet", rows=rows, make=make)

    def _written(self, path: Path, *, rows: int, make: Make) -> None:
        schema = make(self, np.zeros(0, dtype=np.uint64)).schema

        def batches(
            with_columns: list[str] | None,
            predicate: pl.Expr | None,
            n_rows: int | None,
            batch_size: int | None,  # noqa: ARG001 - ours are of one size
        ) -> Iterator[pl.DataFrame]:
            last = rows if n_rows is None else min(rows, n_rows)
            for first in range(0, last, _BATCH):
                numbers = np.arange(first, min(first + _BATCH, last), dtype=np.uint64)
                batch = make(self, numbers)
                kept = batch if predicate is None else batch.filter(predicate)
                yield kept if with_columns is None else kept.select(with_columns)

        register_io_source(batches, schema=schema).sink_parquet(path)


def orders_of(world: World, numbers: Numbers) -> pl.DataFrame:
    """The orders of these numbers."""
    visitors = _hash(numbers, 1) % np.uint64(world.orders)
    after = 20 * _DAY + _below(numbers, 2, 20 * _DAY)
    coded = pl.Series(_creators(numbers, 3)).set(pl.Series(_below(numbers, 5, 5) != 0), None)
    return pl.DataFrame(
        {
            "order_id": _ids("o", numbers),
            "at": _moments(_bases(visitors) + after),
            "items_minor": 500 + _below(numbers, 4, 20_000),
            "visitor_id": _ids("v", visitors),
            "codes": _texts("code").gather(coded),
        }
    )


def touches_of(world: World, numbers: Numbers) -> pl.DataFrame:
    """The touches of these numbers."""
    visitors = _hash(numbers, 6) % np.uint64(world.orders)
    hundredth = _below(numbers, 7, 100)
    places = np.searchsorted(np.array(_KINDS), hundredth, side="right")
    values = pl.concat([_texts(kind) for kind in KINDS])
    return pl.DataFrame(
        {
            "touch_id": _ids("t", numbers),
            "at": _moments(_bases(visitors) + _below(numbers, 9, 30 * _DAY)),
            "visitor_id": _ids("v", visitors),
            "kind": pl.Series(KINDS).gather(places),
            "value": values.gather(places * CREATORS + _creators(numbers, 8)),
        }
    )


def refunds_of(world: World, numbers: Numbers) -> pl.DataFrame:
    """The refunds of these numbers: of every twentieth order, less than it came to."""
    of = numbers * np.uint64(20)
    items = orders_of(world, of).get_column("items_minor").to_numpy()
    return pl.DataFrame(
        {
            "refund_id": _ids("r", numbers),
            "order_id": _ids("o", of),
            "amount_minor": 1 + _below(numbers, 10, 1 << 30) % items,
        }
    )


def _texts(kind: str) -> pl.Series:
    """What each creator's mark of a kind says."""
    return pl.Series([value_of(kind, number) for number in range(CREATORS)])


def _creators(numbers: Numbers, salt: int) -> npt.NDArray[np.int64]:
    """Creators by the square of a part of one, so that those in front come more often."""
    part = (_hash(numbers, salt) >> np.uint64(40)).astype(np.int64)
    return (part * part * CREATORS) >> 48


def _bases(visitors: Numbers) -> npt.NDArray[np.int64]:
    """The moment from which each visitor is counted."""
    return _START + _below(visitors, 11, _SPREAD)


def _moments(micros: npt.NDArray[np.int64]) -> pl.Series:
    return pl.Series(micros).cast(pl.Datetime("us", "UTC"))


def _ids(letter: str, numbers: Numbers) -> pl.Series:
    """Numbers as texts of one length."""
    digits = pl.Series(numbers).cast(pl.String).str.zfill(8)
    return pl.select(pl.concat_str(pl.lit(letter), digits)).to_series()


def _below(numbers: Numbers, salt: int, limit: int) -> npt.NDArray[np.int64]:
    """A whole number from 0 to below *limit* for each row."""
    return (_hash(numbers, salt) % np.uint64(limit)).astype(np.int64)


def _hash(numbers: Numbers, salt: int) -> Numbers:
    """The mixing step of SplitMix64, of a number and a salt."""
    mixed = (numbers + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = mixed ^ np.uint64(salt * 0x2545F4914F6CDD1D % (1 << 64))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))


def main() -> None:
    """Write a world."""
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())  # noqa: PLR2004 - the second word
    World(orders).write(folder)
    for path in sorted(folder.glob("*.parquet")):
        print(f"{path}: {pl.scan_parquet(path).select(pl.len()).collect().item()} rows")


if __name__ == "__main__":
    main()
