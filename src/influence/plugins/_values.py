"""Values: from what TOML holds to what a field of a payment rule wants.

    field                      TOML
    Money                      decimal text, in the currency of the campaign
    Share                      decimal text
    int, str, bool             the same
    Literal["a", "b"]          one of the words
    tuple[X, ...]              a list
    Mapping[str, X]            a table
    PaymentRule                a table with its own ``rule`` key
    a frozen attrs class       a table with its fields as keys
    date                       a TOML date, or ISO 8601 text
    X | None                   as X, or left out
    int | Money                a whole number, or decimal text

A field of any other type is the mistake of the rule's author, and is reported as such: a value that
nobody checked never gets into a rule.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeGuard, Union, cast, get_args, get_origin

import attrs

from influence.errors import InfluenceError, InvalidInputError, PluginError, UnknownNameError
from influence.money import Money
from influence.payments import PaymentRule
from influence.periods import parse_date
from influence.shares import Share

_KNOWN: frozenset[object] = frozenset({PaymentRule, Money, Share, dt.date, bool, int, str})

Table = Mapping[str, object]

_PLAIN: Mapping[object, str] = {bool: "true or false", int: "a whole number", str: "text"}


@attrs.frozen(kw_only=True)
class ValueReader:
    """Reads the values of one payment rule, or of the options of one source.

    Args:
        currency: The currency of amounts.
        rule: Reads a rule inside the rule.
        named: What is made, such as ``payment rule bonus``.
    """

    currency: str
    rule: Callable[..., PaymentRule]
    named: str

    def read(self, value: object, field: attrs.Attribute[Any], *, where: str) -> object:
        """The *value* as the *field* wants it.

        Raises:
            InvalidInputError: It has the wrong type; the message names place, type and value.
            UnknownNameError: It is not one of the field's words.
            PluginError: The field has a type that no value of a book can have.
        """
        wanted: object = field.type
        self._refuse_unreadable(wanted, field)
        return self._value(value, wanted, where=where)

    def _refuse_unreadable(self, wanted: object, field: attrs.Attribute[Any]) -> None:
        """Refuse a field before any value is looked at, so that its author hears of it at once."""
        if not _is_readable(wanted):
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
        if wanted is PaymentRule:
            return self.rule(value, where=where)
        if _is_part(wanted):
            return self._part(value, wanted, where=where)
        if wanted is dt.date:
            return _day(value, where=where)
        if wanted is Money:
            return _exact(lambda text: Money(text, self.currency), value, where=where)
        if wanted is Share:
            return _exact(Share, value, where=where)
        kind = cast("type[object]", wanted)
        if not isinstance(value, kind) or isinstance(value, bool) != (kind is bool):
            raise InvalidInputError(where, f"be {_PLAIN[kind]}", value)
        return value

    def _part(self, value: object, wanted: type[attrs.AttrsInstance], *, where: str) -> object:
        """A part of a rule that is a value of a class of its own, such as a tier."""
        table = read_table(value, where=where)
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


Fields = Mapping[str, "attrs.Attribute[object]"]


def fields_of(made: type[attrs.AttrsInstance], *, named: str) -> Fields:
    """The fields of a class by the keys of a table, with their types.

    Raises:
        PluginError: The type of a field of what is *named* so cannot be found.
    """
    try:
        resolved = attrs.resolve_types(made)
    except (NameError, AttributeError, TypeError, SyntaxError) as error:
        rule = "have fields whose types can be found when it runs"
        raise PluginError(named, rule, str(error)) from error
    return {field.alias or field.name: field for field in attrs.fields(resolved) if field.init}


def field_of(key: str, fields: Fields, *, where: str) -> attrs.Attribute[object]:
    """The field of a key.

    Raises:
        UnknownNameError: There is no such key; the close one is named.
    """
    if key not in fields:
        raise UnknownNameError(f"key of {where}", key, fields)
    return fields[key]


def refuse_missing(fields: Fields, given: Mapping[str, object], *, where: str) -> None:
    """Refuse a table that lacks what the class cannot do without."""
    for key, field in fields.items():
        if field.default is attrs.NOTHING and key not in given:
            raise InvalidInputError(where, f"have the key {key}", sorted(given))


def made(make: Callable[[], object], *, where: str, named: str) -> object:
    """What *make* makes, or its refusal with the place of the table before it.

    Raises:
        PluginError: What is *named* so refuses its terms in a way that nobody expects.
    """
    try:
        return make()
    except UnknownNameError as error:
        raise UnknownNameError(f"{where}: {error.what}", error.name, error.known) from error
    except InvalidInputError as error:
        raise type(error)(f"{where}: {error.what}", error.rule, error.value) from error
    except InfluenceError:
        raise
    except Exception as error:
        rule = "refuse bad terms with InvalidInputError"
        raise PluginError(named, rule, error) from error


def read_table(value: object, *, where: str) -> Table:
    """The table of a rule, or of a part of one.

    Raises:
        InvalidInputError: *value* is no table.
    """
    if not isinstance(value, Mapping):
        raise InvalidInputError(where, 'be a table such as { rule = "flat_fee" }', value)
    return cast("Table", value)


def _is_readable(wanted: object) -> bool:
    """Whether a value of a book can become a value of this type."""
    parts, origin = get_args(wanted), get_origin(wanted)
    if _is_union(origin):
        kinds = [part for part in parts if part is not type(None)]
        # A whole number can be told from text; two kinds of text cannot be told from each other.
        is_clear = len([kind for kind in kinds if kind is not int]) <= 1
        return is_clear and all(_is_readable(kind) for kind in kinds)
    if origin is Literal:
        return all(isinstance(word, str) for word in parts)
    if origin is tuple:
        return parts[1:] == (...,) and _is_readable(parts[0])
    if origin is Mapping or origin is dict:
        return parts[0] is str and _is_readable(parts[1])
    return origin is None and (wanted in _KNOWN or _is_part(wanted))


def _is_part(wanted: object) -> TypeGuard[type[attrs.AttrsInstance]]:
    """Whether a type is a class of values that a table can fill."""
    is_value = isinstance(wanted, type) and wanted not in _KNOWN and attrs.has(wanted)
    return is_value and not hasattr(wanted, "fee")


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
