"""Tables: rows as CSV bytes that a spreadsheet opens without computing anything in them.

Text that a spreadsheet would take for a formula gets an apostrophe in front; a number stays one, a
loss as well. What is unknown is an empty cell, never 0.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from influence.links import spreadsheet_cell
from influence.money import Money
from influence.ratios import decimal_of

Separator: TypeAlias = Literal["comma", "semicolon", "tab"]
SEPARATORS: Final[dict[Separator, str]] = {"comma": ",", "semicolon": ";", "tab": "\t"}
Cell: TypeAlias = str | int | Decimal | Fraction | Money | None

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MARK = b"\xef\xbb\xbf"


def table_bytes(
    header: Sequence[str], rows: Iterable[Iterable[Cell]], *, separator: Separator, has_mark: bool
) -> bytes:
    r"""A header and rows as CSV in UTF-8; lines end as RFC 4180 has it.

    Args:
        header: The names of the columns.
        rows: The cells, row by row.
        separator: What stands between two cells.
        has_mark: Whether a byte order mark comes first, by which Excel knows UTF-8.

    Example:
        >>> rows = [["=1+1", Money("-3.50", "USD"), None]]
        >>> table_bytes(["name", "profit", "roas"], rows, separator="comma", has_mark=False)
        b"name,profit,roas\r\n'=1+1,-3.50,\r\n"

    Source: S77.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATORS[separator], lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    content = text.getvalue().encode(errors="replace")
    return _MARK + content if has_mark else content


def _cell(value: Cell) -> str:
    """A value as the text of a cell."""
    text = _plain(value)
    return text if _NUMBER.fullmatch(text) else spreadsheet_cell(text)


def _plain(value: Cell) -> str:
    """A value as text."""
    if value is None:
        return ""
    if isinstance(value, Money):
        return value.text
    if isinstance(value, Fraction | Decimal):
        return f"{decimal_of(Fraction(value)):f}"
    return str(value)
