"""Several models side by side are what ``attribute`` says of each of them, row by row."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping
from typing import Any

import duckdb
import ibis  # type: ignore[import-untyped]  # it has no types
import narwhals as nw
import polars as pl
import pytest

from influence.attribution import (
    PRECEDENCES,
    AttributionModel,
    AttributionPolicy,
    Custom,
    FirstTouch,
    LastTouch,
    Linear,
    PositionBased,
    Precedence,
    TimeDecay,
)
from influence.errors import InvalidInputError
from influence.frames import _pairs, attribute, attribute_all
from influence.frames._engines import Native, _polars_parts, _polars_spread
from influence.tracking import CodeTerms, Mark, Owners

START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
WORDS = ("ann", "bob", "cy")
MODELS: Mapping[str, AttributionModel] = {
    "first": FirstTouch(),
    "last": LastTouch(),
    "linear": Linear(),
    "ends": PositionBased(),
    "late": PositionBased(first="0.2", last="0.6"),
    "decay": TimeDecay(half_life_days=1),
    "fast": TimeDecay(half_life_days=0, half_life_hours=1),
}
OWNERS = Owners(
    tuple(
        Mark(kind=kind, value=f"{word}{kind}", creator_id=word)
        for word in WORDS
        for kind in ("link", "code", "dm")
    )
)
Open = Callable[[pl.DataFrame], Any]


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Orders stand side by side, however few of them are alike."""
    monkeypatch.setattr(_polars_spread, "_FEW", 1)


