"""The table: CSV that a spreadsheet opens without computing anything in it.

A spreadsheet takes a cell that begins with ``= + - @``, a tab or a line end for a formula. Such a
cell gets an apostrophe in front, which spreadsheets do not show; so does one that begins with an
apostrophe, so that taking one away always gives the cell back.

Source: S77.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

#: The columns of the table, in their order.
KIT_COLUMNS: tuple[str, ...] = (
    "creator_id",
    "angle",
    "url",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_content",
    "code",
    "dm_keyword",
    "channel",
    "status",
)
# Full-width signs are formulas to some spreadsheets as well.
_SIGNS = "=+-@"
_FORMULA_SIGNS = frozenset((*_SIGNS, *(chr(ord(sign) + 0xFEE0) for sign in _SIGNS), *"\t\r\n\0'"))


def spreadsheet_cell(text: str) -> str:
    """*text* as a cell in which nothing is computed.

    Example:
        >>> spreadsheet_cell("=1+1")
        "'=1+1"
    """
    return f"'{text}" if text[:1] in _FORMULA_SIGNS else text


def plain_cell(cell: str) -> str:
    """The text of a cell that ``spreadsheet_cell`` wrote.

    Example:
        >>> plain_cell("'=1+1")
        '=1+1'
    """
    return cell.removeprefix("'")


def table_text(rows: Iterable[Iterable[str]]) -> str:
    """The header and *rows* as CSV; lines end in a line feed."""
    text = io.StringIO(newline="")
    # A lone carriage return is left bare by minimal quoting, and no reader takes it.
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    quoting = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(KIT_COLUMNS)
    for row in rows:
        cells = [spreadsheet_cell(cell) for cell in row]
        (quoting if any("\r" in cell for cell in cells) else writer).writerow(cells)
    return text.getvalue()
