"""Marks and deals as tables, codes as lists, amounts as decimals: the same as from values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import ibis  # type: ignore[import-untyped]  # it has no types
import narwhals as nw
import polars as pl
import pytest

from influence.attribution import AttributionPolicy, Markov
from influence.deals import Deal
from influence.errors import InfluenceError
from influence.frames import attribute, attribute_all, evaluate, fitted, refused, roll_up, settle
from influence.frames._engines import Native
from influence.payments import Commission
from influence.periods import Period
from influence.plugins import load
from influence.tracking import CodeTerms, Mark, Owners

NOON = dt.datetime(2026, 3, 8, 12, tzinfo=dt.UTC)
MARCH = Period(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 4, 1, tzinfo=dt.UTC))
_CONNECTION = duckdb.connect()
KINDS: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "lazy": pl.DataFrame.lazy,
    "eager": lambda frame: frame,
    "pandas": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "pyarrow": pl.DataFrame.to_arrow,
    "duckdb": lambda frame: _CONNECTION.from_arrow(frame.to_arrow()),
    "ibis": lambda frame: ibis.memtable(frame.to_arrow()),
}
every_kind = pytest.mark.parametrize("kind", KINDS)

#: Marks of a code that was ann's and is bea's, of a keyword, and of a link.
MARKS = Owners(
    (
        Mark(kind="link", value="ann", creator_id="ann"),
        Mark(kind="dm", value="deal", creator_id="bea"),
        Mark(kind="code", value="BEA10", creator_id="ann", terms=CodeTerms(ends=NOON)),
        Mark(
            kind="code",
            value="BEA10",
            creator_id="bea",
            terms=CodeTerms(starts=NOON, limit=1, priority=2, credit="if_involved"),
        ),
    )
)


def marks_of(owners: Owners) -> pl.DataFrame:
    """Marks as a table."""
    rows = [
        {
            "kind": mark.kind,
            "value": mark.value,
            "creator_id": mark.creator_id,
            "starts": mark.terms.starts,
            "ends": mark.terms.ends,
            "limit": mark.terms.limit,
            "priority": mark.terms.priority,
            "credit": mark.terms.credit,
        }
        for mark in owners.marks
    ]
    time = pl.Datetime("us", "UTC")
    types = {"starts": time, "ends": time, "limit": pl.Int64(), "credit": pl.String()}
    return pl.DataFrame(rows, schema_overrides=types)


def rows_of(native: Native) -> list[tuple[Any, ...]]:
    """The rows of an answer, in order."""
    told: Any = nw.from_native(native).lazy().collect("polars").to_native()
    return sorted(told.rows(), key=str)


def refusal(call: Callable[[], object]) -> str:
    """The type and the message of what is said."""
    with pytest.raises(InfluenceError) as caught:
        call()
    return f"{type(caught.value).__name__}: {caught.value}"


class TestMarks:
    """A table of marks is the same as ``Owners``."""

    @every_kind
    @pytest.mark.parametrize("hours", [-1, 0])
    def test_a_table_on_any_engine(
        self, kind: str, hours: int, orders: pl.DataFrame, touches: pl.DataFrame
    ) -> None:
        moved = orders.with_columns(pl.col("at") + pl.duration(hours=hours))
        given = KINDS[kind](marks_of(MARKS))
        told = attribute(moved, touches=touches, owners=given)
        assert rows_of(told) == rows_of(attribute(moved, touches=touches, owners=MARKS))

    def test_a_path_and_the_least_columns(
        self, orders: pl.DataFrame, touches: pl.DataFrame, tmp_path: Path
    ) -> None:
        links = Owners(MARKS.marks[:2])
        path = tmp_path / "marks.parquet"
        marks_of(links).select("kind", "value", "creator_id").write_parquet(path)
        want = rows_of(attribute(orders, touches=touches, owners=links))
        assert rows_of(attribute(orders, touches=touches, owners=path)) == want

    def test_every_job_takes_it(self, orders: pl.DataFrame, touches: pl.DataFrame) -> None:
        given = marks_of(MARKS)
        sides = (attribute_all(orders, touches=touches, owners=one) for one in (given, MARKS))
        assert len({str(rows_of(side)) for side in sides}) == 1
        policy = AttributionPolicy(model=Markov())
        fits = [
            fitted(orders, touches=touches, owners=one, policy=policy) for one in (given, MARKS)
        ]
        assert fits[0] == fits[1]

    @pytest.mark.parametrize(
        ("row", "told"),
        [
            (
                {"kind": "cod"},
                "owners cod X of eve: Mark.kind must be one of code, dm, landing, link, ",
            ),
            ({"value": " "}, "owners code   of eve: "),
            ({"value": None}, "owners code None of eve: "),
            ({"creator_id": None}, "owners code X of None: "),
            ({"limit": 0}, "owners code X of eve: "),
            ({"credit": "allways"}, "owners code X of eve: "),
            ({"starts": NOON, "ends": NOON}, "owners code X of eve: end of a code must be after "),
            ({"value": "bea10"}, "code mark must belong to one creator, not to both "),
        ],
        ids=str,
    )
    def test_a_row_that_is_no_mark(
        self, orders: pl.DataFrame, row: Mapping[str, object], told: str
    ) -> None:
        whole = {"kind": "code", "value": "X", "creator_id": "eve", **row}
        given = pl.concat([marks_of(MARKS), pl.DataFrame([whole])], how="diagonal_relaxed")
        assert told in refusal(lambda: attribute(orders, owners=given))

    def test_a_column_that_is_missing(self, orders: pl.DataFrame) -> None:
        given = marks_of(MARKS).rename({"creator_id": "creator"})
        assert refusal(lambda: attribute(orders, owners=given)).startswith(
            "MissingDataError: owners.creator_id must be a column; did you mean 'creator'?, got ["
        )

    def test_what_is_neither(self, orders: pl.DataFrame) -> None:
        given: Any = {"X": "eve"}
        assert refusal(lambda: attribute(orders, owners=given)).startswith(
            "InvalidInputError: owners must be a frame of Polars"
        )


def settled(orders: pl.DataFrame, deals: Native, **more: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401  # whatever is asked
    """The rows of a settlement of March."""
    credits = attribute(orders, owners=Owners(MARKS.marks[2:3]))
    told = settle(credits, orders=orders, deals=deals, period=MARCH, currency="USD", **more)
    return rows_of(told)


class TestDeals:
    """A table of deals is the same as deals."""

    @every_kind
    def test_a_table_on_any_engine(self, kind: str, orders: pl.DataFrame) -> None:
        sold = orders.with_columns(pl.col("at") - pl.duration(hours=1))
        text = '{"rule": "commission", "rate": "0.10"}'
        given = pl.DataFrame({"creator": ["ann", "bea", "cy"], "terms": [text, None, text]})
        deals = [
            Deal(creator_id="ann", terms=Commission(rate="0.10")),
            Deal(creator_id="bea"),
            Deal(creator_id="cy", terms=Commission(rate="0.10")),
        ]
        assert settled(sold, KINDS[kind](given)) == settled(sold, deals)
        assert settled(sold, iter(deals)) == settled(sold, deals)

    def test_evaluate_takes_both_tables(self, orders: pl.DataFrame, touches: pl.DataFrame) -> None:
        text = '{"rule": "commission", "rate": "0.10"}'
        wholes = [
            evaluate(
                orders,
                touches=touches,
                owners=owners,
                deals=deals,
                period=MARCH,
                currency="USD",
                registry=load(plugins=()),
            )
            for owners, deals in (
                (marks_of(MARKS), pl.DataFrame({"creator": ["ann"], "terms": [text]})),
                (MARKS, [Deal(creator_id="ann", terms=Commission(rate="0.10"))]),
            )
        ]
        assert rows_of(wholes[0].creators) == rows_of(wholes[1].creators)

    @pytest.mark.parametrize(
        ("terms", "told"),
        [
            ("10 %", "deals ann terms must be JSON such as "),
            ("[]", "deals ann terms must be one table of JSON, in braces, got '[]'"),
            (
                '{"rule": "commission", "rate": 0.1}',
                "deals ann terms.rate must be decimal text in ",
            ),
            ('{"rule": "comission"}', "did you mean 'commission'?"),
            (
                '{"rule": "hybrid", "parts": [{"rule": "commission", "rate": 1.5}]}',
                "deals ann terms.parts[0].rate must be decimal text in quotes",
            ),
        ],
        ids=str,
    )
    def test_terms_that_are_none(self, orders: pl.DataFrame, terms: str, told: str) -> None:
        given = pl.DataFrame({"creator": ["ann"], "terms": [terms]})
        assert told in refusal(lambda: settled(orders, given))

    def test_a_creator_that_is_none_or_twice(self, orders: pl.DataFrame) -> None:
        for creators, told in (([None], "deals None: "), (["ann", "ann"], "be one for each")):
            given = pl.DataFrame({"creator": creators}, schema={"creator": pl.String})
            assert told in refusal(lambda one=given: settled(orders, one))  # type: ignore[misc]  # its default is the frame

    def test_a_column_that_is_missing(self, orders: pl.DataFrame) -> None:
        given = pl.DataFrame({"creator_id": ["ann"]})
        assert "deals.creator must be a column; did you mean 'creator_id'?" in refusal(
            lambda: settled(orders, given)
        )


LISTS = [["nobody", " bea 10 "], ["a;b", "nobody"]]
OWNED = Owners(
    (
        Mark(kind="code", value="BEA10", creator_id="bea"),
        Mark(kind="code", value="a;b", creator_id="ann"),
        Mark(kind="code", value="c", creator_id="cy"),
    )
)


class TestLists:
    """Codes may be lists; a semicolon in one of them is a part of it."""

    @every_kind
    def test_lists_of_codes(self, kind: str, orders: pl.DataFrame) -> None:
        given = orders.with_columns(codes=pl.Series(LISTS))
        told = rows_of(attribute(KINDS[kind](given), owners=OWNED))
        assert [row[:2] for row in told] == [("o1", "bea"), ("o2", "ann")]

    @every_kind
    def test_lists_without_codes(self, kind: str, orders: pl.DataFrame) -> None:
        given = orders.with_columns(codes=pl.Series([[], [None, "c"]], dtype=pl.List(pl.String)))
        told = rows_of(attribute(KINDS[kind](given), owners=OWNED))
        assert [row[:2] for row in told] == [("o1", None), ("o2", "cy")]

    def test_lists_of_something_else(self, orders: pl.DataFrame) -> None:
        given = orders.with_columns(codes=pl.Series([[1], [2]]))
        assert refusal(lambda: attribute(given, owners=OWNED)) == (
            "InvalidInputError: orders.codes must hold text, got 'List(Int64)'"
        )


def in_major(orders: pl.DataFrame, *amounts: str | None, scale: int = 3) -> pl.DataFrame:
    """Orders with decimals instead of minor units."""
    items = [None if one is None else Decimal(one) for one in amounts]
    told = pl.Series(items, dtype=pl.Decimal(38, scale))
    return orders.drop("items_minor").with_columns(items=told)


class TestDecimals:
    """Amounts may be decimals in major units, exactly."""

    @every_kind
    @pytest.mark.parametrize(
        ("currency", "minor"), [("USD", [1_000, -250]), ("KWD", [10_000, -2_500])]
    )
    def test_decimals_are_minor_units(
        self, kind: str, currency: str, minor: list[int], orders: pl.DataFrame
    ) -> None:
        opened = KINDS[kind]
        given = in_major(orders, "10.00", "-2.5")
        back = pl.DataFrame({"order_id": ["o1"], "amount": [Decimal("3.01")]})
        told = rows_of(
            attribute(opened(given), refunds=opened(back), owners=OWNED, currency=currency)
        )
        gone = 301 * 10 ** (3 if currency == "KWD" else 2) // 100
        assert [row[4:] for row in told] == [(minor[0], minor[0] - gone), (minor[1], minor[1])]

    @every_kind
    def test_what_is_finer_than_the_minor_unit_is_refused(
        self, kind: str, orders: pl.DataFrame
    ) -> None:
        given = in_major(orders, "10.001", None).with_columns(currency=pl.lit("USD"))
        finer = "have items of at most 2 decimals in USD, in 64 bits"
        assert rows_of(refused(KINDS[kind](given))) == [
            ("orders", "o1", finer, "10.001"),
            ("orders", "o2", "have items", None),
        ]

    @every_kind
    def test_what_leaves_64_bits_is_refused(self, kind: str, orders: pl.DataFrame) -> None:
        given = in_major(orders, "92233720368547758.08", "1.00", scale=2)
        told = rows_of(refused(KINDS[kind](given), currency="USD"))
        finer = "have items of at most 2 decimals in USD, in 64 bits"
        assert told == [("orders", "o1", finer, "92233720368547758.08")]

    def test_yen_have_none(self, orders: pl.DataFrame) -> None:
        told = rows_of(attribute(in_major(orders, "12", "0"), owners=OWNED, currency="JPY"))
        assert [row[4] for row in told] == [12, 0]

    def test_a_currency_has_to_be_known(self, orders: pl.DataFrame) -> None:
        given = in_major(orders, "1", "2")
        rule = "orders.items must have a currency, by a column or by currency=, to be told in minor"
        assert rule in refusal(lambda: attribute(given, owners=OWNED))
        nothing = given.with_columns(currency=pl.lit(None, pl.String))
        assert rule in refusal(lambda: attribute(nothing, owners=OWNED))
        two = given.with_columns(currency=pl.Series(["USD", "EUR"]))
        assert re.search(
            r"orders\.items must be in one currency, .*, got \['EUR', 'USD'\]",
            refusal(lambda: attribute(two, owners=OWNED)),
        )
        assert "did you mean 'USD'?" in refusal(
            lambda: attribute(given, owners=OWNED, currency="USDD")
        )

    def test_doubles_are_no_decimals(self, orders: pl.DataFrame) -> None:
        given = orders.drop("items_minor").with_columns(items=pl.lit(1.5))
        assert refusal(lambda: attribute(given, owners=OWNED, currency="USD")) == (
            "InvalidInputError: orders.items must hold decimals where items_minor is not there, "
            "got 'Float64'"
        )

    def test_minor_units_go_first(self, orders: pl.DataFrame) -> None:
        given = orders.with_columns(items=pl.lit("about ten"))
        assert [row[4] for row in rows_of(attribute(given, owners=OWNED))] == [1_000, 250]

    def test_sums_need_no_amounts_of_orders(self, orders: pl.DataFrame) -> None:
        given = in_major(orders, "10.00", "2.50")
        credits = attribute(given, owners=OWNED, currency="USD")
        told = roll_up(credits, orders=given, zone="UTC")
        month = ("2026-03", 1, 0)
        assert rows_of(told) == [("bea", *month, 250, 250), (None, *month, 1_000, 1_000)]
        deals = [Deal(creator_id="bea", terms=Commission(rate="0.1"))]
        answer = settle(credits, orders=given, deals=deals, period=MARCH, currency="USD")
        assert [row[-2] for row in rows_of(answer)] == [25]

    def test_on_spark(self, orders: pl.DataFrame, spark: Native) -> None:
        given = in_major(orders, "10.00", "2.5").with_columns(codes=pl.Series(LISTS))
        table = spark.createDataFrame(given.to_arrow())
        told = rows_of(attribute(table, owners=OWNED, currency="USD"))
        assert told == rows_of(attribute(given, owners=OWNED, currency="USD"))
        finer = spark.createDataFrame(in_major(orders, "1.005", "2").to_arrow())
        assert [row[1] for row in rows_of(refused(finer, currency="USD"))] == ["o1"]
