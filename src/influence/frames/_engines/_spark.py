"""Spark: a DataFrame of a session of the user's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

import attrs
import narwhals as nw

from influence.frames._engines._engine import (
    BETWEEN,
    Columns,
    Engine,
    Frame,
    Native,
    are_texts,
    rows_of,
)
from influence.frames._engines._floors import Quotients


@attrs.frozen
class SparkEngine(Engine):
    """Spark, on whatever cluster the session has."""

    name: ClassVar[str] = "Spark"

    def with_moments(self, native: Native, columns: Sequence[str], /) -> Native:
        """Times by ``unix_micros``, which counts from 1970 in UTC."""
        from pyspark.sql import functions

        return native.withColumns({name: functions.unix_micros(name) for name in columns})

    def with_times(self, native: Native, columns: Sequence[str], /) -> Native:
        """Times by ``timestamp_micros``."""
        from pyspark.sql import functions

        return native.withColumns({name: functions.timestamp_micros(name) for name in columns})

    def quotients(self, frame: Frame, wanted: Quotients, /) -> Frame:
        """By ``div``; narwhals divides as doubles, which are off by hundreds near 2^62."""
        from pyspark.sql import functions

        native = frame.to_native()
        whole = {
            into: functions.expr(f"`{number}` div `{by}`") for into, (number, by) in wanted.items()
        }
        told: Frame = nw.from_native(native.withColumns(whole))
        return told

    def table(self, columns: Columns, /, *, beside: Native) -> Native:
        """A DataFrame of the same session."""
        texts = are_texts(columns)
        schema = ", ".join(f"`{name}` {'string' if texts[name] else 'bigint'}" for name in columns)
        return beside.sparkSession.createDataFrame(rows_of(columns), schema)

    def empty_columns(self, native: Native, /) -> Collection[str]:
        """Those of the type ``VOID``."""
        return [field.name for field in native.schema if field.dataType.typeName() == "void"]

    def with_joined(self, native: Native, column: str, /) -> Native:
        """By its own join of lists."""
        from pyspark.sql import functions

        between = f"char({ord(BETWEEN)})"
        joined = f"concat({between}, array_join(`{column}`, {between}))"
        return native.withColumn(column, functions.expr(joined))

    def with_minor(self, native: Native, column: str, /, *, into: str, decimals: int) -> Native:
        """In decimals of nineteen digits, as many as 64 bits have."""
        from pyspark.sql import functions

        rounded = f"try_cast(`{column}` AS decimal(19, {decimals}))"
        whole = f"try_cast({rounded} * {10**decimals} AS bigint)"
        exact = f"CASE WHEN {rounded} = `{column}` THEN {whole} END"
        return native.withColumn(into, functions.expr(exact))
