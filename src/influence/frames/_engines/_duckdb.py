"""DuckDB: a relation of a connection of the user's."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import ClassVar

import attrs

from influence.frames._engines._engine import Columns, Engine, Native, are_texts


@attrs.frozen
class DuckDBEngine(Engine):
    """DuckDB, which works out of core."""

    name: ClassVar[str] = "DuckDB"

    def with_moments(self, native: Native, columns: Sequence[str], /) -> Native:
        """Times by ``epoch_us``, which counts from 1970 in UTC."""
        replaced = [f"epoch_us({_quoted(name)}) AS {_quoted(name)}" for name in columns]
        return native.project(f"* REPLACE ({', '.join(replaced)})") if replaced else native

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

    def can_join(self, native: Native, beside: Native, /) -> bool:
        """Only of one connection; DuckDB tells when it is asked to."""
        import duckdb

        try:
            native.set_alias("one").cross(beside.set_alias("other"))
        except duckdb.InvalidInputException:
            return False
        return True


def _quoted(name: str) -> str:
    """A name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    """A text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"
