"""Sources: a file of rows, whatever its format, each row with its line and its cells as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeAlias

#: The line that a row begins on, or its number where a format has no lines, and its cells.
Row: TypeAlias = tuple[int, Sequence[str]]


class Source(Protocol):
    """A table file that was opened."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the cells of every row, in order."""
        ...

    def rows(self) -> Iterator[Row]:
        """Every row that could be read; the others are rejected on the way."""
        ...

    def unknown(self, known: tuple[str, ...]) -> tuple[str, ...]:
        """The columns of the file that are not among the known ones, once the rows are read."""
        ...
