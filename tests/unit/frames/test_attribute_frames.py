"""Attribute on tables: sums by hand, kinds that come back, and what it cannot do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, TypeAlias, cast

import attrs
import duckdb
import ibis  # type: ignore[import-untyped]  # it has no types
import narwhals as nw
import pandas as pd  # type: ignore[import-untyped]  # its types are a package of their own
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
import pytest

from influence import frames
from influence.attribution import (
    AttributionModel,
    AttributionPolicy,
    CodeFirst,
    Linear,
    Path as TouchPath,
    PositionBased,
)
from influence.errors import InvalidInputError, MissingExtraError, PluginError
from influence.frames import FrameModel, TouchColumns, attribute
from influence.tracking import KINDS, Owners

COLUMNS = ["order_id", "creator_id", "weight", "whole", "gross_minor", "net_minor"]


def rows(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    """The rows of an answer, in order."""
    assert frame.columns == COLUMNS
    return sorted(frame.rows(), key=str)


class TestSums:
    """What can be added up with a pencil."""

    def test_two_thirds_and_a_third(
        self, orders: pl.DataFrame, touches: pl.DataFrame, refunds: pl.DataFrame, owners: Owners
    ) -> None:
        # 1,000 ÷ 3 is 333 and a third: ann has 666.67, bea 333.33. Of the 699 that are left
        # ann has 466 and bea 233. The code takes the other order before any touch.
        policy = AttributionPolicy(model=Linear())
        told = attribute(orders, touches=touches, refunds=refunds, owners=owners, policy=policy)
        assert rows(told) == [
            ("o1", "ann", 2, 3, 667, 466),
            ("o1", "bea", 1, 3, 333, 233),
            ("o2", "bea", 1, 1, 250, 250),
        ]

    def test_the_last_touch_has_all_without_a_policy(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        told = attribute(orders, touches=touches, owners=owners)
        assert rows(told) == [("o1", "ann", 1, 1, 1_000, 1_000), ("o2", "bea", 1, 1, 250, 250)]

    def test_what_nobody_earned_is_a_row_without_a_creator(
        self, orders: pl.DataFrame, owners: Owners
    ) -> None:
        told = attribute(orders.drop("codes"), owners=owners)
        assert rows(told) == [("o1", None, 1, 1, 1_000, 1_000), ("o2", None, 1, 1, 250, 250)]

    def test_more_than_all_given_back_is_split_as_the_mirror(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        # 1,000 − 1,200 = −200: ann has −133.33 and bea −66.67; the unit goes to bea.
        back = pl.DataFrame({"order_id": ["o1"], "amount_minor": [1_200]})
        policy = AttributionPolicy(model=Linear())
        told = attribute(
            orders.head(1), touches=touches, refunds=back, owners=owners, policy=policy
        )
        assert rows(told) == [("o1", "ann", 2, 3, 667, -133), ("o1", "bea", 1, 3, 333, -67)]

    def test_orders_that_are_not_paid_are_left_out(
        self, orders: pl.DataFrame, owners: Owners
    ) -> None:
        told = attribute(orders.with_columns(status=pl.Series(["test", None])), owners=owners)
        assert rows(told) == [("o2", "bea", 1, 1, 250, 250)]

    def test_code_first_looks_for_what_was_typed(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        policy = AttributionPolicy(model=CodeFirst())
        told = attribute(orders.head(1), touches=touches, owners=owners, policy=policy)
        assert rows(told) == [("o1", "bea", 1, 1, 1_000, 1_000)]


class TestKinds:
    """The kind that was given comes back; what was lazy stays so."""

    def test_polars_eager(self, orders: pl.DataFrame, owners: Owners) -> None:
        assert isinstance(attribute(orders, owners=owners), pl.DataFrame)

    def test_polars_lazy(self, orders: pl.DataFrame, owners: Owners) -> None:
        told = attribute(orders.lazy(), owners=owners)
        assert isinstance(told, pl.LazyFrame)
        assert rows(told.collect()) == rows(attribute(orders, owners=owners))

    def test_pandas(self, orders: pl.DataFrame, owners: Owners) -> None:
        told = attribute(orders.to_pandas(), owners=owners)
        assert isinstance(told, pd.DataFrame)
        assert list(told.columns) == COLUMNS
        assert sum(told["gross_minor"].tolist()) == 1_250

    def test_pyarrow(self, orders: pl.DataFrame, owners: Owners) -> None:
        told = attribute(orders.to_arrow(), owners=owners)
        assert isinstance(told, pa.Table)
        assert told.column_names == COLUMNS

    def test_duckdb(self, orders: pl.DataFrame, owners: Owners) -> None:
        relation = duckdb.connect().from_arrow(orders.to_arrow())
        told = attribute(relation, owners=owners)
        assert isinstance(told, duckdb.DuckDBPyRelation)
        assert told.columns == COLUMNS
        assert {kind.id for kind in told.types} == {"varchar", "bigint"}

    def test_ibis(self, orders: pl.DataFrame, owners: Owners) -> None:
        told = attribute(ibis.memtable(orders.to_arrow()), owners=owners)
        assert isinstance(told, ibis.Table)
        assert list(told.columns) == COLUMNS

    def test_a_path_of_parquet_is_read_lazily(
        self, orders: pl.DataFrame, owners: Owners, tmp_path: Path
    ) -> None:
        path = tmp_path / "orders.parquet"
        orders.write_parquet(path)
        for named in (path, str(path)):
            told = attribute(named, owners=owners)
            assert isinstance(told, pl.LazyFrame)
            assert rows(told.collect()) == rows(attribute(orders, owners=owners))


@attrs.frozen
class Recent:
    """A touch weighs by its kind, and more in the last two hours; the first of a path not at all.

    Only touches that weigh something count, so a lone one weighs 1 in any case.
    """

    name: ClassVar[str] = "recent"

    def weights(self, path: TouchPath, /) -> Sequence[int]:
        """In pure Python."""
        whole = [
            (3 if age <= 7_200_000_000 else 1) * (2 if touch.kind == "dm" else 1) * (place > 0)
            for place, (touch, age) in enumerate(zip(path, path.ages, strict=True))
        ]
        return whole if any(whole) else [1] * len(path)

    def frame_weights(self, touch: TouchColumns, /) -> nw.Expr:
        """On an engine."""
        age = nw.when(touch.age <= 7_200_000_000).then(3).otherwise(1)
        kind = nw.when(touch.is_a("dm")).then(2).otherwise(1)
        place = nw.when(touch.is_first).then(0).otherwise(1)
        weight = age * kind * place
        return nw.when(touch.over_path(weight.sum()) == 0).then(1).otherwise(weight)


@attrs.frozen
class Unknown:
    """A model that only pure Python can run."""

    name: ClassVar[str] = "unknown"

    def weights(self, path: TouchPath, /) -> Sequence[int]:
        """One for each touch."""
        return [1] * len(path)


@attrs.frozen
class Wrong:
    """A model whose answer on an engine is whatever it is told.

    Args:
        answer: That.
    """

    name: ClassVar[str] = "wrong"
    answer: object

    def weights(self, path: TouchPath, /) -> Sequence[int]:
        """One for each touch."""
        return [1] * len(path)

    def frame_weights(self, touch: TouchColumns, /) -> nw.Expr:
        """What it was told."""
        del touch
        return cast("nw.Expr", self.answer)


Tables: TypeAlias = tuple[pl.DataFrame, pl.DataFrame, Owners]
TOO_LARGE = "answer weights that sum to less than 2199023255552 on a path to run on an engine, got "
#: What is no weight, and what is said of it.
WRONG: Mapping[str, tuple[object, str]] = {
    "doubles": (nw.lit(1.5), "answer whole numbers as frame_weights, got 'Float64'"),
    "below": (nw.col("place") - 2, "answer weights of at least 0, got -1"),
    "absent": (
        nw.when(nw.col("place") > 1).then(nw.lit(1)),
        "weigh every touch, and some have no weight, got 1",
    ),
    "nothing": (nw.col("kind") * 0, "weigh some touch of every path above 0, got 0"),
    "sum": (nw.lit(1 << 40, nw.Int64) * nw.col("place"), f"{TOO_LARGE}6597069766656"),
    "far": (nw.lit(1 << 62, nw.Int64), f"{TOO_LARGE}13835058055282163712"),
    "text": ("one", "answer an expression of narwhals as frame_weights, got 'str'"),
}


@pytest.fixture
def tables(orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners) -> Tables:
    """All of them at once."""
    return orders, touches, owners


CONNECTION = duckdb.connect()
OPENERS: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "lazy": pl.DataFrame.lazy,
    "pandas": pl.DataFrame.to_pandas,
    "duckdb": lambda frame: CONNECTION.from_arrow(frame.to_arrow()),
    "ibis": lambda frame: ibis.memtable(frame.to_arrow()),
}


class TestModels:
    """A model of one's own runs by its vector form, or says that it cannot."""

    def test_a_model_with_a_vector_form(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        # ann's first touch weighs nothing, bea's keyword 3 × 2, ann's last touch 3.
        assert isinstance(Recent(), FrameModel)
        policy = AttributionPolicy(model=Recent())
        told = attribute(orders.head(1), touches=touches, owners=owners, policy=policy)
        assert rows(told) == [("o1", "ann", 3, 9, 333, 333), ("o1", "bea", 6, 9, 667, 667)]

    def test_a_model_without_one_is_refused(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        model: AttributionModel = Unknown()
        with pytest.raises(InvalidInputError) as caught:
            attribute(orders, touches=touches, owners=owners, policy=AttributionPolicy(model=model))
        assert str(caught.value) == (
            "attribution model must have frame_weights to run on an engine; "
            f"influence.attribute runs any model, got {model.name!r}"
        )

    @pytest.mark.parametrize("kind", ["lazy", "pandas", "duckdb", "ibis"])
    @pytest.mark.parametrize(("weight", "told"), WRONG.values(), ids=WRONG)
    def test_weights_that_are_none_are_refused(
        self, tables: Tables, kind: str, weight: object, told: str
    ) -> None:
        opened = OPENERS[kind]
        orders, touches, owners = tables
        with pytest.raises(PluginError) as caught:
            attribute(
                opened(orders.drop("codes")),
                touches=opened(touches),
                owners=owners,
                policy=AttributionPolicy(model=Wrong(weight)),
            )
        assert str(caught.value) == f"attribution model wrong must {told}"

    def test_weights_just_below_the_limit_are_split(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        third = ((1 << 41) - 1) // 3
        model = Wrong(nw.lit(third, nw.Int64))
        policy = AttributionPolicy(model=model)
        large = orders.head(1).with_columns(items_minor=pl.lit(10**15 + 1))
        told = attribute(large, touches=touches, owners=owners, policy=policy)
        assert rows(told) == [
            ("o1", "ann", 2 * third, 3 * third, 666_666_666_666_667, 666_666_666_666_667),
            ("o1", "bea", third, 3 * third, 333_333_333_333_334, 333_333_333_333_334),
        ]

    def test_shares_that_are_too_fine_are_refused(
        self, orders: pl.DataFrame, touches: pl.DataFrame, owners: Owners
    ) -> None:
        model = PositionBased(first="0.12345678", last="0.3")
        with pytest.raises(InvalidInputError) as caught:
            attribute(orders, touches=touches, owners=owners, policy=AttributionPolicy(model=model))
        assert str(caught.value) == (
            "PositionBased must have shares in parts of at least 1/1048576 of the whole to run "
            "on an engine, got PositionBased(first=Share('0.12345678'), last=Share('0.3'))"
        )

    def test_a_lookback_that_is_too_long_is_refused(
        self, orders: pl.DataFrame, owners: Owners
    ) -> None:
        with pytest.raises(InvalidInputError) as caught:
            attribute(orders, owners=owners, policy=AttributionPolicy(lookback_days=10**8))
        assert str(caught.value) == (
            "lookback_days must be short enough for 2 creators, got 100000000"
        )

    def test_a_lookback_of_centuries_is_refused(self, orders: pl.DataFrame, owners: Owners) -> None:
        assert attribute(
            orders, owners=owners, policy=AttributionPolicy(lookback_days=104_249)
        ).height
        with pytest.raises(InvalidInputError) as caught:
            attribute(orders, owners=owners, policy=AttributionPolicy(lookback_days=104_250))
        assert str(caught.value) == (
            "lookback_days must be at most 104249 to run on an engine, got 104250"
        )

    def test_touch_columns_say_what_a_model_asks(self) -> None:
        touch = TouchColumns(
            kind=nw.col("kind"), age=nw.col("age"), place=nw.col("place"), count=nw.col("count")
        )
        frame = nw.from_native(
            pl.DataFrame(
                {
                    "order_id": ["o", "o", "p"],
                    "kind": [KINDS.index("dm"), KINDS.index("link"), KINDS.index("code")],
                    "place": [1, 2, 1],
                    "count": [2, 2, 1],
                }
            )
        )
        told = frame.select(
            touch.is_first.alias("first"),
            touch.is_last.alias("last"),
            touch.is_a("dm", "code").alias("typed"),
            touch.over_path(nw.col("place").sum()).alias("sum"),
        )
        assert told.rows() == [
            (True, False, True, 3),
            (False, True, False, 3),
            (True, True, True, 1),
        ]


_WITHOUT = """
import sys
for name in ("narwhals", "polars", "duckdb", "pyspark", "ibis", "pandas", "pyarrow"):
    sys.modules[name] = None
import influence.books, influence.frames
try:
    influence.frames.attribute
except Exception as error:
    print(type(error).__name__, error)
"""


class TestExtra:
    """Without the extra the rest of the library works, and asking says what is missing."""

    def test_books_are_there_without_it(self) -> None:
        command = [sys.executable, "-c", _WITHOUT]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        assert told.strip() == (
            "MissingExtraError influence.frames.attribute must have the extra 'frames', got none; "
            "run pip install 'influence-marketing[frames]'"
        )

    def test_the_name_is_not_remembered_as_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(vars(frames), "attribute", raising=False)
        monkeypatch.delitem(sys.modules, "influence.frames._attribute", raising=False)
        with monkeypatch.context() as without:
            without.setitem(sys.modules, "narwhals", None)
            with pytest.raises(MissingExtraError):
                _ = frames.attribute
        assert callable(frames.attribute)

    def test_a_name_that_is_not_there_is_told(self) -> None:
        with pytest.raises(AttributeError) as caught:
            _ = frames.atribute
        assert str(caught.value) == "module 'influence.frames' has no attribute 'atribute'"

    def test_dir_lists_what_can_be_asked_for(self) -> None:
        assert set(frames.__all__) <= set(dir(frames))

    def test_what_else_is_missing_is_not_told_as_the_extra(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delitem(vars(frames), "attribute", raising=False)
        monkeypatch.setitem(sys.modules, "influence.frames._attribute", None)
        with pytest.raises(ModuleNotFoundError, match=r"influence\.frames\._attribute"):
            _ = frames.attribute
