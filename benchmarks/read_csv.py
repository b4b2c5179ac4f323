"""What reading a book costs, against a bare pass of ``csv.reader`` over the same file.

    ratio = median(read_book) / median(csv.reader)

Run it from anywhere: ``python benchmarks/read_csv.py [rows]``. Half of the rows are orders, half
touches. A second book has only rows that are rejected: its peak of memory shows that what is not
accepted is not kept. Linux only, for the memory.
"""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from influence.books import new_book, read_book

_RUNS = 3
_ORDERS = "order_id,at,items,visitor_id,customer_id,tax,codes,status\n"
_TOUCHES = "touch_id,at,visitor_id,kind,value\n"
_MEGABYTE = 1 << 20


def _filled(folder: Path, *, rows: int, at: str) -> list[Path]:
    """A book with many rows at a time that is right or wrong."""
    new_book(folder)
    (folder / "refunds.csv").unlink()
    orders = (
        f"o-{n},{at},{n % 300}.{n % 100:02},v-{n // 2},c-{n},{n % 9}.00,MAYA15,paid\n"
        for n in range(rows // 2)
    )
    touches = (f"t-{n},{at},v-{n // 2},link,maya\n" for n in range(rows // 2))
    for name, header, lines in (("orders", _ORDERS, orders), ("touches", _TOUCHES, touches)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8") as file:
            file.write(header)
            file.writelines(lines)
    return [folder / "orders.csv", folder / "touches.csv"]


def _bare(paths: list[Path]) -> None:
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            for _ in csv.reader(file):
                pass


def _median_seconds(tables: list[Path], *, is_bare: bool) -> float:
    seconds: list[float] = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        _bare(tables) if is_bare else read_book(tables[0].parent)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def _peak(folder: Path) -> float:
    """The most megabytes that a process needs to read a book."""
    program = [sys.executable, __file__, "--peak", str(folder)]
    return float(subprocess.run(program, check=True, capture_output=True, text=True).stdout)


def _own_peak() -> float:
    """The most megabytes that this process had; the resource module would tell its parent's."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    """Print the ratio and the peaks."""
    if sys.argv[1:2] == ["--peak"]:
        read_book(sys.argv[2])
        print(_own_peak())
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        small, good, bad = (Path(folder) / name for name in ("small", "good", "bad"))
        _filled(small, rows=2, at="2026-03-05T10:00:00Z")
        tables = _filled(good, rows=rows, at="2026-03-05T10:00:00Z")
        _filled(bad, rows=rows, at="2026-03-05T10:00:00")
        size = sum(path.stat().st_size for path in tables) / _MEGABYTE
        read, bare = (_median_seconds(tables, is_bare=is_bare) for is_bare in (False, True))
        print(f"{rows} rows, {size:.0f} MB, median of {_RUNS}, Python {sys.version.split()[0]}")
        print(f"read_book   {read:7.2f} s  {rows / read:9.0f} rows/s  x{read / bare:.1f}")
        print(f"csv.reader  {bare:7.2f} s  {rows / bare:9.0f} rows/s")
        for name, book in (("no rows", small), ("all accepted", good), ("all rejected", bad)):
            print(f"peak memory, {name:12} {_peak(book):6.0f} MB")


if __name__ == "__main__":
    main()
