"""Trails: touches lined up in memory give what the engine counts, however they are lined up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest
from learning_worlds import CREATORS, World, met, sold

from influence.attribution import AttributionPolicy, FittedMarkov, FittedShapley, Markov, Shapley
from influence.errors import UnknownNameError
from influence.frames import fitted
from influence.frames._learning import (
    _in_memory as in_memory,
    _learned as learned,
    _trail_sizes as sizes,
    _trail_tables as tables,
    _trails as trails,
)
from influence.tracking import Mark, Owners

OWNERS = Owners(
    tuple(
        Mark(kind=kind, value=f"{who} {kind}", creator_id=who)
        for who in CREATORS
        for kind in ("link", "dm", "code")
    )
)
MODELS: Sequence[Markov | Shapley] = (
    Markov(),
    Markov(players="channels"),
    Shapley(),
    Shapley(worth="value"),
    Shapley(players="channels"),
)
FittedModel = FittedMarkov | FittedShapley


def campaign() -> World:
    """Customers with several visitors, equal moments, codes, and some who bought nothing."""
    touches = [
        met(0, "link", "ann", 24, 0),
        met(0, "link", "ann", 24, 1),
        met(0, "dm", "bea", 24, 2),
        met(0, "code", "cal", 48, 3),
        met(0, "link", "bea", 48, 4),
        met(1, "link", "bea", 30, 5),
        met(1, "landing", "dov", 48, 6),
        met(2, "link", "dov", 10, 7),
        met(2, "link", "ann", 11, 8),
        met(3, "link", "nobody", 6, 9),
        met(4, "dm", "cal", 7, 10),
        met(5, "dm", "cal", 900, 11),
        met(5, "link", "ann", 901, 12),
        met(6, "link", "ann", 24, 13),
    ]
    orders = [
        sold(0, 48, 10_001, visitor_id="v0", codes=("bea code", "ann code")),
        sold(1, 50, 5_000, visitor_id="v0", customer_id="one"),
        sold(2, 48, 700, visitor_id="v1", customer_id="one", codes=("cal code",)),
        sold(3, 60, 30, customer_id="two"),
        sold(4, 55, 30, visitor_id="v4", customer_id="two", status="cancelled"),
        sold(5, 20, 8, codes=("dov code",)),
        sold(6, 2_000, 9, visitor_id="v5"),
        sold(7, 23, 11, visitor_id="v6"),
        sold(8, 21, 13, codes=("ann code",)),
    ]
    return World(orders=orders, touches=touches)


def frames(world: World) -> dict[str, Any]:
    """The orders and touches of a world, on Polars."""
    told = world.tables("polars")
    return {"orders": told["orders"], "touches": told["touches"]}


def counted(model: Markov | Shapley, *, lookback: int = 30, **given: Any) -> FittedModel:  # noqa: ANN401  # frames
    """What is learned of frames."""
    policy = AttributionPolicy(model=model, lookback_days=lookback)
    return fitted(**given, owners=OWNERS, policy=policy, is_checked=True)


@pytest.fixture
def lined_up(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each model whether it was learned in memory."""
    told: list[bool] = []
    ask = in_memory.learned_in_memory

    def listening(*args: Any, **words: Any) -> FittedModel | None:  # noqa: ANN401  # passed on
        found = ask(*args, **words)
        told.append(found is not None)
        return found

    monkeypatch.setattr(learned, "learned_in_memory", listening)
    return told


