"""Roll-ups: every credit once, by creator and by month of a zone, on every kind of frame."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import duckdb
import ibis  # type: ignore[import-untyped]  # no types
import narwhals as nw
import pandas as pd  # type: ignore[import-untyped]  # no types
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # no types
import pytest

from influence.attribution import AttributionPolicy, attribute as attribute_plainly
from influence.errors import InfluenceError, InvalidInputError
from influence.frames import roll_up
from influence.money import Money
from influence.orders import Order
from influence.tracking import Mark, Owners, Touch

Frame: TypeAlias = Any

_CONNECTION = duckdb.connect()
WAYS: Mapping[str, Callable[[Frame], Frame]] = {
    "polars": lambda table: pl.DataFrame(table).lazy(),
    "eager": pl.DataFrame,
    "duckdb": _CONNECTION.from_arrow,
    "pandas": lambda table: table.to_pandas(),
    "pyarrow": lambda table: table,
    "ibis": ibis.memtable,
}
every_way = pytest.mark.parametrize("way", WAYS)

MOST = 10**15
CREDITS = (
    ("o1", "ann", 1, 1, MOST, MOST - 1),
    ("o2", "ann", 1, 3, 34, -2),
    ("o2", "bob", 2, 3, 66, -3),
    ("o3", None, 1, 1, 500, 0),
    ("o4", "ann", 2, 2, MOST, MOST),
)
TIMES = {
    "o1": dt.datetime(2026, 3, 31, 21, 59, 59, 999_999, tzinfo=dt.UTC),
    "o2": dt.datetime(2026, 3, 31, 22, tzinfo=dt.UTC),
    "o3": dt.datetime(2026, 2, 28, 23, tzinfo=dt.UTC),
    "o4": dt.datetime(2025, 12, 31, 22, 59, 59, tzinfo=dt.UTC),
}


def credits_of(rows: Iterable[tuple[Any, ...]]) -> Frame:
    """Credits as a table of Arrow."""
    whole = ("weight", "whole", "gross_minor", "net_minor")
    schema = pa.schema(
        [("order_id", pa.string()), ("creator_id", pa.string()), *((n, pa.int64()) for n in whole)]
    )
    names = schema.names
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema)


def orders_of(times: Mapping[str, dt.datetime]) -> Frame:
    """Orders as a table of Arrow."""
    rows = [{"order_id": name, "at": at, "items_minor": 0} for name, at in times.items()]
    times_type = pa.timestamp("us", tz="UTC")
    schema = pa.schema([("order_id", pa.string()), ("at", times_type), ("items_minor", pa.int64())])
    return pa.Table.from_pylist(rows, schema)


def rows_of(native: Frame) -> list[tuple[Any, ...]]:
    """The rows of an answer, in order."""
    told: Any = nw.from_native(native).lazy().collect("polars").to_native()
    rows: list[tuple[Any, ...]] = told.rows()
    return sorted(rows, key=lambda row: tuple(map(str, row)))


def refusal(error: str) -> str:
    """A pattern that matches a whole message."""
    return f"^{re.escape(error)}$"


@every_way
def test_rows_of_creators_and_of_nobody_sum_to_all_orders(way: str) -> None:
    assert rows_of(roll_up(WAYS[way](credits_of(CREDITS)))) == [
        (None, 1, 0, 500, 0),
        ("ann", 2, 1, 2 * MOST + 34, 2 * MOST - 3),
        ("bob", 0, 1, 66, -3),
    ]


@every_way
def test_months_are_those_of_the_zone_to_the_microsecond(way: str) -> None:
    answer = roll_up(
        WAYS[way](credits_of(CREDITS)), orders=WAYS[way](orders_of(TIMES)), zone="Europe/Berlin"
    )
    assert rows_of(answer) == [
        (None, "2026-03", 1, 0, 500, 0),
        ("ann", "2025-12", 1, 0, MOST, MOST),
        ("ann", "2026-03", 1, 0, MOST, MOST - 1),
        ("ann", "2026-04", 0, 1, 34, -2),
        ("bob", "2026-04", 0, 1, 66, -3),
    ]


def test_another_zone_has_other_months() -> None:
    answer = roll_up(
        pl.DataFrame(credits_of(CREDITS[:1])), orders=pl.DataFrame(orders_of(TIMES)), zone="UTC"
    )
    later = roll_up(
        pl.DataFrame(credits_of(CREDITS[:1])),
        orders=pl.DataFrame(orders_of(TIMES)),
        zone="Asia/Tokyo",
    )
    assert [row[1] for row in (*rows_of(answer), *rows_of(later))] == ["2026-03", "2026-04"]


def test_a_month_begins_once_where_the_clocks_go_back_over_its_midnight() -> None:
    """St John's, 2009: a minute after November had begun, it was 23:01 on 31 October again."""
    begins = dt.datetime(2009, 11, 1, 2, 30, tzinfo=dt.UTC)
    times = {"o1": begins + dt.timedelta(minutes=15), "o4": begins + dt.timedelta(hours=2)}
    credits = pl.DataFrame(credits_of((CREDITS[0], CREDITS[4])))
    after = roll_up(credits, orders=pl.DataFrame(orders_of(times)), zone="America/St_Johns")
    assert rows_of(after) == [("ann", "2009-11", 2, 0, 2 * MOST, 2 * MOST - 1)]
    times["o1"] = begins - dt.timedelta(microseconds=1)
    before = roll_up(credits, orders=pl.DataFrame(orders_of(times)), zone="America/St_Johns")
    assert [row[1] for row in rows_of(before)] == ["2009-10", "2009-11"]


