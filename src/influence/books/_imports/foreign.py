"""Foreign tables: CSV files that somebody else wrote, row by row, each with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import attrs

from influence.errors import InvalidInputError, UnknownNameError


class ForeignRow(NamedTuple):
    """One row as it stands; a tuple, because there may be millions of them.

    Args:
        number: Which row it is, from 1, the header not counted.
        line: The line of the file that it begins on, from 1.
        cells: Its cells, however many.
    """

    number: int
    line: int
    cells: tuple[str, ...]


@attrs.frozen(kw_only=True)
class ForeignTable:
    """A CSV file whose header is known.

    Args:
        name: Its name inside the source folder.
        path: Where it is.
        delimiter: What stands between its cells.
        columns: The names in its header, each once.
    """

    name: str
    path: Path
    delimiter: str
    columns: tuple[str, ...]

    @classmethod
    def opened(cls, folder: Path, *, name: str, delimiter: str) -> ForeignTable:
        """The table in the file *name*, with its header read.

        Raises:
            UnknownNameError: There is no such file in *folder*; the close one is named.
            InvalidInputError: It has no header, or the header names a column twice.
        """
        path = folder / name
        if not path.is_file():
            raise UnknownNameError("source file", name, (p.name for p in folder.glob("*.csv")))
        header = next(_records(path, name=name, delimiter=delimiter), (1, ()))[1]
        if not header:
            raise InvalidInputError(name, "have a header", "an empty file")
        for column in header:
            if header.count(column) > 1:
                raise InvalidInputError(f"{name}:1", "name each column once", column)
        return cls(name=name, path=path, delimiter=delimiter, columns=header)

    def rows(self) -> Iterator[ForeignRow]:
        """Every row after the header.

        Raises:
            InvalidInputError: A line is not UTF-8 or its quotes do not close; the place is named.
        """
        records = _records(self.path, name=self.name, delimiter=self.delimiter)
        next(records)
        for number, (line, cells) in enumerate(records, start=1):
            yield ForeignRow(number=number, line=line, cells=cells)


def _records(path: Path, *, name: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every record that is not a blank line, with the line it begins on."""
    line = 1
    try:
        for start, end, cells in _lines(path, delimiter=delimiter):
            line = end + 1
            if cells:
                yield start, tuple(cells)
    except (csv.Error, UnicodeDecodeError) as fault:
        rule = "be CSV in UTF-8 with quotes that close"
        raise InvalidInputError(f"{name}:{line}", rule, str(fault)) from fault


def _lines(path: Path, *, delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """Every record with its first and its last line, blank lines among them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        start = 1
        for cells in reader:
            yield start, reader.line_num, cells
            start = reader.line_num + 1