def on_the_engine(model: Markov | Shapley, *, lookback: int = 30, **given: Any) -> FittedModel:  # noqa: ANN401  # frames
    """The same as the engine counts it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(learned, "learned_in_memory", lambda *_, **__: None)
        return counted(model, lookback=lookback, **given)


def _number(column: str) -> pl.Expr:
    """A hash that differs in its last bits alone: the length of a text, and its last digit."""
    text = pl.col(column)
    digit = text.str.slice(-1).str.to_integer(strict=False).fill_null(0)
    return text.str.len_bytes().cast(pl.UInt64) * 10 + digit.cast(pl.UInt64)


@pytest.mark.parametrize("model", MODELS, ids=str)
class TestLinedUp:
    @pytest.mark.parametrize("lookback", [0, 1, 30])
    def test_what_is_learned_is_what_the_engine_counts(
        self, model: Markov | Shapley, lookback: int, lined_up: list[bool]
    ) -> None:
        given = frames(campaign())
        wanted = on_the_engine(model, lookback=lookback, **given)
        assert counted(model, lookback=lookback, **given) == wanted
        assert lined_up == [True]

    @pytest.mark.parametrize("at_once", [1, 3])
    def test_in_parts_it_is_the_same(
        self,
        model: Markov | Shapley,
        at_once: int,
        monkeypatch: pytest.MonkeyPatch,
        lined_up: list[bool],
    ) -> None:
        given = frames(campaign())
        wanted = on_the_engine(model, **given)
        monkeypatch.setattr(trails, "_AT_ONCE", at_once)
        monkeypatch.setattr(sizes, "_AT_ONCE", at_once)
        assert counted(model, **given) == wanted
        assert lined_up == [True]

    @pytest.mark.parametrize("column", ["visitor_id", "customer_id", "codes", "status"])
    def test_without_a_column_that_need_not_be_there(
        self, model: Markov | Shapley, column: str, lined_up: list[bool]
    ) -> None:
        given = frames(campaign())
        given["orders"] = given["orders"].drop(column)
        assert counted(model, **given) == on_the_engine(model, **given)
        assert lined_up == [True]

    def test_moments_may_be_centuries_apart(
        self, model: Markov | Shapley, lined_up: list[bool]
    ) -> None:
        given = frames(campaign())
        early = pl.when(pl.col("touch_id") == "t13").then(pl.col("at").dt.offset_by("-200y"))
        given["touches"] = given["touches"].with_columns(at=early.otherwise(pl.col("at")))
        assert counted(model, **given) == on_the_engine(model, **given)
        assert lined_up == [True]

    def test_first_bits_that_are_the_same_do_not_make_one_visitor_of_two(
        self, model: Markov | Shapley, monkeypatch: pytest.MonkeyPatch, lined_up: list[bool]
    ) -> None:
        given = frames(campaign())
        wanted = on_the_engine(model, **given)
        monkeypatch.setattr(tables, "hash_of", _number)
        assert counted(model, **given) == wanted
        assert lined_up == [True]

    def test_who_was_never_met_does_not_take_the_touches_of_one_with_the_same_hash(
        self, model: Markov | Shapley, monkeypatch: pytest.MonkeyPatch, lined_up: list[bool]
    ) -> None:
        given = frames(campaign())
        never_met = pl.col("visitor_id").replace("v5", "x4")
        given["orders"] = given["orders"].drop("customer_id").with_columns(never_met)
        wanted = on_the_engine(model, **given)
        monkeypatch.setattr(tables, "hash_of", _number)
        assert counted(model, **given) == wanted
        assert lined_up == [True]

    def test_visitors_of_one_hash_are_left_to_the_engine(
        self, model: Markov | Shapley, monkeypatch: pytest.MonkeyPatch, lined_up: list[bool]
    ) -> None:
        given = frames(campaign())
        wanted = on_the_engine(model, **given)
        monkeypatch.setattr(tables, "hash_of", lambda column: _number(column) * 0)
        assert counted(model, **given) == wanted
        assert lined_up == [False]

    def test_without_numpy_the_engine_counts(
        self, model: Markov | Shapley, monkeypatch: pytest.MonkeyPatch, lined_up: list[bool]
    ) -> None:
        given = frames(campaign())
        wanted = counted(model, **given)
        monkeypatch.setattr(in_memory, "find_spec", lambda _: None)
        assert counted(model, **given) == wanted
        assert lined_up == [True, False]

    @pytest.mark.parametrize(
        ("table", "column"),
        [("touches", "visitor_id"), ("orders", "items_minor"), ("touches", "at")],
    )
    def test_rows_that_lack_what_they_need_are_left_to_the_engine(
        self, model: Markov | Shapley, table: str, column: str, lined_up: list[bool]
    ) -> None:
        given = frames(campaign())
        is_first = pl.int_range(pl.len()) == 0
        cut = pl.when(~is_first).then(pl.col(column)).alias(column)
        given[table] = given[table].with_columns(cut)
        assert counted(model, **given) == on_the_engine(model, **given)
        assert lined_up == [False]

    def test_without_touches_that_are_somebody_s_codes_are_all_there_is(
        self, model: Markov | Shapley, lined_up: list[bool]
    ) -> None:
        given = frames(campaign())
        given["touches"] = given["touches"].filter(pl.col("value") == "nobody link")
        assert counted(model, **given) == on_the_engine(model, **given)
        assert lined_up == [True]


class TestKinds:
    def test_a_kind_that_is_not_known_is_refused(self) -> None:
        given = frames(campaign())
        given["touches"] = given["touches"].with_columns(kind=pl.lit("linck"))
        with pytest.raises(UnknownNameError, match=r"touches\.kind"):
            counted(Markov(), **given)
