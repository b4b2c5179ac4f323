"""Tables: what is asked of each before any work, and what is said where it is not so."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest

from influence.errors import InfluenceError, MissingDataError, UnknownNameError
from influence.frames import attribute
from influence.frames._tables import Tables
from influence.tracking import Owners

_AT = pl.col("at")


def _refusal(orders: object, *, owners: Owners, touches: object = None) -> str:
    """The type and the message of what is said."""
    with pytest.raises(InfluenceError) as caught:
        attribute(orders, touches=touches, owners=owners)
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
            (pl.col("codes").str.split(";"), "codes must hold text, got 'List(String)'"),
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

    def test_no_table_at_all_is_refused(self) -> None:
        with pytest.raises(MissingDataError) as caught:
            Tables.of(orders=None, touches=None)
        assert str(caught.value) == "tables must hold at least one frame, got None"


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
