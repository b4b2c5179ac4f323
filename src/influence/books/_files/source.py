"""Sources: a file of rows, whatever its format, each row with its line and its cells as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeAlias

#: The line that a row begins on, or its number where a format has no lines; its cells; and the
#: filled cells of the columns that nobody reads, by column.
Row: TypeAlias = tuple[int, Sequence[str], Mapping[str, str]]


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
