"""What one visitor costs who comes by a million times and buys ten thousand times in two years.

    all pairs = touches × orders; within = those that are no further apart than the lookback

Run it from anywhere: ``python benchmarks/frames/skew.py [touches]``; a hundred thousand touches
when nothing is said, a million for the whole, and an order for every hundred of them. ``usual`` is
the join that meets every touch of the visitor, ``buckets`` the one that is used; the usual one is
left out above a hundred thousand touches, because nothing bounds what it holds. ``linear`` is
``attribute`` by running counts, which meets no pair, and ``decay`` in turns, because what touches
weigh by their age is no running sum. All have to give the same sums. Linux only.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path

import polars as pl
from costs import cost

_YEARS = 2
_START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
_MOST_FOR_USUAL = 100_000
_ORDERS_BELOW = 100
#: Models that run alone.
_ALONE = ("linear", "decay")


def write(folder: Path, touches: int) -> None:
    """One visitor, evenly over two years."""
    from campaign import CREATORS

    span = dt.timedelta(days=365 * _YEARS) / touches
    numbers = pl.int_range(touches, eager=True)
    at = (pl.lit(_START) + pl.lit(span) * numbers).dt.cast_time_unit("us")
    creators = (numbers * 7919 % CREATORS).cast(pl.String).str.zfill(3)
    came = pl.select(
        touch_id=pl.format("t{}", numbers),
        at=at,
        visitor_id=pl.lit("v"),
        kind=pl.lit("link"),
        value=pl.concat_str(pl.lit("link"), creators),
    )
    came.write_parquet(folder / "touches.parquet")
    came.gather_every(_ORDERS_BELOW).select(
        pl.col("touch_id").str.replace("t", "o").alias("order_id"),
        pl.col("at").dt.offset_by("1s"),
        (pl.lit(500) + pl.int_range(pl.len()) * 104_729 % 20_000).alias("items_minor"),
        "visitor_id",
    ).write_parquet(folder / "orders.parquet")


def run(folder: Path, *, are_bucketed: bool) -> None:
    """Sums by creator for five models, with or without buckets."""
    from campaign import owners

    from influence.frames import _pairs, attribute_all, roll_up

    if not are_bucketed:
        _pairs._MANY = sys.maxsize  # noqa: SLF001 - how it would be without
    rows = attribute_all(
        folder / "orders.parquet", touches=folder / "touches.parquet", owners=owners()
    )
    name = "buckets" if are_bucketed else "usual"
    roll_up(rows).sort("creator_id").sink_parquet(folder / f"{name}.parquet")


def run_alone(folder: Path, *, way: str) -> None:
    """Sums by creator for one model."""
    from campaign import owners, summed

    from influence.attribution import AttributionPolicy, Linear, TimeDecay
    from influence.frames import attribute

    policy = AttributionPolicy(model=Linear() if way == "linear" else TimeDecay())
    rows = attribute(
        folder / "orders.parquet",
        touches=folder / "touches.parquet",
        owners=owners(),
        policy=policy,
    )
    word = policy.model.name
    names = {name: f"{word}_{name}" for name in ("gross_minor", "net_minor")}
    summed(rows.rename(names)).sort("creator_id").sink_parquet(folder / f"{way}.parquet")


def main() -> None:
    """Print a line for each way, or be one."""
    if sys.argv[1:2] == ["--job"]:
        way, folder = sys.argv[2], Path(sys.argv[3])
        if way in _ALONE:
            run_alone(folder, way=way)
        else:
            run(folder, are_bucketed=way == "buckets")
        return
    touches = int(sys.argv[1]) if len(sys.argv) > 1 else _MOST_FOR_USUAL
    orders = touches // _ORDERS_BELOW
    print(f"1 visitor, {touches} touches, {orders} orders, {touches * orders:.1e} pairs in all")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write(folder, touches)
        usual = ("usual",) if touches <= _MOST_FOR_USUAL else ()
        ways = ("buckets", *usual, *_ALONE)
        for way in ways:
            one = cost(__file__, "--job", way, str(folder))
            print(f"{way:8}{one.cpu_s:9.2f} s CPU{one.peak_mib:8.0f} MiB", flush=True)
        told = [pl.read_parquet(folder / f"{way}.parquet") for way in ways]
        if any(not one.equals(told[0].select(one.columns)) for one in told):
            raise SystemExit("both ways must come to the same sums")


if __name__ == "__main__":
    main()
