"""Rows: from cells to a value of the book, or to what is wrong with them.

A row is tried as a whole first, because nearly all rows are good. Only when it fails is it looked
at cell by cell, so that everything wrong with it is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
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


class _Plan:
    """How the cells of a row are read when its amounts are in one currency.

    Args:
        cells: The known columns of the file.
    """

    def __init__(self, cells: Sequence[_Cell]) -> None:
        self.cells = cells
        self.steps = [(cell.column.field, cell.index, cell.parse) for cell in cells]


class RowReader(Generic[T]):
    """Reads the rows of one table.

    Args:
        kind: Which table.
        columns: The columns of the file, in its order.
        setting: What the cells of the book have in common.
    """

    def __init__(self, kind: TableKind[T], *, columns: Sequence[str], setting: Setting) -> None:
        """Find out where each known column stands."""
        self._kind = kind
        self._setting = setting
        self._places = {name: index for index, name in enumerate(columns)}
        self._make: Callable[..., T] = (
            partial(kind.make, quote=setting.currency) if kind.is_quoted else kind.make
        )
        self._currency_index = self._places.get("currency", -1) if kind.has_amounts else -1
        self._plans = {setting.currency: self._planned(setting)}

    def currency(self, cells: Sequence[str]) -> str:
        """The currency of the amounts of a row: its own, else the book's."""
        told = cells[self._currency_index] if self._currency_index >= 0 else ""
        return told or self._setting.currency

    def value(self, cells: Sequence[str]) -> T:
        """The row of those cells, in its own currency.

        Raises:
            RejectedRowError: It breaks a rule.
        """
        plan = self._plan(self.currency(cells))
        try:
            fields = {field: parse(cells[at]) for field, at, parse in plan.steps if cells[at]}
            row = self._make(**fields)
        except (InfluenceError, TypeError) as error:
            raise self._rejected(cells, error, plan) from None
        return row

    def _plan(self, currency: str) -> _Plan:
        """How a row in a currency is read."""
        plan = self._plans.get(currency)
        if plan is None:
            if currency not in known_currencies():
                rule = f"be {self._setting.currency}, the currency of the campaign"
                refused = InvalidInputError("currency", rule, currency)
                raise RejectedRowError("currency", f"{refused}, which ISO 4217 does not know")
            plan = self._planned(attrs.evolve(self._setting, currency=currency))
            self._plans[currency] = plan
        return plan

    def _planned(self, setting: Setting) -> _Plan:
        """How cells of a setting are read."""
        return _Plan(
            [
                _Cell(column, self._places[column.name], column.parse(setting))
                for column in self._kind.columns
                if column.name in self._places
            ]
        )

    def _rejected(self, cells: Sequence[str], error: Exception, plan: _Plan) -> RejectedRowError:
        """Everything that is wrong with a row of which something is."""
        faults = [fault for cell in plan.cells for fault in _faults(cell, cells[cell.index])]
        if not faults and isinstance(error, InfluenceError):
            faults = [self._refused(cells, error, plan)]
        if not faults:
            raise error
        return RejectedRowError(faults[0][0], "; ".join(message for _, message in faults))

    def _refused(self, cells: Sequence[str], error: InfluenceError, plan: _Plan) -> tuple[str, str]:
        """The column that an error of the row's class speaks of, and the error about its cell."""
        field = self._kind.renamed.get(error.what, error.what.rpartition(".")[2])
        cell = next((cell for cell in plan.cells if cell.column.field == field), None)
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
