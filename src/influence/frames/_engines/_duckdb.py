"""DuckDB: a relation of a connection of the user's."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import ClassVar

import attrs
import narwhals as nw

from influence.frames._engines._engine import (
    BETWEEN,
    MOST_SUM,
    Columns,
    Engine,
    Frame,
    Native,
    are_texts,
)


@attrs.frozen
class DuckDBEngine(Engine):
    """DuckDB, which works out of core."""

    name: ClassVar[str] = "DuckDB"

    def with_moments(self, native: Native, columns: Sequence[str], /) -> Native:
        """Times by ``epoch_us``, which counts from 1970 in UTC."""
        replaced = [f"epoch_us({_quoted(name)}) AS {_quoted(name)}" for name in columns]
        return native.project(f"* REPLACE ({', '.join(replaced)})") if replaced else native

    def with_times(self, native: Native, columns: Sequence[str], /) -> Native:
        """Times by ``make_timestamptz``."""
        told = [f"make_timestamptz({_quoted(name)}) AS {_quoted(name)}" for name in columns]
        return native.project(f"* REPLACE ({', '.join(told)})") if told else native

    def table(self, columns: Columns, /, *, beside: Native) -> Native:
        """A relation of lists; only a relation of the same connection can be joined.

        A list is one literal of JSON, because DuckDB takes seconds to read thousands of literals.
        """
        texts = are_texts(columns)
        lists = ", ".join(
            f"unnest(from_json({_literal(json.dumps(list(values)))}, "
            f"'[\"{'VARCHAR' if texts[name] else 'BIGINT'}\"]')) AS {_quoted(name)}"
            for name, values in columns.items()
        )
        return beside.query("beside", f"SELECT {lists}")

    def empty_columns(self, native: Native, /) -> Collection[str]:
        """Those of the type of a bare NULL."""
        told = zip(native.columns, native.types, strict=True)
        return [name for name, kind in told if kind.id == "null"]

    def with_joined(self, native: Native, column: str, /) -> Native:
        """By its own join of lists."""
        name, between = _quoted(column), f"chr({ord(BETWEEN)})"
        joined = f"{between} || array_to_string({name}, {between})"
        return native.project(f"* REPLACE ({joined} AS {name})")

    def with_minor(self, native: Native, column: str, /, *, into: str, decimals: int) -> Native:
        """In decimals of nineteen digits, as many as 64 bits have."""
        rounded = f"TRY_CAST({_quoted(column)} AS DECIMAL(19, {decimals}))"
        whole = f"TRY_CAST({rounded} * {10**decimals} AS BIGINT)"
        exact = f"CASE WHEN {rounded} = {_quoted(column)} THEN {whole} END"
        return native.project(f"*, {exact} AS {_quoted(into)}")

    def added_up(
        self, frame: Frame, /, *, by: Sequence[str], counts: Sequence[str], amounts: Sequence[str]
    ) -> Frame:
        """In 128 bits, as DuckDB adds up, with an error that names whose sum needs more than 64."""
        every = [nw.col(name).sum() for name in (*counts, *amounts)]
        native = frame.group_by(*by).agg(*every).to_native()
        who = f"coalesce({_quoted(by[0])}, 'nobody')"
        sums = [*map(_counted, counts), *(_unless_far(name, who=who) for name in amounts)]
        told = native.project(", ".join([*map(_quoted, by), *sums]))
        added: Frame = nw.from_native(told).lazy()
        return added

    def can_join(self, native: Native, beside: Native, /) -> bool:
        """Only of one connection; DuckDB tells when it is asked to."""
        import duckdb

        try:
            native.set_alias("one").cross(beside.set_alias("other"))
        except duckdb.InvalidInputException:
            return False
        return True


def _counted(name: str) -> str:
    """A sum that is not large."""
    return f"{_quoted(name)}::BIGINT AS {_quoted(name)}"


def _unless_far(name: str, *, who: str) -> str:
    """A sum in 64 bits, or an error."""
    own, rule = _quoted(name), f"must sum to less than {MOST_SUM} minor units, got "
    text = f"'{name} of ' || {who} || ' {rule}' || {own}"
    wide = f"abs({own}) >= {MOST_SUM}"
    return f"CASE WHEN {wide} THEN error({text})::BIGINT ELSE {own}::BIGINT END AS {own}"


def _quoted(name: str) -> str:
    """A name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    """A text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"
