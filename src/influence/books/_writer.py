"""Writing: a book in, a folder out, which reads back as the same book.

Only what a folder can say is written. A book that holds more, such as two handles of one creator or
a code with a semicolon in it, is refused before any file is touched, because it would read back as
something else.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from influence.books._campaign_document import campaign_document
from influence.books._cells import as_told_amount
from influence.books._columns import Column, TableKind
from influence.books._folder import CAMPAIGN
from influence.books._tables import TABLES
from influence.books._toml_text import toml_text
from influence.campaign_book import Book
from influence.creators import Creator
from influence.errors import InvalidInputError
from influence.exchange import Conversion
from influence.money import Money
from influence.shares import Share

_OF_HANDLES = ("platform", "handle")


def write_book(book: Book, path: str | Path) -> tuple[Path, ...]:
    """Write *book* as a campaign book of CSV tables; its rejections are not written.

    Args:
        book: The book.
        path: A folder that is empty or not there yet.

    Returns:
        The files that were written.

    Raises:
        InvalidInputError: The folder is not empty, or the book holds what a folder cannot say.
    """
    texts = {CAMPAIGN: toml_text(campaign_document(book))}
    for kind in TABLES.values():
        rows = cast("Sequence[object]", getattr(book, kind.field))
        if rows or kind.name == "creators":
            others = book.other_columns.get(kind.name, {})
            texts[f"{kind.name}.csv"] = _table_text(
                kind, rows, others=others, conversions=book.conversions
            )
    return written(texts, Path(path))


def written(texts: Mapping[str, str], folder: Path) -> tuple[Path, ...]:
    """Write files into a folder that has none.

    Raises:
        InvalidInputError: The folder is not empty, or a text cannot be UTF-8.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidInputError("folder of a new book", "be empty or not there yet", str(folder))
    encoded = {name: _encoded(name, text) for name, text in texts.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in encoded.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in encoded)


def _encoded(name: str, text: str) -> bytes:
    """The bytes of a file."""
    try:
        content = text.encode()
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise InvalidInputError(name, "be text that UTF-8 can hold", half) from None
    if b"\0" in content:
        raise InvalidInputError(name, "hold no NUL", "\0")
    return content


def _table_text(
    kind: TableKind[Any],
    rows: Iterable[object],
    *,
    others: Mapping[str, Mapping[str, str]],
    conversions: Mapping[str, Conversion],
) -> str:
    """A table as CSV, with the columns that some row fills."""
    records: list[dict[str, str]] = []
    for place, row in enumerate(rows, start=1):
        name = _key(kind, row, place)
        told = _told(kind, row, name=name, conversions=conversions) if conversions else {}
        records.append({**_cells(kind, row), **told, **others.get(name, {})})
    more = tuple(dict.fromkeys(name for cells in others.values() for name in cells))
    return records_text(kind, records, more=more)


def foreign_records(kind: TableKind[Any], rows: Iterable[object]) -> list[dict[str, str]]:
    """The cells of rows that stand in their own currency, which a column of its own names."""
    records: list[dict[str, str]] = []
    for row in rows:
        amounts = (getattr(row, column.field) for column in kind.amounts)
        told = next((amount for amount in amounts if amount is not None), None)
        currency = {} if told is None else {"currency": cast("Money", told).currency}
        records.append({**_cells(kind, row), **currency})
    return records


def records_text(
    kind: TableKind[Any], records: Sequence[Mapping[str, str]], *, more: tuple[str, ...] = ()
) -> str:
    """A table as CSV, with the columns that some record fills, and *more*."""
    filled = {name for record in records for name, cell in record.items() if cell}
    names = [name for name in kind.names if name in filled or name in kind.required]
    names += more
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    # The writer leaves a lone carriage return bare, which no reader takes.
    quoting = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for record in records:
        cells = [record.get(name, "") for name in names]
        has_return = any("\r" in cell for cell in cells)
        (quoting if has_return else writer).writerow(cells)
    return text.getvalue()


def _key(kind: TableKind[Any], row: object, place: int) -> str:
    """What a row is known by: its id, or its place from 1 where it has none."""
    return str(getattr(row, kind.key)) if kind.key else str(place)


def _told(
    kind: TableKind[Any], row: object, *, name: str, conversions: Mapping[str, Conversion]
) -> dict[str, str]:
    """The cells of a row that was told in another currency, as they were told.

    Raises:
        InvalidInputError: A conversion is not of the amount in the book.
    """
    cells: dict[str, str] = {}
    for column in kind.amounts:
        key = f"{kind.singular} {name} {column.name}"
        amount = cast("Money | None", getattr(row, column.field))
        if key not in conversions:
            continue
        if conversions[key].converted != amount:
            rule = f"come to what is in the book to be written, {amount}"
            raise InvalidInputError(f"conversion of {key}", rule, conversions[key].converted)
        original = conversions[key].original
        cells |= {column.name: original.text, "currency": original.currency}
    return cells


def _cells(kind: TableKind[Any], row: object) -> dict[str, str]:
    """The cells of a row by column."""
    if isinstance(row, Creator):
        own = [column for column in kind.columns if column.name not in _OF_HANDLES]
        return {**_cells_of(own, row), **_handle(row)}
    return _cells_of(kind.columns, row)


def _cells_of(columns: Iterable[Column], row: object) -> dict[str, str]:
    return {column.name: _told_cell(column, getattr(row, column.field)) for column in columns}


def _told_cell(column: Column, value: object) -> str:
    """A value as the text of a cell, with its currency where the column asks for that."""
    has_currency = column.parse is as_told_amount and value is not None
    return str(value) if has_currency else _cell(value)


def _handle(creator: Creator) -> dict[str, str]:
    """The one handle that a table can hold."""
    if len(creator.handles) > 1:
        what = f"creator {creator.creator_id}"
        raise InvalidInputError(what, "have at most one handle to be written", creator.handles)
    if creator.handle is None:
        return {"platform": creator.platform or ""}
    return {"platform": creator.handle.platform, "handle": creator.handle.name}


def _cell(value: object) -> str:
    """A value as the text of a cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Money):
        return value.text
    if isinstance(value, Share):
        return value.text
    if isinstance(value, dt.datetime):
        return _moment(value)
    if isinstance(value, tuple):
        return ";".join(_code(code) for code in cast("tuple[str, ...]", value))
    return "" if value is None else str(value)


def _code(code: str) -> str:
    """A code that can stand among others."""
    if ";" in code or code != code.strip():
        rule = "have neither a semicolon nor white space around it to be written"
        raise InvalidInputError("code", rule, code)
    return code


def _moment(at: dt.datetime) -> str:
    """A moment in ISO 8601, whose offsets have whole minutes; before 1972 some had seconds."""
    offset = at.utcoffset() or dt.timedelta()
    whole = not offset % dt.timedelta(minutes=1)
    return (at if whole else at.astimezone(dt.UTC)).isoformat()
