"""Parquet: typed columns in, the same text out, and no floating-point amount."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from influence.books import InvalidBookError, check_book, read_book
from influence.errors import MissingExtraError
from influence.money import Money

Folder = Callable[..., Path]

ROW: dict[str, object] = {"order_id": "o-1", "at": dt.date(2026, 3, 2), "items": Decimal("12.10")}


def written(folder: Folder, *rows: dict[str, object]) -> Path:
    path = folder()
    pl.DataFrame(list(rows)).write_parquet(path / "orders.parquet")
    return path


def told(path: Path) -> list[str]:
    findings = check_book(path)
    return [str(finding) for finding in findings if finding.code != "INF204"]


def test_typed_columns_are_read_as_they_are(folder: Folder) -> None:
    at = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
    row = {**ROW, "at": at, "codes": ["A", "B"], "is_new_customer": True, "tax": None}
    order = read_book(written(folder, row)).orders[0]

    assert (order.items, order.codes, order.is_new_customer, order.tax) == (
        Money("12.10", "USD"),
        ("A", "B"),
        True,
        None,
    )
    assert order.at == at


def test_false_and_whole_numbers_are_read(folder: Folder) -> None:
    path = written(folder, {**ROW, "items": 12, "is_new_customer": False})

    assert read_book(path).orders[0].items == Money("12.00", "USD")
    assert read_book(path).orders[0].is_new_customer is False


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("items", 12.5, "items must be decimal or text, not a floating-point number, got 12.5"),
        ("items", b"12", "items must be text, a number, a time or a truth value, got b'12'"),
        (
            "at",
            dt.datetime(2026, 3, 2, 9),  # noqa: DTZ001  # naive on purpose
            "at must carry an offset such as +02:00 or Z, got '2026-03-02T09:00:00'",
        ),
    ],
)
def test_a_value_that_says_too_little_is_rejected(
    folder: Folder, column: str, value: object, message: str
) -> None:
    assert told(written(folder, {**ROW, column: value})) == [
        f"orders.parquet:1 {column}: INF101 {message}"
    ]


def test_columns_are_checked_and_unknown_ones_told(folder: Folder) -> None:
    path = written(folder, {**ROW, "itmes": 1})

    assert told(path) == [
        "orders.parquet: INF202 columns must be known to be read, got 'itmes' (did you mean 'items'?)"
    ]


def test_a_required_column_cannot_be_left_away(folder: Folder) -> None:
    assert told(written(folder, {"order_id": "o-1", "at": "2026-03-02"}))[0].startswith(
        "orders.parquet:1: INF107 header must have the columns items, got 'order_id', 'at'"
    )


@pytest.mark.parametrize(
    "content", [b"order_id,at,items\n", b"PAR1", b"PAR1" + b"\0" * 20 + b"PAR1"]
)
def test_a_file_that_is_no_parquet_is_told(folder: Folder, content: bytes) -> None:
    path = folder()
    (path / "orders.parquet").write_bytes(content)

    assert told(path)[0].startswith("orders.parquet:1: INF107 file must be Parquet")


def test_an_empty_file_is_an_empty_table(folder: Folder) -> None:
    path = folder()
    (path / "orders.parquet").write_bytes(b"")

    assert told(path) == ["orders.parquet: INF203 table must have rows, got none"]


def test_batches_join_without_a_gap(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("influence.frames._parquet._BATCH", 2)
    rows = [{**ROW, "order_id": f"o-{number}"} for number in range(5)]

    assert [order.order_id for order in read_book(written(folder, *rows)).orders] == [
        "o-0",
        "o-1",
        "o-2",
        "o-3",
        "o-4",
    ]


def test_without_polars_the_extra_is_named(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(folder, ROW)
    monkeypatch.setitem(sys.modules, "polars", None)

    with pytest.raises(MissingExtraError) as caught:
        check_book(path)

    assert str(caught.value) == (
        "parquet table must have the extra 'frames', got none; "
        "run pip install 'influence-marketing[frames]'"
    )


def test_pages_that_cannot_be_read_keep_the_book_from_being_read(folder: Folder) -> None:
    path = written(folder, *({**ROW, "order_id": f"o-{number}"} for number in range(50)))
    table = path / "orders.parquet"
    content = table.read_bytes()
    table.write_bytes(content[:4] + b"\xff" * 60 + content[64:])

    (finding,) = told(path)

    assert finding.startswith("orders.parquet:1: INF107 file must be Parquet")
    assert finding.endswith("; the table was not read")
    with pytest.raises(InvalidBookError):
        read_book(path)
