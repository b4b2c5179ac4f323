"""CSV as people and programs write it: every row is read or told, and nothing is shifted."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from influence.books import InvalidBookError, check_book, read_book

Folder = Callable[..., Path]

HEADER = "order_id,at,items\n"
GOOD = "o-1,2026-03-02,12.00\n"

# A process of its own, and a second reading: what other threads do and what is imported on the way
# is counted as well.
_PEAK = """
import sys, tracemalloc
from influence.books import read_book
read_book(sys.argv[1])
tracemalloc.start()
read_book(sys.argv[1])
print(tracemalloc.get_traced_memory()[1])
"""


def told(path: Path) -> list[str]:
    findings = check_book(path)
    return [str(finding) for finding in findings if finding.code != "INF204"]


def ids(path: Path) -> list[str]:
    return [order.order_id for order in read_book(path).orders]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + (HEADER + GOOD).encode(),
        (HEADER + GOOD).replace("\n", "\r\n").encode(),
        (HEADER + GOOD).rstrip("\n").encode(),
        ("\n\n" + HEADER + "\n" + GOOD + "\n\n").encode(),
        b'"order_id","at","items"\n"o-1","2026-03-02","12.00"\n',
    ],
    ids=["byte order mark", "CRLF", "no last line feed", "blank lines", "all quoted"],
)
def test_a_table_is_read_however_its_lines_end(folder: Folder, content: bytes) -> None:
    path = folder(orders=content)

    assert (told(path), ids(path)) == ([], ["o-1"])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("o-2,2026-03-02", "INF102 row must have 3 cells, got 2"),
        ("o-2,2026-03-02,12.00,7,8", "INF102 row must have 3 cells, got 5"),
        (
            'o-2,2026-03-02,"12.00"7',
            (
                "INF107 row must quote whole cells and double the quotes in them, "
                "got a quote out of place"
            ),
        ),
        ("o-2,2026-03-02,12\x00", "INF107 row must hold no NUL byte, got one"),
        ('"o-2",2026-03-02,12\x00', "INF107 row must hold no NUL byte, got one"),
        (
            "o-2,2026-03-02,12\r34",
            "INF107 row must end in a line feed, got a carriage return inside",
        ),
        ("x" * 10_000_000, "INF107 row must have at most 100000 characters, got 10000000"),
        ("é" * 100_001, "INF107 row must have at most 100000 characters, got 100001"),
        (
            'o-2,2026-03-02,"' + "x" * 10_000_000 + '"',
            "INF107 row must have at most 100000 characters, got 10000017",
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_told_and_the_next_is_read(
    folder: Folder, row: str, message: str
) -> None:
    path = folder(orders=f"{HEADER}{row}\n{GOOD}")

    assert told(path) == [f"orders.csv:2: {message}"]
    assert ids(path) == ["o-1"]


def test_an_open_quote_names_the_lines_that_it_swallows(folder: Folder) -> None:
    rows = "".join(f"o-{number},2026-03-02,12.00\n" for number in range(3, 941))
    path = folder(orders=f'{HEADER}{GOOD}o-2,2026-03-02,"12.00\n{rows}')

    assert told(path) == [
        "orders.csv:3: INF107 row must close its quotes, got an open one, which takes lines 3–941"
    ]
    assert ids(path) == ["o-1"]


def test_a_quote_that_closes_later_names_the_lines_between(folder: Folder) -> None:
    path = folder(orders=f'{HEADER}o-2,2026-03-02,"12.00\no-3,2026-03-02,"5.00"\n{GOOD}')

    assert told(path) == [
        (
            "orders.csv:2: INF107 row must quote whole cells and double the quotes in them, "
            "got a quote out of place, which takes lines 2–3"
        )
    ]
    assert ids(path) == ["o-1"]


def test_a_long_quoted_cell_does_not_end_before_its_quote(folder: Folder) -> None:
    forged = "o-9,2026-03-02,99.00\n" * 20_000
    path = folder(orders=f'{HEADER}o-2,2026-03-02,"{forged}"\n{GOOD}')

    assert told(path) == [
        (
            "orders.csv:2: INF107 row must have at most 100000 characters, got 420017, "
            "which takes lines 2–20002"
        )
    ]
    assert ids(path) == ["o-1"]


def test_a_quoted_cell_may_hold_separators_quotes_and_lines(folder: Folder) -> None:
    caption = 'a "kit", and\r\nanother\n\nline'
    quoted = caption.replace('"', '""')
    path = folder(
        posts=f'post_id,creator_id,published_at,caption\np-1,maya,2026-03-02,"{quoted}"\n'
        f"p-2,maya,nowhen,\n"
    )

    book = read_book(path)

    assert book.posts[0].caption == caption
    assert [finding.where for finding in book.rejections][:1] == ["posts.csv:6 published_at"]


def test_a_quote_inside_a_bare_cell_is_a_character(folder: Folder) -> None:
    path = folder(creators='creator_id,name\nmaya,5" Maya\nleo,"Leo"\n')

    assert [creator.name for creator in read_book(path).creators] == ['5" Maya', "Leo"]


def test_a_latin_1_row_is_told_how_to_mend_and_the_others_are_read(folder: Folder) -> None:
    header = b"post_id,creator_id,published_at,caption\n"
    path = folder(
        posts=header + b'p-1,maya,2026-03-02,caf\xe9\np-2,maya,2026-03-02,"caf\xc3\xa9"\n'
    )

    assert told(path) == [
        (
            "posts.csv:2: INF107 row must be UTF-8, got the byte 0xE9; the file may be Latin-1: "
            "save it as UTF-8, or run iconv -f LATIN1 -t UTF-8 on it"
        )
    ]
    assert [post.caption for post in read_book(path).posts] == ["café"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"order_id,at,items,at\n",
            "header must name each column once, got 'at' again",
        ),
        (
            b"order_id,when,itmes\n",
            (
                "header must have the columns at, items, got 'when', 'itmes' (did you mean 'items'?); "
                "the known columns are order_id, at, items, visitor_id, customer_id, discount, tax, "
                "shipping, codes, gross_profit, is_new_customer, status, customer_email, referrer, currency"
            ),
        ),
        (
            b"order_id,at\n",
            (
                "header must have the columns items, got 'order_id', 'at'; the known columns are "
                "order_id, at, items, visitor_id, customer_id, discount, tax, shipping, codes, "
                "gross_profit, is_new_customer, status, customer_email, referrer, currency"
            ),
        ),
        (
            b"\xff\xfeo\x00r\x00",
            "file must be UTF-8, got the byte order mark of UTF-16; save it as UTF-8",
        ),
        (
            b"order_id,at,items\xe9\n",
            (
                "row must be UTF-8, got the byte 0xE9; the file may be Latin-1: save it as UTF-8, "
                "or run iconv -f LATIN1 -t UTF-8 on it"
            ),
        ),
    ],
)
def test_a_header_that_cannot_be_used_keeps_the_book_from_being_read(
    folder: Folder, content: bytes, message: str
) -> None:
    path = folder(orders=content + GOOD.encode())

    assert told(path) == [f"orders.csv:1: INF107 {message}; the table was not read"]
    with pytest.raises(InvalidBookError, match=r"orders\.csv:1: INF107"):
        read_book(path)


@pytest.mark.parametrize("content", ["", "\n", HEADER])
def test_an_empty_table_is_told(folder: Folder, content: str) -> None:
    path = folder(orders=content)

    assert told(path) == ["orders.csv: INF203 table must have rows, got none"]


def test_a_table_of_which_every_row_is_rejected_is_not_called_empty(folder: Folder) -> None:
    assert told(folder(orders=HEADER + "o-1\n")) == [
        "orders.csv:2: INF102 row must have 3 cells, got 1"
    ]


def test_unknown_columns_are_told_once_with_the_close_one(folder: Folder) -> None:
    path = folder(orders="order_id,at,items,itmes,\no-1,2026-03-02,12.00,x,y\n")

    assert told(path) == [
        "orders.csv: INF202 columns must be known to be read, got 'itmes' (did you mean 'items'?), ''"
    ]
    assert ids(path) == ["o-1"]


def test_many_unknown_columns_are_counted(folder: Folder) -> None:
    names = ",".join(f"zz{number}" for number in range(14))
    path = folder(orders=f"order_id,at,items,{names}\n")

    assert told(path)[-1].endswith("'zz11' and 2 more")


def test_a_long_name_of_a_column_is_cut(folder: Folder) -> None:
    path = folder(orders=f"order_id,at,items,{'z' * 5000}\n")

    assert told(path)[-1] == (
        f"orders.csv: INF202 columns must be known to be read, got '{'z' * 80}…'"
    )


@pytest.mark.parametrize(("separator", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_spreadsheet_separator_is_used_and_said(
    folder: Folder, separator: str, name: str
) -> None:
    path = folder(orders=(HEADER + GOOD).replace(",", separator))

    assert told(path) == [
        f"orders.csv:1: INF205 cells are separated by {name} and were read that way"
    ]
    assert ids(path) == ["o-1"]


def test_a_separator_that_gives_no_known_columns_is_not_used(folder: Folder) -> None:
    path = folder(orders="order;when;items\n")

    assert told(path)[0].startswith(
        "orders.csv:1: INF107 header must have the columns order_id, at, items, got 'order;when;items'"
    )


def test_the_process_keeps_its_own_limit_of_csv_fields(folder: Folder) -> None:
    limit = csv.field_size_limit()

    read_book(folder(orders=HEADER + '"' + "x" * 200_000 + '"\n'))

    assert csv.field_size_limit() == limit


def test_a_limit_of_the_process_makes_a_rejection_and_not_a_crash(folder: Folder) -> None:
    path = folder(orders=HEADER + '"o-1",2026-03-02,12.00\n')
    limit = csv.field_size_limit(2)
    try:
        findings = told(path)
    finally:
        csv.field_size_limit(limit)

    assert findings[0].startswith("orders.csv:1: INF107") or findings[0].startswith(
        "orders.csv:2: INF107"
    )


def test_memory_is_for_what_is_accepted_and_not_for_what_is_in_the_file(folder: Folder) -> None:
    padding = "x" * 400
    rows = "".join(f"o-{number},never,{padding}\n" for number in range(40_000))
    path = folder(orders=HEADER + rows)

    peak = int(subprocess.check_output([sys.executable, "-c", _PEAK, path]))
    rejections = read_book(path).rejections

    assert (path / "orders.csv").stat().st_size > 16_000_000
    assert peak < 8_000_000
    assert sum(finding.code == "INF101" for finding in rejections) == 10_001
    assert rejections[-1].message == (
        "30000 more rows, from line 10002 on, are as the 10000 of this kind that are told one by one"
    )
