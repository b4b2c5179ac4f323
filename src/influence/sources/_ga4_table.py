"""A GA4 report out of the CSV that its pages download.

    # ----------------------------------------
    # Start date: 20260302
    # End date: 20260412
    # ----------------------------------------
    Session manual ad content,Date,Sessions
    ,,1200,Grand total
    maya,20260302,41

Lines that begin with ``#`` say what the table is; a file may hold several tables, one after the
other. The one with the UTM content is read, and the others are named.

Source: S155.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

import attrs

from influence.errors import InvalidInputError
from influence.findings import Finding
from influence.sources._export import Export, Row
from influence.sources._ga4_report import Ga4Report, Ga4Row, day_of
from influence.sources._ga4_words import CONTENTS, api_name, is_dimension, known_name

_BOUND = re.compile(r"(start|end) date:\s*([0-9]{8})$", re.IGNORECASE)
_RANGE = re.compile(r"^([0-9]{8})\s*-\s*([0-9]{8})$")
_TOTALS = frozenset({"grand total", "total", "totals"})


@attrs.define(kw_only=True)
class _Block:
    """One table of the file while it is read."""

    line: int
    header: tuple[str, ...]
    days: Mapping[str, dt.date]
    rows: list[Row] = attrs.field(factory=list[Row])

    @property
    def names(self) -> tuple[str | None, ...]:
        """The names of the Data API of its columns, ``None`` where one is not known."""
        return tuple(known_name(column) for column in self.header)

    @property
    def has_content(self) -> bool:
        """Whether it tells the UTM content."""
        return bool(set(self.names) & {*CONTENTS})


def report_of_table(export: Export) -> Ga4Report:
    """The report in the table *export*.

    Raises:
        InvalidInputError: There is no table, none has the UTM content, or two of them differ.
        UnknownNameError: A dimension or metric is not known; the close one is named.
    """
    blocks = _blocks(export)
    if not blocks:
        raise InvalidInputError(export.name, "have the header of a report", "no table")
    wanted = [block for block in blocks if block.has_content] or blocks[:1]
    first = wanted[0]
    where = f"{export.name}:{first.line}"
    columns = tuple(api_name(column, where=where) for column in first.header)
    if len(set(columns)) < len(columns):
        raise InvalidInputError(where, "name each column once", ", ".join(columns))
    other = next((block for block in wanted if block.header != first.header), None)
    if other is not None:
        rule = f"have the columns of the table in line {first.line}"
        raise InvalidInputError(f"{export.name}:{other.line}", rule, ", ".join(other.header))
    rest = [block for block in blocks if block not in wanted]
    return _report(export.name, columns, wanted, rest)


def _blocks(export: Export) -> list[_Block]:
    """The tables of the file; each ends with a blank line or a comment."""
    blocks: list[_Block] = []
    block: _Block | None = None
    days: dict[str, dt.date] = {}
    for row in export.rows:
        is_comment = bool(row.cells) and row.cells[0].lstrip().startswith("#")
        is_row = block is not None and len(row.cells) == len(block.header) > 1
        if not any(row.cells) or (is_comment and not is_row):
            block = None
            days |= _days(",".join(row.cells))
        elif block is None:
            header = _without_blank_end(row.cells)
            block = _Block(line=row.line, header=header, days=dict(days))
            blocks.append(block)
        else:
            block.rows.append(row)
    return blocks


def _without_blank_end(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells up to the last that is filled."""
    filled = [place for place, cell in enumerate(cells, start=1) if cell.strip()]
    return tuple(cell.strip() for cell in cells[: filled[-1]])


def _days(comment: str) -> dict[str, dt.date]:
    """The first and the last day that a comment names."""
    text = comment.lstrip("# ").rstrip(", ")
    bound, both = _BOUND.search(text), _RANGE.match(text)
    try:
        if bound:
            return {bound[1].casefold(): day_of(bound[2])}
        if both:
            return {"start": day_of(both[1]), "end": day_of(both[2])}
    except InvalidInputError:
        return {}
    return {}


def _report(
    file: str, columns: tuple[str, ...], wanted: Sequence[_Block], rest: Sequence[_Block]
) -> Ga4Report:
    """The report of the tables that tell the UTM content."""
    rows: list[Ga4Row] = []
    totals: dict[str, str] = {}
    rejections = [_passed_over(block, file=file) for block in rest if block.rows]
    told = [row for block in wanted for row in block.rows]
    counted = sum(len(block.rows) for block in rest)
    for row in told:
        if _is_total(row, columns=columns):
            totals |= dict(zip(columns, row.cells, strict=False))
            continue
        counted += 1
        told_cells = _cells(row, width=len(columns))
        if len(told_cells) != len(columns):
            message = f"row must have {len(columns)} cells, got {len(row.cells)}"
            rejections.append(
                Finding(code="INF102", where=f"{file}:{row.line}", message=message, rows=1)
            )
            continue
        named = {name: cell.strip() for name, cell in zip(columns, told_cells, strict=True)}
        rows.append(Ga4Row(line=row.line, cells=named))
    days = wanted[0].days
    return Ga4Report(
        file=file,
        columns=columns,
        rows=tuple(rows),
        totals={name: cell for name, cell in totals.items() if not is_dimension(name)},
        counted=counted,
        rejections=tuple(rejections),
        days=(days["start"], days["end"]) if {"start", "end"} <= days.keys() else None,
    )


def _cells(row: Row, *, width: int) -> tuple[str, ...]:
    """The cells of a row, without the blank one that some tables have at the end."""
    has_blank_end = len(row.cells) == width + 1 and not row.cells[-1].strip()
    return row.cells[:-1] if has_blank_end else row.cells


def _is_total(row: Row, *, columns: Sequence[str]) -> bool:
    """Whether a row is the sum of the others."""
    if len(row.cells) == len(columns) + 1:
        return row.cells[-1].strip().casefold() in _TOTALS
    dimensions = [
        cell.strip().casefold()
        for name, cell in zip(columns, row.cells, strict=False)
        if is_dimension(name)
    ]
    if any(cell in _TOTALS for cell in dimensions):
        return all(not cell or cell in _TOTALS for cell in dimensions)
    return "date" in columns and not any(dimensions)


def _passed_over(block: _Block, *, file: str) -> Finding:
    """The note about a table that does not tell the UTM content."""
    message = (
        f"the table of {', '.join(block.header)} does not tell the UTM content and was not read"
    )
    return Finding(
        code="INF205", where=f"{file}:{block.line}", message=message, rows=len(block.rows)
    )
