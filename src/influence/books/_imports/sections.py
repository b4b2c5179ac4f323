"""Sections: a table of a TOML file that knows its place, for messages.

Whoever reads a section takes what it knows, key by key, and then refuses the rest, so that a slip
of the pen in a key is an error with a suggestion and never a setting that silently does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from influence.errors import InvalidInputError, UnknownNameError


class Section:
    """One TOML table.

    Args:
        file: The name of the file.
        values: What stands in the table.
        path: The keys that lead to it, none for the whole file.

    Example:
        >>> section = Section("mapping.toml", {"grain": "results"})
        >>> section.text("grain")
        'results'
    """

    def __init__(
        self, file: str, values: Mapping[str, object], *, path: tuple[str, ...] = ()
    ) -> None:
        """Nothing is taken yet."""
        self.place = f"{file} [{'.'.join(path)}]" if path else file
        self._file = file
        self._path = path
        self._values = values
        self._taken: dict[str, None] = {}

    def has(self, key: str) -> bool:
        """Whether *key* stands in it; asking makes the key a known one."""
        self._taken[key] = None
        return key in self._values

    def names(self) -> tuple[str, ...]:
        """Every key in it."""
        return tuple(self._values)

    def taken(self) -> dict[str, object]:
        """Whatever has not been taken yet, to be copied as it stands."""
        rest = {key: value for key, value in self._values.items() if key not in self._taken}
        self._taken.update(dict.fromkeys(rest))
        return rest

    def text(self, key: str) -> str:
        """The text under *key*."""
        value = self._value(key)
        if not isinstance(value, str):
            raise InvalidInputError(f"{self.place} {key}", "be text in quotes", value)
        return value

    def number(self, key: str) -> int:
        """The whole number under *key*."""
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise InvalidInputError(f"{self.place} {key}", "be a whole number", value)
        return value

    def choice(self, key: str, known: Iterable[str]) -> str:
        """The text under *key*, which is one of *known*."""
        value, words = self.text(key), tuple(known)
        if value not in words:
            raise UnknownNameError(f"{self.place} {key}", value, words)
        return value

    def text_or_texts(self, key: str) -> tuple[str, ...]:
        """The text under *key*, or the texts when it is a list of them."""
        value = self._value(key)
        values: list[object] = self._list(key) or [value]
        texts = tuple(text for text in values if isinstance(text, str))
        if len(texts) != len(values):
            rule = "be text in quotes or a list of such"
            raise InvalidInputError(f"{self.place} {key}", rule, value)
        return texts

    def texts(self, key: str) -> dict[str, str]:
        """The texts in the table under *key*, none when there is no such table."""
        if not self.has(key):
            return {}
        inner = self.section(key)
        return {name: inner.text(name) for name in inner.names()}

    def inner(self, key: str) -> dict[str, Section]:
        """The tables in the table under *key*, none when there is no such table."""
        if not self.has(key):
            return {}
        outer = self.section(key)
        return {name: outer.section(name) for name in outer.names()}

    def is_section(self, key: str) -> bool:
        """Whether a table stands under *key*."""
        return self.has(key) and isinstance(self._values[key], dict)

    def section(self, key: str) -> Section:
        """The table under *key*."""
        value = self._value(key)
        if not isinstance(value, dict):
            raise InvalidInputError(f"{self.place} {key}", "be a table", value)
        return self._inside(key, cast("dict[str, object]", value))

    def sections(self, key: str) -> list[Section]:
        """The tables in the list under *key*."""
        value = self._value(key)
        values = self._list(key)
        tables = [cast("dict[str, object]", each) for each in values if isinstance(each, dict)]
        if not tables or len(tables) != len(values):
            raise InvalidInputError(f"{self.place} {key}", "be a list of tables", value)
        return [self._inside(key, table) for table in tables]

    def refuse_others(self) -> None:
        """Refuse every key that nobody took.

        Raises:
            UnknownNameError: There is one; the close known key is named.
        """
        for key in self._values:
            if key not in self._taken:
                raise UnknownNameError(f"{self.place} key", key, self._taken)

    def _inside(self, key: str, values: Mapping[str, object]) -> Section:
        """A table in this one."""
        return Section(self._file, values, path=(*self._path, key))

    def _list(self, key: str) -> list[object]:
        """The list under *key*, an empty one when it is something else."""
        value = self._value(key)
        return cast("list[object]", value) if isinstance(value, list) else []

    def _value(self, key: str) -> object:
        """What stands under *key*, which has to be there."""
        if not self.has(key):
            raise InvalidInputError(self.place, f"have the key {key}", self.names())
        return self._values[key]
