"""Requirements: what the values ask of their fields when they are built.

Each function here makes an attrs validator. A value that breaks its rule is refused with the name
of the class and the field, the rule, and what was given, so that nothing wrong is ever constructed.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, TypeGuard, cast

import attrs

from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money, known_currencies
from influence.shares import Share

# attrs hands a validator whatever the field was given: it has no type until it is checked.
Requirement: TypeAlias = "Callable[[object, attrs.Attribute[Any], object], None]"

_LONGEST_TEXT = 10_000
_COUNTRY = re.compile(r"[A-Z]{2}")
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+")


def place(instance: object, attribute: attrs.Attribute[Any]) -> str:
    """The place of a field as errors name it, such as ``Order.at``."""
    return f"{type(instance).__name__}.{attribute.name}"


def is_whole(value: object) -> TypeGuard[int]:
    """Whether *value* is a whole number, which a bool is not."""
    return isinstance(value, int) and not isinstance(value, bool)


def has_offset(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A moment that knows its offset from UTC, and is not where the calendar ends."""
    if not isinstance(value, dt.datetime) or value.utcoffset() is None:
        raise InvalidInputError(place(instance, attribute), "be a time with an offset", value)
    if value.year in {dt.MINYEAR, dt.MAXYEAR}:
        rule = f"lie after the year {dt.MINYEAR} and before {dt.MAXYEAR}"
        raise InvalidInputError(place(instance, attribute), rule, value)


def is_date(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A calendar day without a time."""
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise InvalidInputError(place(instance, attribute), "be a date", value)


def is_text(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Text that says something and is not absurdly long."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidInputError(place(instance, attribute), "be text that is not blank", value)
    if len(value) > _LONGEST_TEXT:
        rule = f"be at most {_LONGEST_TEXT} characters long"
        raise InvalidInputError(place(instance, attribute), rule, value)


@functools.lru_cache(maxsize=1024)
def _is_known_line(text: str) -> bool:
    """Whether text is one fair line. Lines of workings are few and said again and again."""
    return bool(text.strip()) and len(text) <= _LONGEST_TEXT and text.splitlines() == [text]


def is_line(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Text on one line, so that it can stand in a working."""
    if type(value) is str and _is_known_line(value):
        return
    is_text(instance, attribute, value)
    if str(value).splitlines() != [value]:
        raise InvalidInputError(place(instance, attribute), "be one line of text", value)


def is_email(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """An e-mail address as people write it: one sign between a name and a domain."""
    if not isinstance(value, str) or not _EMAIL.fullmatch(value):
        rule = "be an e-mail address such as maya@example.com"
        raise InvalidInputError(place(instance, attribute), rule, value)


def is_flag(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """True or false; a word such as ``no`` would count as true."""
    if not isinstance(value, bool):
        raise InvalidInputError(place(instance, attribute), "be true or false", value)


def is_callable(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A class or a function."""
    if not callable(value):
        raise InvalidInputError(place(instance, attribute), "be a class or a function", value)


def is_count(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A whole number, zero or more."""
    if not is_whole(value) or value < 0:
        rule = "be a whole number of at least 0"
        raise InvalidInputError(place(instance, attribute), rule, value)


def is_country(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A country or territory by its two capital letters; whether it exists is not asked."""
    if not isinstance(value, str) or not _COUNTRY.fullmatch(value):
        rule = "be two capital letters of ISO 3166, such as US"
        raise InvalidInputError(place(instance, attribute), rule, value)


def are_countries(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A tuple of countries by their two capital letters."""
    is_tuple(instance, attribute, value)
    for part in cast("tuple[object, ...]", value):
        is_country(instance, attribute, part)


def at_least(least: int) -> Requirement:
    """A whole number no smaller than *least*."""

    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not is_whole(value) or value < least:
            rule = f"be a whole number of at least {least}"
            raise InvalidInputError(place(instance, attribute), rule, value)

    return check


def is_any_money(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """An amount, which may be below zero."""
    if not isinstance(value, Money):
        raise InvalidInputError(place(instance, attribute), "be an amount of money", value)


def is_money(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """An amount, and not below zero."""
    if not isinstance(value, Money) or value.is_negative:
        raise InvalidInputError(place(instance, attribute), "be an amount of at least 0", value)


def is_positive_money(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """An amount above zero."""
    if not isinstance(value, Money) or not value.is_positive:
        raise InvalidInputError(place(instance, attribute), "be an amount above 0", value)


def is_currency(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A currency that money can be in."""
    if not isinstance(value, str):
        raise InvalidInputError(place(instance, attribute), "be an ISO 4217 code", value)
    if value not in known_currencies():
        raise UnknownNameError(place(instance, attribute), value, known_currencies())


def one_of(known: Iterable[str]) -> Requirement:
    """One of the *known* words; a near miss is told which word is close."""
    words = tuple(known)

    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value not in words:
            raise UnknownNameError(place(instance, attribute), cast("str", value), words)

    return check


def is_a(kind: type, *, called: str) -> Requirement:
    """A value of the class *kind*, which a reader knows as *called*."""

    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, kind):
            raise InvalidInputError(place(instance, attribute), f"be {called}", value)

    return check


def is_tuple(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A tuple, which nobody can change."""
    if not isinstance(value, tuple):
        raise InvalidInputError(place(instance, attribute), "be a tuple", value)


def are(kind: type, *, called: str) -> Requirement:
    """A tuple of values of the class *kind*, which a reader knows as *called*."""

    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        is_tuple(instance, attribute, value)
        for part in cast("tuple[object, ...]", value):
            if not isinstance(part, kind):
                raise InvalidInputError(place(instance, attribute), f"hold only {called}", part)

    return check


def are_texts(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A tuple of texts, none blank."""
    is_tuple(instance, attribute, value)
    for part in cast("tuple[object, ...]", value):
        is_text(instance, attribute, part)


def is_positive_share(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A share above 0."""
    if not isinstance(value, Share) or not value.fraction:
        raise InvalidInputError(place(instance, attribute), "be a share above 0", value)


def is_part(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A share of a whole, so no more than 1."""
    if not isinstance(value, Share) or value.fraction > 1:
        raise InvalidInputError(place(instance, attribute), "be a share of at most 1", value)
