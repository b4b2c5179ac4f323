"""JSON of the stall as faulty connectors take it apart, which is by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
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


def ascii_json(table: Mapping[str, object]) -> bytes:
    """A table as JSON in which a question mark stands for each letter that ASCII does not have."""
    return json.dumps(table, ensure_ascii=False).encode("ascii", "replace")
