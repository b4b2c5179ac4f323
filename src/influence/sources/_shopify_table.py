"""Shopify's table: rows put together to the orders that they are of.

    first row of an order     its figures and its first line
    every other row           one more line, under the same Name

The rows of an order may stand anywhere in the file, and an order may stand in it twice, because
exports overlap and are put one after the other. An order that is told twice in the same words
counts once; one that is told in two ways is left out, since nobody can say which is newer.

Source: S150, S151.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from influence.errors import InvalidInputError, close_match
from influence.findings import Finding
from influence.sources._export import Export, Row

#: Without these there is nothing to read.
REQUIRED = (
    "Name",
    "Financial Status",
    "Currency",
    "Subtotal",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
)

#: What is not known when a column is absent.
WANTED: Mapping[str, str] = {
    "Total": "whether taxes lie inside the prices, and how much of a refund was for goods",
    "Taxes": "the taxes",
    "Shipping": "the shipping",
    "Discount Code": "which codes were used",
    "Discount Amount": "what the codes took off",
    "Cancelled at": "which orders were cancelled",
    "Refunded Amount": "what was given back",
    "Payment Method": "which orders were tests",
}

_OF_ORDER = (
    "Email",
    "Financial Status",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Code",
    "Discount Amount",
    "Created at",
    "Note Attributes",
    "Cancelled at",
    "Payment Method",
    "Refunded Amount",
    "Id",
    "Tags",
    "Landing Site",
    "Referring Site",
)
_OF_LINE = (
    "Lineitem name",
    "Lineitem sku",
    "Lineitem quantity",
    "Lineitem price",
    "Lineitem discount",
    "Lineitem taxable",
)
# Figures that stand on the first row of an order and on no other.
_FIRST = ("Financial Status", "Currency", "Subtotal", "Total")

Cells = Mapping[str, str]


@attrs.frozen(kw_only=True)
class ToldLine:
    """One line of an order as the export has it.

    Args:
        line: Where it stands.
        cells: Its cells by column; a column that is not there is empty.
    """

    line: int
    cells: Cells


@attrs.frozen(kw_only=True)
class ToldOrder:
    """One order as the export has it.

    Args:
        name: Its ``Name``.
        line: Where its first row stands.
        cells: Its figures by column; a column that is not there is empty.
        lines: Its lines, in an order that does not depend on that of the file.
        rows: How many rows of the export it is.
    """

    name: str
    line: int
    cells: Cells
    lines: tuple[ToldLine, ...]
    rows: int


@attrs.frozen(kw_only=True)
class ShopifyTable:
    """An export that was put together to orders.

    Args:
        orders: Each order once.
        rejections: The rows that are of none, and those that are repeated.
        rows: How many rows there are, without the header and blank lines.
        absent: The columns that are wanted and not there.
    """

    orders: tuple[ToldOrder, ...]
    rejections: tuple[Finding, ...]
    rows: int
    absent: tuple[str, ...]


def shopify_table(export: Export) -> ShopifyTable:
    """The orders of *export*.

    Raises:
        InvalidInputError: It has no header, or the header lacks a column or names one twice.
    """
    filled = [row for row in export.rows if row.cells]
    header = _header(filled, name=export.name)
    groups: dict[str, list[ToldLine]] = {}
    rejections: list[Finding] = []
    for row in filled[1:]:
        try:
            told = _told(row, header=header)
        except _BadRowError as error:
            rejections.append(_finding(error.code, export.name, row.line, str(error)))
        else:
            groups.setdefault(told.cells["Name"], []).append(told)
    orders: list[ToldOrder] = []
    for name, rows in groups.items():
        order, findings = _joined(name, rows, file=export.name)
        orders += order
        rejections += findings
    return ShopifyTable(
        orders=tuple(orders),
        rejections=tuple(rejections),
        rows=len(filled) - 1,
        absent=tuple(column for column in WANTED if column not in header),
    )


class _BadRowError(InvalidInputError):
    """A row of the table is of no order.

    Args:
        code: The code of its finding.
        what, rule, value: As in every error.
    """

    def __init__(self, code: str, what: str, rule: str, value: object) -> None:
        """Keep the code."""
        super().__init__(what, rule, value)
        self.code = code
        self.args = (code, what, rule, value)


def _header(filled: Sequence[Row], *, name: str) -> tuple[str, ...]:
    """The names of the columns."""
    if not filled:
        raise InvalidInputError(name, "have the header of an orders export", "an empty file")
    header = tuple(cell.strip() for cell in filled[0].cells)
    where = f"{name}:{filled[0].line}"
    twice = [column for column in (*REQUIRED, *_OF_ORDER, *_OF_LINE) if header.count(column) > 1]
    if twice:
        raise InvalidInputError(where, "name each column once", twice[0])
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        close = [match for column in missing if (match := close_match(column, header))]
        got = ", ".join(close or header[:12])
        raise InvalidInputError(where, f"have the columns {', '.join(missing)}", got)
    return header


def _told(row: Row, *, header: Sequence[str]) -> ToldLine:
    """The cells of a row by column."""
    if len(row.cells) != len(header):
        rule = f"have {len(header)} cells"
        raise _BadRowError("INF102", "row", rule, len(row.cells))
    found = dict(zip(header, row.cells, strict=True))
    wanted = ("Name", *_OF_ORDER, *_OF_LINE)
    cells = {column: found.get(column, "").strip() for column in wanted}
    if not cells["Name"]:
        raise _BadRowError("INF101", "Name", "not be empty", "")
    return ToldLine(line=row.line, cells=cells)


def _joined(
    name: str, rows: Sequence[ToldLine], *, file: str
) -> tuple[list[ToldOrder], list[Finding]]:
    """The order that some rows are of, or why they are of none."""
    heads = [row for row in rows if any(row.cells[column] for column in _FIRST)]
    first = min((row.line for row in heads or rows), default=0)
    if not heads:
        message = f"Name must be of an order whose figures are in the file, got {name!r}"
        return [], [_finding("INF105", file, first, message, rows=len(rows))]
    accounts = Counter(_cells_of(row, _OF_ORDER) for row in heads)
    lines = Counter(_cells_of(row, _OF_LINE) for row in rows)
    times = len(heads)
    if len(accounts) > 1 or any(count % times for count in lines.values()):
        places = " and ".join(str(row.line) for row in heads)
        message = f"order {name!r} must be told in one way, got {times} from the lines {places}"
        return [], [_finding("INF615", file, first, message, rows=len(rows))]
    own = len(rows) // times
    order = ToldOrder(
        name=name,
        line=first,
        cells=heads[0].cells,
        lines=tuple(_lines(rows, times=times)),
        rows=own,
    )
    return [order], _repeated(name, rows=len(rows) - own, file=file, line=first)


def _repeated(name: str, *, rows: int, file: str, line: int) -> list[Finding]:
    """The note about rows that stand there once more."""
    if not rows:
        return []
    message = f"order {name!r} is told again in the same words and counts once"
    return [_finding("INF104", file, line, message, rows=rows)]


def _lines(rows: Sequence[ToldLine], *, times: int) -> Iterator[ToldLine]:
    """The lines of an order that is told so many times, sorted by what they say."""
    told = [row for row in rows if any(_cells_of(row, _OF_LINE))]
    ranked = sorted(told, key=lambda row: (_cells_of(row, _OF_LINE), row.line))
    return iter(ranked[::times])


def _cells_of(row: ToldLine, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.cells[column] for column in columns)


def _finding(code: str, file: str, line: int, message: str, *, rows: int = 1) -> Finding:
    return Finding(code=code, where=f"{file}:{line}", message=message, rows=rows)
