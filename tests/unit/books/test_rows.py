"""Cells become values, and everything wrong with a row is told at once."""

# ruff: noqa: E501  # one fault a line, whole

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from influence.books import read_book
from influence.books._cells import Setting, as_text
from influence.books._columns import Column, TableKind
from influence.books._rejections import RejectedRowError
from influence.books._rows import RowReader
from influence.books._tables import CREATORS, TABLES
from influence.errors import InvalidInputError
from influence.periods import zone

Folder = Callable[..., Path]

SETTING = Setting(currency="USD", time_zone=zone("America/New_York"))


def told(path: Path) -> list[str]:
    findings = read_book(path).rejections
    return [str(finding) for finding in findings if finding.code != "INF204"]


def order(folder: Folder, **cells: str) -> list[str]:
    """What is told of an order with those cells."""
    row = {"order_id": "o-1", "at": "2026-03-02", "items": "12.00", **cells}
    return told(folder(orders=f"{','.join(row)}\n{','.join(row.values())}\n"))


@pytest.mark.parametrize("table", [kind for kind in TABLES.values() if kind is not CREATORS])
def test_every_field_of_a_row_has_its_column(table: TableKind[object]) -> None:
    fields = set(inspect.signature(table.make).parameters)
    told = {"quote"} if table.is_quoted else set()

    assert {column.field for column in table.columns} | told == fields


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("items", "", "items must not be empty, got ''"),
        ("items", "NaN", "items must be a plain decimal number such as 12.34, got 'NaN'"),
        ("items", "12.345", "items must have at most 2 decimals in USD, got '12.345'"),
        ("items", " 12", "items must be a plain decimal number such as 12.34, got ' 12'"),
        ("items", "-3.00", "items must be an amount of at least 0, got '-3.00'"),
        ("at", "2026-03-02T09:30:00", "at must carry an offset such as +02:00 or Z, got '2026-03-02T09:30:00'"),
        ("at", "03/02/2026", "at must be ISO 8601 such as 2026-03-02T09:30:00+02:00, got '03/02/2026'"),
        ("order_id", " o", "order_id must not begin or end with white space, got ' o'"),
        ("status", "payed", "status must be one of cancelled, paid, test, got 'payed'; did you mean 'paid'?"),
        ("is_new_customer", "maybe", "is_new_customer must be one of true, yes, 1, false, no, 0, got 'maybe'"),
        ("currency", "EUR", "currency must be USD, the currency of the campaign, or have a rate at or before 2026-03-02T00:00:00-05:00, got 'EUR'"),
        ("currency", "XXY", "currency must be USD, the currency of the campaign, got 'XXY', which ISO 4217 does not know"),
    ],
)  # fmt: skip
def test_a_cell_that_breaks_its_rule_rejects_the_row(
    folder: Folder, column: str, cell: str, message: str
) -> None:
    assert order(folder, **{column: cell}) == [f"orders.csv:2 {column}: INF101 {message}"]


def test_every_wrong_cell_of_a_row_is_told_in_one_rejection(folder: Folder) -> None:
    assert order(folder, items="x", at="y", order_id="") == [
        (
            "orders.csv:2 order_id: INF101 order_id must not be empty, got ''; "
            "at must be ISO 8601 such as 2026-03-02T09:30:00+02:00, got 'y'; "
            "items must be a plain decimal number such as 12.34, got 'x'"
        )
    ]


@pytest.mark.parametrize("cell", ["TRUE", "true", "yes", "Yes", "1"])
def test_true_is_read_as_people_and_spreadsheets_write_it(folder: Folder, cell: str) -> None:
    path = folder(orders=f"order_id,at,items,is_new_customer\no-1,2026-03-02,1,{cell}\n")

    assert read_book(path).orders[0].is_new_customer is True


@pytest.mark.parametrize("cell", ["", "USD"])
def test_the_currency_may_be_said_or_left_away(folder: Folder, cell: str) -> None:
    assert order(folder, currency=cell) == []


@pytest.mark.parametrize("cell", ["-1", "1.5", "1_000", "٣", "9" * 19, "1e3"])
def test_a_count_is_plain_digits(folder: Folder, cell: str) -> None:
    path = folder(creators=f"creator_id,name,followers\nmaya,Maya,5\nleo,Leo,{cell}\n")

    assert told(path) == [
        (
            "creators.csv:3 followers: INF101 followers must be a whole number of at least 0 "
            f"with at most 18 digits, got {cell!r}"
        )
    ]


def test_a_handle_needs_its_platform_and_is_one_word(folder: Folder) -> None:
    creators = "creator_id,name,platform,handle\nmaya,Maya,x,@maya\nleo,Leo,,@leo\nzoe,Zoe,x,a b\n"

    path = folder(creators=creators)

    assert told(path) == [
        "creators.csv:3 platform: INF101 platform must be text that is not blank, got ''",
        "creators.csv:4 handle: INF101 handle must be one word, got 'a b'",
    ]
    assert str(read_book(path).creators[0].handle) == "@maya on x"


@pytest.mark.parametrize(
    "creators",
    [
        "creator_id,name,platform\nmaya,Maya,x\nleo,Leo,\n",
        "creator_id,name,platform,handle\nmaya,Maya,x,\nleo,Leo,,\n",
    ],
)
def test_a_platform_without_a_handle_is_kept(folder: Folder, creators: str) -> None:
    path = folder(creators=creators)

    assert told(path) == []
    assert [creator.platforms for creator in read_book(path).creators] == [("x",), ()]


def test_a_share_may_be_a_decimal_or_a_ratio_of_at_most_1(folder: Folder) -> None:
    creators = "creator_id,name,audience_match\nmaya,Maya,1/3\nleo,Leo,84%\nzoe,Zoe,1.2\n"

    assert told(folder(creators=creators)) == [
        (
            "creators.csv:3 audience_match: INF101 audience_match must be a plain decimal number "
            "such as 12.34, got '84%'"
        ),
        "creators.csv:4 audience_match: INF101 audience_match must be a share of at most 1, got '1.2'",
    ]


def test_codes_stand_between_semicolons(folder: Folder) -> None:
    path = folder(orders="order_id,at,items,codes\no-1,2026-03-02,1,MAYA15; SAVE10;\n")

    assert read_book(path).orders[0].codes == ("MAYA15", "SAVE10")


def _read(make: Callable[..., str]) -> str:
    """What a row of one column becomes with *make*."""
    kind = TableKind(name="names", make=make, columns=(Column("name", as_text),))
    return RowReader(kind, columns=["name"], setting=SETTING).value(["maya"])


def test_an_error_about_no_column_is_told_as_it_is() -> None:
    def make(*, name: str) -> str:
        raise InvalidInputError("row of names", "be short", name)

    with pytest.raises(RejectedRowError) as caught:
        _read(make)

    assert (caught.value.column, str(caught.value)) == (
        "",
        "row of names must be short, got 'maya'",
    )


def test_a_mistake_of_our_own_is_not_taken_for_a_bad_row() -> None:
    def make(*, name: str) -> str:
        raise TypeError(name)

    with pytest.raises(TypeError, match=r"^maya$"):
        _read(make)
