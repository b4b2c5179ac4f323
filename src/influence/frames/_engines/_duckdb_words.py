"""Words of DuckDB's SQL: names, texts, and lists as one literal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from influence.frames._engines._engine import Native


def quoted(name: str) -> str:
    """A name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def listed(values: Sequence[int] | Sequence[str], *, are_texts: bool) -> str:
    """A list; of JSON, because DuckDB takes seconds to read thousands of literals."""
    kind = "VARCHAR" if are_texts else "BIGINT"
    return f"from_json({literal(json.dumps(list(values)))}, '[\"{kind}\"]')"


def after(relation: Native, *steps: Iterable[str]) -> Native:
    """A relation with more columns, those of each step from those before."""
    for step in steps:
        relation = relation.project(", ".join(["*", *step]))
    return relation
