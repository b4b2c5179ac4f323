"""Parquet tables, a batch of rows at a time, through Polars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from influence.errors import ConnectorError, MissingExtraError

if TYPE_CHECKING:
    import polars as pl

T = TypeVar("T")

_BATCH = 1 << 16


class _Selectable(Protocol):
    """A frame that is asked for columns by their names alone.

    What Polars itself says of ``select`` names types of NumPy, which need not be installed; where
    it is not, a type checker knows that method in part only.
    """

    def select(self, names: list[str], /) -> pl.LazyFrame:
        """The frame with these columns, in this order."""
        ...


class BrokenTableError(ConnectorError):
    """A file is not a table that the engine can read; whoever wrote it has to write it again."""


def parquet_columns(path: Path) -> list[str]:
    """The names of the columns of a Parquet file.

    Raises:
        MissingExtraError: The extra is not installed.
        BrokenTableError: Polars cannot read the file.
    """
    frame = scanned(path)
    return unless_broken(lambda: frame.collect_schema().names(), path=path)


def parquet_height(path: Path) -> int:
    """How many rows a Parquet file has.

    Raises:
        MissingExtraError: The extra is not installed.
        BrokenTableError: Polars cannot read the file.
    """
    frame = scanned(path)
    import polars as pl

    return int(unless_broken(lambda: frame.select(pl.len()).collect().item(), path=path))


def parquet_rows(path: Path, *, columns: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """The rows of a Parquet file as plain values, read in batches.

    Args:
        path: The file.
        columns: The columns that are wanted, in this order; at least one.

    Raises:
        MissingExtraError: The extra is not installed.
        BrokenTableError: Polars cannot read the file.
    """
    frame = _narrowed(scanned(path), columns=columns)
    first = 0
    while rows := _rows(frame.slice(first, _BATCH), path=path):
        yield from rows
        first += len(rows)


def scanned(path: Path) -> pl.LazyFrame:
    """The file, not read yet."""
    try:
        import polars as pl
    except ImportError:
        raise MissingExtraError("parquet table", "frames") from None
    return pl.scan_parquet(path)


def _narrowed(frame: _Selectable, *, columns: Sequence[str]) -> pl.LazyFrame:
    """The columns that are wanted, in their order."""
    return frame.select(list(columns))


def _rows(frame: pl.LazyFrame, *, path: Path) -> list[tuple[object, ...]]:
    """The rows of one batch."""
    return unless_broken(lambda: frame.collect().rows(), path=path)


def unless_broken(read: Callable[[], T], *, path: Path) -> T:
    """What *read* answers; a file that Polars cannot make sense of is told as such."""
    import polars as pl

    try:
        return read()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        why = str(error).partition("\n")[0]
        raise BrokenTableError(path.name, "be Parquet that Polars can read", why) from None
