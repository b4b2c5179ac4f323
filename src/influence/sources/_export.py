"""Exports: the text of one file as rows with their lines, or as the document that it is.

Nothing is read into the cells here: no number is made, no cell is stripped and no row is judged. A
number in JSON stays the digits that stand in the file, so that one past 2^53 is not made a float.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError

_MARK = "\ufeff"


@attrs.frozen
class Row:
    """One record of a table.

    Args:
        line: The line that it begins on, from 1.
        cells: Its cells as they stand; none for a blank line.
    """

    line: int = attrs.field(validator=require.at_least(1))
    cells: tuple[str, ...] = attrs.field(validator=require.is_tuple)


@attrs.frozen(kw_only=True)
class Export:
    r"""One file that a shop or an analytics tool gave out.

    Args:
        name: What messages call it, such as ``orders_export.csv``.
        rows: Every record from the first line on, the header and blank lines among them.
        document: What the file holds when it is JSON; ``None`` when it is a table.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> Export.of_csv("Name,Total\n#1001,12.00\n", name="orders.csv").rows[1]
        Row(line=2, cells=('#1001', '12.00'))
        >>> Export.of_json('{"rowCount": 9007199254740993}', name="report.json").document
        {'rowCount': '9007199254740993'}
    """

    name: str = attrs.field(validator=require.is_line)
    rows: tuple[Row, ...] = attrs.field(default=(), validator=require.are(Row, called="rows"))
    document: object = None

    @classmethod
    def of_csv(cls, text: str, *, name: str) -> Export:
        """The table that *text* is.

        Raises:
            InvalidInputError: Its quotes do not close; the line is named.
        """
        return cls(name=name, rows=tuple(_records(text.removeprefix(_MARK), name=name)))

    @classmethod
    def of_json(cls, text: str, *, name: str) -> Export:
        """The document that *text* is, every number in it as text.

        Raises:
            InvalidInputError: It is no JSON.
        """
        try:
            document: object = json.loads(
                text.removeprefix(_MARK), parse_float=str, parse_int=str, parse_constant=str
            )
        except (ValueError, RecursionError) as error:
            raise InvalidInputError(name, "be JSON", str(error)) from error
        return cls(name=name, document=document)


def _records(text: str, *, name: str) -> Iterator[Row]:
    """Every record with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InvalidInputError(f"{name}:{line}", "be CSV, quotes closed", str(error)) from error
