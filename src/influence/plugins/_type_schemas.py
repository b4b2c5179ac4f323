"""Type schemas: the JSON Schema of a value, by the type of the field that it fills.

It says what ``_values`` takes and nothing more exact: that a rate is at most 1, or that a floor
lies below a cap, is known to the class alone.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Union, cast, get_args, get_origin

import attrs

from influence.money import Money
from influence.plugins._described import described
from influence.plugins._fields import Fields, fields_of
from influence.sansio import Secret
from influence.shares import Share

Schema = dict[str, object]

_DECIMAL = "^-?[0-9]+(\\.[0-9]+)?$"
_RATIO = "^-?[0-9]+((\\.[0-9]+)?|/[0-9]+)$"
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

_NOTHING: Schema = {"not": {}}

_PLAIN: Mapping[object, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    dt.date: {"type": "string", "format": "date", "pattern": _DAY},
    Share: {"type": ["string", "integer"], "pattern": _RATIO},
}


@attrs.frozen(kw_only=True)
class TypeSchemas:
    """The schemas of the types that a member of one family may have.

    Args:
        family: The protocol of the family.
        inner: The schema of a member inside a member.
        has_currency: Whether its members may have amounts.
    """

    family: type
    inner: Schema
    has_currency: bool

    def of(self, wanted: object, *, within: tuple[type, ...] = ()) -> Schema:
        """The schema of a value of a type.

        Args:
            wanted: The type.
            within: The classes whose fields lead to it; one inside itself is any table.
        """
        parts, origin = get_args(wanted), get_origin(wanted)
        if origin is Union or origin is types.UnionType:
            return self._any(parts, within=within)
        if origin is Literal:
            return {"enum": list(parts)}
        if origin is tuple and parts[1:] == (...,):
            return {"type": "array", "items": self.of(parts[0], within=within)}
        if origin is Mapping or origin is dict:
            inner = self.of(parts[1], within=within)
            return {"type": "object", "additionalProperties": inner}
        return self._plain(wanted, within=within)

    def _any(self, kinds: Sequence[object], *, within: tuple[type, ...]) -> Schema:
        """The schema of a value that may be of several types; what is unknown is left away."""
        found = [self.of(kind, within=within) for kind in kinds if kind is not type(None)]
        return found[0] if len(found) == 1 else {"anyOf": found}

    def _plain(self, wanted: object, *, within: tuple[type, ...]) -> Schema:
        """The schema of a value of a type that has no parts."""
        if wanted is self.family:
            return self.inner
        if wanted is Money:
            known: Schema = {"type": ["string", "integer"], "pattern": _DECIMAL}
            return known if self.has_currency else _NOTHING
        if wanted in _PLAIN:
            return dict(_PLAIN[wanted])
        if isinstance(wanted, type) and wanted is not Secret and attrs.has(wanted):
            return {"type": "object"} if wanted in within else self._part(wanted, within=within)
        return _NOTHING

    def _part(self, wanted: type[attrs.AttrsInstance], *, within: tuple[type, ...]) -> Schema:
        """The schema of a part that is a value of a class of its own."""
        fields = fields_of(wanted, named=wanted.__name__)
        return table_schema(
            self.properties(wanted, fields, within=(*within, wanted)),
            required=required(fields),
            about=described(wanted).summary,
        )

    def properties(
        self, kind: type, fields: Fields, *, within: tuple[type, ...] = ()
    ) -> dict[str, Schema]:
        """The schema of each key of a class, with what its docstring says and its default."""
        told = described(kind).fields
        return {
            key: {
                **self.of(field.type, within=within),
                **_about(told.get(field.name, "")),
                **default_of(field),
            }
            for key, field in fields.items()
        }


def value_schema(wanted: object) -> Schema:
    r"""The JSON Schema of a value that a file may hold, by its type.

    Example:
        >>> value_schema(bool), value_schema(Money)["pattern"]
        ({'type': 'boolean'}, '^-?[0-9]+(\\.[0-9]+)?$')
    """
    return _OF_CLASSES.of(wanted)


def class_schema(kind: type[attrs.AttrsInstance]) -> Schema:
    """The JSON Schema of a table that describes a value of a class, by its fields.

    A field that no file can hold is one that may not be given.

    Example:
        >>> from influence.rights import UsageRights
        >>> schema = class_schema(UsageRights)
        >>> schema["required"], schema["properties"]["days"]["type"]
        (['channels', 'days'], 'integer')
    """
    return _OF_CLASSES.of(kind)


_OF_CLASSES = TypeSchemas(family=type(None), inner=_NOTHING, has_currency=True)


def required(fields: Fields) -> list[str]:
    """The keys that have to be there."""
    return [key for key, field in fields.items() if field.default is attrs.NOTHING]


def table_schema(
    properties: Mapping[str, Schema], *, required: Sequence[str], about: str
) -> Schema:
    """A table with these keys and no others."""
    needed: Schema = {"required": list(required)} if required else {}
    return {
        "type": "object",
        **_about(about),
        "properties": dict(properties),
        **needed,
        "additionalProperties": False,
    }


def default_of(field: attrs.Attribute[Any]) -> Schema:
    """The default of a field, where it is a value that a file can hold."""
    try:
        return {"default": _written(field.default)}
    except TypeError:
        return {}


def _about(text: str) -> Schema:
    """A description, where there is one."""
    return {"description": text} if text else {}


def _written(value: object) -> object:
    """A default as a file has it."""
    if isinstance(value, Money | Share):
        return value.text
    if isinstance(value, tuple):
        return [_written(part) for part in cast("tuple[object, ...]", value)]
    if isinstance(value, bool | int | str):
        return value
    message = "no file can hold it"
    raise TypeError(message)
