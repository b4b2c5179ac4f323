"""What credits tell of their orders, and several models added up and settled."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import duckdb
import ibis  # type: ignore[import-untyped]  # no types
import narwhals as nw
import polars as pl
import pytest

from influence.attribution import AttributionPolicy, FirstTouch, Linear
from influence.deals import Deal
from influence.errors import MissingDataError, UnknownNameError
from influence.frames import attribute, attribute_all, roll_up, settle
from influence.payments import Commission
from influence.periods import Period
from influence.tracking import Owners

Frame: TypeAlias = Any

_CONNECTION = duckdb.connect()
WAYS: Mapping[str, Callable[[pl.DataFrame], Frame]] = {
    "lazy": lambda table: table.lazy(),
    "eager": lambda table: table,
    "duckdb": lambda table: _CONNECTION.from_arrow(table.to_arrow()),
    "pandas": lambda table: table.to_pandas(),
    "pyarrow": lambda table: table.to_arrow(),
    "ibis": lambda table: ibis.memtable(table.to_arrow()),
}
every_way = pytest.mark.parametrize("way", WAYS)
LINEAR = AttributionPolicy(model=Linear())
MODELS = {"first": FirstTouch(), "linear": Linear()}
DEALS = [Deal(creator_id=one, terms=Commission(rate="0.1")) for one in ("ann", "bea")]
MARCH = Period(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 4, 1, tzinfo=dt.UTC))


def rows_of(frame: Frame) -> list[tuple[Any, ...]]:
    """The rows of any frame, in one order."""
    rows = nw.from_native(frame).lazy().collect("polars").to_native().rows()
    return sorted(rows, key=lambda row: tuple(str(one) for one in row))


class TestKept:
    """Credits with the times and currencies of their orders."""

    @every_way
    @pytest.mark.parametrize("is_eastern", [False, True])
    def test_rows_tell_time_and_currency_of_their_order(
        self,
        way: str,
        is_eastern: bool,
        orders: pl.DataFrame,
        touches: pl.DataFrame,
        owners: Owners,
    ) -> None:
        kind = WAYS[way]
        moment = dt.datetime(2026, 3, 8, 12, 0, 0, 1, tzinfo=dt.UTC)
        at = pl.lit(moment).dt.convert_time_zone("Asia/Tokyo" if is_eastern else "UTC")
        sold = orders.with_columns(at=at, currency=pl.lit("EUR"))
        told = attribute(
            kind(sold),
            touches=kind(touches),
            owners=owners,
            policy=LINEAR,
            keep=("at", "currency", "at"),
        )
        frame = nw.from_native(told).lazy().collect("polars").to_native()
        assert frame.columns[-2:] == ["at", "currency"]
        assert set(frame.get_column("currency")) == {"EUR"}
        assert {one.astimezone(dt.UTC) for one in frame.get_column("at")} == {moment}

    @every_way
    def test_sums_and_statements_need_no_orders_then(
        self, way: str, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        kind = WAYS[way]
        policy, sold, met = LINEAR, kind(orders), kind(touches)
        plain = attribute(sold, touches=met, owners=owners, policy=policy)
        timed = attribute(sold, touches=met, owners=owners, policy=policy, keep=["at"])
        zone = "Europe/Berlin"
        assert rows_of(roll_up(timed, zone=zone)) == rows_of(roll_up(plain, orders=sold, zone=zone))
        assert rows_of(roll_up(timed)) == rows_of(roll_up(plain))
        assert rows_of(settle(timed, deals=DEALS, period=MARCH, currency="EUR")) == rows_of(
            settle(plain, orders=sold, deals=DEALS, period=MARCH, currency="EUR")
        )

    def test_without_times_settling_says_what_is_missing(
        self, orders: pl.DataFrame, owners: Owners
    ) -> None:
        credits = attribute(orders, owners=owners)
        rule = "credits.at must be a column where no orders are given, got ['order_id', "
        with pytest.raises(MissingDataError, match=f"^{re.escape(rule)}"):
            settle(credits, deals=DEALS, period=MARCH, currency="EUR")

    def test_what_cannot_be_kept_is_refused(self, orders: pl.DataFrame, owners: Owners) -> None:
        with pytest.raises(UnknownNameError, match=r"keep .*'att'.*'?at'?"):
            attribute(orders, owners=owners, keep=["att"])
        with pytest.raises(
            MissingDataError, match=r"^orders\.currency must be a column to be kept"
        ):
            attribute_all(orders, owners=owners, keep=["currency"])


class TestOnSpark:
    """The same in a session."""

    def test_rows_tell_the_time_of_their_order(
        self,
        spark: Any,  # noqa: ANN401 - it has no types
        orders: pl.DataFrame,
        owners: Owners,
    ) -> None:
        table = spark.createDataFrame(orders.to_arrow())
        told = attribute(table, owners=owners, keep=["at"])
        rows = told.selectExpr("order_id", "unix_micros(at) AS at").collect()
        wanted = orders.select("order_id", pl.col("at").dt.epoch("us")).rows()
        assert sorted(map(tuple, rows)) == wanted


class TestOneOfSeveral:
    """Models side by side, added up and settled by one of them or by all."""

    @every_way
    def test_a_model_of_several_is_the_model_alone(
        self,
        way: str,
        orders: pl.DataFrame,
        touches: pl.DataFrame,
        refunds: pl.DataFrame,
        owners: Owners,
    ) -> None:
        kind = WAYS[way]
        sold, met, gone = kind(orders), kind(touches), kind(refunds)
        alone = attribute(
            sold, touches=met, refunds=gone, owners=owners, policy=LINEAR, keep=["at"]
        )
        several = attribute_all(
            sold, touches=met, refunds=gone, owners=owners, models=MODELS, keep=["at"]
        )
        terms: dict[str, Any] = {"deals": DEALS, "period": MARCH, "currency": "EUR"}
        assert rows_of(roll_up(several, model="linear")) == rows_of(roll_up(alone))
        assert rows_of(roll_up(several, zone="Europe/Berlin", model="linear")) == rows_of(
            roll_up(alone, zone="Europe/Berlin")
        )
        assert rows_of(settle(several, model="linear", **terms)) == rows_of(settle(alone, **terms))

    @every_way
    def test_all_models_are_added_up_side_by_side(
        self, way: str, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        kind = WAYS[way]
        several = attribute_all(
            kind(orders), touches=kind(touches), owners=owners, models=MODELS, keep=["at"]
        )
        names = [f"{word}_{name}" for word in MODELS for name in ("orders", "shared_orders")]
        amounts = [f"{word}_{name}_minor" for word in MODELS for name in ("gross", "net")]
        told = nw.from_native(roll_up(several, zone="UTC")).lazy()
        rows = told.select("creator_id", "month", *names, *amounts)
        assert rows_of(rows.to_native()) == [
            ("ann", "2026-03", 1, 0, 0, 1, 1_000, 1_000, 667, 667),
            ("bea", "2026-03", 1, 0, 1, 1, 250, 250, 583, 583),
        ]

    def test_a_word_that_is_none_is_refused(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        several = attribute_all(orders, touches=touches, owners=owners, models=MODELS)
        with pytest.raises(UnknownNameError, match=r"model .*'linaer'.*linear"):
            roll_up(several, model="linaer")
