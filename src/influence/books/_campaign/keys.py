"""Keys: a table of the campaign file that knows its place and collects what is wrong with it.

Whoever reads a table asks for every key that it knows, by the type that it wants. What is missing,
of another type, or asked for by nobody is noted with its path, and reading goes on, so that one
look tells every fault.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

import attrs

from influence.books._campaign.key_lines import key_line
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


class Plain(str):
    """Text that a message shows without quotes, because the file has it without."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Keys:
    """One table.

    Args:
        values: What stands in it.
        faults: Where faults go.
        path: How messages call it; empty for the whole file.
        keys: The keys and places that lead to it.
    """

    def __init__(
        self,
        values: Mapping[str, object],
        *,
        faults: Faults,
        path: str = "",
        keys: tuple[str | int, ...] = (),
    ) -> None:
        """Nothing is asked for yet."""
        self.path = path
        self._values = values
        self._faults = faults
        self._keys = keys
        self._known: set[str] = set()

    def at(self, key: str) -> str:
        """How messages call *key*."""
        return f"{self.path}.{key}" if self.path else key

    def text(self, key: str, *, required: bool = False) -> str | None:
        """Text."""
        return self._typed(key, str, rule="be text in quotes", required=required)

    def count(self, key: str, *, required: bool = False) -> int | None:
        """A whole number."""
        return self._typed(key, int, rule="be a whole number", required=required)

    def flag(self, key: str) -> bool | None:
        """True or false."""
        return self._typed(key, bool, rule="be true or false")

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...] | None:
        """A list of texts."""
        rule = "be a list of texts in quotes"
        values = self._list(key, rule=rule, required=required)
        if values is None:
            return None
        texts = tuple(value for value in values if isinstance(value, str))
        if len(texts) != len(values):
            self.fault(key, InvalidInputError(self.at(key), rule, values))
            return None
        return texts

    def day(self, key: str, *, required: bool = False) -> dt.date | None:
        """A date, as TOML has it or as text."""
        value = self._value(key, required=required)
        if isinstance(value, str):
            return self.made(key, lambda: parse_date(value))
        if value is None or type(value) is dt.date:
            return value
        rule = "be a date such as 2026-03-02"
        self.fault(key, InvalidInputError(self.at(key), rule, _shown(value)))
        return None

    def moment(self, key: str, *, zone: ZoneInfo) -> dt.datetime | None:
        """A time with its offset, as TOML has it or as text; a date is its first moment."""
        value = self._value(key, required=False)
        if isinstance(value, dt.datetime) and value.utcoffset() is not None:
            return value
        if isinstance(value, str | dt.date) and not isinstance(value, dt.datetime):
            return self.made(key, lambda: parse_moment(str(value), zone=zone))
        if value is not None:
            rule = "be a date, or a time with an offset such as 2026-03-02T09:30:00+02:00"
            self.fault(key, InvalidInputError(self.at(key), rule, _shown(value)))
        return None

    def amount(self, key: str, *, currency: str | None) -> Money | None:
        """Decimal text, as money."""
        text = self._typed(key, str, rule='be decimal text in quotes, such as "12.50"')
        if text is None or currency is None:
            return None
        return self.made(key, lambda: Money(text, currency))

    def share(self, key: str) -> Share | None:
        """Decimal text, as a share."""
        text = self._typed(key, str, rule='be decimal text in quotes, such as "0.55"')
        return None if text is None else self.made(key, lambda: Share(text))

    def table(self, key: str) -> Keys | None:
        """The table under *key*."""
        value = self._dict(key)
        return None if value is None else self._inside(key, value, path=self.at(key), place=())

    def tables(self, key: str, *, named_by: str = "") -> list[Keys]:
        """The tables in the list under *key*, each called by its *named_by*, else by its place."""
        values = self._list(key, rule="be a list of tables") or []
        tables: list[Keys] = []
        for place, value in enumerate(values):
            if not isinstance(value, dict):
                rule = "be a list of tables"
                self.fault(key, InvalidInputError(self.at(key), rule, _shown(value)))
                continue
            table = cast("dict[str, object]", value)
            name = table.get(named_by)
            called = name if isinstance(name, str) and name else place + 1
            path = f"{self.at(key)}[{called}]"
            tables.append(self._inside(key, table, path=path, place=(place,)))
        return tables

    def raw(self, key: str) -> dict[str, object] | None:
        """The table under *key* for somebody else to read; a float in it is a fault."""
        value = self._dict(key)
        floats = [] if value is None else _floats(value, self.at(key))
        for path, number in floats:
            rule = 'be decimal text in quotes, such as "12.50"'
            self.fault(key, InvalidInputError(path, rule, Plain(number)))
        return None if floats else value

    def names(self) -> tuple[str, ...]:
        """Every key of the table."""
        return tuple(self._values)

    def named(self, key: str) -> str | dict[str, object] | None:
        """A name in quotes, or the table under *key* for somebody else to read."""
        value = self._value(key, required=False)
        if isinstance(value, dict):
            return self.raw(key)
        return self._typed(key, str, rule="be text in quotes, or a table")

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
        """Note every key that nobody asked for, with the close known one."""
        for key in self._values:
            if key not in self._known:
                what = f"key of {self.path}" if self.path else "key"
                self.fault(key, UnknownNameError(what, key, self._known))

    def _inside(
        self, key: str, values: Mapping[str, object], *, path: str, place: tuple[int, ...]
    ) -> Keys:
        return Keys(values, faults=self._faults, path=path, keys=(*self._keys, key, *place))

    def _value(self, key: str, *, required: bool) -> object:
        """What stands under *key*."""
        self._known.add(key)
        value = self._values.get(key)
        if value is None and required:
            names = list(self._values)
            more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            got = Plain((", ".join(names[:_MOST_NAMED]) or "no keys") + more)
            self.fault("", InvalidInputError(self.path or "file", f"have the key {key}", got))
        return value

    def _list(self, key: str, *, rule: str, required: bool = False) -> list[object] | None:
        return self._typed(key, cast("type[list[object]]", list), rule=rule, required=required)

    def _dict(self, key: str) -> dict[str, object] | None:
        return self._typed(key, cast("type[dict[str, object]]", dict), rule="be a table")

    def _typed(self, key: str, kind: type[T], *, rule: str, required: bool = False) -> T | None:
        """What stands under *key*, if it is of that very type."""
        value = self._value(key, required=required)
        # A truth value is a whole number to Python, not to TOML.
        if value is None or type(value) is kind:
            return value
        self.fault(key, InvalidInputError(self.at(key), rule, _shown(value)))
        return None


def _shown(value: object) -> object:
    """A value as the file has it."""
    if isinstance(value, Decimal | dt.date | dt.time):
        return Plain(value)
    return Plain(str(value).lower()) if isinstance(value, bool) else value


def _floats(value: object, path: str) -> list[tuple[str, Decimal]]:
    """Every number with a fraction in a value, with its path."""
    if isinstance(value, Decimal):
        return [(path, value)]
    if isinstance(value, dict):
        inner = cast("dict[str, object]", value)
        return [one for key, part in inner.items() for one in _floats(part, f"{path}.{key}")]
    if isinstance(value, list):
        parts = enumerate(cast("list[object]", value))
        return [one for place, part in parts for one in _floats(part, f"{path}[{place}]")]
    return []
