"""Kept: what credits tell of their orders, beside whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from influence.errors import MissingDataError, UnknownNameError
from influence.frames._columns import KEPT, TABLES
from influence.frames._tables import Tables

_TIMES = frozenset(column.name for column in TABLES["orders"] if column.type == "time")


def kept_of(keep: Sequence[str], *, tables: Tables) -> Sequence[str]:
    """The columns that are kept, each once.

    Raises:
        UnknownNameError: One is none that can be kept; the close one is named.
        MissingDataError: The orders do not have one.
    """
    there = tables.frames["orders"].collect_schema().names()
    for name in keep:
        if name not in KEPT:
            raise UnknownNameError("keep", name, KEPT)
        if name not in there:
            raise MissingDataError(f"orders.{name}", "be a column to be kept", there)
    return tuple(dict.fromkeys(keep))


def times_in(keep: Sequence[str]) -> Sequence[str]:
    """Those of the columns that are times."""
    return [name for name in keep if name in _TIMES]
