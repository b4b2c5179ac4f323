"""Touch columns: a Parquet file of touches of which only the rows that need it are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from influence import frames
from influence.books._files.parquet import ParquetTable
from influence.books._files.source import Row
from influence.books._rejections import RejectedRowError
from influence.frames import BrokenTableError

if TYPE_CHECKING:
    from influence.frames import TouchFile


@attrs.frozen(kw_only=True)
class TouchColumns:
    """The rows of a file that are not plainly sound, to be judged one by one.

    What stands in columns that nobody reads stays in the file.

    Args:
        table: The file, opened.
        file: Its rows, those that are sound and the others.
    """

    table: ParquetTable
    file: TouchFile

    @classmethod
    def of(cls, table: ParquetTable) -> TouchColumns | None:
        """The columns of a table; ``None`` where rows have to be looked at one by one.

        Raises:
            RejectedRowError: Polars cannot read the file.
        """
        try:
            file = frames.TouchFile.read(table.path)
        except BrokenTableError as error:
            message = f"file must {error.rule}, got: {error.value}"
            raise RejectedRowError("", message) from None
        if file is None:
            return None
        whole = table.path.stat().st_size
        table.progress(table.path.name, whole, whole)
        return cls(table=table, file=file)

    @property
    def columns(self) -> tuple[str, ...]:
        """The known columns of the file."""
        return self.table.columns

    def rows(self) -> Iterator[Row]:
        """The rows that have to be judged."""
        return self.table.told(self.file.odd_rows(self.columns))

    def unknown(self, known: tuple[str, ...]) -> tuple[str, ...]:
        """The columns that nobody reads."""
        return self.table.unknown(known)
