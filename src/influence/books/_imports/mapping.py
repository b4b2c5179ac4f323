"""Mapping: how the tables of somebody else become the tables of a campaign book.

A mapping is one TOML file that a person can read in a minute. What the tables cannot tell (the
campaign, the offer, the attribution, the settlement, the angles) stands in it as in
``campaign.toml`` and is copied; for each table of the book it says which file and which columns it
comes from:

    cell = constant, or source cell, or template of source cells; then looked up; then scaled

This module reads and checks the file, so that every slip has a name before the first row is read.
It opens none of the tables; that is for ``importing``. Whether the campaign makes sense is for the
reader of the book.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeAlias

import attrs

from influence.books._imports.sections import Section
from influence.books._tables import TABLES
from influence.errors import InvalidInputError, UnknownNameError

Grain = Literal["results", "touches_and_orders"]
Otherwise = Literal["reject", "keep"]

#: The tables of each grain; the last one named is the one it cannot do without.
TABLES_OF_GRAIN: Mapping[str, tuple[str, ...]] = {
    "results": ("creators", "rates", "posts", "costs", "controls", "holdouts", "results"),
    "touches_and_orders": (
        "creators",
        "rates",
        "posts",
        "costs",
        "controls",
        "holdouts",
        "touches",
        "order_lines",
        "refunds",
        "disputes",
        "leads",
        "orders",
    ),
}

_MAPPED = frozenset(name for tables in TABLES_OF_GRAIN.values() for name in tables)

#: Stands for the number of the source row in a template.
ROW = "row"

#: A column's name in braces, in a template or in the text of a deal.
TEMPLATE = re.compile(r"\{([^{}]+)\}")

_SECTIONS = ("campaign", "offer", "attribution", "settlement", "progression")
_SCHEMA = 1
_POWER_OF_TEN = re.compile(r"10*|0\.0*1")


@attrs.frozen
class SourceCell:
    """The cell of the source row that stands under *column*."""

    column: str


Part: TypeAlias = str | SourceCell


@attrs.frozen(kw_only=True)
class Lookup:
    """What a value of theirs is called in the book.

    Args:
        values: Their value to ours.
        otherwise: What becomes of a value that is not listed: the row is rejected, the value is
            kept, or, when it is a :class:`Constant`, that stands in its place.
    """

    values: Mapping[str, str]
    otherwise: Otherwise | Constant


@attrs.frozen
class Constant:
    """A text that stands in the place of every value that is not listed."""

    text: str


@attrs.frozen(kw_only=True)
class TableMapping:
    """Where one table of the book comes from.

    Args:
        table: Its name in the book.
        source: The file, such as ``payouts.csv``.
        delimiter: What stands between its cells.
        cells: For each column of the book the parts that are put together.
        lookups: For a column of the book what its values are called there.
        scale: For a column of the book the power of ten that its amounts are multiplied by.
        where: For a column of the source the values whose rows are wanted.
    """

    table: str
    source: str
    delimiter: str
    cells: Mapping[str, tuple[Part, ...]]
    lookups: Mapping[str, Lookup]
    scale: Mapping[str, Decimal]
    where: Mapping[str, tuple[str, ...]]

    @property
    def source_columns(self) -> tuple[str, ...]:
        """The columns of the source that it reads, each once."""
        parts = (part for parts in self.cells.values() for part in parts)
        read = [part.column for part in parts if isinstance(part, SourceCell)]
        return tuple(dict.fromkeys([*read, *self.where]))


@attrs.frozen(kw_only=True)
class BookMapping:
    """Everything that a mapping says.

    Args:
        name: The name of its file, for messages.
        grain: Whether sales come as counted results, or as touches and orders.
        campaign: The sections of ``campaign.toml`` as they stand.
        deal: What the deal of each creator says, or ``None`` when none are to be made.
        tables: Where each table comes from.
    """

    name: str
    grain: Grain
    campaign: Mapping[str, object]
    deal: Mapping[str, object] | None
    tables: tuple[TableMapping, ...]


def read_mapping(path: Path) -> BookMapping:
    """The mapping in the file *path*.

    Raises:
        InvalidInputError: The file is not there, is not TOML, or breaks a rule, which is named.
        UnknownNameError: It has a key, table or column that there is not; the close one is named.
    """
    top = Section(path.name, _loaded(path))
    schema = top.number("schema")
    if schema != _SCHEMA:
        raise InvalidInputError(f"{top.place} schema", f"be {_SCHEMA}", schema)
    campaign: dict[str, object] = {
        name: top.section(name).taken() for name in _SECTIONS if top.has(name)
    }
    if top.has("angles"):
        campaign["angles"] = [angle.taken() for angle in top.sections("angles")]
    if "campaign" not in campaign:
        raise InvalidInputError(top.place, "have a section [campaign]", tuple(campaign))
    grain: Grain = (
        "results" if top.choice("grain", TABLES_OF_GRAIN) == "results" else "touches_and_orders"
    )
    deal = _deal(top.section("deals")) if top.has("deals") else None
    tables = _tables(top.section("tables"), grain=grain)
    top.refuse_others()
    return BookMapping(name=path.name, grain=grain, campaign=campaign, deal=deal, tables=tables)


def _loaded(path: Path) -> Mapping[str, object]:
    """The TOML in the file *path*."""
    if not path.is_file():
        raise InvalidInputError("mapping", "be a file that exists", str(path))
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise InvalidInputError(path.name, "be TOML in UTF-8", str(fault)) from fault


def _deal(section: Section) -> Mapping[str, object]:
    """What every creator's deal says, beside the creator."""
    section.choice("for_each", ("creator",))
    if section.has("creator"):
        raise InvalidInputError(
            f"{section.place} creator", "be left to for_each", section.text("creator")
        )
    return section.taken()


