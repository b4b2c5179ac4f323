"""Parquet in, Parquet out: what is written, where, and what stays when nothing can be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import ibis  # type: ignore[import-untyped]  # no types
import polars as pl
import pytest

from influence.deals import Deal
from influence.errors import InvalidInputError
from influence.frames import attribute, attribute_all, evaluate, roll_up, settle
from influence.payments import Commission
from influence.periods import Period
from influence.tracking import Owners

Frame: TypeAlias = Any

_CONNECTION = duckdb.connect()
WAYS: Mapping[str, Callable[[pl.DataFrame], Frame]] = {
    "lazy": lambda table: table.lazy(),
    "eager": lambda table: table,
    "pandas": lambda table: table.to_pandas(),
    "pyarrow": lambda table: table.to_arrow(),
    "duckdb": lambda table: _CONNECTION.from_arrow(table.to_arrow()),
}
DEALS = [Deal(creator_id=one, terms=Commission(rate="0.1")) for one in ("ann", "bea")]
MARCH = Period(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 4, 1, tzinfo=dt.UTC))
TERMS: dict[str, Any] = {"deals": DEALS, "period": MARCH, "currency": "EUR"}


def rows_of(frame: Frame) -> list[tuple[Any, ...]]:
    """The rows of a frame of Polars or DuckDB, in one order."""
    known = frame.pl() if isinstance(frame, duckdb.DuckDBPyRelation) else frame.lazy().collect()
    return sorted(known.rows(), key=str)


@pytest.fixture
def paths(
    tmp_path: Path, orders: pl.DataFrame, touches: pl.DataFrame, refunds: pl.DataFrame
) -> Mapping[str, Path]:
    """The tables as files."""
    tables = {"orders": orders, "touches": touches, "refunds": refunds}
    for name, table in tables.items():
        table.write_parquet(tmp_path / f"{name}.parquet")
    return {name: tmp_path / f"{name}.parquet" for name in tables}


@contextmanager
def refused(rule: str, value: Path) -> Iterator[None]:
    """Whatever is done within is refused by a rule about where it is written."""
    with pytest.raises(InvalidInputError, match=f"^into {re.escape(rule)}, got ") as caught:
        yield
    assert caught.value.value == str(value)


class TestFiles:
    """From files into files."""

    def test_every_step_reads_a_file_and_writes_one(
        self, tmp_path: Path, paths: Mapping[str, Path], owners: Owners
    ) -> None:
        sources: dict[str, Any] = {
            "touches": paths["touches"],
            "refunds": paths["refunds"],
            "owners": owners,
        }
        credits, sums = tmp_path / "credits.parquet", tmp_path / "sums.parquet"
        several, settled = tmp_path / "several.parquet", tmp_path / "settled.parquet"
        plain = attribute(paths["orders"], **sources, keep=["at"])
        beside = attribute_all(paths["orders"], **sources)
        told = attribute(paths["orders"], **sources, keep=["at"], into=credits)
        assert isinstance(told, pl.LazyFrame)
        assert rows_of(told) == rows_of(pl.read_parquet(credits)) == rows_of(plain)
        attribute_all(paths["orders"], **sources, into=str(several))
        assert rows_of(pl.read_parquet(several)) == rows_of(beside)
        roll_up(credits, zone="UTC", into=sums)
        assert rows_of(pl.read_parquet(sums)) == rows_of(roll_up(plain, zone="UTC"))
        settle(str(several), orders=paths["orders"], model="linear", into=settled, **TERMS)
        assert rows_of(pl.read_parquet(settled)) == rows_of(
            settle(beside, orders=paths["orders"], model="linear", **TERMS)
        )

    def test_evaluation_fills_a_folder(
        self, tmp_path: Path, paths: Mapping[str, Path], owners: Owners
    ) -> None:
        folder = tmp_path / "told"
        folder.mkdir()
        plain = evaluate(paths["orders"], touches=paths["touches"], owners=owners, **TERMS)
        told = evaluate(
            paths["orders"], touches=paths["touches"], owners=owners, into=folder, **TERMS
        )
        for name in ("credits", "sums", "statements", "creators"):
            wanted = rows_of(getattr(plain, name))
            assert rows_of(pl.read_parquet(folder / f"{name}.parquet")) == wanted
            assert rows_of(getattr(told, name)) == wanted
        assert len(list(folder.iterdir())) == 4

    @pytest.mark.parametrize("way", WAYS)
    def test_whatever_polars_and_duckdb_work_for_can_be_written(
        self, way: str, tmp_path: Path, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        kind, path = WAYS[way], tmp_path / "whose 'credits'.parquet"
        told = attribute(kind(orders), touches=kind(touches), owners=owners, into=path)
        wanted = rows_of(attribute(orders, touches=touches, owners=owners))
        assert rows_of(told) == rows_of(pl.read_parquet(path)) == wanted

    def test_evaluation_on_duckdb_fills_a_folder(
        self, tmp_path: Path, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        connection = duckdb.connect()
        own, met = (connection.from_arrow(table.to_arrow()) for table in (orders, touches))
        told = evaluate(own, touches=met, owners=owners, into=tmp_path, **TERMS)
        plain = evaluate(orders, touches=touches, owners=owners, **TERMS)
        for name in ("credits", "sums", "statements", "creators"):
            wanted = rows_of(getattr(plain, name))
            assert rows_of(pl.read_parquet(tmp_path / f"{name}.parquet")) == wanted
            assert rows_of(getattr(told, name)) == wanted
        assert connection.sql("SHOW TABLES").fetchall() == []

    def test_a_file_can_be_replaced_by_what_follows_from_it(
        self, tmp_path: Path, orders: pl.DataFrame, owners: Owners
    ) -> None:
        path = tmp_path / "credits.parquet"
        attribute(orders, owners=owners, keep=["at"]).write_parquet(path)
        wanted = rows_of(roll_up(path))
        assert rows_of(roll_up(path, into=path)) == wanted


class TestNowhere:
    """What cannot be written is said before any work, and leaves what was there."""

    def test_a_folder_that_is_not_there(
        self, tmp_path: Path, orders: pl.DataFrame, owners: Owners
    ) -> None:
        path = tmp_path / "none" / "credits.parquet"
        with refused("must be in a folder that is there", path):
            attribute(orders, owners=owners, into=path)

    def test_a_folder_where_a_file_is_wanted(
        self, tmp_path: Path, orders: pl.DataFrame, owners: Owners
    ) -> None:
        with refused("must be a file, and there is a folder", tmp_path):
            attribute_all(orders, owners=owners, into=tmp_path)

    def test_a_file_where_a_folder_is_wanted(
        self, paths: Mapping[str, Path], owners: Owners
    ) -> None:
        with refused("must be a folder that is there", paths["orders"]):
            evaluate(paths["orders"], owners=owners, into=paths["orders"], **TERMS)

    def test_an_engine_with_a_writer_of_its_own(
        self, tmp_path: Path, orders: pl.DataFrame, owners: Owners
    ) -> None:
        path = tmp_path / "credits.parquet"
        with refused("must be left out on Ibis, whose own writer takes the answer", path):
            attribute(ibis.memtable(orders.to_arrow()), owners=owners, into=path)

    def test_what_fails_leaves_the_file_that_was_there(
        self, tmp_path: Path, orders: pl.DataFrame, owners: Owners
    ) -> None:
        path = tmp_path / "credits.parquet"
        orders.write_parquet(path)

        def fail(frame: pl.DataFrame) -> pl.DataFrame:
            message = f"of {len(frame)} rows"
            raise RuntimeError(message)

        broken = orders.lazy().map_batches(fail, schema=orders.schema)
        with pytest.raises(Exception, match="of 2 rows"):
            attribute(broken, owners=owners, is_checked=True, into=path)
        assert rows_of(pl.read_parquet(path)) == rows_of(orders)
        assert list(tmp_path.iterdir()) == [path]
