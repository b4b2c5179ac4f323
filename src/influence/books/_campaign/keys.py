"""Keys: a table of the campaign file that knows its place and collects what is wrong with it.

Whoever reads a table asks for the keys of its shape, by the type that it wants. What is missing, of
another type, or not in the shape is noted with its path, and reading goes on, so that one look
tells every fault.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

import attrs

from influence.books._campaign.key_lines import key_line
from influence.books._campaign.plain import Plain, as_written, floats_in
from influence.books._campaign.shape import KeyKind, Shape
from influence.books._rejections import told
from influence.errors import InfluenceError, InvalidInputError, UnknownNameError
from influence.findings import Finding
from influence.money import Money
from influence.periods import parse_date, parse_moment
from influence.shares import Share

T = TypeVar("T")

_MOST_NAMED = 4


@attrs.define
class Faults:
    """What is wrong with one file.

    Args:
        file: Its name.
        text: Its text, to tell lines.
    """

    file: str
    text: str
    findings: list[Finding] = attrs.field(factory=list[Finding], init=False)

    def note(self, keys: Sequence[str | int], message: str) -> None:
        """Note a fault at the place that *keys* lead to."""
        self.note_line(key_line(self.text, keys), message)

    def note_line(self, line: int, message: str) -> None:
        """Note a fault on a line."""
        where = f"{self.file}:{line}"
        self.findings.append(Finding(code="INF201", where=where, message=message))


class Keys:
    """One table.

    Args:
        values: What stands in it.
        shape: What may stand in it.
        faults: Where faults go.
        path: How messages call it; empty for the whole file.
        keys: The keys and places that lead to it.
    """

    def __init__(
        self,
        values: Mapping[str, object],
        *,
        shape: Shape,
        faults: Faults,
        path: str = "",
        keys: tuple[str | int, ...] = (),
    ) -> None:
        """Nothing is asked for yet."""
        self.path = path
        self._values = values
        self._shape = shape
        self._faults = faults
        self._keys = keys

    def at(self, key: str) -> str:
        """How messages call *key*."""
        return f"{self.path}.{key}" if self.path else key

    def text(self, key: str) -> str | None:
        """Text."""
        return self._typed(key, str, kind="text", rule="be text in quotes")

    def count(self, key: str) -> int | None:
        """A whole number."""
        return self._typed(key, int, kind="count", rule="be a whole number")

    def flag(self, key: str) -> bool | None:
        """True or false."""
        return self._typed(key, bool, kind="flag", rule="be true or false")

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A list of texts."""
        rule = "be a list of texts in quotes"
        values = self._list(key, kind="texts", rule=rule)
        if values is None:
            return None
        texts = tuple(value for value in values if isinstance(value, str))
        if len(texts) != len(values):
            self.fault(key, InvalidInputError(self.at(key), rule, values))
            return None
        return texts

    def day(self, key: str) -> dt.date | None:
        """A date, as TOML has it or as text."""
        value = self._value(key, kind="day")
        if isinstance(value, str):
            return self.made(key, lambda: parse_date(value))
        if value is None or type(value) is dt.date:
            return value
        rule = "be a date such as 2026-03-02"
        self.fault(key, InvalidInputError(self.at(key), rule, as_written(value)))
        return None

    def moment(self, key: str, *, zone: ZoneInfo) -> dt.datetime | None:
        """A time with its offset, as TOML has it or as text; a date is its first moment."""
        value = self._value(key, kind="moment")
        if isinstance(value, dt.datetime) and value.utcoffset() is not None:
            return value
        if isinstance(value, str | dt.date) and not isinstance(value, dt.datetime):
            return self.made(key, lambda: parse_moment(str(value), zone=zone))
        if value is not None:
            rule = "be a date, or a time with an offset such as 2026-03-02T09:30:00+02:00"
            self.fault(key, InvalidInputError(self.at(key), rule, as_written(value)))
        return None

    def amount(self, key: str, *, currency: str | None) -> Money | None:
        """Decimal text, as money."""
        rule = 'be decimal text in quotes, such as "12.50"'
        text = self._typed(key, str, kind="amount", rule=rule)
        if text is None or currency is None:
            return None
        return self.made(key, lambda: Money(text, currency))

    def share(self, key: str) -> Share | None:
        """Decimal text, as a share."""
        rule = 'be decimal text in quotes, such as "0.55"'
        text = self._typed(key, str, kind="share", rule=rule)
        return None if text is None else self.made(key, lambda: Share(text))

    def table(self, key: str) -> Keys | None:
        """The table under *key*."""
        value = self._dict(key, kind="table")
        if value is None:
            return None
        shape = self._shape.asked(key, kind="table").within
        return self._inside(key, value, shape=shape, path=self.at(key), place=())

    def tables(self, key: str, *, named_by: str = "") -> list[Keys]:
        """The tables in the list under *key*, each called by its *named_by*, else by its place."""
        shape = self._shape.asked(key, kind="tables").within
        return [
            self._inside(key, table, shape=shape, path=path, place=(place,))
            for place, path, table in self._tables(key, kind="tables", named_by=named_by)
        ]

    def listed(self, key: str, *, named_by: str) -> list[tuple[Keys, dict[str, object]]]:
        """The tables in the list under *key*: each with its own keys, and those of its member."""
        shape = self._shape.asked(key, kind="listed").within
        found: list[tuple[Keys, dict[str, object]]] = []
        for place, path, table in self._tables(key, kind="listed", named_by=named_by):
            rest = {name: value for name, value in table.items() if name not in shape.keys}
            inside = self._inside(key, table, shape=shape, path=path, place=(place,))
            floats = [inside.has_floats(name, rest[name], path=inside.at(name)) for name in rest]
            if not any(floats):
                found.append((inside, rest))
        return found

    def raw(self, key: str) -> dict[str, object] | None:
        """The table under *key* for a registry to read; a float in it is a fault."""
        value = self._dict(key, kind="member")
        return None if self.has_floats(key, value, path=self.at(key)) else value

    def has_floats(self, key: str, value: object, *, path: str) -> bool:
        """Whether there are numbers with a fraction in a value; each is noted."""
        floats = floats_in(value, path)
        for where, number in floats:
            rule = 'be decimal text in quotes, such as "12.50"'
            self.fault(key, InvalidInputError(where, rule, Plain(number)))
        return bool(floats)

    def names(self) -> tuple[str, ...]:
        """Every key of the table."""
        return tuple(self._values)

    def named(self, key: str) -> str | dict[str, object] | None:
        """A name in quotes, or the table under *key* for a registry to read."""
        value = self._value(key, kind="named")
        return self._name_or_table(key, value, path=self.at(key))

    def members(self, key: str) -> list[tuple[str, str | dict[str, object]]]:
        """The names and tables in the list under *key*, each with how messages call it."""
        rule = "be a list of names and tables"
        found: list[tuple[str, str | dict[str, object]]] = []
        for place, value in enumerate(self._list(key, kind="members", rule=rule) or [], start=1):
            path = f"{self.at(key)}[{place}]"
            member = self._name_or_table(key, value, path=path)
            if member is not None:
                found.append((path, member))
        return found

    def whole_numbers(self) -> dict[str, int]:
        """Every key of the table, each a whole number."""
        counts = {key: self.count(key) for key in self._values}
        return {key: count for key, count in counts.items() if count is not None}

    def amounts(self) -> tuple[Money, ...]:
        """Every key of the table, each a currency with decimal text."""
        found = [self.amount(currency, currency=currency) for currency in self._values]
        return tuple(amount for amount in found if amount is not None)

    def made(self, key: str, make: Callable[[], T]) -> T | None:
        """What *make* makes of the value under *key*; its refusal is a fault."""
        try:
            return make()
        except InfluenceError as error:
            self.fault(key, error, as_what=self.at(key))
            return None

    def member(self, key: str, make: Callable[[], T], *, where: str) -> T | None:
        """What a registry makes of the table at *where*; its refusal is a fault under *key*."""
        try:
            return make()
        except InfluenceError as error:
            what = error.what if where in error.what else f"{where}: {error.what}"
            self.fault(key, error, as_what=what)
            return None

    def built(self, make: Callable[[], T], *, renamed: Mapping[str, str] = {}) -> T | None:
        """What *make* builds of the table; a field's refusal is a fault at its key."""
        try:
            return make()
        except InfluenceError as error:
            owner, dot, field = error.what.rpartition(".")
            if owner.isidentifier() and dot:
                key = renamed.get(field, field)
                self.fault(key, error, as_what=self.at(key))
                return None
            key = renamed.get(error.what, "")
            what = error.what if error.what.startswith(self.path) else f"{self.path}: {error.what}"
            self.fault(key, error, as_what=self.at(key) if key else what)
            return None

    def fault(self, key: str, error: InfluenceError, *, as_what: str = "") -> None:
        """Note that the value under *key* breaks a rule."""
        message = told(error, as_what=as_what or error.what)
        self._faults.note((*self._keys, key) if key else self._keys, message)

    def refuse_others(self) -> None:
        """Note every key that the shape does not have, with the close one that it has."""
        for key in self._values:
            if self._shape.each is None and key not in self._shape.keys:
                what = f"key of {self.path}" if self.path else "key"
                self.fault(key, UnknownNameError(what, key, self._shape.keys))

    def _inside(
        self,
        key: str,
        values: Mapping[str, object],
        *,
        shape: Shape,
        path: str,
        place: tuple[int, ...],
    ) -> Keys:
        keys = (*self._keys, key, *place)
        return Keys(values, shape=shape, faults=self._faults, path=path, keys=keys)

    def _tables(
        self, key: str, *, kind: KeyKind, named_by: str
    ) -> list[tuple[int, str, dict[str, object]]]:
        """The tables in a list: each with its place and how messages call it."""
        rule = "be a list of tables"
        tables: list[tuple[int, str, dict[str, object]]] = []
        for place, value in enumerate(self._list(key, kind=kind, rule=rule) or []):
            if not isinstance(value, dict):
                self.fault(key, InvalidInputError(self.at(key), rule, as_written(value)))
                continue
            table = cast("dict[str, object]", value)
            name = table.get(named_by)
            called = name if isinstance(name, str) and name else place + 1
            tables.append((place, f"{self.at(key)}[{called}]", table))
        return tables

    def _name_or_table(
        self, key: str, value: object, *, path: str
    ) -> str | dict[str, object] | None:
        """A name or a table for a registry to read, if it is one."""
        if value is None or isinstance(value, str):
            return value
        if not isinstance(value, dict):
            rule = "be text in quotes, or a table"
            self.fault(key, InvalidInputError(path, rule, as_written(value)))
            return None
        table = cast("dict[str, object]", value)
        return None if self.has_floats(key, table, path=path) else table

    def _value(self, key: str, *, kind: KeyKind) -> object:
        """What stands under *key*, which the shape has to know as that kind."""
        declared = self._shape.asked(key, kind=kind)
        value = self._values.get(key)
        # A table that is missing is told by whoever cannot do without it.
        if value is None and declared.required and kind != "table":
            names = list(self._values)
            more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            got = Plain((", ".join(names[:_MOST_NAMED]) or "no keys") + more)
            self.fault("", InvalidInputError(self.path or "file", f"have the key {key}", got))
        return value

    def _list(self, key: str, *, kind: KeyKind, rule: str) -> list[object] | None:
        return self._typed(key, cast("type[list[object]]", list), kind=kind, rule=rule)

    def _dict(self, key: str, *, kind: KeyKind) -> dict[str, object] | None:
        wanted = cast("type[dict[str, object]]", dict)
        return self._typed(key, wanted, kind=kind, rule="be a table")

    def _typed(self, key: str, wanted: type[T], *, kind: KeyKind, rule: str) -> T | None:
        """What stands under *key*, if it is of that very type."""
        value = self._value(key, kind=kind)
        # A truth value is a whole number to Python, not to TOML.
        if value is None or type(value) is wanted:
            return value
        self.fault(key, InvalidInputError(self.at(key), rule, as_written(value)))
        return None
