"""Quoting: rows of CSV put together from lines, where a quoted cell may hold line feeds.

    a cell is open after an odd number of quotes

A quote that nobody closes would swallow every row up to the next one or the end of the file. The
lines it swallows are told, and their rows are never read as something else.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import attrs

from influence.books._files.pieces import MOST_CHARACTERS, Piece, decoded, too_long

#: First line, cells, and what is wrong with the row, if anything; then the cells mean nothing.
RawRow: TypeAlias = tuple[int, list[str], str]

_State: TypeAlias = Literal["start", "plain", "quoted", "closing"]

_MALFORMED = "row must quote whole cells and double the quotes in them, got a quote out of place"


def raw_rows(pieces: Iterable[Piece], *, delimiter: str) -> Iterator[RawRow]:
    """Every row that is not a blank line, as cells or with what is wrong with it."""
    row: _Row | None = None
    for number, raw, ends in pieces:
        if row is None and ends and b'"' not in raw:
            line = raw.rstrip(b"\r\n")
            if line:
                yield _plain(number, line, delimiter)
            continue
        row = row or _Row(first=number, delimiter=delimiter)
        row.take(number, raw)
        if ends and not row.is_open:
            yield row.finished()
            row = None
    if row is not None:
        yield row.finished()


def _plain(number: int, line: bytes, delimiter: str) -> RawRow:
    """A row of one line without quotes."""
    text, message = decoded(line)
    if len(text) > MOST_CHARACTERS:
        message = too_long(len(text))
    elif "\r" in text:
        message = "row must end in a line feed, got a carriage return inside"
    return number, text.split(delimiter), message


@attrs.define
class _Row:
    """A row with quotes, on its way."""

    first: int
    delimiter: str
    last: int = 0
    length: int = 0
    end: int = 0
    message: str = ""
    state: _State = "start"
    parts: list[str] = attrs.field(factory=list[str])

    @property
    def is_open(self) -> bool:
        """Whether the next line belongs to it."""
        return self.state == "quoted"

    def take(self, number: int, raw: bytes) -> None:
        """Add a piece; past its length a row is only followed, not kept."""
        text, message = decoded(raw)
        self.message = self.message or message
        self.last = number
        self.length += len(text)
        self.end = len(text) - len(text.rstrip("\r\n"))
        if self.length - self.end <= MOST_CHARACTERS:
            self.parts.append(text)
        if '"' in text or self.state != "quoted":
            self.state = _state_after(text, self.state, delimiter=self.delimiter)

    def finished(self) -> RawRow:
        """The row as cells, or with what is wrong with it."""
        if self.is_open:
            return self._refused("row must close its quotes, got an open one")
        if self.length - self.end > MOST_CHARACTERS:
            return self._refused(too_long(self.length - self.end))
        if self.message:
            return self._refused(self.message)
        return self._parsed()

    def _parsed(self) -> RawRow:
        """The cells, by the rules of the standard library."""
        try:
            cells = next(csv.reader(["".join(self.parts)], delimiter=self.delimiter, strict=True))
        except csv.Error:
            return self._refused(_MALFORMED)
        return self.first, cells, ""

    def _refused(self, message: str) -> RawRow:
        """The row with what is wrong, and all the lines that it takes with it."""
        lines = f", which takes lines {self.first}–{self.last}" if self.last > self.first else ""
        return self.first, [], message + lines


def _state_after(text: str, state: _State, *, delimiter: str) -> _State:
    """Where in a cell the text ends that begins in *state*."""
    for match in re.finditer(rf'"|{delimiter}|[^"{delimiter}]+', text):
        part = match.group()
        if state == "quoted":
            state = "closing" if part == '"' else "quoted"
        elif part == delimiter:
            state = "start"
        elif part == '"' and state in {"start", "closing"}:
            state = "quoted"
        else:
            state = "plain"
    return state
