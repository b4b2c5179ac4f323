"""Opening: which engine a frame is of, and the same as that engine works on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import narwhals as nw
import polars as pl

from influence.errors import InvalidInputError
from influence.frames._engines._duckdb import DuckDBEngine
from influence.frames._engines._engine import Engine, Native
from influence.frames._engines._ibis import IbisEngine
from influence.frames._engines._polars import PolarsEngine
from influence.frames._engines._spark import SparkEngine

_KINDS = "Polars, DuckDB, pandas, PyArrow, Spark or Ibis"


def engine_of(native: Native, *, place: str) -> tuple[Engine, Native]:
    """The engine of what a user gave, and the same as that engine works on it.

    Args:
        native: A frame, a relation, a table, or the path of a Parquet file.
        place: Which table it is, for errors.

    Raises:
        InvalidInputError: It is nothing that can be worked on.
    """
    if isinstance(native, str | Path):
        return PolarsEngine(), pl.scan_parquet(native)
    try:
        implementation = nw.from_native(native).implementation
    except TypeError:
        rule = f"be a frame of {_KINDS}, or the path of a Parquet file"
        raise InvalidInputError(place, rule, type(native).__name__) from None
    opened = _OPENERS.get("pyspark" if implementation.is_spark_like() else implementation.value)
    if opened is None:
        raise InvalidInputError(place, f"be of {_KINDS}", implementation.value)
    return opened(native)


def _of_polars(native: Native) -> tuple[Engine, Native]:
    """Polars, lazy or not."""
    is_eager = isinstance(native, pl.DataFrame)
    return (PolarsEngine("eager"), native.lazy()) if is_eager else (PolarsEngine(), native)


_OPENERS: dict[str, Callable[[Native], tuple[Engine, Native]]] = {
    "polars": _of_polars,
    "pandas": lambda native: (
        PolarsEngine("pandas"),
        nw.from_native(native).lazy("polars").to_native(),
    ),
    "pyarrow": lambda native: (
        PolarsEngine("pyarrow"),
        nw.from_native(native).lazy("polars").to_native(),
    ),
    "duckdb": lambda native: (DuckDBEngine(), native),
    "pyspark": lambda native: (SparkEngine(), native),
    "ibis": lambda native: (IbisEngine(), native),
}
