"""Rows: from cells to a value of the book, or to what is wrong with them.

A row is tried as a whole first, because nearly all rows are good. Only when it fails is it looked
at cell by cell, so that everything wrong with it is told at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

import attrs

from influence.books._cells import Parser, Setting
from influence.books._columns import Column, TableKind
from influence.books._rejections import RejectedRowError, told
from influence.errors import InfluenceError, InvalidInputError, UnknownNameError
from influence.money import known_currencies

T = TypeVar("T")


@attrs.frozen
class _Cell:
    """A column and where its cells stand."""

    column: Column
    index: int
    parse: Parser


class RowReader(Generic[T]):
    """Reads the rows of one table.

    Args:
        kind: Which table.
        columns: The columns of the file, in its order.
        setting: What the cells of the book have in common.
    """

    def __init__(self, kind: TableKind[T], *, columns: Sequence[str], setting: Setting) -> None:
        """Find out where each known column stands."""
        places = {name: index for index, name in enumerate(columns)}
        self._kind = kind
        self._cells = [
            _Cell(column, places[column.name], column.parse(setting))
            for column in kind.columns
            if column.name in places
        ]
        self._plan = [(cell.column.field, cell.index, cell.parse) for cell in self._cells]
        self._currency = setting.currency
        self._currency_index = places.get("currency", -1) if kind.has_amounts else -1

    def value(self, cells: Sequence[str]) -> T:
        """The row of those cells.

        Raises:
            RejectedRowError: It breaks a rule.
        """
        if self._currency_index >= 0:
            self._check_currency(cells[self._currency_index])
        try:
            fields = {field: parse(cells[at]) for field, at, parse in self._plan if cells[at]}
            row = self._kind.make(**fields)
        except (InfluenceError, TypeError) as error:
            raise self._rejected(cells, error) from None
        return row

    def _check_currency(self, cell: str) -> None:
        """Refuse a row in another currency; its amounts could not be added up."""
        if cell and cell != self._currency:
            rule = f"be {self._currency}, the currency of the campaign"
            remark = "" if cell in known_currencies() else ", which ISO 4217 does not know"
            message = f"{InvalidInputError('currency', rule, cell)}{remark}"
            raise RejectedRowError("currency", message)

    def _rejected(self, cells: Sequence[str], error: Exception) -> RejectedRowError:
        """Everything that is wrong with a row of which something is."""
        faults = [fault for cell in self._cells for fault in _faults(cell, cells[cell.index])]
        if not faults and isinstance(error, InfluenceError):
            faults = [self._refused(cells, error)]
        if not faults:
            raise error
        return RejectedRowError(faults[0][0], "; ".join(message for _, message in faults))

    def _refused(self, cells: Sequence[str], error: InfluenceError) -> tuple[str, str]:
        """The column that an error of the row's class speaks of, and the error about its cell."""
        field = self._kind.renamed.get(error.what, error.what.rpartition(".")[2])
        cell = next((cell for cell in self._cells if cell.column.field == field), None)
        if cell is None:
            return "", str(error)
        name, text = cell.column.name, cells[cell.index]
        if isinstance(error, UnknownNameError):
            return name, str(UnknownNameError(name, text, error.known))
        return name, str(InvalidInputError(name, error.rule, text))


def _faults(cell: _Cell, text: str) -> list[tuple[str, str]]:
    """The rule that one cell breaks, if any, as column and message."""
    name = cell.column.name
    try:
        if text:
            cell.parse(text)
        elif cell.column.required:
            raise InvalidInputError(name, "not be empty", text)
    except InfluenceError as error:
        return [(name, told(error, as_what=name))]
    return []
