"""JSON of the stall as faulty connectors take it apart, which is by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import cast

import attrs

from influence.sansio import Response


def table_of(response: Response) -> Mapping[str, object]:
    """The table that an answer holds; an empty one of what is none."""
    try:
        found = cast("object", json.loads(response.body))
    except (ValueError, RecursionError):
        return {}
    return cast("Mapping[str, object]", found) if isinstance(found, dict) else {}


def with_table(response: Response, table: Mapping[str, object]) -> Response:
    """An answer that holds another table, if it held one; else as it was."""
    if not table_of(response):
        return response
    return attrs.evolve(response, body=json.dumps(table, ensure_ascii=False).encode())


def with_texts(part: object, change: Callable[[str], str]) -> object:
    """A JSON value whose texts are changed; the names of keys are not."""
    if isinstance(part, str):
        return change(part)
    if isinstance(part, dict):
        table = cast("Mapping[str, object]", part)
        return {key: with_texts(one, change) for key, one in table.items()}
    if isinstance(part, list):
        return [with_texts(one, change) for one in cast("Sequence[object]", part)]
    return part
