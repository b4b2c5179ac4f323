from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import duckdb
import ibis  # type: ignore[import-untyped]  # no types
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st
from settled_worlds import (
    Credit,
    World,
    expected,
    held_table,
    loose_credits,
    orders_table,
    tables_of,
    worlds,
)
from summed_rules import ZONES, rules_by_order

from influence.frames import roll_up, settle
from influence.periods import zone

Frame: TypeAlias = Any
#: How a table of Arrow comes to an engine.
Opened: TypeAlias = Callable[[Frame], Frame]

#: Three times as many as a law has, but no more than an engine does in a minute.
_EXAMPLES = min(300, settings.default.max_examples // 2) if settings.default else 300

#: Spark takes seconds to plan and hardly longer for more rows, so many worlds are settled at once.
_CROWD = 12
_ON_SPARK = max(2, _EXAMPLES // 15)

_CONNECTION = duckdb.connect()
WAYS: Mapping[str, Opened] = {
    "polars": lambda table: pl.DataFrame(table).lazy(),
    "duckdb": _CONNECTION.from_arrow,
    "pandas": lambda table: table.to_pandas(),
    "pyarrow": lambda table: table,
    "ibis": ibis.memtable,
}


def rows_of(answer: Frame) -> list[tuple[Any, ...]]:
    """The rows of an answer, on whatever engine."""
    told: Any = nw.from_native(answer).lazy().collect("polars").to_native()
    return list(told.rows())


def check_settled(world: World, opened: Opened, *, each_order: bool = False) -> None:
    """Compare every row of everybody with terms."""
    table, _ = tables_of(world.credits)
    credits, orders = map(opened, (table, orders_table(world)))
    rows = rows_of(
        settle(
            credits,
            orders=orders,
            deals=world.deals,
            period=world.period,
            currency="USD",
            policy=world.policy,
            work=world.work,
            held=opened(held_table(world)) if world.held else (),
            each_order=each_order,
        )
    )
    agreed = [(who, start[:10], *sums) for who, start, _, *sums, why in rows if why is None]
    assert len(agreed) == len(set(agreed))
    assert set(agreed) == expected(world)
    known = {one.creator_id for one in world.credits} | set(world.terms)
    assert {who for who, *_ in rows} <= known


def check_rolled(credits: tuple[Credit, ...], opened: Opened, *, name: str) -> None:
    """Compare the sums by creator and month."""
    sums: dict[tuple[str | None, str], list[int]] = {}
    for one in credits:
        month = one.at.astimezone(zone(name)).strftime("%Y-%m")
        mine = sums.setdefault((one.creator_id, month), [0, 0, 0, 0])
        is_shared = one.weight != one.whole
        for place, adds in enumerate((not is_shared, is_shared, one.gross, one.net)):
            mine[place] += adds
    table, orders = map(opened, tables_of(credits))
    rows = rows_of(roll_up(table, orders=orders, zone=name))
    assert sorted(map(str, rows)) == sorted(str((*key, *found)) for key, found in sums.items())
    whole = Counter[str | None]()
    for (who, _), (*_, net) in sums.items():
        whole[who] += net
    assert {who: net for who, *_, net in rows_of(roll_up(table))} == dict(whole)


class TestSettlement:
    """Every fee on an engine is the fee of the pure rules, period by period, to the cent."""

    @settings(max_examples=_EXAMPLES)
    @given(worlds())
    def test_on_polars(self, world: World) -> None:
        check_settled(world, WAYS["polars"])

    @settings(max_examples=_EXAMPLES)
    @given(worlds())
    def test_on_duckdb(self, world: World) -> None:
        check_settled(world, WAYS["duckdb"])

    @pytest.mark.parametrize("way", ["pandas", "pyarrow", "ibis"])
    @settings(max_examples=8)
    @given(world=worlds())
    def test_on_others(self, way: str, world: World) -> None:
        check_settled(world, WAYS[way])

    @settings(max_examples=_ON_SPARK)
    @given(world=worlds(crowd=_CROWD))
    def test_on_spark(self, spark: Frame, world: World) -> None:
        check_settled(world, spark.createDataFrame)


class TestOrderByOrder:
    """The same where terms look at each order, and are asked with every one."""

    @settings(max_examples=_EXAMPLES)
    @given(worlds(rules=rules_by_order))
    def test_on_polars(self, world: World) -> None:
        check_settled(world, WAYS["polars"], each_order=True)

    @pytest.mark.parametrize("way", ["duckdb", "pandas", "pyarrow", "ibis"])
    @settings(max_examples=8)
    @given(world=worlds(rules=rules_by_order))
    def test_on_others(self, way: str, world: World) -> None:
        check_settled(world, WAYS[way], each_order=True)

    @settings(max_examples=_ON_SPARK)
    @given(world=worlds(rules=rules_by_order, crowd=_CROWD))
    def test_on_spark(self, spark: Frame, world: World) -> None:
        check_settled(world, spark.createDataFrame, each_order=True)

    @given(worlds())
    def test_terms_by_sums_are_paid_alike(self, world: World) -> None:
        check_settled(world, WAYS["polars"], each_order=True)


class TestRollUp:
    """The sums of an engine are the sums of its rows, to the cent, whatever their sign."""

    @given(loose_credits(), st.sampled_from(ZONES))
    def test_on_polars(self, credits: tuple[Credit, ...], name: str) -> None:
        check_rolled(credits, WAYS["polars"], name=name)

    @pytest.mark.parametrize("way", ["duckdb", "ibis"])
    @settings(max_examples=15)
    @given(credits=loose_credits(), name=st.sampled_from(ZONES))
    def test_on_others(self, way: str, credits: tuple[Credit, ...], name: str) -> None:
        check_rolled(credits, WAYS[way], name=name)

    @settings(max_examples=_ON_SPARK)
    @given(credits=loose_credits(crowd=_CROWD), name=st.sampled_from(ZONES))
    def test_on_spark(self, spark: Frame, credits: tuple[Credit, ...], name: str) -> None:
        check_rolled(credits, spark.createDataFrame, name=name)