def world(seed: int, *, orders: int, largest: int) -> dict[str, pl.DataFrame]:
    """Orders, touches and refunds, with equal times, negative totals and strangers."""
    dice = random.Random(seed)  # noqa: S311 - a test, not a secret
    moments = [START + dt.timedelta(hours=hour // 2) for hour in range(24 * 10)]
    visitors = [f"v{number}" for number in range(max(1, orders // 3))]
    known = [(kind, f"{word}{kind}") for word in (*WORDS, "eve") for kind in ("link", "code", "dm")]
    came = [
        (dice.choice(moments), dice.choice(visitors), *dice.choice(known))
        for _ in range(orders * 4)
    ]
    bought = [
        (
            f"o{number}",
            dice.choice(moments),
            dice.randrange(-largest // 9, largest),
            dice.choice([*visitors, None]),
            dice.choice(["anncode", "bobcode;cycode", None, None, None]),
            dice.choice(["paid", "paid", "cancelled", None]),
        )
        for number in dice.sample(range(orders), orders)
    ]
    gone = [(f"o{dice.randrange(orders)}", dice.randrange(1, largest)) for _ in range(orders // 4)]
    return {
        "orders": pl.DataFrame(
            bought,
            schema={
                "order_id": pl.String,
                "at": pl.Datetime("us", "UTC"),
                "items_minor": pl.Int64,
                "visitor_id": pl.String,
                "codes": pl.String,
                "status": pl.String,
            },
            orient="row",
        ),
        "touches": pl.DataFrame(
            came,
            schema={
                "at": pl.Datetime("us", "UTC"),
                "visitor_id": pl.String,
                "kind": pl.String,
                "value": pl.String,
            },
            orient="row",
        ),
        "refunds": pl.DataFrame(
            gone, schema={"order_id": pl.String, "amount_minor": pl.Int64}, orient="row"
        ),
    }


def rows_of(frame: Native) -> list[tuple[Any, ...]]:
    """The rows of any frame, in one order."""
    rows = nw.from_native(frame).lazy().collect("polars").to_native().rows()
    return sorted(rows, key=lambda row: tuple(str(one) for one in row))


def told_by(rows: Native, word: str) -> list[tuple[Any, ...]]:
    """What one model says among several, as ``attribute`` says it."""
    columns = [f"{word}_{name}" for name in ("weight", "whole", "gross_minor", "net_minor")]
    frame = nw.from_native(rows).lazy().filter(nw.col(f"{word}_weight") > 0)
    return rows_of(frame.select("order_id", "creator_id", *columns).to_native())


def in_duckdb(connection: duckdb.DuckDBPyConnection) -> Open:
    """Puts a frame into DuckDB."""
    return lambda frame: connection.from_arrow(frame.to_arrow())


#: What a frame is opened on.
ENGINES: list[tuple[str, Open]] = [
    ("lazy", pl.DataFrame.lazy),
    ("eager", lambda frame: frame),
    ("duckdb", in_duckdb(duckdb.connect())),
]


def assert_same(
    given: dict[str, Any],
    policy: AttributionPolicy,
    *,
    owners: Owners = OWNERS,
    models: Mapping[str, AttributionModel] = MODELS,
) -> None:
    """Every model by itself says what it says among the others."""
    told = attribute_all(**given, owners=owners, policy=policy, models=models)
    for word, model in models.items():
        own = AttributionPolicy(
            model=model, precedence=policy.precedence, lookback_days=policy.lookback_days
        )
        assert told_by(told, word) == rows_of(attribute(**given, owners=owners, policy=own)), word


@pytest.mark.parametrize("precedence", PRECEDENCES)
def test_models_side_by_side_say_what_each_says_alone(precedence: Precedence) -> None:
    given = world(1, orders=60, largest=3_000)

    assert_same(given, AttributionPolicy(precedence=precedence, lookback_days=4))


@pytest.mark.parametrize(("name", "opened"), ENGINES)
def test_the_same_kind_comes_back_from_every_engine(name: str, opened: Open) -> None:
    given = {key: opened(frame) for key, frame in world(9, orders=40, largest=3_000).items()}
    some: Mapping[str, AttributionModel] = {
        "last": LastTouch(),
        "decay": TimeDecay(half_life_days=1),
    }

    assert_same(given, AttributionPolicy(lookback_days=4), models=some)
    told = attribute_all(**given, owners=OWNERS, models=some)
    assert type(told) is type(given["orders"]), name


def assert_as_polars(opened: Open) -> None:
    """Every model says on an engine what it says on Polars, and the same kind comes back."""
    plain: dict[str, Any] = world(11, orders=60, largest=10**15)
    given = {key: opened(frame) for key, frame in plain.items()}
    policy = AttributionPolicy(precedence="last_touch", lookback_days=4)

    told = attribute_all(**given, owners=OWNERS, policy=policy, models=MODELS)
    want = attribute_all(**plain, owners=OWNERS, policy=policy, models=MODELS)

    assert type(told) is type(given["orders"])
    assert list(told.columns) == want.columns
    assert rows_of(told) == rows_of(want)


def test_every_model_on_spark(spark: Native) -> None:
    assert_as_polars(lambda frame: spark.createDataFrame(frame.to_arrow()))


def test_every_model_on_ibis() -> None:
    assert_as_polars(lambda frame: ibis.memtable(frame.to_arrow()))


@pytest.mark.parametrize("largest", [3, 1 << 21, 10**15])
def test_amounts_of_any_size_are_split_to_the_cent(largest: int) -> None:
    assert_same(world(2, orders=400, largest=largest), AttributionPolicy(lookback_days=3))


@pytest.mark.parametrize("few", [1, 12, 40, 1 << 20])
def test_orders_of_which_few_are_alike_are_split_alike(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_polars_spread, "_FEW", few)

    assert_same(world(12, orders=300, largest=900), AttributionPolicy(lookback_days=9))


@pytest.mark.parametrize("largest", [900, 10**15])
@pytest.mark.parametrize("compared", [0, 4, 8, 12])
def test_orders_of_few_and_of_many_creators_are_split_alike(
    largest: int, compared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_polars_spread, "_CREATORS", compared)
    words = [f"one{number:02}" for number in range(14)]
    marks = [Mark(kind="link", value=word, creator_id=word) for word in words]
    dice = random.Random(largest)  # noqa: S311 - a test, not a secret
    given = world(11, orders=240, largest=largest)
    touches = given["touches"].with_columns(
        kind=pl.lit("link"), value=pl.Series(dice.choices(words, k=given["touches"].height))
    )

    assert_same(
        {**given, "touches": touches},
        AttributionPolicy(lookback_days=9),
        owners=Owners(tuple(marks)),
    )


def test_parts_fit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_polars_parts, "_ORDERS", 7)
    monkeypatch.setattr(_polars_spread, "_ORDERS", 5)

    assert_same(world(3, orders=200, largest=5_000), AttributionPolicy(lookback_days=5))


@pytest.mark.parametrize(("name", "opened"), ENGINES)
def test_busy_visitors_meet_the_same_touches(
    name: str, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {key: opened(frame) for key, frame in world(4, orders=50, largest=900).items()}
    policy = AttributionPolicy(model=Linear(), lookback_days=2)
    want = rows_of(attribute(**given, owners=OWNERS, policy=policy))

    monkeypatch.setattr(_pairs, "_MANY", 2)
    monkeypatch.setattr(_pairs, "_AT_A_TIME", 20)

    assert rows_of(attribute(**given, owners=OWNERS, policy=policy)) == want, name
    assert_same(given, policy, models={"linear": Linear(), "last": LastTouch()})


def test_limits_of_codes_count_by_time_and_then_by_id() -> None:
    limited = Owners(
        (
            *OWNERS.marks,
            Mark(kind="code", value="FEW", creator_id="ann", terms=CodeTerms(limit=3)),
        )
    )
    given = world(5, orders=80, largest=100)
    given["orders"] = given["orders"].with_columns(
        at=pl.lit(START + dt.timedelta(days=5)).cast(pl.Datetime("us", "UTC")), codes=pl.lit("few")
    )

    assert_same(given, AttributionPolicy(), owners=limited)


def test_no_touches_and_no_orders_are_fine() -> None:
    given = world(6, orders=9, largest=50)
    policy = AttributionPolicy()

    assert_same({"orders": given["orders"]}, policy)
    assert_same({"orders": given["orders"].drop("codes")}, policy)
    assert_same({**given, "orders": given["orders"].head(0)}, policy)
    assert_same({**given, "touches": given["touches"].head(0)}, policy)


def test_some_columns_and_some_rows_are_what_is_asked_for() -> None:
    lazy: dict[str, Any] = {
        name: frame.lazy() for name, frame in world(7, orders=90, largest=4_000).items()
    }
    told = attribute_all(**lazy, owners=OWNERS)

    assert (
        told.select("linear_gross_minor")
        .collect()
        .equals(told.collect().select("linear_gross_minor"))
    )
    assert len(told.head(5).collect()) == 5
    assert told.select(pl.len()).collect().item() == len(told.collect())
    assert told.select("creator_id").collect().equals(told.collect().select("creator_id"))
    net = pl.col("time_decay_net_minor").sum()
    assert (
        told.filter(pl.col("linear_weight") > 1).select(net).collect().item()
        == told.collect().filter(pl.col("linear_weight") > 1).select(net).item()
    )
    assert (
        told.filter(pl.col("creator_id") == "ann")
        .collect()
        .equals(told.collect().filter(pl.col("creator_id") == "ann"))
    )


@pytest.mark.parametrize("model", [PositionBased(first="0.5", last="0.5"), Custom(last=2)])
def test_a_model_that_needs_every_touch_is_refused(model: object) -> None:
    given: dict[str, Any] = {**world(8, orders=3, largest=10)}

    with pytest.raises(InvalidInputError, match=r"models\.mine must be one that follows from"):
        attribute_all(**given, owners=OWNERS, models={"mine": model})


def test_shares_that_are_too_fine_are_refused() -> None:
    given: dict[str, Any] = {**world(8, orders=3, largest=10)}
    fine = PositionBased(first="0.12345678", last="0.3")

    with pytest.raises(InvalidInputError, match=r"^PositionBased must have shares in parts of"):
        attribute_all(**given, owners=OWNERS, models={"mine": fine})
