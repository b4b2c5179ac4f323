"""Their statement: a table that somebody else drew up, with the columns under their own names.

A row that breaks a rule is told with its place, the rule and the value, and left out; what of it is
right or wrong is for ``influence.reconciliation``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from influence.books._cells import Setting, as_amount, as_count, as_name, as_text
from influence.books._columns import Column, TableKind, with_hint
from influence.books._files.csv_table import CsvTable
from influence.books._files.pieces import silent
from influence.books._rejections import RejectedRowError, Rejections
from influence.books._rows import RowReader
from influence.campaign_book import Book
from influence.errors import InvalidInputError, UnknownNameError
from influence.findings import Finding
from influence.reconciliation import TheirLine

_CURRENCY = "currency"
_must = partial(Column, required=True)
_COLUMNS = (
    _must("creator_id", as_name),
    _must("amount", as_amount),
    Column("order_id", as_name),
    Column("period", as_text),
    Column("basis", as_name),
    Column("rate", as_amount),
    Column("count", as_count),
)
_NAMES = (*(column.name for column in _COLUMNS), _CURRENCY)


@attrs.frozen(kw_only=True)
class TheirStatement:
    """What could be read of their statement.

    Args:
        lines: Its lines, in the order of the file.
        rejections: What was left out, and what was odd.
    """

    lines: tuple[TheirLine, ...]
    rejections: tuple[Finding, ...]

    @property
    def rejected_rows(self) -> int:
        """How many rows were left out because they broke a rule."""
        return sum(one.rows for one in self.rejections if one.severity == "error")


def read_their_statement(
    path: str | Path, *, book: Book, columns: Mapping[str, str] | None = None
) -> TheirStatement:
    """The statement in a CSV file.

    Args:
        path: The file; its cells may be separated by commas, semicolons or tabs.
        book: For the currency of amounts that do not name their own.
        columns: What they call our columns, such as ``{"amount": "total_payout"}``. Ours are
            ``creator_id``, ``amount``, ``order_id``, ``period``, ``basis``, ``rate``, ``count`` and
            ``currency``; the first two have to be there.

    Raises:
        UnknownNameError: *columns* names a column that we do not have, or that the file does not.
        InvalidInputError: The file cannot be read as a table.

    Example:
        >>> from influence.books import read_book
        >>> book = read_book("examples/spring-launch")
        >>> theirs = read_their_statement(
        ...     "examples/reconcile/their-statement.csv",
        ...     book=book,
        ...     columns={"creator_id": "partner", "amount": "total", "count": "sales"},
        ... )
        >>> theirs.lines[0].creator_id, str(theirs.lines[0].amount)
        ('maya', '...')
    """
    file, names = Path(path), dict(columns or {})
    for column in names:
        if column not in _NAMES:
            raise UnknownNameError("column", column, _NAMES)
    kind = _kind(names)
    rejections = Rejections()
    table = _opened(file, kind=kind, rejections=rejections)
    for wanted in names.values():
        if wanted not in table.columns:
            raise UnknownNameError(f"column of {file.name}", wanted, table.columns)
    currency = names.get(_CURRENCY, _CURRENCY)
    reader = RowReader(
        kind,
        columns=[_CURRENCY if name == currency else name for name in table.columns],
        setting=Setting(currency=book.campaign.currency, time_zone=book.campaign.time_zone),
    )
    lines = tuple(_lines(table, reader=reader, rejections=rejections))
    _note_unread(table, known=(*(column.name for column in kind.columns), currency))
    return TheirStatement(lines=lines, rejections=rejections.findings())


def _kind(names: Mapping[str, str]) -> TableKind[TheirLine]:
    """The kind of table that calls our columns by their names."""
    return TableKind(
        name="statement",
        make=TheirLine,
        has_amounts=True,
        columns=tuple(
            attrs.evolve(column, name=names.get(column.name, column.name)) for column in _COLUMNS
        ),
    )


def _opened(file: Path, *, kind: TableKind[Any], rejections: Rejections) -> CsvTable:
    """The table, with the name of the file in whatever is wrong with its header."""
    try:
        return CsvTable.opened(file, kind=kind, rejections=rejections, progress=silent)
    except RejectedRowError as error:
        rule = "be a table with a header that can be read"
        raise InvalidInputError(f"statement {file.name}", rule, str(error)) from None


def _lines(
    table: CsvTable, *, reader: RowReader[TheirLine], rejections: Rejections
) -> Iterator[TheirLine]:
    """Every row that keeps the rules."""
    file = table.path.name
    for number, cells, _ in table.rows():
        try:
            yield attrs.evolve(reader.value(cells), place=f"{file}:{number}")
        except RejectedRowError as error:
            rejections.reject(
                "INF101", file=file, line=number, message=error.message, column=error.column
            )


def _note_unread(table: CsvTable, *, known: tuple[str, ...]) -> None:
    """Say which columns nobody reads."""
    strange = table.unknown(known)
    if strange:
        told = ", ".join(with_hint(name, known) for name in strange)
        message = f"columns must be known to be read, got {told}"
        table.rejections.note("INF202", where=table.path.name, message=message)
