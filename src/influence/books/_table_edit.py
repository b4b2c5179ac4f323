"""Table edits: one cell of a table file written anew, every other byte kept."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from influence.books._columns import TableKind
from influence.errors import InvalidInputError
from influence.findings import Fix, Place

_BLANK = re.compile(r"[\s,]*")
_TO_VALUE = re.compile(r"\s*:\s*")
_WHAT = "place of a fix"


def table_with(text: str, *, path: Path, kind: TableKind[Any], fix: Fix) -> str:
    """The text of a table with what a fix puts into a cell.

    Args:
        text: The whole file.
        path: Its path, whose ending tells the format.
        kind: Which table.
        fix: Which row and column, and what is to stand there.

    Raises:
        InvalidInputError: The file has no such row or column, or is of a format that is not
            edited.
    """
    key = next((one.name for one in kind.columns if one.field == kind.key), "")
    edits = {".csv": _csv_with, ".jsonl": _json_with}
    if not key or path.suffix not in edits:
        raise InvalidInputError(_WHAT, "be in a CSV or JSON Lines table with ids", path.name)
    return edits[path.suffix](text, key=key, place=fix.place, told=_told(fix))


def _told(fix: Fix) -> str:
    """What a fix puts as the text of a cell."""
    if isinstance(fix.value, tuple):
        return ";".join(fix.value)
    return str(fix.value).lower() if isinstance(fix.value, bool) else str(fix.value)


def _csv_with(text: str, *, key: str, place: Place, told: str) -> str:
    """A CSV file with another text in one cell."""
    lines = text.splitlines(keepends=True)
    delimiter = _delimiter(lines[0] if lines else "")
    at, header = 0, list[str]()
    while at < len(lines):
        cells, taken = _row(lines, at, delimiter=delimiter)
        if not header:
            header = [name.removeprefix("\ufeff") for name in cells]
            if place.key not in header or key not in header:
                raise InvalidInputError(_WHAT, "be in a column of the table", str(place))
        elif len(cells) == len(header) and cells[header.index(key)] == place.row:
            cells[header.index(place.key)] = told
            ending = lines[at + taken - 1][len(lines[at + taken - 1].rstrip("\r\n")) :]
            lines[at : at + taken] = [_row_text(cells, delimiter=delimiter) + ending]
            return "".join(lines)
        at += taken
    raise InvalidInputError(_WHAT, "be a row of the table", str(place))


def _row(lines: list[str], at: int, *, delimiter: str) -> tuple[list[str], int]:
    """The cells of the row that begins on a line, and how many lines it takes."""
    reader = csv.reader(iter(lines[at:]), delimiter=delimiter)
    return next(reader), reader.line_num


def _row_text(cells: list[str], *, delimiter: str) -> str:
    """Cells as a line of CSV, without its ending."""
    text = io.StringIO(newline="")
    # A writer quotes what ends its own lines, and a cell may hold either of the two.
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(cells)
    return text.getvalue().removesuffix("\r\n")


def _delimiter(header: str) -> str:
    """What stands between the cells of a header."""
    return next((one for one in (",", ";", "\t") if one in header), ",")


def _json_with(text: str, *, key: str, place: Place, told: str) -> str:
    """A JSON Lines file with another text in one cell."""
    lines = text.splitlines(keepends=True)
    for at, line in enumerate(lines):
        span = _span(line, key)
        if span is None or str(json.loads(line[slice(*span)])) != place.row:
            continue
        start, end = _span(line, place.key) or (0, 0)
        if not end:
            raise InvalidInputError(_WHAT, "be in a column of the table", str(place))
        lines[at] = line[:start] + json.dumps(told, ensure_ascii=False) + line[end:]
        return "".join(lines)
    raise InvalidInputError(_WHAT, "be a row of the table", str(place))


def _span(line: str, key: str) -> tuple[int, int] | None:
    """Where in a line the value of a key stands; nothing when the line is no object with it."""
    decoder = json.JSONDecoder()
    at = line.find("{") + 1
    try:
        while at:
            name, at = decoder.raw_decode(line, _after(_BLANK, line, at))
            start = _after(_TO_VALUE, line, at)
            _, at = decoder.raw_decode(line, start)
            if name == key:
                return start, at
    except ValueError:
        return None
    return None


def _after(pattern: re.Pattern[str], line: str, at: int) -> int:
    """The place after what a pattern takes."""
    found = pattern.match(line, at)
    return at if found is None else found.end()