def _tables(section: Section, *, grain: Grain) -> tuple[TableMapping, ...]:
    """Every table, in the order in which a book names them."""
    allowed = TABLES_OF_GRAIN[grain]
    for name in section.names():
        if name not in _MAPPED:
            raise UnknownNameError(f"{section.place} table", name, _MAPPED)
        if name not in allowed:
            raise InvalidInputError(f"{section.place} {name}", f"fit the grain {grain}", name)
    for needed in (allowed[0], allowed[-1]):
        if not section.has(needed):
            rule = f"have {allowed[0]} and {allowed[-1]} for the grain {grain}"
            raise InvalidInputError(section.place, rule, section.names())
    return tuple(_table(section.section(name), table=name) for name in TABLES if section.has(name))


def _table(section: Section, *, table: str) -> TableMapping:
    """One table."""
    cells = _cells(section, table=table)
    mapping = TableMapping(
        table=table,
        source=_file_name(section),
        delimiter=section.text("delimiter") if section.has("delimiter") else ",",
        cells=cells,
        lookups=_lookups(section, columns=cells),
        scale=_scale(section, columns=cells),
        where=_where(section),
    )
    if len(mapping.delimiter) != 1:
        raise InvalidInputError(f"{section.place} delimiter", "be one character", mapping.delimiter)
    section.refuse_others()
    return mapping


def _file_name(section: Section) -> str:
    """The name of the source file, inside the source folder."""
    name = section.text("from")
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise InvalidInputError(f"{section.place} from", "lie inside the source folder", name)
    return name


def _cells(section: Section, *, table: str) -> Mapping[str, tuple[Part, ...]]:
    """The parts of every column of the book, each column given once."""
    known = TABLES[table].names
    cells: dict[str, tuple[Part, ...]] = {}
    given = [
        (way, column, text)
        for way in ("columns", "constants", "templates")
        for column, text in section.texts(way).items()
    ]
    for way, column, text in given:
        place = f"{section.place} {way}"
        if column not in known:
            raise UnknownNameError(place, column, known)
        if column in cells:
            raise InvalidInputError(place, "give a column once", column)
        cells[column] = _parts(text, way=way, place=f"{place} {column}")
    for column in TABLES[table].required:
        if column not in cells:
            raise InvalidInputError(section.place, f"give the column {column}", tuple(cells))
    return {column: cells[column] for column in known if column in cells}


def _parts(text: str, *, way: str, place: str) -> tuple[Part, ...]:
    """What a cell is put together from."""
    if way == "columns":
        return (SourceCell(text),)
    if way == "constants":
        return (text,)
    pieces = TEMPLATE.split(text)
    if any("{" in piece or "}" in piece for piece in pieces):
        raise InvalidInputError(place, "have a column's name in each pair of braces", text)
    parts = [SourceCell(piece) if odd % 2 else piece for odd, piece in enumerate(pieces)]
    return tuple(part for part in parts if part != "")


def _lookups(section: Section, *, columns: Mapping[str, object]) -> Mapping[str, Lookup]:
    """What values are called in the book."""
    lookups: dict[str, Lookup] = {}
    for column, lookup in section.inner("lookups").items():
        if column not in columns:
            raise UnknownNameError(f"{section.place} lookups", column, columns)
        lookups[column] = Lookup(values=lookup.texts("values"), otherwise=_otherwise(lookup))
        lookup.refuse_others()
    return lookups


def _otherwise(lookup: Section) -> Otherwise | Constant:
    """What becomes of values that are not listed; it has to be said."""
    if lookup.is_section("otherwise"):
        other = lookup.section("otherwise")
        constant = Constant(other.text("becomes"))
        other.refuse_others()
        return constant
    chosen = lookup.choice("otherwise", ("keep", "reject"))
    return "keep" if chosen == "keep" else "reject"


def _scale(section: Section, *, columns: Mapping[str, object]) -> Mapping[str, Decimal]:
    """The power of ten of each column that has one, such as 0.01 for minor units."""
    scale: dict[str, Decimal] = {}
    for column, text in section.texts("scale").items():
        if column not in columns:
            raise UnknownNameError(f"{section.place} scale", column, columns)
        if not _POWER_OF_TEN.fullmatch(text):
            rule = "be a power of ten such as 0.01 or 100"
            raise InvalidInputError(f"{section.place} scale {column}", rule, text)
        scale[column] = Decimal(text)
    return scale


def _where(section: Section) -> Mapping[str, tuple[str, ...]]:
    """The values whose rows are wanted, by column of the source."""
    if not section.has("where"):
        return {}
    wanted = section.section("where")
    return {column: wanted.text_or_texts(column) for column in wanted.names()}
