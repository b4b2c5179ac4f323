"""Frames: the same on big tables, on engines that exist, equal to the cent.

    attribute      a row for each order and creator who earned a part of it
    tables_of      the orders, touches and refunds of a campaign book
    refused        the rows that it cannot take, each with the rule that it breaks
    roll_up        those rows added up by creator, and by month
    evaluate       attribute, settle and add up
    settle         what each creator has earned in each accrual period
    attribute_all  the same by several models at once, side by side
    also_paid      who is paid on whole orders beside them, where every code is paid
    fitted         Markov or Shapley with what it learned from all journeys

Frames of Polars, DuckDB, Spark and Ibis are worked on where they are, those of pandas and PyArrow
by Polars; the same kind comes back. Nothing is imported before it is asked for, because books ask
only for the readers of Parquet.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from influence.frames._also_paid import also_paid
    from influence.frames._attribute import attribute
    from influence.frames._attribute_all import attribute_all
    from influence.frames._book._crediting import FrameCrediting
    from influence.frames._book._tables import BookTables, tables_of
    from influence.frames._book._touch_file import TouchFile
    from influence.frames._book._touch_rows import FrameTouches
    from influence.frames._evaluate import FrameEvaluation, evaluate
    from influence.frames._learning._learned import fitted
    from influence.frames._parquet import (
        BrokenTableError,
        parquet_columns,
        parquet_height,
        parquet_rows,
    )
    from influence.frames._refusals import refused
    from influence.frames._roll_up import roll_up
    from influence.frames._settling._rules import BySums
    from influence.frames._settling._settle import settle
    from influence.frames._touches import FrameModel, TouchColumns

__all__ = [
    "BookTables",
    "BrokenTableError",
    "BySums",
    "FrameCrediting",
    "FrameEvaluation",
    "FrameModel",
    "FrameTouches",
    "TouchColumns",
    "TouchFile",
    "also_paid",
    "attribute",
    "attribute_all",
    "evaluate",
    "fitted",
    "parquet_columns",
    "parquet_height",
    "parquet_rows",
    "refused",
    "roll_up",
    "settle",
    "tables_of",
]

_HOMES = {
    "BookTables": "_book._tables",
    "BrokenTableError": "_parquet",
    "BySums": "_settling._rules",
    "FrameCrediting": "_book._crediting",
    "FrameEvaluation": "_evaluate",
    "FrameModel": "_touches",
    "FrameTouches": "_book._touch_rows",
    "TouchColumns": "_touches",
    "TouchFile": "_book._touch_file",
    "also_paid": "_also_paid",
    "attribute": "_attribute",
    "attribute_all": "_attribute_all",
    "evaluate": "_evaluate",
    "fitted": "_learning._learned",
    "parquet_columns": "_parquet",
    "parquet_height": "_parquet",
    "parquet_rows": "_parquet",
    "refused": "_refusals",
    "tables_of": "_book._tables",
    "roll_up": "_roll_up",
    "settle": "_settling._settle",
}
#: What needs no more than Polars, and asks for it when a table is read.
_LIGHT = "_parquet"


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    home = _HOMES[name]
    try:
        found: object = getattr(import_module(f"{__name__}.{home}"), name)
    except ModuleNotFoundError as error:
        if home == _LIGHT or error.name not in {"narwhals", "polars"}:
            raise
        from influence.errors import MissingExtraError

        raise MissingExtraError(f"influence.frames.{name}", "frames") from None
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
