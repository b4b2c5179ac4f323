"""Evaluating big tables: the example book on every kind of frame, beside the pure functions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import duckdb
import ibis  # type: ignore[import-untyped]  # no types
import narwhals as nw
import polars as pl
import pytest

from influence import frames
from influence.attribution import AttributionPolicy, attribute
from influence.books import read_book
from influence.campaign_book import Book
from influence.deals import Deal
from influence.frames import BookTables, FrameEvaluation, tables_of
from influence.money import Money
from influence.payments import Commission
from influence.periods import Period
from influence.shares import Share
from influence.tracking import Mark, Owners

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
TENTH = Share("0.1")


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book("examples/spring-launch")


@pytest.fixture(scope="module")
def tables(book: Book) -> BookTables:
    return tables_of(book)


def evaluated(
    book: Book,
    tables: BookTables,
    kind: Callable[[pl.DataFrame], Frame],
    *,
    rounds: Literal["statement", "order"] = "statement",
) -> FrameEvaluation:
    """The example, with a tenth of the net sales for everybody but one who has no deal."""
    period = Period(
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC), book.last_moment + dt.timedelta(microseconds=1)
    )
    return frames.evaluate(
        kind(tables.orders),
        touches=kind(tables.touches),
        refunds=kind(tables.refunds),
        owners=tables.owners,
        policy=tables.policy,
        currency="USD",
        deals=[
            Deal(creator_id=one.creator_id, terms=Commission(rate=TENTH, rounds=rounds))
            for one in book.creators
            if one.creator_id != "maya"
        ],
        period=period,
        each_order=rounds == "order",
    )


def rows(frame: Frame) -> list[tuple[Any, ...]]:
    """The rows of a frame of any kind, in order."""
    return sorted(nw.from_native(frame).lazy().collect("polars").to_native().rows(), key=str)


@pytest.mark.parametrize("way", WAYS)
def test_creators_are_what_the_pure_functions_say(book: Book, tables: BookTables, way: str) -> None:
    credited = attribute(
        book.orders,
        touches=book.touches,
        refunds=book.refunds,
        owners=book.owners,
        policy=book.attribution,
        currency="USD",
    ).by_creator
    told = {row[0]: row[3:] for row in rows(evaluated(book, tables, WAYS[way]).creators)}
    for creator, credit in credited.items():
        gross, net = credit.gross.minor, credit.net.minor
        if creator == "maya":
            assert told[creator] == (gross, net, None, None)
        else:
            assert told[creator][:2] == (gross, net)
            assert told[creator][3] == net - told[creator][2]
            # Months are differences of what was due by their ends, so they sum to the whole.
            assert told[creator][2] == round(Fraction(net, 10))
    assert sum(one[1] for one in told.values()) == sum(one.net.minor for one in credited.values())


@pytest.mark.parametrize("way", ["eager", "duckdb"])
def test_each_order_is_rounded_where_that_is_agreed(
    book: Book, tables: BookTables, way: str
) -> None:
    found = evaluated(book, tables, WAYS[way], rounds="order")
    credits, creators = (
        nw.from_native(one).lazy().collect("polars").to_native()
        for one in (found.credits, found.creators)
    )
    fees: Counter[str] = Counter()
    for who, net in credits.select("creator_id", "net_minor").drop_nulls().rows():
        fees[who] += TENTH.of(Money.from_minor(net, "USD")).rounded().minor
    told = dict(creators.select("creator_id", "fee_minor").rows())
    assert {who: fees[who] for who, fee in told.items() if fee is not None} == {
        who: fee for who, fee in told.items() if fee is not None
    }
    assert len(told) > 1


def test_every_way_tells_the_same_and_comes_back_as_it_was(book: Book, tables: BookTables) -> None:
    kinds = {way: evaluated(book, tables, kind) for way, kind in WAYS.items()}
    for part in ("credits", "sums", "statements", "creators"):
        told = {way: rows(getattr(one, part)) for way, one in kinds.items()}
        assert all(one == told["lazy"] for one in told.values()), part
    assert isinstance(kinds["lazy"].credits, pl.LazyFrame)
    assert isinstance(kinds["eager"].creators, pl.DataFrame)
    assert isinstance(kinds["duckdb"].creators, duckdb.DuckDBPyRelation)


def test_spark_tells_the_same(book: Book, tables: BookTables, spark: Frame) -> None:
    plain = evaluated(book, tables, WAYS["lazy"])
    found = evaluated(book, tables, lambda table: spark.createDataFrame(table.to_arrow()))
    assert rows(found.sums) == rows(plain.sums)
    # Creators are summed from statements, and these from credits.
    assert rows(found.creators) == rows(plain.creators)


@pytest.mark.parametrize("way", WAYS)
def test_every_code_is_paid_on_the_whole_order(way: str) -> None:
    at = dt.datetime(2026, 3, 8, tzinfo=dt.UTC)
    orders = pl.DataFrame(
        {
            "order_id": ["o1", "o2"],
            "at": [at, at],
            "items_minor": [1_000, 30],
            "codes": ["A;B", "A"],
        }
    )
    gone = pl.DataFrame({"order_id": ["o1"], "amount_minor": [200]})
    owners = Owners(
        tuple(Mark(kind="code", value=who, creator_id=who.lower()) for who in ("A", "B"))
    )
    kind = WAYS[way]
    told = frames.evaluate(
        kind(orders),
        refunds=kind(gone),
        owners=owners,
        policy=AttributionPolicy(several_codes="each_is_paid"),
        currency="USD",
        deals=[Deal(creator_id=who, terms=Commission(rate=TENTH)) for who in ("a", "b")],
        period=Period(at, at + dt.timedelta(days=1)),
    )
    assert rows(told.also_paid) == [("o1", "a", 1, 1, 1_000, 800)]
    assert rows(told.sums) == [("a", 1, 0, 30, 30), ("b", 1, 0, 1_000, 800)]
    assert rows(told.creators) == [
        ("a", 2, 0, 1_030, 830, 83, 747),
        ("b", 1, 0, 1_000, 800, 80, 720),
    ]


def test_one_code_speaks_unless_it_is_said_otherwise(tables: BookTables) -> None:
    paid = frames.also_paid(tables.orders, owners=tables.owners, policy=tables.policy)
    assert paid.columns[:2] == ["order_id", "creator_id"]
    assert paid.height == 0
