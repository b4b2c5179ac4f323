"""Columns: what a table of a book may hold, declared so that a new column is one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

import attrs

from influence.books._cells import ParserOf, as_amount
from influence.errors import close_match

T = TypeVar("T")


@attrs.frozen
class Column:
    """One column.

    Args:
        name: As the header writes it.
        parse: Makes the parser of its cells.
        field: The field of the row's class; the same name if not said.
        required: Whether every row has to fill it.
        refers_to: What it names: ``creators``, ``orders`` or ``angles``.
    """

    name: str
    parse: ParserOf
    field: str = attrs.field(
        default=attrs.Factory(lambda self: self.name, takes_self=True), kw_only=True
    )
    required: bool = attrs.field(default=False, kw_only=True)
    refers_to: str = attrs.field(default="", kw_only=True)


@attrs.frozen(kw_only=True)
class TableKind(Generic[T]):
    """One table of a book.

    Args:
        name: The name of its file, without the ending.
        make: Builds a row from its fields.
        columns: What it may hold.
        field: The field of the book that its rows become; the name if not said.
        key: The field that identifies a row; empty when nothing does, so that equal rows add up.
        key_column: The column that messages about the key name; the key if not said.
        has_amounts: Whether a ``currency`` column may stand beside its amounts.
        dated_by: The field with the moment by whose rate amounts are converted; empty when they
            are converted by the rate of their order.
        is_quoted: Whether a row tells something in the currency of the book.
        renamed: Fields that errors know by another name, with their columns.
    """

    name: str
    make: Callable[..., T]
    columns: tuple[Column, ...]
    field: str = attrs.field(default=attrs.Factory(lambda self: self.name, takes_self=True))
    key: str = ""
    key_column: str = attrs.field(default=attrs.Factory(lambda self: self.key, takes_self=True))
    has_amounts: bool = False
    dated_by: str = ""
    is_quoted: bool = False
    renamed: Mapping[str, str] = attrs.field(factory=dict[str, str])

    @property
    def singular(self) -> str:
        """What one row is called, such as ``order line``."""
        return self.name.removesuffix("s").replace("_", " ")

    @property
    def amounts(self) -> tuple[Column, ...]:
        """The columns that hold amounts."""
        return tuple(column for column in self.columns if column.parse is as_amount)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all known columns, ``currency`` included where it may stand."""
        own = tuple(column.name for column in self.columns)
        return (*own, "currency") if self.has_amounts else own

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the columns that every row has to fill."""
        return tuple(column.name for column in self.columns if column.required)

    @property
    def references(self) -> tuple[Column, ...]:
        """The columns that name something else in the book."""
        return tuple(column for column in self.columns if column.refers_to)


def with_hint(name: str, known: tuple[str, ...]) -> str:
    """A name and, when it is not known, the one that was likely meant.

    Example:
        >>> with_hint("itmes", ("items", "at"))
        "'itmes' (did you mean 'items'?)"
    """
    close = "" if name in known else close_match(name, known)
    cut = name if len(name) <= 80 else f"{name[:80]}…"  # noqa: PLR2004  # as long as a message shows
    return f"{cut!r} (did you mean {close!r}?)" if close else repr(cut)