@every_way
def test_no_credits_are_no_rows_of_the_same_columns(way: str) -> None:
    credits, orders = WAYS[way](credits_of([])), WAYS[way](orders_of({}))
    answer = roll_up(credits, orders=orders, zone="UTC")
    assert rows_of(answer) == rows_of(roll_up(credits)) == []
    assert nw.from_native(answer).lazy().collect_schema().names() == [
        "creator_id",
        "month",
        "orders",
        "shared_orders",
        "gross_minor",
        "net_minor",
    ]


def test_the_same_kind_comes_back_lazy_where_it_was_lazy() -> None:
    kinds: dict[str, type[object]] = {
        "polars": pl.LazyFrame,
        "eager": pl.DataFrame,
        "duckdb": duckdb.DuckDBPyRelation,
        "pandas": pd.DataFrame,
        "pyarrow": pa.Table,
        "ibis": ibis.Table,
    }
    for way, kind in kinds.items():
        assert isinstance(roll_up(WAYS[way](credits_of(CREDITS))), kind)


def test_pure_attribution_sums_to_the_same() -> None:
    at = dt.datetime(2026, 3, 9, tzinfo=dt.UTC)
    orders = [
        Order(order_id=f"o{place}", at=at, items=Money.from_minor(MOST + place, "USD"), codes=codes)
        for place, codes in enumerate([("ANN",), ("BOB",), ("ANN",), ()])
    ]
    owners = Owners(
        tuple(
            Mark(kind="code", value=code, creator_id=who)
            for code, who in (("ANN", "ann"), ("BOB", "bob"))
        )
    )
    touches: list[Touch] = []
    pure = attribute_plainly(
        orders, touches=touches, owners=owners, policy=AttributionPolicy(), currency="USD"
    )
    rolled = rows_of(roll_up(pl.DataFrame(credits_of(map(tuple, pure.rows())))))
    assert {who: (count, gross, net) for who, count, _, gross, net in rolled if who} == {
        who: (one.orders, one.gross.minor, one.net.minor) for who, one in pure.by_creator.items()
    }


def test_orders_and_zone_go_together() -> None:
    credits, orders = pl.DataFrame(credits_of(CREDITS)), pl.DataFrame(orders_of(TIMES))
    rule = "must be there with the other of orders and zone, and only with it, got None"
    with pytest.raises(InfluenceError, match=refusal(f"zone {rule}")):
        roll_up(credits, orders=orders)
    with pytest.raises(InfluenceError, match=refusal(f"orders {rule}")):
        roll_up(credits, zone="UTC")


def test_credits_of_orders_that_nobody_knows_are_refused() -> None:
    credits = pl.DataFrame(credits_of(CREDITS))
    orders = pl.DataFrame(orders_of({"o1": TIMES["o1"], "o3": TIMES["o3"]}))
    rule = "orders must hold the order of every credit, and some are missing, got 3"
    with pytest.raises(InfluenceError, match=refusal(rule)):
        roll_up(credits, orders=orders, zone="UTC")


class TestSumsOfSixtyFourBits:
    """A sum that no column holds is an error and no other number."""

    @pytest.mark.parametrize("column", ["gross_minor", "net_minor"])
    @pytest.mark.parametrize("who", ["ann", None])
    @every_way
    def test_a_sum_that_is_too_large(self, way: str, who: str | None, column: str) -> None:
        amounts = {"gross_minor": 0, "net_minor": 0, column: 1 << 62}
        large = [(f"o{place}", who, 1, 1, *amounts.values()) for place in range(3)]
        table = WAYS[way](credits_of([*CREDITS, *large]))
        rule = f"{column} of {who or 'nobody'} must sum to less than {1 << 62} minor units, got "
        with pytest.raises(Exception, match="out of bounds" if way == "ibis" else rule) as caught:
            rows_of(roll_up(table))
        if way not in {"duckdb", "ibis"}:
            assert isinstance(caught.value, InvalidInputError)

    @every_way
    def test_the_largest_sums(self, way: str) -> None:
        rows = [("o1", "ann", 1, 1, (1 << 61) + 1, 5), ("o2", "ann", 1, 1, (1 << 61) - 2, 5)]
        assert rows_of(roll_up(WAYS[way](credits_of(rows)))) == [("ann", 2, 0, (1 << 62) - 1, 10)]

    @pytest.mark.parametrize("beside", [None, -1, 0, 1])
    def test_a_large_sum_shows_whatever_stands_beside_it(self, beside: int | None) -> None:
        large = [(f"o{place}", "ann", 1, 1, beside, 1 << 61) for place in range(8)]
        rows = [("small", "ann", 1, 1, 5, 5), *large]
        sums: pl.LazyFrame = roll_up(WAYS["polars"](credits_of(rows)))
        rule = rf"^net_minor of ann must sum to less than {1 << 62} minor units, got "
        with pytest.raises(InvalidInputError, match=rule):
            sums.collect(engine="streaming")

    def test_amounts_below_zero_and_unknown_ones_are_added_up(self) -> None:
        rows = [
            ("o1", "ann", 1, 1, -(1 << 61), None),
            ("o2", "ann", 1, 2, 1 << 61, 7),
            ("o3", "ann", 1, 2, -3, 1 << 61),
        ]
        sums: pl.LazyFrame = roll_up(WAYS["polars"](credits_of(rows)))
        told = sums.collect(engine="streaming")
        assert told.rows() == [("ann", 1, 2, -3, (1 << 61) + 7)]

    def test_some_columns_of_a_lazy_answer(self) -> None:
        sums: pl.LazyFrame = roll_up(WAYS["polars"](credits_of(CREDITS)))
        told = sums.filter(pl.col("creator_id") == "bob").select("net_minor")
        assert told.collect().rows() == [(-3,)]
