"""The judge: which rows of a table a book accepts.

    same id, same content      counts once
    same id, other content     the first counts
    names what is not there    left out

What is left out is told with its place. Rows that have no id, as counted results, are never taken
for repetitions: two equal counts of one day can both be true.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar, cast

import attrs

from influence.books._cells import Setting
from influence.books._columns import Column, TableKind
from influence.books._conversions import Conversions, converted, told_in
from influence.books._files.source import Source
from influence.books._rejections import RejectedRowError, Rejections
from influence.books._rows import RowReader
from influence.errors import close_match, shown
from influence.orders import Order
from influence.results import Result
from influence.tracking import Owners, Touch

T = TypeVar("T")

_MOST_COMPARED = 1_000
_FEW = 3
_NONE: Conversions = {}


@attrs.define(kw_only=True)
class JudgedTable(Generic[T]):
    """The accepted rows of one table.

    Args:
        kind: Which table.
        file: The name of its file.
        rejections: Where the other rows go.
        known: Everything that a row may refer to, by what it is.
        rows: The accepted rows, in the order of the file.
        lines: The line of each of them.
    """

    kind: TableKind[T]
    file: str
    rejections: Rejections
    known: Mapping[str, Collection[str]]
    rows: list[T] = attrs.field(factory=list[T], init=False)
    lines: array[int] = attrs.field(factory=lambda: array("q"), init=False)
    _by_key: dict[str, T] = attrs.field(factory=dict[str, T], init=False)
    _others: dict[int, Mapping[str, str]] = attrs.field(
        factory=dict[int, Mapping[str, str]], init=False
    )
    _conversions: dict[int, Conversions] = attrs.field(factory=dict[int, Conversions], init=False)

    def read(self, source: Source, *, setting: Setting) -> None:
        """Judge every row of *source*."""
        reader = RowReader(self.kind, columns=source.columns, setting=setting)
        references = self.kind.references
        for line, cells, others in source.rows():
            try:
                own, conversions = reader.value(cells), _NONE
                row, currency = own, reader.currency(cells)
                if currency != setting.currency:
                    row, conversions = converted(
                        own, kind=self.kind, setting=setting, currency=currency
                    )
            except RejectedRowError as error:
                self.reject("INF101", line, error.message, column=error.column)
                continue
            if self._refers(own, line, references) and self._is_first(own, line):
                if others:
                    self._others[len(self.rows)] = others
                if conversions:
                    self._conversions[len(self.rows)] = conversions
                self.rows.append(row)
                self.lines.append(line)

    @property
    def keys(self) -> Collection[str]:
        """The ids of the accepted rows."""
        return self._by_key.keys()

    @property
    def others(self) -> Mapping[str, Mapping[str, str]]:
        """The cells that nobody reads, by row: by its id, or its place from 1 where it has none."""
        return {self._name(place): cells for place, cells in self._others.items()}

    @property
    def conversions(self) -> Mapping[str, Conversions]:
        """What was converted, by row: by its id, or its place from 1 where it has none."""
        return {self._name(place): found for place, found in self._conversions.items()}

    def convert(self, place: int, conversions: Conversions) -> None:
        """Tell the row at a place in the currency of the book."""
        self.rows[place] = told_in(self.rows[place], kind=self.kind, conversions=conversions)
        self._conversions[place] = conversions

    def without(self, *, left_out: set[int]) -> None:
        """Drop the rows that stand at those places in the list; they are told already."""
        kept = [place for place in range(len(self.rows)) if place not in left_out]
        self.rows = [self.rows[place] for place in kept]
        self.lines = array("q", (self.lines[place] for place in kept))
        self._others = {
            now: self._others[then] for now, then in enumerate(kept) if then in self._others
        }
        self._conversions = {
            now: self._conversions[then]
            for now, then in enumerate(kept)
            if then in self._conversions
        }

    def reject(self, code: str, line: int, message: str, *, column: str, rows: int = 1) -> None:
        """Say that a row, or several, are left out."""
        self.rejections.reject(
            code, file=self.file, line=line, message=message, column=column, rows=rows
        )

    def _name(self, place: int) -> str:
        """What the row at a place is known by."""
        key = self.kind.key
        return str(getattr(self.rows[place], key) if key else place + 1)

    def _refers(self, row: T, line: int, references: tuple[Column, ...]) -> bool:
        """Whether everything that a row names is in the book."""
        for column in references:
            name = cast("str | None", getattr(row, column.field))
            if name is not None and name not in self.known[column.refers_to]:
                self.reject("INF105", line, self._astray(column, name), column=column.name)
                return False
        return True

    def _is_first(self, row: T, line: int) -> bool:
        """Whether no row of its id was accepted before."""
        if not self.kind.key:
            return True
        key = cast("str", getattr(row, self.kind.key))
        first = self._by_key.setdefault(key, row)
        if first is row:
            return True
        name = self.kind.key_column
        again = f"{name} must stand once, got {shown(key)} again with"
        if first == row:
            self.reject("INF104", line, f"{again} the same content: counted once", column=name)
        else:
            message = f"{again} other content: the first row counts"
            self.reject("INF103", line, message, column=name)
        return False

    def _astray(self, column: Column, name: str) -> str:
        """The message about a name that is not in the book."""
        what = column.refers_to.removesuffix("s")
        whole = "campaign" if what == "angle" else "book"
        article = "an" if what[0] in "ao" else "a"
        close = self._close(column.refers_to, name)
        hint = f"; did you mean {close!r}?" if close else ""
        return f"{column.name} must name {article} {what} of the {whole}, got {shown(name)}{hint}"

    def _close(self, refers_to: str, name: str) -> str:
        """The name that was likely meant, where there are few enough to compare."""
        known = self.known[refers_to]
        return _closest(name, tuple(known)) if len(known) <= _MOST_COMPARED else ""


@lru_cache(maxsize=256)
def _closest(name: str, names: tuple[str, ...]) -> str:
    return close_match(name, names)


def judge_results(
    results: JudgedTable[Result],
    *,
    owners: Owners,
    touches: Iterable[Touch],
    orders: Iterable[Order],
) -> None:
    """Leave out the results of creators whose touches or codes stand in the book as well."""
    credited = {owners.of_touch(touch) for touch in touches}
    for order in orders:
        credited.update(owner for _, owner in owners.of_codes(order.codes, at=order.at))
    twice: dict[str, list[int]] = {}
    for place, row in enumerate(results.rows):
        if row.creator_id in credited:
            twice.setdefault(row.creator_id, []).append(place)
    for creator_id, places in twice.items():
        lines = [results.lines[place] for place in places]
        results.reject(
            "INF108",
            lines[0],
            _both_grains(creator_id, lines),
            column="creator_id",
            rows=len(places),
        )
    results.without(left_out={place for places in twice.values() for place in places})


def _both_grains(creator_id: str, lines: Sequence[int]) -> str:
    """The message about a creator whose sales would count twice."""
    return (
        f"creator_id must have either results or marks that touches and orders bear, "
        f"got {creator_id!r} with both: {left_out_text(lines, of='results')}"
    )


def left_out_text(lines: Sequence[int], *, of: str) -> str:
    """How many rows are left out, and where they stand."""
    shown_lines = ", ".join(map(str, lines[:_FEW]))
    more = " and more" if len(lines) > _FEW else ""
    return f"{len(lines)} rows of {of} left out, lines {shown_lines}{more}"
