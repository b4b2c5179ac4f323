"""Values: from what TOML holds to what a field of a payment rule or of a model wants.

    field                      TOML
    Money                      decimal text, in the currency of the campaign
    Share                      decimal text
    int, str, bool             the same
    Literal["a", "b"]          one of the words
    tuple[X, ...]              a list
    Mapping[str, X]            a table
    PaymentRule                in a rule: a table with its own ``rule`` key
    AttributionModel           in a model: a name, or a table with its own ``model`` key
    a frozen attrs class       a table with its fields as keys
    date                       a TOML date, or ISO 8601 text
    X | None                   as X, or left out
    int | Money                a whole number, or decimal text
    Secret                     nothing: no book holds a secret

A model has no currency, so it cannot have an amount. A field of any other type is the mistake of
its author, and is reported as such: a value that nobody checked never gets in.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeGuard, Union, cast, get_args, get_origin

import attrs

from influence.errors import InvalidInputError, PluginError, UnknownNameError
from influence.money import Money
from influence.periods import parse_date
from influence.plugins._fields import (
    Fields,
    Table,
    field_of,
    fields_of,
    made,
    read_table,
    refuse_missing,
)
from influence.sansio import Secret
from influence.shares import Share

_KNOWN: frozenset[object] = frozenset({Share, dt.date, bool, int, str})

# What only members of a family have: they are no parts of another.
_OF_MEMBERS = ("fee", "weights", "fitted")

_ELSEWHERE = "stand in the environment, in influence.toml or behind a secret hook, not in a book"

_PLAIN: Mapping[object, str] = {bool: "true or false", int: "a whole number", str: "text"}


@attrs.frozen(kw_only=True)
class ValueReader:
    """Reads the values of one member of a family, such as a payment rule.

    Args:
        named: What the member is called, such as ``payment rule commission``.
        family: The protocol of the family.
        inner: Reads a member of the family inside the member.
        such_as: A table of the family, as a message shows it.
        currency: The currency of amounts, in a family whose members may have some.
    """

    named: str
    family: type
    inner: Callable[..., object]
    such_as: str
    currency: str | None = None

    def read(self, value: object, field: attrs.Attribute[Any], *, where: str) -> object:
        """The *value* as the *field* wants it.

        Raises:
            InvalidInputError: It has the wrong type; the message names place, type and value.
            UnknownNameError: It is not one of the field's words.
            PluginError: The field has a type that no value of a book can have.
        """
        wanted: object = field.type
        if wanted is Secret or Secret in get_args(wanted):
            raise InvalidInputError(where, _ELSEWHERE, "what is not shown")
        self._refuse_unreadable(wanted, field)
        return self._value(value, wanted, where=where)

    def _refuse_unreadable(self, wanted: object, field: attrs.Attribute[Any]) -> None:
        """Refuse a field before any value is looked at, so that its author hears of it at once."""
        if not self._is_readable(wanted):
            what = f"field {field.name} of {self.named}"
            raise PluginError(what, "have a type that a book can hold", wanted)

    def _value(self, value: object, wanted: object, *, where: str) -> object:
        """A value of the type that a field wants."""
        parts, origin = get_args(wanted), get_origin(wanted)
        if _is_union(origin):
            return self._value(value, _meant(value, parts), where=where)
        if origin is Literal:
            return _word(value, parts, where=where)
        if origin is tuple:
            return self._list(value, parts[0], where=where)
        if origin is not None:
            return self._mapping(value, parts[1], where=where)
        return self._plain(value, wanted, where=where)

    def _list(self, value: object, inner: object, *, where: str) -> tuple[object, ...]:
        """Every value of a list."""
        if not isinstance(value, list | tuple):
            raise InvalidInputError(where, "be a list", value)
        parts = enumerate(cast("Sequence[object]", value))
        return tuple(self._value(part, inner, where=f"{where}[{place}]") for place, part in parts)

    def _mapping(self, value: object, inner: object, *, where: str) -> Mapping[str, object]:
        """Every value of a table."""
        if not isinstance(value, Mapping):
            raise InvalidInputError(where, "be a table", value)
        parts = cast("Table", value).items()
        return {key: self._value(part, inner, where=f"{where}.{key}") for key, part in parts}

    def _plain(self, value: object, wanted: object, *, where: str) -> object:
        """A value of a type that has no parts."""
        if wanted is self.family:
            return self.inner(value, where=where)
        if self._is_part(wanted):
            return self._part(value, wanted, where=where)
        exact = self._exact_kinds().get(wanted)
        if exact is not None:
            return _exact(exact, value, where=where)
        if wanted is dt.date:
            return _day(value, where=where)
        kind = cast("type[object]", wanted)
        if not isinstance(value, kind) or isinstance(value, bool) != (kind is bool):
            raise InvalidInputError(where, f"be {_PLAIN[kind]}", value)
        return value

    def _part(self, value: object, wanted: type[attrs.AttrsInstance], *, where: str) -> object:
        """A part of a rule that is a value of a class of its own, such as a tier."""
        table = read_table(value, where=where, such_as=self.such_as)
        given = self.given(table, fields_of(wanted, named=self.named), where=where)
        return made(lambda: wanted(**given), where=where, named=self.named)

    def given(self, table: Table, fields: Fields, *, where: str) -> Mapping[str, object]:
        """The values of a table as the fields of a class want them, by its keys.

        Raises:
            InvalidInputError: A value has the wrong type, or a key that must be there is missing.
            UnknownNameError: A key is not known; the close one is named.
            PluginError: A field has a type that no value of a book can have.
        """
        given = {
            key: self.read(part, field_of(key, fields, where=where), where=f"{where}.{key}")
            for key, part in table.items()
        }
        refuse_missing(fields, given, where=where)
        return given

    def _exact_kinds(self) -> Mapping[object, Callable[[str | int | Decimal], object]]:
        """What is made of decimal text, by type."""
        currency = self.currency
        if currency is None:
            return {Share: Share}
        return {Share: Share, Money: lambda text: Money(text, currency)}

    def _is_readable(self, wanted: object) -> bool:
        """Whether a value of a book can become a value of this type."""
        parts, origin = get_args(wanted), get_origin(wanted)
        if _is_union(origin):
            kinds = [part for part in parts if part is not type(None)]
            # A whole number can be told from text; two kinds of text cannot be told apart.
            is_clear = len([kind for kind in kinds if kind is not int]) <= 1
            return is_clear and all(self._is_readable(kind) for kind in kinds)
        if origin is Literal:
            return all(isinstance(word, str) for word in parts)
        if origin is tuple:
            return parts[1:] == (...,) and self._is_readable(parts[0])
        if origin is Mapping or origin is dict:
            return parts[0] is str and self._is_readable(parts[1])
        return origin is None and (self._is_known(wanted) or self._is_part(wanted))

    def _is_known(self, wanted: object) -> bool:
        """Whether a type has its own way of being read."""
        return wanted in _KNOWN or wanted is self.family or wanted in self._exact_kinds()

    def _is_part(self, wanted: object) -> TypeGuard[type[attrs.AttrsInstance]]:
        """Whether a type is a class of values that a table can fill."""
        is_value = isinstance(wanted, type) and wanted not in {Money, Share} and attrs.has(wanted)
        return is_value and not any(hasattr(wanted, name) for name in _OF_MEMBERS)


def _is_union(origin: object) -> bool:
    """Whether a type has alternatives, however it is written."""
    return origin is Union or origin is types.UnionType


def _meant(value: object, alternatives: Sequence[object]) -> object:
    """The alternative that a value means: a whole number the count, everything else the other."""
    kinds = [kind for kind in alternatives if kind is not type(None)]
    if int in kinds and isinstance(value, int):
        return int
    return next((kind for kind in kinds if kind is not int), int)


def _word(value: object, words: Sequence[str], *, where: str) -> object:
    """One of a few words."""
    if not isinstance(value, str):
        raise InvalidInputError(where, "be text", value)
    if value not in words:
        raise UnknownNameError(where, value, words)
    return value


def _exact(make: Callable[[str | int | Decimal], object], value: object, *, where: str) -> object:
    """An amount or a share; a float is refused because it is not exact."""
    if not isinstance(value, str | Decimal) and (
        not isinstance(value, int) or isinstance(value, bool)
    ):
        raise InvalidInputError(where, 'be decimal text in quotes, such as "12.50"', value)
    try:
        return make(value)
    except InvalidInputError as error:
        raise InvalidInputError(where, error.rule, error.value) from error


def _day(value: object, *, where: str) -> dt.date:
    """A day, as TOML has it or as ISO 8601 text."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return parse_date(cast("str", value))
    except InvalidInputError as error:
        raise InvalidInputError(where, error.rule, error.value) from error
