"""Places: in which file and on which line of a book something stands.

A finding of the reader says file and line itself. One about a fact names a table, a row and a
column, or a key of the campaign file; the line is found by looking for it, because a book forgets
where it was read. Nothing is computed from a line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import attrs

from influence.books._campaign.key_lines import key_line
from influence.books._columns import TableKind
from influence.books._files.csv_table import CsvTable
from influence.books._files.jsonl_table import JsonLinesTable
from influence.books._files.pieces import silent
from influence.books._folder import CAMPAIGN, Folder
from influence.books._rejections import Rejections
from influence.books._tables import TABLES
from influence.errors import InfluenceError
from influence.findings import Finding, Place

_FILE_AND_LINE = re.compile(r"([^\s:/\\]+\.(?:toml|csv|jsonl|parquet))(?::([0-9]+))?(?: (\S+))?")
_STEP = re.compile(r"([^.\[\]]+)|\[([^\]]*)\]")
_NAMED_BY: Mapping[str, str] = {"deals": "creator", "angles": "id"}


@attrs.frozen(kw_only=True)
class Located:
    """A finding, and where it stands.

    Args:
        finding: What was found.
        file: The name of the file; empty where it is about none.
        line: The line from 1; 0 where it is about the file as a whole, or about none.
        key: The column of a table or the key of the campaign file; empty where it is about none.
    """

    finding: Finding
    file: str = ""
    line: int = 0
    key: str = ""

    @property
    def where(self) -> str:
        """File, line and key as people read them; the words of the finding where it has no file."""
        line = f":{self.line}" if self.line else ""
        if not self.file:
            return self.finding.where
        return f"{self.file}{line} {self.key}".rstrip()


def located(findings: Iterable[Finding], path: str | Path) -> tuple[Located, ...]:
    """Each finding with its file and line, as far as they can be told.

    Args:
        findings: What was found in the book.
        path: The folder of the book.

    Example:
        >>> from influence.findings import FINDING_KINDS, Place
        >>> there = Place(table="campaign", key="offer.landing_page")
        >>> finding = FINDING_KINDS["INF301"].finding(where=there, message="an example")
        >>> located([finding], "examples/spring-launch")[0].where
        'campaign.toml:27 offer.landing_page'
    """
    lines = _Lines(Folder(path))
    return tuple(lines.of(finding) for finding in findings)


@attrs.frozen
class _Lines:
    """The lines of one book; each file is looked through once."""

    folder: Folder
    _tables: dict[str, tuple[str, dict[str, int]]] = attrs.field(
        factory=dict[str, tuple[str, dict[str, int]]], init=False
    )
    _campaign: list[tuple[str, dict[str, Any]]] = attrs.field(
        factory=list[tuple[str, dict[str, Any]]], init=False
    )

    def of(self, finding: Finding) -> Located:
        """A finding with its place."""
        if finding.place is None:
            return self._by_words(finding)
        if finding.place.table == "campaign":
            text, document = self._read_campaign()
            line = key_line(text, key_path(finding.place.key, document)) if text else 0
            return Located(finding=finding, file=CAMPAIGN, line=line, key=finding.place.key)
        return self._in_table(finding, finding.place)

    def _by_words(self, finding: Finding) -> Located:
        """The place that the words of a finding tell."""
        told = _FILE_AND_LINE.match(finding.where)
        if told is not None:
            line, key = int(told[2] or 0), told[3] or ""
            return Located(finding=finding, file=told[1], line=line, key=key)
        table, row, key, *_ = (*finding.where.split(" "), "", "")
        if table not in TABLES:
            return Located(finding=finding)
        return self._in_table(finding, Place(table=table, row=row, key=key))

    def _in_table(self, finding: Finding, place: Place) -> Located:
        """A row of a table; the table as a whole when it has no such row."""
        file, lines = self._read_table(place.table)
        if not file:
            return Located(finding=finding)
        is_row = place.row in lines
        key = place.key if is_row or not place.row else f"{place.row} {place.key}".strip()
        return Located(finding=finding, file=file, line=lines.get(place.row, 0), key=key)

    def _read_table(self, name: str) -> tuple[str, dict[str, int]]:
        """The file of a table, and the line of each of its rows by id."""
        if name not in self._tables:
            self._tables[name] = self._looked_through(name)
        return self._tables[name]

    def _looked_through(self, name: str) -> tuple[str, dict[str, int]]:
        paths = self.folder.files(name) if name in TABLES else []
        if not paths:
            return "", {}
        try:
            return paths[0].name, dict(_row_lines(paths[0], TABLES[name]))
        except (InfluenceError, OSError):
            return paths[0].name, {}

    def _read_campaign(self) -> tuple[str, dict[str, Any]]:
        """The campaign file as text and as a document."""
        if not self._campaign:
            self._campaign.append(_campaign_of(self.folder.path / CAMPAIGN))
        return self._campaign[0]


def _campaign_of(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a campaign file and what stands in it; nothing when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except (OSError, ValueError):
        return "", {}


def _row_lines(path: Path, kind: TableKind[Any]) -> Iterator[tuple[str, int]]:
    """The id of each row with its line."""
    key = next((one.name for one in kind.columns if one.field == kind.key), "")
    if not key or path.suffix == ".parquet":
        return
    source, columns = _opened(path, kind)
    at = columns.index(key)
    for line, cells, _ in source.rows():
        yield cells[at], line


def _opened(path: Path, kind: TableKind[Any]) -> tuple[CsvTable | JsonLinesTable, tuple[str, ...]]:
    """A table to be read again, and its columns."""
    rejections = Rejections()
    if path.suffix == ".csv":
        table = CsvTable.opened(path, kind=kind, rejections=rejections, progress=silent)
        return table, table.columns
    names = kind.names
    lines = JsonLinesTable(path=path, columns=names, rejections=rejections, progress=silent)
    return lines, names


def key_path(key: str, document: Mapping[str, Any]) -> tuple[str | int, ...]:
    """The keys and places that lead to a key of the campaign file.

    Example:
        >>> document = {"deals": [{"creator": "diego"}, {"creator": "maya"}]}
        >>> key_path("deals[maya].codes", document)
        ('deals', 1, 'codes')
    """
    steps: list[str | int] = []
    value: object = document
    for name, index in _STEP.findall(key):
        step = name or _place_in(value, index, named_by=str(steps[-1]) if steps else "")
        steps.append(step)
        value = _inside(value, step)
    return tuple(steps)


def _place_in(tables: object, index: str, *, named_by: str) -> str | int:
    """The place of a table in a list, told by its place or by what it is called."""
    if index.isdecimal():
        return int(index)
    key = _NAMED_BY.get(named_by, "")
    if isinstance(tables, list):
        for place, table in enumerate(cast("list[object]", tables)):
            if isinstance(table, dict) and cast("dict[str, object]", table).get(key) == index:
                return place
    return index


def _inside(value: object, step: str | int) -> object:
    """What a key or a place of a value leads to; nothing when it leads nowhere."""
    if isinstance(value, dict):
        return cast("dict[object, object]", value).get(step)
    if isinstance(value, list) and isinstance(step, int):
        items = cast("list[object]", value)
        return items[step] if step < len(items) else None
    return None
