"""Setup: how hard the kit tries, and what an author gives it to try with.

    [barter]
    terms = [{ rate = "0.2", product = "30.00" }]      tables as a book would write them

    [barter.xfail]
    PR-L06 = "whole products are given, so a sale can earn a whole one more"

The file is TOML. A name is that of a member, or of the plugin. ``exports`` of a source are paths of
files, ``good`` and ``bad`` of a lint rule are paths of books, both seen from the file that names
them. ``fake`` of a platform is where its fake stands, such as ``influence_pinterest.fakes:Fake``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import cast

import attrs

from influence.books import read_book
from influence.campaign_book import Book
from influence.errors import InvalidInputError, UnknownNameError
from influence.sources import Setting
from influence.testing._platform_fake import FakeMaker

Table = Mapping[str, object]

_KEYS = ("bad", "exports", "fake", "good", "options", "terms", "xfail")


@attrs.frozen(kw_only=True)
class Given:
    """What an author gives for one member.

    Args:
        members: The members themselves, ready made.
        terms: Tables of terms, as a book would write them.
        exports: Files that a source reads.
        texts: Exports as text, by the name of their file.
        options: Options of a source, as a person would type them.
        setting: What a source is told of a book; dollars and UTC without it.
        good: Books in which a lint rule finds nothing.
        bad: Books in which a lint rule finds something.
        excuses: The checks that the member does not keep, by id, each with the reason.
        fake: What makes the fake of a platform, or where it stands, such as ``module:Name``.

    Raises:
        InvalidInputError: An excuse has no reason.
    """

    members: tuple[object, ...] = ()
    terms: tuple[Table, ...] = ()
    exports: tuple[Path, ...] = ()
    texts: Mapping[str, str] = MappingProxyType({})
    options: Mapping[str, str] = MappingProxyType({})
    setting: Setting | None = None
    good: tuple[Book, ...] = ()
    bad: tuple[Book, ...] = ()
    excuses: Mapping[str, str] = MappingProxyType({})
    fake: FakeMaker | str | None = None

    def __attrs_post_init__(self) -> None:
        for check_id, reason in self.excuses.items():
            if not reason.strip():
                raise InvalidInputError(f"excuse {check_id}", "have a reason", reason)


_NOTHING = Given()


@attrs.frozen(kw_only=True)
class Setup:
    """How hard to try, and with what.

    Args:
        seed: What is drawn is drawn from it: the same seed, the same cases.
        examples: How many cases a check looks at.
        deadline_s: How many seconds a check may take.
        given: What the author gives, by member.
    """

    seed: int = 0
    examples: int = 25
    deadline_s: float = 120.0
    given: Mapping[str, Given] = MappingProxyType({})

    def of(self, member: str) -> Given:
        """What is given for a member."""
        return self.given.get(member, _NOTHING)


def given_in(file: Path) -> Mapping[str, Given]:
    """What the author gives in a TOML file.

    Raises:
        InvalidInputError: The file is no TOML, or a value has the wrong type.
        UnknownNameError: A key is not known; the close one is named.
    """
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInputError(file.name, "be a TOML file", str(error)) from error
    return {
        name: _read(_table(table, where=name), where=name, folder=file.parent)
        for name, table in tables.items()
    }


def _read(table: Table, *, where: str, folder: Path) -> Given:
    """What one table gives."""
    for key in table:
        if key not in _KEYS:
            raise UnknownNameError(f"key of {where}", key, _KEYS)
    terms = _list(table.get("terms", []), where=f"{where}.terms")

    def paths(key: str) -> tuple[Path, ...]:
        parts = _list(table.get(key, []), where=f"{where}.{key}")
        return tuple(folder / _text(part, where=f"{where}.{key}") for part in parts)

    return Given(
        terms=tuple(_table(part, where=f"{where}.terms") for part in terms),
        exports=paths("exports"),
        good=tuple(map(read_book, paths("good"))),
        bad=tuple(map(read_book, paths("bad"))),
        options=_texts(table.get("options", {}), where=f"{where}.options"),
        excuses=_texts(table.get("xfail", {}), where=f"{where}.xfail"),
        fake=_text(table["fake"], where=f"{where}.fake") if "fake" in table else None,
    )


def _table(value: object, *, where: str) -> Table:
    """A table."""
    if not isinstance(value, Mapping):
        raise InvalidInputError(where, "be a table", value)
    return cast("Table", value)


def _list(value: object, *, where: str) -> Sequence[object]:
    """A list."""
    if not isinstance(value, list):
        raise InvalidInputError(where, "be a list", value)
    return cast("Sequence[object]", value)


def _text(value: object, *, where: str) -> str:
    """Text."""
    if not isinstance(value, str):
        raise InvalidInputError(where, "be text", value)
    return value


def _texts(value: object, *, where: str) -> Mapping[str, str]:
    """A table of texts."""
    table = _table(value, where=where)
    return {key: _text(part, where=f"{where}.{key}") for key, part in table.items()}
