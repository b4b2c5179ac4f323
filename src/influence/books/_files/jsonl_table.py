"""JSON Lines tables: one object a line, its keys the columns.

Numbers are kept as the digits that stand in the file, so ``12.10`` is not made a float on its way
to an amount, and a NaN is text that no rule accepts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeGuard, cast

import attrs

from influence.books._files.pieces import MOST_CHARACTERS, Progress, decoded, pieces, too_long
from influence.books._files.source import Row
from influence.books._rejections import RejectedRowError, Rejections, unfit
from influence.errors import shown

_MOST_OTHERS = 1_000
_HALF_PAIR = re.compile("[\ud800-\udfff]")


@attrs.frozen(kw_only=True)
class JsonLinesTable:
    """A JSON Lines file.

    Args:
        path: Where it is.
        columns: The keys that are read.
        rejections: Where bad rows go.
        progress: Who is told how far it is read.
    """

    path: Path
    columns: tuple[str, ...]
    rejections: Rejections
    progress: Progress
    _others: dict[str, None] = attrs.field(factory=dict[str, None], init=False, repr=False)

    def rows(self) -> Iterator[Row]:
        """Every line that is an object of plain values."""
        overlong = 0
        for line, raw, ends in pieces(self.path, progress=self.progress):
            is_rest = line == overlong
            overlong = line if not ends else overlong
            if is_rest or not raw.strip():
                continue
            try:
                yield line, *self._cells(raw, ends=ends)
            except RejectedRowError as error:
                self.rejections.reject(
                    "INF101" if error.column else "INF107",
                    file=self.path.name,
                    line=line,
                    message=error.message,
                    column=error.column,
                )

    def unknown(self, known: tuple[str, ...]) -> tuple[str, ...]:
        """The keys that nobody reads, of all the lines that were read."""
        return tuple(name for name in self._others if name not in known)

    def _cells(self, raw: bytes, *, ends: bool) -> tuple[list[str], Mapping[str, str]]:
        """The cells of a line, and those that nobody reads."""
        text, message = decoded(raw.rstrip(b"\r\n"))
        if not ends or len(text) > MOST_CHARACTERS:
            message = too_long(len(text)) if ends else f"{too_long(len(text))} or more"
        if message:
            raise RejectedRowError("", message)
        values = _object(text)
        strange = {name: value for name, value in values.items() if name not in self.columns}
        if len(self._others) < _MOST_OTHERS:
            self._others.update(dict.fromkeys(strange))
        kept = {name: _kept(name, value) for name, value in strange.items()}
        cells = [_text(name, values.get(name)) for name in self.columns]
        return cells, {name: text for name, text in kept.items() if text}


def _object(text: str) -> dict[str, object]:
    """The object that a line holds."""
    try:
        value: object = json.loads(
            text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_once
        )
    except RejectedRowError:
        raise
    except (ValueError, RecursionError):
        value = text.strip()
    if not isinstance(value, dict):
        raise RejectedRowError("", f"row must be a JSON object, got {shown(value)}")
    return cast("dict[str, object]", value)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The pairs as an object, if each key stands once."""
    values = dict(pairs)
    if len(values) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise RejectedRowError("", f"row must have each key once, got {shown(twice)} again")
    return values


def _text(name: str, value: object) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if name == "codes" and _is_list(value):
        return ";".join(_code(each) for each in value)
    if not isinstance(value, str):
        raise unfit(name, "be text, a number, true, false or null", value)
    if "\0" in value or (not value.isascii() and _HALF_PAIR.search(value)):
        raise unfit(name, "hold no NUL and no half of a surrogate pair", value)
    return value


def _kept(name: str, value: object) -> str:
    """A value that nobody reads, as text; what has parts is kept as JSON."""
    return _text(name, json.dumps(value) if isinstance(value, dict | list) else value)


def _code(value: object) -> str:
    if not isinstance(value, str) or ";" in value:
        raise unfit("codes", "be texts without a semicolon", value)
    return _text("codes", value)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)
