"""TOML text: values written down so that TOML reads them back unchanged.

Python reads TOML and does not write it. Only what a campaign file needs is written: text, whole
numbers, truth, days and moments, lists and tables. A number with a fraction is refused, because it
went through a float and its digits can no longer be trusted; such figures stand in quotes.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import cast

from influence.errors import InvalidInputError

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml_text(document: Mapping[str, object]) -> str:
    """A whole document: single values first, then tables, then lists of tables.

    Example:
        >>> print(toml_text({"schema": 1, "campaign": {"id": "spring"}}), end="")
        schema = 1
        <BLANKLINE>
        [campaign]
        id = "spring"
    """
    lines = [_line(key, value) for key, value in document.items() if not _is_tables(value)]
    for key, value in document.items():
        if not _is_tables(value):
            continue
        heading, tables = (f"[{_key(key)}]", [value])
        if isinstance(value, list):
            heading, tables = (f"[[{_key(key)}]]", cast("list[object]", value))
        for table in tables:
            fields = cast("Mapping[str, object]", table)
            lines += ["", heading, *(_line(name, field) for name, field in fields.items())]
    return "\n".join([*lines, ""])


def _is_tables(value: object) -> bool:
    """Whether *value* is a table, or a list of nothing but tables."""
    if isinstance(value, list):
        members = cast("list[object]", value)
        return bool(members) and all(isinstance(member, Mapping) for member in members)
    return isinstance(value, Mapping)


def _line(key: str, value: object) -> str:
    return f"{_key(key)} = {_inline(value, key=key)}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    # JSON escapes as TOML does, but leaves DEL as it is, which TOML does not take.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _inline(value: object, *, key: str) -> str:
    """*value* on one line; *key* is for the message."""
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)
        return "{ " + ", ".join(_line(name, field) for name, field in fields.items()) + " }"
    if isinstance(value, list):
        members = cast("list[object]", value)
        return "[" + ", ".join(_inline(member, key=key) for member in members) + "]"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    raise InvalidInputError(key, "be in quotes when it has a fraction", value)
