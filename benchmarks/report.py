"""What the whole command costs on 500 creators, against one bare pass over the same tables.

    ratio = median(influence report) / median(csv passes)

Run it from anywhere: ``python benchmarks/report.py [BOOK]``. Without a book it makes one of the
shape of a foreign dashboard: 500 creators, 10,000 posts, 15,000 rows of counted results, 500 fees,
the same each time. The peak of memory is that of the whole process. Linux only, for the memory.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_RUNS = 3
_CREATORS, _POSTS, _RESULTS = 500, 10_000, 15_000
_CAMPAIGN = """\
schema = 1

[campaign]
id = "many"
name = "Many creators"
currency = "INR"
time_zone = "Asia/Kolkata"
starts = 2025-04-23
ends = 2025-07-22
success_metrics = ["orders", "revenue", "reach"]
"""


def _day(number: int) -> str:
    return (dt.date(2025, 4, 23) + dt.timedelta(days=number % 90)).isoformat()


def _filled(folder: Path) -> None:
    """A book of counted results."""
    folder.mkdir()
    deals = "".join(f'\n[[deals]]\ncreator = "c-{n}"\n' for n in range(_CREATORS))
    (folder / "campaign.toml").write_text(_CAMPAIGN + deals, encoding="utf-8")
    tables: dict[str, tuple[str, int, Callable[[int], str]]] = {
        "creators": ("creator_id,name,followers", _CREATORS, lambda n: f"c-{n},Creator {n},{n}00"),
        "posts": (
            "post_id,creator_id,published_at,reach,likes",
            _POSTS,
            lambda n: f"p-{n},c-{n * 7 % _CREATORS},{_day(n)},{n * 37 % 50_000},{n % 900}",
        ),
        "results": (
            "creator_id,date,orders,revenue",
            _RESULTS,
            lambda n: f"c-{n * 13 % _CREATORS},{_day(n)},{n % 9 + 1},{n * 31 % 499}.{n % 100:02}",
        ),
        "costs": (
            "cost_id,creator_id,kind,at,amount,basis,rate,orders",
            _CREATORS,
            lambda n: f"k-{n},c-{n},fee,2025-07-21,{n * 3}.00,order,3.00,{n}",
        ),
    }
    for name, (header, count, row) in tables.items():
        lines = "".join(f"{row(n)}\n" for n in range(count))
        (folder / f"{name}.csv").write_text(f"{header}\n{lines}", encoding="utf-8")


def _bare(book: Path) -> float:
    """The seconds of one pass over every table in this process."""
    started = time.perf_counter()
    for path in book.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for _ in csv.reader(file):
                pass
    return time.perf_counter() - started


def _report(book: Path, page: Path) -> tuple[float, float]:
    """The seconds of the command, and the most megabytes that it needed."""
    words = [sys.executable, "-m", "influence", "report", str(book), "--output", str(page)]
    started = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"influence report ended with {running.returncode}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main() -> None:
    """Print the seconds, the ratio and the peak."""
    with tempfile.TemporaryDirectory() as scratch:
        book = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch) / "book"
        if len(sys.argv) == 1:
            _filled(book)
        rounds = [(_bare(book), *_report(book, Path(scratch) / "p.html")) for _ in range(_RUNS)]
    bare, whole, peak = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"median of {_RUNS} interleaved runs, Python {sys.version.split()[0]}")
    print(f"influence report  {whole:6.2f} s  x{whole / bare:.0f}  {peak:4.0f} MB at its peak")
    print(f"bare csv passes   {bare:6.2f} s")


if __name__ == "__main__":
    main()
