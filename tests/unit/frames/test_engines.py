"""Engines: times, divisions and small tables are the same on each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

import duckdb
import ibis  # type: ignore[import-untyped]  # it has no types
import narwhals as nw
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
import pytest

from influence.errors import InvalidInputError
from influence.frames._engines import Engine, Native, _opening, engine_of
from influence.periods import microseconds

_MOMENTS = (
    dt.datetime(2026, 3, 8, 1, 59, 59, 999_999, tzinfo=dt.timezone(dt.timedelta(hours=-5))),
    dt.datetime(2026, 11, 1, 5, 30, tzinfo=dt.UTC),  # half past one in New York, for the first time
    dt.datetime(2026, 11, 1, 6, 30, tzinfo=dt.UTC),  # and again
    dt.datetime(2024, 2, 29, 23, 59, 59, 1, tzinfo=dt.UTC),
    dt.datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC),
    dt.datetime(1901, 1, 1, tzinfo=dt.UTC),
    dt.datetime(2400, 1, 1, tzinfo=dt.UTC),
)
_DIVISIONS = (
    (0, 1),
    (1, 1),
    ((1 << 62) - 1, 1),
    ((1 << 62) - 1, 3),
    ((1 << 62) - 1, (1 << 41) - 1),
    (10**15, 7),
    ((1 << 53) + 1, 2),
    ((1 << 61) + 1, (1 << 20) + 1),
    (3 * ((1 << 40) + 1) - 1, (1 << 40) + 1),
    ((1 << 62) - 1, 1 << 50),
    ((1 << 62) - 1, (1 << 50) - 1),
    (((1 << 50) - 1) * 4095 - 1, (1 << 50) - 1),
    ((1 << 50) - 2, (1 << 50) - 1),
    (2 * (1 << 50) - 1, 1 << 50),
)
_TEXTS = ("plain", "O'Brien", 'say "hi"', "a;b", "李 ﬁ", "\\n", "a\nb", "")
_Opener = Callable[[pa.Table], Native]


def _polars(table: pa.Table) -> pl.DataFrame:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame


def _duckdb() -> _Opener:
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'America/St_Johns'")
    return connection.from_arrow


_OPENERS: dict[str, _Opener] = {
    "Polars": lambda table: _polars(table).lazy(),
    "pandas": lambda table: table.to_pandas(),
    "PyArrow": lambda table: table,
    "DuckDB": _duckdb(),
    "Ibis": ibis.memtable,
}


@pytest.fixture(params=[*_OPENERS, "Spark"])
def opener(request: pytest.FixtureRequest) -> Iterator[_Opener]:
    """How a table comes to an engine."""
    if request.param == "Spark":
        yield cast("_Opener", request.getfixturevalue("spark").createDataFrame)
    else:
        yield _OPENERS[request.param]


def _rows(native: Native) -> list[tuple[Any, ...]]:
    """The rows of a frame."""
    told: Any = nw.from_native(native).lazy().collect("polars").to_native()
    return cast("list[tuple[Any, ...]]", told.rows())


def _column(values: Sequence[object], type_: pa.DataType | None = None) -> pa.Table:
    """A table of one column, and one that says which row it is."""
    return pa.table(
        {"row": pa.array(range(len(values)), pa.int64()), "one": pa.array(values, type_)}
    )


class TestEveryEngine:
    """What narwhals leaves to the engines is the same on each."""

    @pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
    def test_times_are_whole_microseconds_since_1970(self, opener: _Opener, zone: str) -> None:
        engine, opened = engine_of(
            opener(_column(_MOMENTS, pa.timestamp("us", tz=zone))), place="orders"
        )
        told = sorted(_rows(engine.with_moments(opened, ["one"])))
        assert told == [(row, microseconds(moment)) for row, moment in enumerate(_MOMENTS)]

    def test_no_times_are_no_work(self, opener: _Opener) -> None:
        engine, opened = engine_of(opener(_column([5])), place="orders")
        assert _rows(engine.with_moments(opened, [])) == [(0, 5)]

    def test_divisions_are_exact_to_62_bits(self, opener: _Opener) -> None:
        table = pa.table(
            {
                "row": pa.array(range(len(_DIVISIONS)), pa.int64()),
                "number": pa.array([number for number, _ in _DIVISIONS], pa.int64()),
                "by": pa.array([by for _, by in _DIVISIONS], pa.int64()),
            }
        )
        engine, opened = engine_of(opener(table), place="orders")
        frame = nw.from_native(opened).lazy()
        told = engine.divided(frame, into="whole", number="number", by="by")
        assert sorted(_rows(told.to_native())) == [
            (row, number, by, number // by) for row, (number, by) in enumerate(_DIVISIONS)
        ]

    def test_a_small_table_keeps_every_text_and_number(self, opener: _Opener) -> None:
        engine, opened = engine_of(opener(_column([1])), place="orders")
        numbers = [-(1 << 62), *range(len(_TEXTS) - 2), 1 << 62]
        told = engine.table({"value": _TEXTS, "number": numbers}, beside=opened)
        assert sorted(_rows(told)) == sorted(zip(_TEXTS, numbers, strict=True))

    def test_a_small_table_without_rows_has_its_types(self, opener: _Opener) -> None:
        engine, opened = engine_of(opener(_column([1])), place="orders")
        told = nw.from_native(engine.table({"value": [], "number": []}, beside=opened)).lazy()
        assert dict(told.collect_schema()) == {"value": nw.String(), "number": nw.Int64()}
        assert _rows(told.to_native()) == []

    def test_a_small_table_can_be_joined(self, opener: _Opener) -> None:
        engine, opened = engine_of(opener(_column(["a", "b"])), place="orders")
        small = engine.table({"one": ["b", "c"], "number": [7, 8]}, beside=opened)
        told = nw.from_native(opened).lazy().join(nw.from_native(small).lazy(), on="one")
        assert _rows(told.select("row", "one", "number").to_native()) == [(1, "b", 7)]


class TestOpening:
    """An engine has a name, and what it cannot be is said."""

    @pytest.mark.parametrize(
        ("name", "engine"),
        [
            ("Polars", "Polars"),
            ("pandas", "Polars"),
            ("PyArrow", "Polars"),
            ("DuckDB", "DuckDB"),
            ("Ibis", "Ibis"),
        ],
    )
    def test_who_works_on_what(self, name: str, engine: str) -> None:
        found, _ = engine_of(_OPENERS[name](_column([1])), place="orders")
        assert isinstance(found, Engine)
        assert found.name == engine

    def test_spark_works_on_its_own(self, spark: Native) -> None:
        found, _ = engine_of(spark.createDataFrame(_column([1])), place="orders")
        assert found.name == "Spark"

    def test_a_series_is_no_frame(self) -> None:
        with pytest.raises(InvalidInputError) as caught:
            engine_of(pl.Series([1]), place="refunds")
        assert str(caught.value) == (
            "refunds must be a frame of Polars, DuckDB, pandas, PyArrow, Spark or Ibis, "
            "or the path of a Parquet file, got 'Series'"
        )

    def test_a_kind_that_only_narwhals_knows_is_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delitem(_opening._OPENERS, "pyarrow")
        with pytest.raises(InvalidInputError) as caught:
            engine_of(_column([1]), place="orders")
        assert str(caught.value) == (
            "orders must be of Polars, DuckDB, pandas, PyArrow, Spark or Ibis, got 'pyarrow'"
        )
