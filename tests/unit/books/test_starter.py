"""A new book is free of faults, and nobody's files are written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from influence.books import check_book, new_book, read_book
from influence.books._tables import TABLES
from influence.errors import InvalidInputError

# Gaps are what an import could not learn; nobody begins with any.
_BY_HAND = {name: kind for name, kind in TABLES.items() if name != "gaps"}


def test_a_new_book_has_every_table_and_nothing_to_find(tmp_path: Path) -> None:
    paths = new_book(tmp_path / "mine" / "book")

    assert [path.name for path in paths] == ["campaign.toml", *(f"{name}.csv" for name in _BY_HAND)]
    assert check_book(tmp_path / "mine" / "book") == ()


def test_every_table_of_a_new_book_has_two_rows_and_all_its_columns(tmp_path: Path) -> None:
    new_book(tmp_path)
    book = read_book(tmp_path)

    for name, kind in _BY_HAND.items():
        header = (tmp_path / f"{name}.csv").read_text().splitlines()[0].split(",")
        assert len(getattr(book, kind.field)) == 2
        assert set(header) <= set(kind.names)
        assert set(kind.required) <= set(header)


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(InvalidInputError) as caught:
        new_book(tmp_path)

    assert str(caught.value) == (
        f"folder of a new book must be empty or not there yet, got {str(tmp_path)!r}"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_not_a_folder_to_begin_in(tmp_path: Path) -> None:
    path = tmp_path / "book"
    path.write_text("mine")

    with pytest.raises(InvalidInputError, match=r"^folder of a new book must be empty"):
        new_book(path)
