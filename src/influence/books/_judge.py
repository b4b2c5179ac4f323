"""The judge: which rows of a table a book accepts.

    same id, same content      counts once
    same id, other content     the first counts
    names what is not there    left out
    refund over its order      left out, and the smaller ones kept

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
from influence.books._files.source import Source
from influence.books._rejections import RejectedRowError, Rejections
from influence.books._rows import RowReader
from influence.errors import close_match, shown
from influence.money import Money
from influence.orders import Order, Refund
from influence.results import Result
from influence.tracking import Owners, Touch

T = TypeVar("T")

_MOST_COMPARED = 1_000
_FEW = 3


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

    def read(self, source: Source, *, setting: Setting) -> None:
        """Judge every row of *source*."""
        reader = RowReader(self.kind, columns=source.columns, setting=setting)
        references = self.kind.references
        for line, cells, others in source.rows():
            try:
                row = reader.value(cells)
            except RejectedRowError as error:
                self._reject("INF101", line, error.message, column=error.column)
                continue
            if self._refers(row, line, references) and self._is_first(row, line):
                if others:
                    self._others[len(self.rows)] = others
                self.rows.append(row)
                self.lines.append(line)

    @property
    def keys(self) -> Collection[str]:
        """The ids of the accepted rows."""
        return self._by_key.keys()

    @property
    def others(self) -> Mapping[str, Mapping[str, str]]:
        """The cells that nobody reads, by row: by its id, or its place from 1 where it has none."""
        return {
            str(getattr(self.rows[place], self.kind.key) if self.kind.key else place + 1): cells
            for place, cells in self._others.items()
        }

    def without(self, *, left_out: set[int]) -> None:
        """Drop the rows that stand at those places in the list; they are told already."""
        kept = [place for place in range(len(self.rows)) if place not in left_out]
        self.rows = [self.rows[place] for place in kept]
        self.lines = array("q", (self.lines[place] for place in kept))
        self._others = {
            now: self._others[then] for now, then in enumerate(kept) if then in self._others
        }

    def _refers(self, row: T, line: int, references: tuple[Column, ...]) -> bool:
        """Whether everything that a row names is in the book."""
        for column in references:
            name = cast("str | None", getattr(row, column.field))
            if name is not None and name not in self.known[column.refers_to]:
                self._reject("INF105", line, self._astray(column, name), column=column.name)
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
        name = self.kind.key
        again = f"{name} must stand once, got {shown(key)} again with"
        if first == row:
            self._reject("INF104", line, f"{again} the same content: counted once", column=name)
        else:
            message = f"{again} other content: the first row counts"
            self._reject("INF103", line, message, column=name)
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

    def _reject(self, code: str, line: int, message: str, *, column: str) -> None:
        self.rejections.reject(code, file=self.file, line=line, message=message, column=column)


@lru_cache(maxsize=256)
def _closest(name: str, names: tuple[str, ...]) -> str:
    return close_match(name, names)


def judge_refunds(refunds: JudgedTable[Refund], *, orders: Iterable[Order]) -> None:
    """Leave out the refunds that go over what is left of their order.

    They are taken by time and then by id, so that the order of the rows changes nothing.
    """
    left: dict[str, Money] = {order.order_id: order.items for order in orders}
    places = range(len(refunds.rows))
    over: set[int] = set()
    by_time = sorted(places, key=lambda at: (refunds.rows[at].at, refunds.rows[at].refund_id))
    for place in by_time:
        refund = refunds.rows[place]
        rest = left[refund.order_id] - refund.amount
        if not rest.is_negative:
            left[refund.order_id] = rest
            continue
        over.add(place)
        rule = f"be at most {left[refund.order_id]}, what is left of order {refund.order_id}"
        message = f"amount must {rule}, got {str(refund.amount)!r}"
        refunds.rejections.reject(
            "INF106", file=refunds.file, line=refunds.lines[place], message=message, column="amount"
        )
    refunds.without(left_out=over)


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
        credited.update(owner for _, owner in owners.of_codes(order.codes))
    twice: dict[str, list[int]] = {}
    for place, row in enumerate(results.rows):
        if row.creator_id in credited:
            twice.setdefault(row.creator_id, []).append(place)
    for creator_id, places in twice.items():
        lines = [results.lines[place] for place in places]
        results.rejections.reject(
            "INF108",
            file=results.file,
            line=lines[0],
            message=_both_grains(creator_id, lines),
            column="creator_id",
            rows=len(places),
        )
    results.without(left_out={place for places in twice.values() for place in places})


def _both_grains(creator_id: str, lines: Sequence[int]) -> str:
    """The message about a creator whose sales would count twice."""
    shown_lines = ", ".join(map(str, lines[:_FEW]))
    more = " and more" if len(lines) > _FEW else ""
    return (
        f"creator_id must have either results or marks that touches and orders bear, "
        f"got {creator_id!r} with both: {len(lines)} rows of results left out, "
        f"lines {shown_lines}{more}"
    )
