"""TOML tables: a value of a file, or a refusal that names its place, its rule and what was there.

The root of a file is called by the file's own name, such as ``offer file``, and its keys stand by
themselves in messages; a key of a table stands behind the table's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Never, TypeVar, cast

from influence.errors import InfluenceError, InvalidInputError, UnknownNameError

T = TypeVar("T")
Table = Mapping[str, object]


def root_of(path: Path, *, what: str, known: Iterable[str], schema: int) -> Table:
    """The root of a TOML file.

    Raises:
        InvalidInputError: The file is no TOML, or of another schema.
        UnknownNameError: A key is not known; the close one is named.
    """
    try:
        root: Table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInputError(what, "be TOML in UTF-8", str(error)) from error
    refuse_others(root, known, where=what)
    if root.get("schema") != schema:
        raise InvalidInputError("schema", f"be {schema}", root.get("schema"))
    return root


def text_in(table: Table, name: str, *, where: str) -> str:
    """Text; an amount or a share without quotes would not be exact."""
    value = table.get(name)
    if not isinstance(value, str):
        raise InvalidInputError(place_of(where, name), "be text in quotes", value)
    return value


def whole_in(table: Table, name: str, *, where: str) -> int:
    """A whole number."""
    value = table.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidInputError(place_of(where, name), "be a whole number", value)
    return value


def table_in(table: Table, name: str, *, where: str) -> Table:
    """A table."""
    value = table.get(name)
    if not isinstance(value, dict):
        raise InvalidInputError(place_of(where, name), "be a table", value)
    return cast("Table", value)


def tables_in(table: Table, name: str) -> list[tuple[str, Table]]:
    """A list of tables of the root, each with its place, such as ``offers[1]``."""
    sections = table.get(name)
    if not isinstance(sections, list):
        raise InvalidInputError(name, f"be a list of tables [[{name}]]", sections)
    found: list[tuple[str, Table]] = []
    for number, section in enumerate(cast("list[object]", sections), start=1):
        where = f"{name}[{number}]"
        if not isinstance(section, dict):
            raise InvalidInputError(where, "be a table", section)
        found.append((where, cast("Table", section)))
    return found


def place_of(where: str, name: str) -> str:
    """How messages call a key."""
    return name if where.endswith(" file") else f"{where}.{name}"


def refuse_others(table: Table, known: Iterable[str], *, where: str) -> None:
    """Refuse a key that nobody reads."""
    names = tuple(known)
    for key in table:
        if key not in names:
            raise UnknownNameError(f"key of {where}", key, names)


def at_field(where: str, make: Callable[[], T]) -> T:
    """What *make* makes, or its refusal at the key that a field of a class was told by."""
    try:
        return make()
    except InfluenceError as error:
        _, _, field = error.what.rpartition(".")
        place = f"{where}.{field}" if "." in error.what else where
        return at(place, _raising(error))


def at(where: str, make: Callable[[], T]) -> T:
    """What *make* makes, or its refusal with the place before it."""
    try:
        return make()
    except UnknownNameError as error:
        raise UnknownNameError(where, error.name, error.known) from error
    except InfluenceError as error:
        raise InvalidInputError(where, error.rule, error.value) from error


def _raising(error: InfluenceError) -> Callable[[], Never]:
    """A call that raises an error again."""

    def again() -> Never:
        raise error

    return again
