"""What exact credits by five models cost on an engine, against the join that nobody can do without.

    ratio = median CPU seconds of the job / median CPU seconds of the floor

Run it from anywhere: ``python benchmarks/frames/five_models.py [orders] [--engine duckdb]``; a
hundred thousand orders and half a million touches when nothing is said, a million for the whole.

    floor   touches joined to orders of their visitor within 30 days, amounts summed by creator
    rows    first, last, linear, position based, time decay: a row for each order and creator with
            exact gross and net amounts, written to Parquet; from there all models summed by creator
            and by month in New York, and linear credits settled: what each of 500 creators earned
            month by month on a ladder of marginal rates; both to Parquet
    sums    the same models without rows: sums by creator alone

All read the same Parquet on the same engine. Each job is a process of its own, and all of it
counts: interpreter, imports, both cores. Memory is the most that the process held. Linux only.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from costs import Cost, cost

_RUNS = 3
_TOUCHES = 5
_LOOKBACK_DAYS = 30
_TABLES = ("orders", "touches", "refunds")
#: Amounts are hardly ever the same twice.
_PLAIN = "FORMAT parquet, DICTIONARY_SIZE_LIMIT 1"
_SQL_FLOOR = """
    SELECT value, sum(items_minor) AS gross
    FROM orders JOIN touches USING (visitor_id)
    WHERE touches.at <= orders.at AND touches.at >= orders.at - INTERVAL 30 DAY
    GROUP BY value
"""


def floor_on_polars(folder: Path) -> None:
    """The join and the sum, in as few columns as it takes."""
    import polars as pl

    orders = pl.scan_parquet(folder / "orders.parquet")
    touches = pl.scan_parquet(folder / "touches.parquet")
    pairs = orders.select("visitor_id", "items_minor", sold="at").join(
        touches.select("visitor_id", "value", met="at"), on="visitor_id"
    )
    age = pl.col("sold") - pl.col("met")
    within = pairs.filter(age >= pl.duration(), age <= pl.duration(days=_LOOKBACK_DAYS))
    by_value = within.group_by("value").agg(pl.col("items_minor").sum())
    named = by_value.with_columns(pl.col("value").str.slice(-3))
    named.group_by("value").agg(pl.col("items_minor").sum()).sink_parquet(folder / "floor.parquet")


def rows_on_polars(folder: Path) -> None:
    """Every row, what each creator comes to month by month, and what each has earned."""
    from campaign import HALF_YEAR, ZONE, deals

    from influence.frames import roll_up, settle

    credits = folder / "credits.parquet"
    _credits(*_scanned(folder), keep=["at"], into=credits)
    roll_up(credits, zone=ZONE, into=folder / "months.parquet")
    settle(
        credits,
        model="linear",
        deals=deals(),
        period=HALF_YEAR,
        currency="USD",
        into=folder / "statements.parquet",
    )


def sums_on_polars(folder: Path) -> None:
    """What each creator comes to."""
    from influence.frames import roll_up

    roll_up(_credits(*_scanned(folder)), into=folder / "sums.parquet")


def floor_on_duckdb(folder: Path) -> None:
    """The join and the sum in SQL."""
    connection = _connection(folder)
    connection.sql(f"CREATE VIEW summed AS {_SQL_FLOOR}")
    connection.sql(
        "SELECT right(value, 3) AS creator, sum(gross) FROM summed GROUP BY ALL"
    ).write_parquet(str(folder / "floor.parquet"))


def rows_on_duckdb(folder: Path) -> None:
    """Every row, what each creator comes to month by month, and what each has earned."""
    from campaign import HALF_YEAR, ZONE, deals

    from influence.frames import roll_up, settle

    connection = _connection(folder)
    path = str(folder / "credits.parquet")
    told = _credits(*map(connection.table, _TABLES), keep=["at"])
    told.query("credits", f"COPY credits TO '{path}' ({_PLAIN})")
    credits = connection.read_parquet(path)
    roll_up(credits, zone=ZONE).write_parquet(str(folder / "months.parquet"))
    statements = settle(credits, model="linear", deals=deals(), period=HALF_YEAR, currency="USD")
    statements.write_parquet(str(folder / "statements.parquet"))


def sums_on_duckdb(folder: Path) -> None:
    """What each creator comes to."""
    from influence.frames import roll_up

    connection = _connection(folder)
    credits = _credits(*map(connection.table, _TABLES))
    roll_up(credits).write_parquet(str(folder / "sums.parquet"))


def _connection(folder: Path) -> Any:  # noqa: ANN401 - an engine that need not be there
    """A connection with the tables as views, on as many threads as there are cores."""
    import duckdb

    connection = duckdb.connect(config={"memory_limit": "6GB", "temp_directory": str(folder)})
    for name in _TABLES:
        connection.read_parquet(str(folder / f"{name}.parquet")).create_view(name)
    return connection


def _scanned(folder: Path) -> list[Path]:
    return [folder / f"{name}.parquet" for name in _TABLES]


def _credits(orders: Any, touches: Any, refunds: Any, **beside: Any) -> Any:  # noqa: ANN401 - whatever the engine has
    """The five classic models side by side."""
    from campaign import owners

    from influence.frames import attribute_all

    tables = {"touches": touches, "refunds": refunds}
    return attribute_all(orders, **tables, owners=owners(), is_checked=True, **beside)


_JOBS: Mapping[tuple[str, str], Callable[[Path], None]] = {
    ("polars", "floor"): floor_on_polars,
    ("polars", "rows"): rows_on_polars,
    ("polars", "sums"): sums_on_polars,
    ("duckdb", "floor"): floor_on_duckdb,
    ("duckdb", "rows"): rows_on_duckdb,
    ("duckdb", "sums"): sums_on_duckdb,
}


def measured(engine: str, folder: Path) -> dict[str, Cost]:
    """The medians of every job; they take turns."""
    jobs = [job for own, job in _JOBS if own == engine]
    rounds = [
        {job: cost(__file__, "--job", engine, job, str(folder)) for job in jobs}
        for _ in range(_RUNS)
    ]
    return {
        job: Cost(
            cpu_s=statistics.median(one[job].cpu_s for one in rounds),
            peak_mib=max(one[job].peak_mib for one in rounds),
        )
        for job in jobs
    }


def main() -> None:
    """Print a line for each job, or be one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("orders", nargs="?", type=int, default=100_000)
    parser.add_argument("--engine", choices=("polars", "duckdb"), default="polars")
    parser.add_argument("--folder", type=Path, help="where the Parquet is, or is to be written")
    parser.add_argument("--job", nargs=3)
    told = parser.parse_args()
    if told.job:
        engine, job, folder = told.job
        _JOBS[engine, job](Path(folder))
        return
    with tempfile.TemporaryDirectory() as made:
        folder = told.folder or Path(made)
        if not (folder / "refunds.parquet").exists():
            from worlds import World  # the floor must not pay for what it does not use

            World(told.orders).write(folder)
        costs = measured(told.engine, folder)
    base = costs["floor"].cpu_s
    touches = told.orders * _TOUCHES
    print(f"{told.orders} orders, {touches} touches on {told.engine}, {_RUNS} runs each")
    for job, one in costs.items():
        print(f"{job:6}{one.cpu_s:8.2f} s CPU  x{one.cpu_s / base:<6.2f}{one.peak_mib:7.0f} MiB")


if __name__ == "__main__":
    main()
