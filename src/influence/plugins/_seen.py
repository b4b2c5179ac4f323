"""Seen: parts of modules, classes, functions and values as they were, to be compared and put back.

There are tens of thousands of them, and they are compared after each plugin; so they are laid out
flat and compared at once, and only where something differs is it looked for.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import chain
from types import CodeType
from typing import Protocol, TypeAlias, cast

import attrs

_WORDS = ("__code__", "__defaults__", "__kwdefaults__")
_DOES = cast("Callable[[object], tuple[object, ...]]", operator.attrgetter(*_WORDS))
_ABSENT = object()

# Python and attrs keep these on a class or a module when they are needed.
_KEPT = frozenset(
    {
        "__abstractmethods__",
        "__annotate__",
        "__annotate_func__",
        "__annotations__",
        "__annotations_cache__",
        "__attrs_types_resolved__",
        "__slotnames__",
        "__warningregistry__",
        "cls_counter",  # attrs counts the fields that were ever declared
    }
)


def gains_nothing(_name: str, _value: object) -> bool:
    """A table that may have nothing more."""
    return False


@attrs.frozen(kw_only=True, eq=False)
class SeenTable:
    """Names with values: those of a module or of a class, or a dict.

    Args:
        label: How messages call it.
        now: Its parts as they are, alive.
        before: Its parts as they were.
        put: Puts a part back.
        drop: Takes out a part that was not there.
        may_gain: Whether it may have a part more.
    """

    label: str
    now: Mapping[str, object]
    before: Mapping[str, object]
    put: Callable[[str, object], object]
    drop: Callable[[str], object]
    may_gain: Callable[[str, object], bool] = gains_nothing

    @classmethod
    def of(cls, table: MutableMapping[str, object], *, label: str) -> SeenTable:
        """A dict as it is now."""
        put, drop = table.__setitem__, table.pop
        return cls(label=label, now=table, before=dict(table), put=put, drop=drop)

    def mended(self) -> Iterator[str]:
        """The names of the parts that changed, each put back."""
        now = dict(self.now)
        for name, value in self.before.items():
            if now.get(name, _ABSENT) is not value and name not in _KEPT:
                self.put(name, value)
                yield f"{self.label}.{name}"
        for name, value in now.items():
            if name not in self.before and name not in _KEPT and not self.may_gain(name, value):
                self.drop(name)
                yield f"{self.label}.{name}"


class _Callable(Protocol):
    """A function, as far as it says what it does."""

    __code__: CodeType
    __defaults__: tuple[object, ...] | None
    __kwdefaults__: dict[str, object] | None


@attrs.frozen(eq=False)
class SeenFunction:
    """A function by what it does.

    Args:
        label: How messages call it.
        function: The function.
        before: What it did.
    """

    label: str
    function: _Callable
    before: tuple[object, ...]

    @classmethod
    def of(cls, function: object, *, label: str) -> SeenFunction:
        """A function as it is now."""
        return cls(label, cast("_Callable", function), _DOES(function))

    def mended(self) -> Iterator[str]:
        """Its name, if it does something else; what it did is put back."""
        if not all(map(operator.is_, _DOES(self.function), self.before)):
            for name, value in zip(_WORDS, self.before, strict=True):
                setattr(self.function, name, value)
            yield self.label


@attrs.frozen(eq=False)
class SeenValue:
    """A frozen value by its fields.

    Args:
        label: How messages call it.
        value: The value.
        before: Its fields as they were.
    """

    label: str
    value: object
    before: Mapping[str, object]

    @classmethod
    def of(cls, value: object, *, label: str) -> SeenValue:
        """A value as it is now."""
        return cls(label, value, parts_of(value))

    def mended(self) -> Iterator[str]:
        """The names of the fields that changed, each put back."""
        for name, now in parts_of(self.value).items():
            if now is not self.before[name]:
                object.__setattr__(self.value, name, self.before[name])
                yield f"{self.label}.{name}"


Part: TypeAlias = SeenTable | SeenFunction | SeenValue


@attrs.define
class Seen:
    """Everything that was seen, laid out so that it is compared at once."""

    tables: list[SeenTable] = attrs.field(factory=list[SeenTable], init=False)
    functions: list[SeenFunction] = attrs.field(factory=list[SeenFunction], init=False)
    values: list[SeenValue] = attrs.field(factory=list[SeenValue], init=False)
    _names: list[str] = attrs.field(factory=list[str], init=False)
    _parts: list[object] = attrs.field(factory=list[object], init=False)
    _does: list[object] = attrs.field(factory=list[object], init=False)

    def add(self, parts: Iterable[Part]) -> None:
        """See more."""
        for part in parts:
            if isinstance(part, SeenTable):
                self.tables.append(part)
                self._names.extend(part.before)
                self._parts.extend(part.before.values())
            elif isinstance(part, SeenFunction):
                self.functions.append(part)
                self._does.extend(part.before)
            else:
                self.values.append(part)

    def mended(self) -> Iterator[str]:
        """The names of the parts that changed, each put back."""
        if not self._are_tables_as_before():
            for table in self.tables:
                yield from table.mended()
        does = chain.from_iterable(_DOES(one.function) for one in self.functions)
        if not _are(does, self._does):
            for function in self.functions:
                yield from function.mended()
        for value in self.values:
            yield from value.mended()

    def _are_tables_as_before(self) -> bool:
        """Whether every table has the very same values, under the same names."""
        tables = [table.now for table in self.tables]
        values = chain.from_iterable(table.values() for table in tables)
        return _are(values, self._parts) and list(chain.from_iterable(tables)) == self._names


def _are(now: Iterable[object], before: Sequence[object]) -> bool:
    """Whether the values are the very same, and as many."""
    found = list(now)
    return len(found) == len(before) and all(map(operator.is_, found, before))


def parts_of(value: object) -> Mapping[str, object]:
    """The fields of an attrs value."""
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
    return {field.name: getattr(value, field.name, _ABSENT) for field in fields}
