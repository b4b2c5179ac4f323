"""CSV tables: a header, then rows with as many cells.

The separator is a comma. A header without any, whose names are known once it is split by ``;`` or
tabs, tells that a spreadsheet wrote the file, and that separator is used and said. Nothing else is
guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

from influence.books._columns import TableKind, with_hint
from influence.books._files.pieces import Progress, decoded, pieces, silent
from influence.books._files.quoting import raw_rows
from influence.books._files.source import Row
from influence.books._rejections import RejectedRowError, Rejections
from influence.errors import shown

_SEPARATORS = {";": "semicolons", "\t": "tabs"}
_MOST_NAMED = 12


@attrs.frozen(kw_only=True)
class CsvTable:
    """A CSV file whose header is known.

    Args:
        path: Where it is.
        delimiter: What stands between its cells.
        columns: The names in its header, each once.
        strange: The columns that nobody reads, with their places.
        rejections: Where bad rows go.
        progress: Who is told how far it is read.
    """

    path: Path
    delimiter: str
    columns: tuple[str, ...]
    strange: tuple[tuple[int, str], ...]
    rejections: Rejections
    progress: Progress

    @classmethod
    def opened(
        cls, path: Path, *, kind: TableKind[object], rejections: Rejections, progress: Progress
    ) -> CsvTable:
        """The table, with its header read.

        Raises:
            RejectedRowError: The header names a column twice or lacks one that is required.
            OSError: The file cannot be read.
        """
        delimiter = _delimiter(path, kind)
        rows = raw_rows(pieces(path, progress=silent), delimiter=delimiter)
        line, header, message = next(rows, (1, list[str](), ""))
        if message:
            raise RejectedRowError("", message)
        check_header(header, kind)
        if delimiter != ",":
            rejections.note(
                "INF205",
                where=f"{path.name}:{line}",
                message=f"cells are separated by {_SEPARATORS[delimiter]} and were read that way",
            )
        return cls(
            path=path,
            delimiter=delimiter,
            columns=tuple(header),
            strange=tuple(
                (place, name) for place, name in enumerate(header) if name not in kind.names
            ),
            rejections=rejections,
            progress=progress,
        )

    def rows(self) -> Iterator[Row]:
        """Every row after the header that has as many cells as it."""
        width = len(self.columns)
        rows = raw_rows(pieces(self.path, progress=self.progress), delimiter=self.delimiter)
        next(rows, None)
        for line, cells, message in rows:
            if message:
                self._reject("INF107", line, message)
            elif len(cells) != width:
                self._reject("INF102", line, f"row must have {width} cells, got {len(cells)}")
            else:
                yield line, cells, {name: cells[at] for at, name in self.strange if cells[at]}

    def unknown(self, known: tuple[str, ...]) -> tuple[str, ...]:
        """The columns that nobody reads."""
        return tuple(name for name in self.columns if name not in known)

    def _reject(self, code: str, line: int, message: str) -> None:
        self.rejections.reject(code, file=self.path.name, line=line, message=message)


def _delimiter(path: Path, kind: TableKind[object]) -> str:
    """What stands between the cells of the header."""
    first = next((raw for _, raw, _ in pieces(path, progress=silent) if raw.strip()), b"")
    header = decoded(first)[0].strip("\r\n")
    if "," in header:
        return ","
    for delimiter in _SEPARATORS:
        if set(kind.required) <= {name.strip('"') for name in header.split(delimiter)}:
            return delimiter if len(kind.required) > 1 else ","
    return ","


def check_header(header: list[str], kind: TableKind[object]) -> None:
    """Refuse a header from which rows cannot be read."""
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise RejectedRowError("", f"header must name each column once, got {shown(twice)} again")
    missing = [name for name in kind.required if name not in header]
    if header and missing:
        others = [name for name in header if name not in kind.names] or header
        got = ", ".join(with_hint(name, kind.names) for name in others[:_MOST_NAMED])
        rule = f"header must have the columns {', '.join(missing)}"
        message = f"{rule}, got {got}; the known columns are {', '.join(kind.names)}"
        raise RejectedRowError("", message)
