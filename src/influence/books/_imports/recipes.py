"""Recipes: how the cells of one row of the book are made from one row of the source.

    cell = parts put together, then looked up, then scaled

An empty cell means that the source does not know, and it stays empty unless the lookup lists it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from typing import cast

import attrs

from influence.books._imports.foreign import ForeignRow
from influence.books._imports.mapping import (
    ROW,
    TEMPLATE,
    Constant,
    Lookup,
    SourceCell,
    TableMapping,
)
from influence.errors import InvalidInputError, UnknownNameError

_AMOUNT = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
# More digits than an amount can have, so that scaling is exact whatever the caller's context is.
_EXACT = Context(prec=200)


class RejectedCellError(InvalidInputError):
    """A cell of the source does not fit; its row is left out of the book."""


@attrs.frozen(kw_only=True)
class _Recipe:
    """How one column of the book is made; a part is a text, a place in the row, or its number."""

    column: str
    parts: tuple[str | int | None, ...]
    lookup: Lookup | None
    scale: Decimal | None

    def cell(self, row: ForeignRow) -> str:
        """The cell in the book."""
        text = "".join([self._text(part, row=row) for part in self.parts])
        if self.lookup is not None:
            text = self._looked_up(text, lookup=self.lookup)
        if self.scale is not None and text:
            text = self._scaled(text, scale=self.scale)
        return text

    def _text(self, part: str | int | None, *, row: ForeignRow) -> str:
        if isinstance(part, str):
            return part
        return str(row.number) if part is None else row.cells[part]

    def _looked_up(self, text: str, *, lookup: Lookup) -> str:
        if text in lookup.values:
            return lookup.values[text]
        if not text or lookup.otherwise == "keep":
            return text
        if isinstance(lookup.otherwise, Constant):
            return lookup.otherwise.text
        known = ", ".join(sorted(lookup.values)) or "nothing"
        raise RejectedCellError(self.column, f"be listed in its lookup ({known})", text)

    def _scaled(self, text: str, *, scale: Decimal) -> str:
        if not _AMOUNT.fullmatch(text):
            raise RejectedCellError(self.column, "be a plain decimal number to be scaled", text)
        return f"{_EXACT.multiply(Decimal(text), scale):f}"


@attrs.frozen(kw_only=True)
class Recipes:
    """The recipes of one table, with every column found in its source.

    Args:
        columns: A recipe for each column of the book.
        wanted: Places in the source row, each with the values whose rows are wanted.
    """

    columns: tuple[_Recipe, ...]
    wanted: tuple[tuple[int, frozenset[str]], ...]

    @classmethod
    def of(cls, mapping: TableMapping, *, columns: tuple[str, ...]) -> Recipes:
        """Find every column that *mapping* reads among the *columns* of its source.

        Raises:
            UnknownNameError: There is no such column; the close one is named.
        """
        places = {column: place for place, column in enumerate(columns)}
        for column in mapping.source_columns:
            if column not in places and (column != ROW or column in mapping.where):
                raise UnknownNameError(f"{mapping.source} column", column, columns)
        found: dict[str, int | None] = {ROW: None, **places}
        recipes = tuple(
            _Recipe(
                column=column,
                parts=tuple(
                    found[part.column] if isinstance(part, SourceCell) else part for part in parts
                ),
                lookup=mapping.lookups.get(column),
                scale=mapping.scale.get(column),
            )
            for column, parts in mapping.cells.items()
        )
        wanted = tuple(
            (places[column], frozenset(values)) for column, values in mapping.where.items()
        )
        return cls(columns=recipes, wanted=wanted)

    def leaves_out(self, row: ForeignRow) -> bool:
        """Whether the mapping does not want *row*; a row too short to tell is not left out."""
        return any(
            place < len(row.cells) and row.cells[place] not in values
            for place, values in self.wanted
        )

    def cells(self, row: ForeignRow) -> tuple[str, ...]:
        """The row of the book.

        Raises:
            RejectedCellError: A cell does not fit; its column is named.
        """
        return tuple(recipe.cell(row) for recipe in self.columns)


def filled(value: object, *, row: Mapping[str, str], place: str) -> object:
    """*value* with each ``{column}`` in its texts replaced by the cell of *row*.

    Raises:
        UnknownNameError: There is no such column; the close one is named.

    Example:
        >>> filled(["{creator_id}15"], row={"creator_id": "maya"}, place="mapping.toml [deals]")
        ['maya15']
    """
    if isinstance(value, str):
        for column in TEMPLATE.findall(value):
            if column not in row:
                raise UnknownNameError(f"{place} column", column, row)
        return TEMPLATE.sub(lambda found: row[found[1]], value)
    if isinstance(value, list):
        members = cast("list[object]", value)
        return [filled(member, row=row, place=place) for member in members]
    if isinstance(value, dict):
        fields = cast("dict[str, object]", value)
        return {key: filled(member, row=row, place=place) for key, member in fields.items()}
    return value
