"""Parquet through the engine: every row once, in batches, and broken files told as such."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
import pytest

from influence.errors import MissingExtraError
from influence.frames import BrokenTableError, parquet_columns, parquet_rows


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Five rows of two columns."""
    path = tmp_path / "numbers.parquet"
    pl.DataFrame({"n": range(5), "word": list("abcde")}).write_parquet(path)
    return path


def test_columns_are_named_in_their_order(table: Path) -> None:
    assert parquet_columns(table) == ["n", "word"]


@pytest.mark.parametrize("batch", [1, 2, 5, 100])
def test_every_row_comes_once_whatever_the_batch(
    table: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("influence.frames._parquet._BATCH", batch)
    assert list(parquet_rows(table, columns=["word", "n"])) == [
        ("a", 0),
        ("b", 1),
        ("c", 2),
        ("d", 3),
        ("e", 4),
    ]


def test_a_broken_file_is_told_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "broken.parquet"
    path.write_bytes(b"PAR1" + b"\0" * 20 + b"PAR1")
    with pytest.raises(BrokenTableError, match=r"^broken\.parquet must be Parquet that Polars can"):
        parquet_columns(path)


def test_without_the_engine_the_extra_is_named(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtraError) as caught:
        parquet_columns(table)
    assert str(caught.value) == (
        "parquet table must have the extra 'frames', got none; "
        "run pip install 'influence-marketing[frames]'"
    )
