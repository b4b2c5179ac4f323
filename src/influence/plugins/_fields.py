"""Fields: the class of a rule or of a model as the schema of a table in a book.

The fields of an attrs class are the keys that a table may have. What stands under a key is for
``influence.plugins._values``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

import attrs

from influence.errors import InfluenceError, InvalidInputError, PluginError, UnknownNameError

Table = Mapping[str, object]
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
    except (Exception, SystemExit) as error:
        rule = "refuse bad terms with InvalidInputError"
        raise PluginError(named, rule, error) from error


def read_table(value: object, *, where: str, such_as: str) -> Table:
    """The table of a member, or of a part of one; a message shows one *such_as* it should be.

    Raises:
        InvalidInputError: *value* is no table.
    """
    if not isinstance(value, Mapping):
        raise InvalidInputError(where, f"be a table such as {such_as}", value)
    return cast("Table", value)
