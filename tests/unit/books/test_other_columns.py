"""Columns that no figure reads are kept with their rows, and written back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from influence.books import read_book, write_book

Folder = Callable[..., Path]

ORDERS = "order_id,gift,at,items,note\no-1,yes,2026-03-05,5.00,\no-2,,2026-03-05,6.00,\n"


def test_cells_of_csv_are_kept_by_the_id_of_their_row(folder: Folder) -> None:
    book = read_book(folder(orders=ORDERS))
    assert book.other_columns == {"orders": {"o-1": {"gift": "yes"}}}


def test_rows_without_an_id_are_known_by_their_place(folder: Folder) -> None:
    results = "creator_id,date,source\nmaya,2026-03-05,\nmaya,2026-03-06,ga4\n"
    assert read_book(folder(results=results)).other_columns == {"results": {"2": {"source": "ga4"}}}


def test_rejected_rows_leave_nothing_behind(folder: Folder) -> None:
    orders = ORDERS.replace("o-1,yes,2026-03-05", "o-1,yes,yesterday")
    assert read_book(folder(orders=orders)).other_columns == {}


def test_results_that_are_left_out_take_their_cells_with_them(folder: Folder) -> None:
    results = "creator_id,date,orders,source\nmaya,2026-03-05,1,a\nleo,2026-03-05,1,b\n"
    orders = "order_id,at,items,codes\no-1,2026-03-05,5.00,MAYA15\n"
    creators = "creator_id,name\nmaya,Maya\nleo,Leo\n"
    book = read_book(folder(creators=creators, results=results, orders=orders))
    assert [row.creator_id for row in book.results] == ["leo"]
    assert book.other_columns == {"results": {"1": {"source": "b"}}}


def test_keys_of_json_lines_are_kept_as_text(folder: Folder) -> None:
    path = folder()
    line = (
        '{"order_id": "o-1", "at": "2026-03-05", "items": 5.00, "gift": true, "n": 1.50, '
        '"none": null, "parts": ["a", {"b": 1}]}\n'
    )
    (path / "orders.jsonl").write_text(line, encoding="utf-8")
    kept = {"gift": "true", "n": "1.50", "parts": '["a", {"b": "1"}]'}
    assert read_book(path).other_columns == {"orders": {"o-1": kept}}


def test_columns_of_parquet_are_kept_as_text(folder: Folder) -> None:
    path = folder()
    row = {"order_id": "o-1", "at": "2026-03-05", "items": "5.00", "gift": 2, "none": None}
    pl.DataFrame([row]).write_parquet(path / "orders.parquet")
    assert read_book(path).other_columns == {"orders": {"o-1": {"gift": "2"}}}


def test_what_is_kept_is_written_back(folder: Folder, tmp_path: Path) -> None:
    results = "creator_id,date,source\nmaya,2026-03-05,\nmaya,2026-03-06,ga4\n"
    book = read_book(folder(orders=ORDERS.replace("o-2,,", "o-2,no,"), results=results))
    write_book(book, tmp_path / "again")
    assert read_book(tmp_path / "again").other_columns == book.other_columns
