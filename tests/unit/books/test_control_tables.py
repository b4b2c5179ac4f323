"""Tables of a control: in a book and without one, judged row by row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from influence.books import read_book, read_control_tables, write_book
from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money

Folder = Callable[..., Path]
REGIONS = """\
region,arm,date,revenue,orders,people
north,treated,2026-03-01,100.00,4,50
north,treated,2026-03-02,160.00,6,50
south,control,2026-03-01,80.00,3,
south,control,2026-03-02,90.00,,
"""
PEOPLE = """\
unit_id,arm,people,conversions,revenue
seen,exposed,100,12,480.00
kept,holdout,50,4,160.00
"""


def test_a_book_holds_both_and_writes_both(folder: Folder, tmp_path: Path) -> None:
    book = read_book(folder(controls=REGIONS, holdouts=PEOPLE))
    assert [row.region_day for row in book.controls][:2] == ["north 2026-03-01", "north 2026-03-02"]
    assert (book.controls[0].people, book.controls[3].orders) == (50, None)
    assert (book.holdouts[0].people, book.holdouts[0].revenue) == (100, Money("480.00", "USD"))

    write_book(book, tmp_path / "written")
    again = read_book(tmp_path / "written")
    assert (again.controls, again.holdouts) == (book.controls, book.holdouts)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "north,control,2026-03-03,1.00,1,50",
            (
                "controls.csv:6 arm: INF101 arm must be treated, as on the first day of region "
                "north, got 'control'"
            ),
        ),
        (
            "north,treated,2026-03-03,1.00,1,51",
            (
                "controls.csv:6 people: INF101 people must be 50, as on the first day of region "
                "north, got 51"
            ),
        ),
        (
            "south,control,2026-03-03,1.00,1,51",
            (
                "controls.csv:6 people: INF101 people must be empty, as on the first day of "
                "region south, got 51"
            ),
        ),
        (
            "north,treated,2026-03-02,161.00,6,50",
            (
                "controls.csv:6 region: INF103 region must stand once, got 'north 2026-03-02' "
                "again with other content: the first row counts"
            ),
        ),
        (
            "north,treated,2026-03-02,160.00,6,50",
            (
                "controls.csv:6 region: INF104 region must stand once, got 'north 2026-03-02' "
                "again with the same content: counted once"
            ),
        ),
        (
            "west,tested,2026-03-02,1.00,1,50",
            (
                "controls.csv:6 arm: INF101 arm must be one of control, treated, got 'tested'; "
                "did you mean 'treated'?"
            ),
        ),
    ],
)
def test_a_row_that_breaks_a_rule_is_told_with_its_place(
    folder: Folder, row: str, told: str
) -> None:
    book = read_book(folder(controls=f"{REGIONS}{row}\n"))
    assert told in [str(one) for one in book.rejections]
    assert len(book.controls) == 4


def test_a_holdout_in_another_currency_is_left_out(folder: Folder) -> None:
    text = "unit_id,arm,revenue,currency\na,exposed,1.00,EUR\nb,holdout,1.00,\nc,holdout,,EUR\n"
    book = read_book(folder(holdouts=text))
    assert [row.unit_id for row in book.holdouts] == ["b", "c"]
    assert [str(one) for one in book.rejections if "holdouts" in one.where] == [
        (
            "holdouts.csv:2 currency: INF101 currency must be USD, because a holdout has no day "
            "to convert at, got 'EUR'"
        )
    ]


def test_regions_in_another_currency_are_converted_at_their_day(folder: Folder) -> None:
    rates = "currency,at,rate,source\nEUR,2026-02-01,1.10,bank\n"
    text = "region,arm,date,revenue,currency\nnorth,treated,2026-03-01,10.00,EUR\n"
    book = read_book(folder(controls=text, rates=rates))
    assert book.controls[0].revenue == Money("11.00", "USD")


def test_plain_tables_need_no_book(tmp_path: Path) -> None:
    regions, people = tmp_path / "r.csv", tmp_path / "p.csv"
    regions.write_text(f"{REGIONS}north,control,2026-03-03,1.00,1,50\n")
    people.write_text(f"{PEOPLE}odd,holdout,5,9,1.00\n")
    read = read_control_tables([regions, people], currency="USD")
    assert (len(read.controls), len(read.holdouts), read.rejected_rows) == (4, 2, 2)
    assert [str(one) for one in read.rejections] == [
        (
            "r.csv:6 arm: INF101 arm must be treated, as on the first day of region north, "
            "got 'control'"
        ),
        (
            "p.csv:4 conversions: INF101 conversions must be at most its people, 5, each counted "
            "once, got '9'"
        ),
    ]


def test_unknown_columns_are_said(tmp_path: Path) -> None:
    table = tmp_path / "p.csv"
    table.write_text("unit_id,arm,conversion\na,exposed,1\n")
    [noted] = read_control_tables([table], currency="USD").rejections
    assert str(noted) == (
        "p.csv: INF202 columns must be known to be read, got 'conversion' "
        "(did you mean 'conversions'?)"
    )


def test_a_header_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "r.csv"
    table.write_text("region,arm,day,revenue\n")
    with pytest.raises(InvalidInputError) as caught:
        read_control_tables([table], currency="USD")
    assert str(caught.value).startswith(
        "table r.csv must be a table with a header that can be read, got "
        '"header must have the columns date, got '
    )


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    table = tmp_path / "r.csv"
    table.write_text("region,arm,date,revenue\n")
    read = read_control_tables([table], currency="USD")
    assert (read.controls, read.holdouts, read.rejections) == ((), (), ())


def test_a_currency_nobody_knows_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "r.csv"
    table.write_text(REGIONS)
    with pytest.raises(UnknownNameError, match=r"^currency must be one of "):
        read_control_tables([table], currency="XXQ")
