"""Records: tables of a book as cells of text; rows are added and nothing else changes."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from influence.books._columns import TableKind
from influence.books._folder import Folder
from influence.errors import InvalidInputError

Record = Mapping[str, str]


def table_records(kind: TableKind[Any], folder: Folder) -> tuple[list[Record], tuple[str, ...]]:
    """The rows of a table by column, and its columns; none when it is not there.

    Raises:
        InvalidInputError: The table is no CSV or no UTF-8, has no column of ids, or a row has more
            or fewer cells than the header.
    """
    paths = folder.files(kind.name)
    if not paths:
        return [], ()
    path = paths[0]
    if path.suffix != ".csv":
        raise InvalidInputError(
            path.name, f"be {kind.name}.csv, so that rows can be added", path.suffix
        )
    text = _decoded(path)
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    if not rows:
        return [], ()
    header = tuple(rows[0])
    if kind.key and kind.key not in header:
        rule = f"have the column {kind.key}, so that rows can be added"
        raise InvalidInputError(path.name, rule, list(header))
    for row in rows[1:]:
        if len(row) != len(header):
            rule = f"have rows of {len(header)} cells, so that rows can be added"
            raise InvalidInputError(path.name, rule, row)
    return [dict(zip(header, row, strict=True)) for row in rows[1:]], header


def _decoded(path: Path) -> str:
    """The text of a file."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = error.object[error.start : error.end]
        raise InvalidInputError(path.name, "be UTF-8, so that rows can be added", wrong) from error


def write_files(texts: Mapping[str, str], *, folder: Path) -> None:
    """Write files whole, each put into its place at once; one that would not change is left."""
    parts = {folder / name: folder / f".{name}.part" for name in texts}
    try:
        for path, part in parts.items():
            part.write_bytes(texts[path.name].encode())
        for path, part in parts.items():
            os.replace(part, path)  # noqa: PTH105  # the same as Path.replace, of two known paths
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
