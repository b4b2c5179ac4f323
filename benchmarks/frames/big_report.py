"""What a report of a big Parquet book costs on frames, against the same order by order.

    ratio = cost of ``--engine python`` / cost of ``--engine frames``, of whole processes

Run it from anywhere: ``python benchmarks/frames/big_report.py [orders] [engines]``, such as
``1000000 frames``. The book is a made-up world of orders, five touches for each, and 500 creators
who get a tenth of what they sold; where both engines are run, what they print has to be equal to
the byte. Linux only, for the memory.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import attrs
import polars as pl
from campaign import CREATORS, value_of
from worlds import TOUCHES, World

_CAMPAIGN = """\
schema = 1

[campaign]
id = "big"
name = "Big"
currency = "USD"
time_zone = "UTC"
starts = 2026-01-01
ends = 2026-07-01
gross_margin = "0.55"
success_metrics = ["orders", "revenue", "clicks"]
"""
_DEAL = """
[[deals]]
creator = "creator-{number:03}"
links = ["{link}"]
codes = ["{code}"]
dm_keywords = ["{keyword}"]
terms = {{ rule = "commission", rate = "0.10" }}
"""


@attrs.frozen
class Told:
    """What a report cost and said.

    Args:
        cpu_s: CPU seconds of the process.
        wall_s: Seconds that passed.
        peak_mib: The most memory that it held, in MiB.
        said: The document.
    """

    cpu_s: float
    wall_s: float
    peak_mib: float
    said: bytes


def written(folder: Path, *, orders: int) -> None:
    """A book of so many orders, its sales in Parquet."""
    World(orders).write(folder)
    for name, amount, other in (("orders", "items", []), ("refunds", "amount", [_REFUNDED])):
        path, raw = folder / f"{name}.parquet", folder / f"{name}.raw"
        path.rename(raw)
        told = pl.col(f"{amount}_minor").cast(pl.String).str.zfill(3)
        text = pl.concat_str(told.str.head(-2), pl.lit("."), told.str.tail(2))
        frame = pl.scan_parquet(raw).with_columns(text.alias(amount), *other)
        frame.drop(f"{amount}_minor").sink_parquet(path)
        raw.unlink()
    deals = "".join(
        _DEAL.format(
            number=number,
            link=value_of("link", number),
            code=value_of("code", number),
            keyword=value_of("dm", number),
        )
        for number in range(CREATORS)
    )
    (folder / "campaign.toml").write_text(_CAMPAIGN + deals, encoding="utf-8")
    names = "".join(f"creator-{n:03},Creator {n}\n" for n in range(CREATORS))
    (folder / "creators.csv").write_text(f"creator_id,name\n{names}", encoding="utf-8")


_REFUNDED = pl.lit(dt.datetime(2026, 6, 20, tzinfo=dt.UTC)).alias("at")


def told(book: Path, engine: str) -> Told:
    """What the report of a book costs on an engine."""
    words = [sys.executable, "-m", "influence", "report", str(book), "--json", "--engine", engine]
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(words, stdout=said, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"influence report must not fail, got {process.returncode}")
        wall = time.perf_counter() - started
        said.seek(0)
        cpu = used.ru_utime + used.ru_stime
        return Told(cpu, wall, used.ru_maxrss / 1024, said.read())


def main() -> None:
    """Print what each engine costs, and the ratios."""
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    engines = sys.argv[2:] or ["python", "frames"]
    with tempfile.TemporaryDirectory() as scratch:
        book = Path(scratch) / "book"
        written(book, orders=orders)
        costs = {engine: told(book, engine) for engine in engines}
    print(f"{orders} orders, {orders * TOUCHES} touches, {CREATORS} creators")
    for engine, one in costs.items():
        print(f"{engine:8} {one.cpu_s:8.1f} s CPU {one.wall_s:8.1f} s {one.peak_mib:8.0f} MiB")
    if {"python", "frames"} <= costs.keys():
        plain, frames = costs["python"], costs["frames"]
        if plain.said != frames.said:
            raise SystemExit("the reports must be equal, got two that differ")
        cpu, memory = plain.cpu_s / frames.cpu_s, plain.peak_mib / frames.peak_mib
        print(f"ratio    {cpu:8.1f} of CPU, {memory:.1f} of memory; the reports are equal")


if __name__ == "__main__":
    main()
