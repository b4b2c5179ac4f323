"""Parquet tables, through Polars (extra ``frames``), a batch of rows at a time.

Parquet has types, so amounts have to come as decimals or text. A floating-point number is refused
whatever it is, because nobody can tell any more which amount was meant.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypeGuard

import attrs

from influence.books._columns import TableKind
from influence.books._files.csv_table import check_header
from influence.books._files.pieces import Progress
from influence.books._files.source import Row
from influence.books._rejections import RejectedRowError, Rejections, unfit
from influence.errors import shown
from influence.frames import BrokenTableError, parquet_columns, parquet_height, parquet_rows

_MARK = b"PAR1"
#: After so many rows it is told how far the file is read.
_STEP = 1 << 14


@attrs.frozen(kw_only=True)
class ParquetTable:
    """A Parquet file whose columns are known.

    Args:
        path: Where it is.
        columns: The known columns that it has.
        others: The columns that nobody reads.
        rejections: Where bad rows go.
        progress: Who is told how far it is read.
    """

    path: Path
    columns: tuple[str, ...]
    others: tuple[str, ...]
    rejections: Rejections
    progress: Progress

    @classmethod
    def opened(
        cls, path: Path, *, kind: TableKind[object], rejections: Rejections, progress: Progress
    ) -> ParquetTable:
        """The table, with its columns read.

        Raises:
            RejectedRowError: It is not Parquet, or lacks a required column.
            MissingExtraError: The extra is not installed.
            OSError: The file cannot be read.
        """
        names = _columns(path) if _is_parquet(path) else []
        check_header(names, kind)
        return cls(
            path=path,
            columns=tuple(name for name in names if name in kind.names),
            others=tuple(name for name in names if name not in kind.names),
            rejections=rejections,
            progress=progress,
        )

    def rows(self) -> Iterator[Row]:
        """Every row of plain values, by its number from 1."""
        whole = self.path.stat().st_size
        if not self.columns:
            return
        wanted = (*self.columns, *self.others)
        yield from self.told(enumerate(self._read(wanted, whole=whole), start=1))
        self.progress(self.path.name, whole, whole)

    def told(self, numbered: Iterable[tuple[int, tuple[object, ...]]]) -> Iterator[Row]:
        """Rows by their numbers, of the known columns and maybe of the others, as text."""
        for number, values in numbered:
            try:
                yield number, self._cells(values), self._kept(values)
            except RejectedRowError as error:
                self.rejections.reject(
                    "INF101",
                    file=self.path.name,
                    line=number,
                    message=error.message,
                    column=error.column,
                )

    def _read(self, columns: tuple[str, ...], *, whole: int) -> Iterator[tuple[object, ...]]:
        """The rows of the file, telling now and then how far it is."""
        height = _height(self.path)
        for number, values in enumerate(_rows(self.path, columns)):
            if number % _STEP == 0:
                self.progress(self.path.name, whole * number // max(height, 1), whole)
            yield values

    def unknown(self, known: tuple[str, ...]) -> tuple[str, ...]:
        """The columns that nobody reads."""
        return tuple(name for name in self.others if name not in known)

    def _cells(self, values: tuple[object, ...]) -> list[str]:
        """The values as text."""
        named = zip(self.columns, values, strict=False)
        return [_text(name, value) for name, value in named]

    def _kept(self, values: tuple[object, ...]) -> dict[str, str]:
        """The values that nobody reads, as text."""
        named = zip(self.others, values[len(self.columns) :], strict=False)
        return {name: str(value) for name, value in named if value is not None}


def _columns(path: Path) -> list[str]:
    """The columns of the file; one that the engine cannot read is rejected whole."""
    try:
        return parquet_columns(path)
    except BrokenTableError as error:
        raise RejectedRowError("", _broken(error)) from None


def _height(path: Path) -> int:
    """How many rows the file has."""
    try:
        return parquet_height(path)
    except BrokenTableError as error:
        raise RejectedRowError("", _broken(error)) from None


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    """The rows of the file; one that the engine cannot read is rejected from there on."""
    try:
        yield from parquet_rows(path, columns=columns)
    except BrokenTableError as error:
        raise RejectedRowError("", _broken(error)) from None


def _broken(error: BrokenTableError) -> str:
    """The engine's complaint as the message of a rejection."""
    return f"file must {error.rule}, got: {error.value}"


def _is_parquet(path: Path) -> bool:
    """Whether the file says at both ends that it is Parquet; it is refused when not."""
    with path.open("rb") as file:
        head = file.read(len(_MARK))
        size = file.seek(0, 2)
        file.seek(max(size - len(_MARK), 0))
        if size and (head != _MARK or file.read() != _MARK):
            raise RejectedRowError("", f"file must be Parquet, got {shown(head)} at its start")
    return size > 0


def _text(name: str, value: object) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        rule = "be decimal or text, not a floating-point number"
        raise unfit(name, rule, value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    if name == "codes" and _is_list(value):
        return ";".join(_text(name, code) for code in value)
    if not isinstance(value, str | int):
        rule = "be text, a number, a time or a truth value"
        raise unfit(name, rule, value)
    return str(value)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)
