"""Plain values: what stands in a campaign file, as a message shows it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import cast


class Plain(str):
    """Text that a message shows without quotes, because the file has it without."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def as_written(value: object) -> object:
    """A value as the file has it."""
    if isinstance(value, Decimal | dt.date | dt.time):
        return Plain(value)
    return Plain(str(value).lower()) if isinstance(value, bool) else value


def floats_in(value: object, path: str) -> list[tuple[str, Decimal]]:
    """Every number with a fraction in a value, with its path."""
    if isinstance(value, Decimal):
        return [(path, value)]
    if isinstance(value, dict):
        inner = cast("dict[str, object]", value)
        return [one for key, part in inner.items() for one in floats_in(part, f"{path}.{key}")]
    if isinstance(value, list):
        parts = enumerate(cast("list[object]", value))
        return [one for place, part in parts for one in floats_in(part, f"{path}[{place}]")]
    return []
