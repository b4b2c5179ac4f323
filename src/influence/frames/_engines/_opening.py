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
from influence.frames._parquet import BrokenTableError

_KINDS = "Polars, DuckDB, pandas, PyArrow, Spark or Ibis"


def engine_of(native: Native, *, place: str) -> tuple[Engine, Native]:
    """The engine of what a user gave, and the same as that engine works on it.

    Args:
        native: A frame, a relation, a table, or the path of a Parquet file.
        place: Which table it is, for errors.

    Raises:
        InvalidInputError: It is nothing that can be worked on, or no file is there.
        BrokenTableError: A file is not Parquet.
    """
    if isinstance(native, str | Path):
        return PolarsEngine(), _of_path(native, place=place)
    try:
        implementation = nw.from_native(native).implementation
    except TypeError:
        rule = f"be a frame of {_KINDS}, or the path of a Parquet file"
        raise InvalidInputError(place, rule, type(native).__name__) from None
    # What speaks Spark's words, as Spark Connect and SQLFrame do, is not known to count alike.
    opened = _OPENERS.get(implementation.value)
    if opened is None:
        raise InvalidInputError(place, f"be of {_KINDS}", implementation.value)
    return opened(native)


def _of_path(path: str | Path, *, place: str) -> pl.LazyFrame:
    """A Parquet file, a folder of them, or all that a pattern such as ``*.parquet`` means."""
    frame = pl.scan_parquet(path)
    try:
        frame.collect_schema()
    except FileNotFoundError:
        rule = "be the path of a Parquet file that is there"
        raise InvalidInputError(place, rule, str(path)) from None
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        why = str(error).partition("\n")[0]
        if "expanded paths were empty" in why:
            rule = "be the path of at least one Parquet file"
            raise InvalidInputError(place, rule, str(path)) from None
        raise BrokenTableError(f"{place} {path}", "be Parquet that Polars can read", why) from None
    return frame


def _of_polars(native: Native) -> tuple[Engine, Native]:
    """Polars, lazy or not."""
    is_eager = isinstance(native, pl.DataFrame)
    return (PolarsEngine("eager"), native.lazy()) if is_eager else (PolarsEngine(), native)


def _of_pandas(native: Native) -> tuple[Engine, Native]:
    """Polars, with columns of no type at all where pandas has objects and all of them are null."""
    frame: pl.LazyFrame = nw.from_native(native).lazy("polars").to_native()
    empty = [name for name in native.columns if native[name].dtype == object]
    nulls = [pl.lit(None).alias(name) for name in empty if native[name].isna().all()]
    return PolarsEngine("pandas"), frame.with_columns(nulls)


_OPENERS: dict[str, Callable[[Native], tuple[Engine, Native]]] = {
    "polars": _of_polars,
    "pandas": _of_pandas,
    "pyarrow": lambda native: (
        PolarsEngine("pyarrow"),
        nw.from_native(native).lazy("polars").to_native(),
    ),
    "duckdb": lambda native: (DuckDBEngine(), native),
    "pyspark": lambda native: (SparkEngine(), native),
    "ibis": lambda native: (IbisEngine(), native),
}
