"""Files that somebody else wrote are read as they are, or refused by place."""

from __future__ import annotations

from pathlib import Path

import pytest

from influence.books._imports.foreign import ForeignTable
from influence.errors import InvalidInputError

NOT_UTF_8 = (
    "a.csv:1 must be CSV in UTF-8 with quotes that close, got "
    "\"'utf-8' codec can't decode byte 0xff in position 2: invalid start byte\""
)


def table(folder: Path, content: bytes, *, delimiter: str = ",") -> ForeignTable:
    (folder / "a.csv").write_bytes(content)
    return ForeignTable.opened(folder, name="a.csv", delimiter=delimiter)


def test_each_row_knows_its_number_and_the_line_it_begins_on(tmp_path: Path) -> None:
    foreign = table(
        tmp_path, b'\xef\xbb\xbfid;note\r\n1;"two\r\nlines"\r\n\r\n2;x\r\n', delimiter=";"
    )

    assert foreign.columns == ("id", "note")
    assert [(row.number, row.line, row.cells) for row in foreign.rows()] == [
        (1, 2, ("1", "two\r\nlines")),
        (2, 5, ("2", "x")),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.csv must have a header, got 'an empty file'"),
        (b"id,day,id\n", "a.csv:1 must name each column once, got 'id'"),
        (
            b'id,"day\n',
            "a.csv:1 must be CSV in UTF-8 with quotes that close, got 'unexpected end of data'",
        ),
        (
            b"id\xff,day\n",
            NOT_UTF_8,
        ),
    ],
)
def test_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        table(tmp_path, content)

    assert str(caught.value) == message
