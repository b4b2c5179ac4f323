"""Tables: what is asked of each before any work, and what is said where it is not so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import ibis  # type: ignore[import-untyped]  # it has no types
import narwhals as nw
import polars as pl
import pytest

from influence.errors import InfluenceError, MissingDataError, UnknownNameError
from influence.frames import attribute, refused, settle
from influence.frames._engines import Native
from influence.periods import Period
from influence.tracking import Owners

_AT = pl.col("at")
_CONNECTION = duckdb.connect()
_KINDS: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "lazy": pl.DataFrame.lazy,
    "pandas": pl.DataFrame.to_pandas,
    "pyarrow": pl.DataFrame.to_arrow,
    "duckdb": lambda frame: _CONNECTION.from_arrow(frame.to_arrow()),
    "ibis": lambda frame: ibis.memtable(frame.to_arrow()),
}


def _sorted(answer: Native) -> list[tuple[Any, ...]]:
    """The rows of an answer, in order."""
    told: Any = nw.from_native(answer).lazy().collect("polars").to_native()
    return sorted(told.rows(), key=str)


#: Ibis asks DuckDB in words that DuckDB means to give up.
of_a_backend = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")


def _refusal(
    orders: object, *, owners: Owners, touches: object = None, refunds: object = None
) -> str:
    """The type and the message of what is said."""
    with pytest.raises(InfluenceError) as caught:
        attribute(orders, touches=touches, refunds=refunds, owners=owners)
    return f"{type(caught.value).__name__}: {caught.value}"


class TestColumns:
    """A column that is not what it has to be is told with its place, its rule and its value."""

    def test_a_missing_column_and_the_close_one(self, orders: pl.DataFrame, owners: Owners) -> None:
        told = _refusal(orders.rename({"order_id": "orderid"}), owners=owners)
        assert told == (
            "MissingDataError: orders.order_id must be a column; did you mean 'orderid'?, "
            "got ['orderid', 'at', 'items_minor', 'visitor_id', 'codes']"
        )

    def test_a_missing_column_without_a_close_one(
        self, orders: pl.DataFrame, owners: Owners
    ) -> None:
        told = _refusal(orders.select("order_id", "at"), owners=owners)
        assert told == (
            "MissingDataError: orders.items_minor must be a column, got ['order_id', 'at']"
        )

    @pytest.mark.parametrize(
        ("column", "told"),
        [
            (_AT.dt.replace_time_zone(None), "at must hold times with a zone, got 'times without"),
            (_AT.cast(pl.String), "at must hold times with a zone, got 'String'"),
            (_AT.dt.date(), "at must hold times with a zone, got 'Date'"),
            (
                pl.col("items_minor").cast(pl.Float64),
                "items_minor must hold whole numbers of at most 64 bits, got 'Float64'",
            ),
            (
                pl.col("items_minor").cast(pl.UInt64),
                "items_minor must hold whole numbers of at most 64 bits, got 'UInt64'",
            ),
        ],
        ids=str,
    )
    def test_a_column_of_another_type(
        self, orders: pl.DataFrame, owners: Owners, column: pl.Expr, told: str
    ) -> None:
        refusal = _refusal(orders.with_columns(column), owners=owners)
        assert refusal.startswith(f"InvalidInputError: orders.{told}")

    def test_columns_of_other_tables_have_their_places(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        told = _refusal(orders, touches=touches.drop("kind"), owners=owners)
        assert told.startswith("MissingDataError: touches.kind must be a column, got ['at',")

    @pytest.mark.parametrize("type_", [pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32])
    def test_whole_numbers_of_fewer_bits_are_taken(
        self, orders: pl.DataFrame, owners: Owners, type_: type[pl.DataType]
    ) -> None:
        small = orders.with_columns(items_minor=pl.lit(7).cast(type_))
        told = attribute(small, owners=owners)
        assert told.schema["net_minor"] == pl.Int64
        assert told["gross_minor"].to_list() == [7, 7]

    @pytest.mark.parametrize("unit", ["ms", "us", "ns"])
    def test_times_of_every_unit_and_zone_are_taken(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners, unit: str
    ) -> None:
        other = orders.with_columns(_AT.cast(pl.Datetime(unit, "UTC")))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # it is one of them
        there = other.with_columns(_AT.dt.convert_time_zone("Asia/Kathmandu"))
        told = attribute(there, touches=touches, owners=owners)
        assert told.sort("order_id").equals(
            attribute(orders, touches=touches, owners=owners).sort("order_id")
        )

    def test_categories_are_texts(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        told = attribute(
            orders, touches=touches.with_columns(pl.col("kind").cast(pl.Categorical)), owners=owners
        )
        assert sorted(told["creator_id"].to_list()) == ["ann", "bea"]


class TestEnginesOfTables:
    """All tables of a job live on one engine that is known."""

    def test_two_engines_are_refused(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        told = _refusal(orders, touches=duckdb.from_arrow(touches.to_arrow()), owners=owners)
        assert told == (
            "InvalidInputError: touches must be of Polars as the other tables are, got 'DuckDB'"
        )

    def test_what_polars_works_on_may_be_mixed(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        told = attribute(orders.lazy(), touches=touches.to_pandas(), owners=owners)
        assert sorted(told.collect()["creator_id"].to_list()) == ["ann", "bea"]

    @pytest.mark.parametrize("table", [[1], {"order_id": ["o1"]}, 7])
    def test_what_is_no_frame_is_refused(self, owners: Owners, table: object) -> None:
        assert _refusal(table, owners=owners) == (
            "InvalidInputError: orders must be a frame of Polars, DuckDB, pandas, PyArrow, Spark "
            f"or Ibis, or the path of a Parquet file, got {type(table).__name__!r}"
        )

    def test_no_orders_are_refused(self, touches: pl.DataFrame, owners: Owners) -> None:
        for given in (None, touches):
            assert _refusal(None, owners=owners, touches=given) == (
                "InvalidInputError: orders must be a frame of Polars, DuckDB, pandas, PyArrow, "
                "Spark or Ibis, or the path of a Parquet file, got 'NoneType'"
            )

    def test_settling_asks_for_the_times_of_orders(
        self, orders: pl.DataFrame, owners: Owners
    ) -> None:
        month = Period(
            dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
        )
        credits = attribute(orders, owners=owners)
        with pytest.raises(
            MissingDataError, match=r"^credits\.at must be a column where no orders are given"
        ):
            settle(credits, deals=[], period=month, currency="USD")

    def test_two_connections_are_refused(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        one, other = duckdb.connect(), duckdb.connect()
        told = _refusal(
            one.from_arrow(orders.to_arrow()),
            owners=owners,
            touches=other.from_arrow(touches.to_arrow()),
        )
        assert told == (
            "InvalidInputError: touches must be of the same connection of DuckDB as orders, "
            "got 'another one'"
        )

    @of_a_backend
    def test_two_backends_in_memory_are_refused(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners, tmp_path: Path
    ) -> None:
        one, other = ibis.duckdb.connect(), ibis.duckdb.connect()
        orders.write_parquet(tmp_path / "orders.parquet")
        touches.write_parquet(tmp_path / "touches.parquet")
        own = one.read_parquet(tmp_path / "orders.parquet")
        foreign = other.read_parquet(tmp_path / "touches.parquet")
        assert one == other
        assert _refusal(own, owners=owners, touches=foreign) == (
            "InvalidInputError: touches must be of the same connection of Ibis as orders, "
            "got 'another one'"
        )

    @of_a_backend
    def test_tables_in_the_memory_of_ibis_go_with_any_backend(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners, tmp_path: Path
    ) -> None:
        touches.write_parquet(tmp_path / "touches.parquet")
        held = ibis.memtable(orders.to_arrow())
        met = ibis.duckdb.connect().read_parquet(tmp_path / "touches.parquet")
        told = attribute(held, touches=met, owners=owners).count().to_pyarrow().as_py()
        assert told == len(attribute(orders, touches=touches, owners=owners))

    @of_a_backend
    def test_a_table_has_to_go_with_every_other(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners, tmp_path: Path
    ) -> None:
        touches.write_parquet(tmp_path / "touches.parquet")
        orders.head(0).select("order_id", amount_minor="items_minor").write_parquet(
            tmp_path / "refunds.parquet"
        )
        told = _refusal(
            ibis.memtable(orders.to_arrow()),
            owners=owners,
            touches=ibis.duckdb.connect().read_parquet(tmp_path / "touches.parquet"),
            refunds=ibis.duckdb.connect().read_parquet(tmp_path / "refunds.parquet"),
        )
        assert told == (
            "InvalidInputError: refunds must be of the same connection of Ibis as touches, "
            "got 'another one'"
        )

    def test_what_only_speaks_like_spark_is_refused(
        self, orders: pl.DataFrame, owners: Owners, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for kind in (nw.Implementation.SQLFRAME, nw.Implementation.PYSPARK_CONNECT):
            monkeypatch.setattr(nw.DataFrame, "implementation", kind)
            assert _refusal(orders, owners=owners) == (
                "InvalidInputError: orders must be of Polars, DuckDB, pandas, PyArrow, Spark or "
                f"Ibis, got {kind.value!r}"
            )


class TestPaths:
    """A path that leads to no Parquet is told as such."""

    @pytest.mark.parametrize("name", ["none.parquet", "none/*.parquet"])
    def test_what_is_not_there(
        self, owners: Owners, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        rule = "a Parquet file that is there" if "*" not in name else "at least one Parquet file"
        assert _refusal(Path(name), owners=owners) == (
            f"InvalidInputError: orders must be the path of {rule}, got {name!r}"
        )

    def test_a_folder_without_any(
        self, owners: Owners, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "empty").mkdir()
        monkeypatch.chdir(tmp_path)
        assert _refusal("empty", owners=owners) == (
            "InvalidInputError: orders must be the path of at least one Parquet file, got 'empty'"
        )

    @pytest.mark.parametrize("text", ["", "order_id,at\n"])
    def test_another_file(self, owners: Owners, tmp_path: Path, text: str) -> None:
        path = tmp_path / "orders.parquet"
        path.write_text(text)
        told = _refusal(path, owners=owners)
        assert told.startswith(
            f"BrokenTableError: orders {path} must be Parquet that Polars can read, got "
        )

    def test_a_folder_of_parts_is_one_table(
        self, orders: pl.DataFrame, owners: Owners, tmp_path: Path
    ) -> None:
        for place in range(2):
            orders.slice(place, 1).write_parquet(tmp_path / f"{place}.parquet")
        for path in (tmp_path, tmp_path / "*.parquet"):
            assert attribute(path, owners=owners).collect().height == 2


class TestEmptyColumns:
    """A column of no type at all holds nothing, which some tables may and some may not."""

    @pytest.mark.parametrize("kind", ["lazy", "pandas", "pyarrow", "duckdb", "ibis"])
    def test_what_may_be_left_out_is_left_out(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners, kind: str
    ) -> None:
        nothing = [pl.lit(None).alias(name) for name in ("codes", "customer_id", "status")]
        given = orders.with_columns(nothing)
        told = attribute(_KINDS[kind](given), touches=_KINDS[kind](touches), owners=owners)
        want = attribute(orders.drop("codes"), touches=touches, owners=owners)
        assert _sorted(told) == _sorted(want)

    @pytest.mark.parametrize("kind", ["lazy", "pandas", "pyarrow", "duckdb", "ibis"])
    @pytest.mark.parametrize("name", ["at", "items_minor", "order_id"])
    def test_what_may_not_is_told_of_each_row(
        self, orders: pl.DataFrame, kind: str, name: str
    ) -> None:
        given = orders.with_columns(pl.lit(None).alias(name))
        rows = _sorted(refused(_KINDS[kind](given)))
        ids = ["o1", "o2"] if name != "order_id" else [None, None]
        assert rows == [("orders", row, f"have {name}", None) for row in ids]

    @pytest.mark.parametrize("kind", ["lazy", "pandas", "pyarrow", "duckdb", "ibis"])
    def test_no_rows_need_no_types(self, orders: pl.DataFrame, owners: Owners, kind: str) -> None:
        given = pl.DataFrame({name: [] for name in orders.columns})
        assert _sorted(attribute(_KINDS[kind](given), owners=owners)) == []

    def test_on_spark(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners, spark: Native
    ) -> None:
        given = spark.createDataFrame(orders.drop("codes").to_arrow()).selectExpr(
            "*", "NULL AS codes", "NULL AS currency"
        )
        met = spark.createDataFrame(touches.to_arrow())
        want = attribute(orders.drop("codes"), touches=touches, owners=owners)
        assert _sorted(attribute(given, touches=met, owners=owners)) == _sorted(want)


class TestKindsOfTouches:
    """A kind of touch that is not known is told before anybody is credited."""

    def test_the_close_one_is_named(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        wrong = touches.with_columns(kind=pl.lit("lnk"))
        assert "have kind of code, dm, link, landing; did you mean 'link'?" in _refusal(
            orders, owners=owners, touches=wrong
        )
        with pytest.raises(UnknownNameError) as caught:
            attribute(orders, touches=wrong, owners=owners, is_checked=True)
        assert str(caught.value) == (
            "touches.kind must be one of code, dm, landing, link, got 'lnk'; did you mean 'link'?"
        )
