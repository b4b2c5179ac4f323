"""Faulty sources: bugs that exports meet on their way in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, cast

import attrs

from influence.errors import InfluenceError, InvalidInputError
from influence.findings import Finding
from influence.money import Money
from influence.orders import Order
from influence.periods import parse_moment
from influence.sources import Export, Setting, Sourced
from influence.testing._conformance._setup import Given
from influence.testing._faulty_members._faulty_member import Seeds

_LONG = 255
_COLUMNS = ("id", "at", "total")
_EXAMPLE = """\
id,at,total,note
0007,2026-03-02T10:00:00+00:00,48.00,first
9007199254740993,2026-03-03T10:00:00+00:00,1234567.89,"a, b"
A-3,2026-03-04T10:00:00+00:00,0.10,
B-4,2026-03-05T10:00:00+00:00,5.55,last
"""

Cells = dict[str, str]


@attrs.frozen(kw_only=True)
class Till:
    """Orders of a till: one a row, columns found by name.

    What a bug changes are the five steps: which rows there are, what a cell is, which order a row
    is, which rows count once, and the answer.

    Args:
        rows: The rows of an export with their cells by column.
        cell: What a cell says.
        order: The order that a row is.
        answer: The answer as it goes out.
        place: Where a row stands, as a rejection says it.
        memory: What it keeps between calls, which no source may.
    """

    name: ClassVar[str] = "till"
    tells: ClassVar[tuple[str, ...]] = ("orders",)
    rows: Callable[[Export], Sequence[tuple[int, Cells]]] = attrs.field(
        default=lambda export: tuple(_rows(export))
    )
    cell: Callable[[str], str] = str.strip
    order: Callable[[Cells, Setting], Order] = attrs.field(
        default=lambda cells, setting: _order(cells, setting)  # noqa: PLW0108  # defined below
    )
    answer: Callable[[Till, Sourced], Any] = attrs.field(default=lambda _till, sourced: sourced)
    place: Callable[[Export, int], str] = attrs.field(
        default=lambda export, line: f"{export.name}:{line}"
    )
    memory: list[int] = attrs.field(factory=list[int], eq=False)

    def read(self, export: Export, /, *, setting: Setting) -> Sourced:
        """One order for each row, the first of each id."""
        orders, rejections = dict[str, Order](), list[Finding]()
        rows = self.rows(export)
        for line, cells in rows:
            try:
                order = self.order({key: self.cell(cell) for key, cell in cells.items()}, setting)
                _refuse_known(order, orders)
                orders[order.order_id] = order
            except InfluenceError as error:
                where = self.place(export, line)
                told = Finding(code="INF101", where=where, message=str(error), rows=1)
                rejections.append(told)
        sourced = Sourced(
            rows=len(rows),
            taken=len(orders),
            orders=tuple(orders.values()),
            rejections=tuple(rejections),
        )
        answered: Sourced = self.answer(self, sourced)
        return answered


def _rows(export: Export) -> Iterator[tuple[int, Cells]]:
    """Every row with its cells by the name of their column."""
    header = export.rows[0].cells if export.rows else ()
    for column in _COLUMNS:
        if header.count(column) != 1:
            raise InvalidInputError(f"header of {export.name}", f"name {column} once", header)
    full = [row for row in export.rows[1:] if row.cells]
    for row in full:
        yield row.line, dict(zip(header, (*row.cells, *[""] * len(header)), strict=False))


def _order(cells: Cells, setting: Setting) -> Order:
    """The order of a row."""
    return Order(
        order_id=cells["id"],
        at=parse_moment(cells["at"], zone=setting.time_zone),
        items=Money(cells["total"], setting.currency or "USD"),
    )


def _refuse_known(order: Order, known: dict[str, Order]) -> None:
    """Refuse an id that was there already."""
    if order.order_id in known:
        raise InvalidInputError("id", "be told once", order.order_id)


_GIVEN = Given(texts={"till.csv": _EXAMPLE})


def _seeds(step: str) -> Seeds:
    """Faulty tills of which one step is wrong."""
    return Seeds(made=lambda does: Till(**{step: cast("Any", does)}), twin=Till(), given=_GIVEN)


_rows_bug, _cell_bug, _order_bug = _seeds("rows").bug, _seeds("cell").bug, _seeds("order").bug
_answer_bug, _place_bug = _seeds("answer").bug, _seeds("place").bug


@_answer_bug("AS-R01")
def tells_nothing_of_touches(_till: Till, _sourced: Sourced) -> object:
    """Answers a number in place of what it read."""
    return 4


@_seeds("order").class_bug("AS-R01")
class Untold:
    """Fills a table that it does not say it tells."""

    name: ClassVar[str] = "untold"
    tells: ClassVar[tuple[str, ...]] = ("touches",)

    def read(self, export: Export, /, *, setting: Setting) -> Sourced:
        """Orders, whatever it said."""
        return Till().read(export, setting=setting)


@_order_bug("AS-R02")
def takes_nothing(cells: Cells, _setting: Setting) -> Order:
    """Rejects every row, because it looks for another form of date."""
    raise InvalidInputError("at", "look like 03/02/2026", cells["at"])


@_answer_bug("AS-R03")
def remembers(till: Till, sourced: Sourced) -> Sourced:
    """Takes what it has read before for repeated."""
    till.memory.append(1)
    return sourced if len(till.memory) == 1 else Sourced(rows=0, taken=0)


@_rows_bug("AS-R04")
def after_the_first(export: Export) -> Sequence[tuple[int, Cells]]:
    """Gives rows below the first one a mark, as if they belonged to it."""
    rows = list(_rows(export))
    return [(line, {**cells, "id": f"{rows[0][1]['id']}/{cells['id']}"}) for line, cells in rows]


@_rows_bug("AS-R05")
def counted_twice(export: Export) -> Sequence[tuple[int, Cells]]:
    """Makes a new id of each row, so an order that stands there twice counts twice."""
    return [(line, {**cells, "id": f"{cells['id']}-{line}"}) for line, cells in _rows(export)]


@_rows_bug("AS-R06")
def needs_a_row(export: Export) -> Sequence[tuple[int, Cells]]:
    """Looks at the first row, which need not be there."""
    rows = list(_rows(export))
    return rows if rows[0][1] else []


@_rows_bug("AS-R06")
def invents_a_row(export: Export) -> Sequence[tuple[int, Cells]]:
    """Answers an order where none is."""
    made = {"id": "none", "at": "2026-03-01T00:00:00+00:00", "total": "1.00"}
    return list(_rows(export)) or [(1, made)]


@_place_bug("AS-R07")
def somewhere(_export: Export, _line: int) -> str:
    """Says that a row is wrong, and not which."""
    return "a row"


@_rows_bug("AS-R08")
def four_columns(export: Export) -> Sequence[tuple[int, Cells]]:
    """Refuses a table that has a column more than it knows."""
    if export.rows and len(export.rows[0].cells) > 4:  # noqa: PLR2004  # the bug
        raise InvalidInputError(export.name, "have four columns", export.rows[0].cells)
    return list(_rows(export))


@_rows_bug("AS-R08")
def last_column(export: Export) -> Sequence[tuple[int, Cells]]:
    """Marks ids by whatever stands in the last column."""
    return [
        (line, {**cells, "id": f"{cells['id']}{list(cells)[-1]}"}) for line, cells in _rows(export)
    ]


@_rows_bug("AS-R09")
def by_place(export: Export) -> Sequence[tuple[int, Cells]]:
    """Takes the first cell for the id, whatever its column is called."""
    return [(line, {**cells, "id": next(iter(cells.values()))}) for line, cells in _rows(export)]


@_cell_bug("AS-R10")
def without_zeros(cell: str) -> str:
    """Takes leading zeros off, and so makes another id."""
    return cell.lstrip("0") if cell.isdigit() else cell.strip()


@_rows_bug("AS-H01")
def first_line(export: Export) -> Sequence[tuple[int, Cells]]:
    """Looks at the first line, which need not be there."""
    return list(_rows(export)) if export.rows[0].cells else []


@_rows_bug("AS-H02")
def cells_by_number(export: Export) -> Sequence[tuple[int, Cells]]:
    """Takes as many cells as the header has, though a row may have fewer."""
    rows = list(_rows(export))
    wide = [export.rows[0].cells.index(column) for column in _COLUMNS]
    return rows if [row.cells[place] for row in export.rows for place in wide] else []


@_seeds("order").class_bug("AS-H03")
class Marked:
    """Looks at the raw text, and so for the mark at its beginning."""

    name: ClassVar[str] = "marked"
    tells: ClassVar[tuple[str, ...]] = ("orders",)

    def __init__(self) -> None:
        self.seen = list[int]()

    def read(self, export: Export, /, *, setting: Setting) -> Sourced:
        """Every other time as if a mark were there."""
        self.seen.append(1)
        return (
            Till().read(export, setting=setting) if len(self.seen) % 2 else Sourced(rows=0, taken=0)
        )


@_rows_bug("AS-H04")
def ascii_header(export: Export) -> Sequence[tuple[int, Cells]]:
    """Takes every header for text without zeros."""
    if any("\x00" in cell for row in export.rows for cell in row.cells):
        raise UnicodeError(export.name)
    return list(_rows(export))


@_cell_bug("AS-H05")
def bounded(cell: str) -> str:
    """Fails on a cell that is longer than its column in the database."""
    if len(cell) > _LONG:
        raise OverflowError(len(cell))
    return cell.strip()


@_order_bug("AS-H05")
def quotes_everything(cells: Cells, setting: Setting) -> Order:
    """Quotes the whole of a bad cell in its message."""
    if any(len(cell) > _LONG for cell in cells.values()):
        raise InvalidInputError(f"one of {list(cells.values())}", "be shorter", cells["id"])
    return _order(cells, setting)


@_answer_bug("AS-R06")
def nothing_for_nothing(_till: Till, sourced: Sourced) -> Sourced | None:
    """Answers nothing where nothing is."""
    return sourced if sourced.taken else None


@_rows_bug("AS-H06")
def one_of_each(export: Export) -> Sequence[tuple[int, Cells]]:
    """Insists, with the wrong error, on columns that are there once."""
    header = export.rows[0].cells if export.rows else ()
    if len(set(header)) != len(header):
        raise KeyError(header)
    return list(_rows(export))


@_answer_bug("AS-H07")
def counts_calls(till: Till, sourced: Sourced) -> Sourced:
    """Splits lines itself, and so finds none where they end otherwise."""
    till.memory.append(1)
    return Sourced(rows=0, taken=0) if len(till.memory) % 2 else sourced


@_order_bug("AS-H08")
def trusting(cells: Cells, setting: Setting) -> Order:
    """Takes what is in a cell for a number."""
    Decimal(cells["total"])
    return _order(cells, setting)


@_rows_bug("AS-H09")
def tables_only(export: Export) -> Sequence[tuple[int, Cells]]:
    """Takes a document for a table."""
    if export.document is not None:
        raise TypeError(export.name)
    return list(_rows(export))


@_rows_bug("AS-H10")
def by_way_of_disk(export: Export) -> Sequence[tuple[int, Cells]]:
    """Writes the rows into a file on its way."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "rows.txt").write_text(export.name, encoding="utf-8")
    return list(_rows(export))


@_order_bug("AS-H11")
def ambient(cells: Cells, setting: Setting) -> Order:
    """Rounds amounts in whatever decimal context the caller has."""
    total = Fraction(+Decimal(cells["total"])) if cells["total"].isascii() else Fraction(0)
    minor = int(total * 100)
    return _order({**cells, "total": f"{minor // 100}.{minor % 100:02}"}, setting)
