"""Somebody else's statement: their names for our columns, and each bad row with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from influence.books import read_their_statement
from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money
from influence.testing import book, usd

_NAMES = {"creator_id": "partner", "amount": "total", "currency": "cur"}


def written(folder: Path, text: str) -> Path:
    path = folder / "theirs.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_column_is_read_under_its_own_name(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "creator_id,amount,order_id,period,basis,rate,count\nmaya,-4.50,1042,2026-03,order,1.50,3\n",
    )
    [line] = read_their_statement(path, book=book()).lines
    assert line.key == ("maya", "1042", "2026-03")
    assert (line.amount, line.rate, line.count) == (usd("-4.50"), usd("1.50"), 3)
    assert (line.basis, line.place) == ("order", "theirs.csv:2")


def test_every_column_is_read_under_theirs(tmp_path: Path) -> None:
    path = written(tmp_path, "partner;total;cur\nmaya;4.50;EUR\nnoor;1;\n")
    found = read_their_statement(path, book=book(), columns=_NAMES)
    assert [line.amount for line in found.lines] == [Money("4.50", "EUR"), usd("1")]
    [note] = found.rejections
    assert (note.code, found.rejected_rows) == ("INF205", 0)


def test_a_bad_row_is_left_out_with_place_rule_and_value(tmp_path: Path) -> None:
    path = written(tmp_path, 'partner,total,note\nmaya,"1,5",x\n,2.00,\nnoor,3\nnoor,3.00,y\n')
    names = {"creator_id": "partner", "amount": "total"}
    found = read_their_statement(path, book=book(), columns=names)
    assert [line.creator_id for line in found.lines] == ["noor"]
    assert [str(one) for one in found.rejections] == [
        "theirs.csv:2 total: INF101 total must be a plain decimal number such as 12.34, got '1,5'",
        "theirs.csv:3 partner: INF101 partner must not be empty, got ''",
        "theirs.csv:4: INF102 row must have 3 cells, got 2",
        "theirs.csv: INF202 columns must be known to be read, got 'note'",
    ]
    assert found.rejected_rows == 3


def test_a_column_that_there_is_not_is_refused_with_the_near_one(tmp_path: Path) -> None:
    path = written(tmp_path, "creator_id,amount\n")
    with pytest.raises(UnknownNameError) as unknown:
        read_their_statement(path, book=book(), columns={"amuont": "total"})
    assert str(unknown.value).startswith("column must be one of ")
    with pytest.raises(UnknownNameError) as absent:
        read_their_statement(path, book=book(), columns={"rate": "price"})
    assert str(absent.value).startswith("column of theirs.csv must be one of ")


def test_a_header_without_a_column_that_has_to_be_there_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "creator_id,total\nmaya,1\n")
    rule = "statement theirs.csv must be a table with a header that can be read, got "
    with pytest.raises(InvalidInputError, match=re.escape(rule)) as refused:
        read_their_statement(path, book=book())
    assert "header must have the columns amount, got" in str(refused.value)
