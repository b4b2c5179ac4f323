"""The JSON Schema of ``campaign.toml``: what the reader knows, for editors.

    shapes of the file → tables and keys
    members there are  → one choice each, by the fields of their classes

It is made when it is asked for, so that it has the plugins that are installed. It says less than
the reader: which values go together, and which are out of bounds, is known to the classes alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, cast

import attrs

from influence.books._campaign.shape import Key, KeyKind, Shape
from influence.books._campaign.shapes import ROOT
from influence.money import Money
from influence.plugins import (
    FAMILIES,
    Registry,
    class_schema,
    family_schemas,
    load,
    member_schemas,
    value_schema,
)
from influence.shares import Share

Schema = dict[str, object]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_REFERRED: Final = tuple(
    name for name in FAMILIES if name not in {"attribution_sources", "platforms"}
)
# The keys of the file itself hold amounts as text only; those of members take whole numbers too.
_TEXT: Final = {"type": "string"}
_LISTS: Final = frozenset({"texts", "tables", "members", "listed"})
_PLAIN: Final[Mapping[KeyKind, Schema]] = {
    "count": value_schema(int),
    "flag": value_schema(bool),
    "day": value_schema(dt.date),
    "moment": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].+)?$"},
    "amount": {**value_schema(Money), **_TEXT},
    "share": {**value_schema(Share), **_TEXT},
}


def campaign_schema(*, registry: Registry | None = None) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of ``campaign.toml``.

    Args:
        registry: The members that a book may name; by default those of
            ``influence.plugins.load()``.

    Example:
        >>> schema = campaign_schema()
        >>> schema["required"], "commission" in str(schema["$defs"]["payment_rule"])
        (['schema', 'campaign'], True)
    """
    known = registry or load()
    return {
        "$schema": _DIALECT,
        "title": "campaign.toml",
        **_Shapes(registry=known).table(ROOT),
        "$defs": family_schemas(known, families=_REFERRED),
    }


@attrs.frozen(kw_only=True)
class _Shapes:
    """The schemas of shapes.

    Args:
        registry: The members there are.
    """

    registry: Registry

    def table(self, shape: Shape) -> Schema:
        """The schema of a table."""
        own = _class(shape.of)
        keys = {name: self._key(name, key, shape) for name, key in shape.keys.items()}
        needed = [name for name, key in shape.keys.items() if key.required]
        each = False if shape.each is None else self._key("", shape.each, shape)
        return {
            "type": "object",
            **_told(shape.about or own.get("description")),
            "properties": keys,
            **({"required": needed} if needed else {}),
            **({"propertyNames": {"enum": list(shape.names)}} if shape.names else {}),
            "additionalProperties": each,
        }

    def _key(self, name: str, key: Key, shape: Shape) -> Schema:
        """The schema of what stands under a key, with what the class says of its field."""
        fields = cast("Mapping[str, Schema]", _class(key.of or shape.of).get("properties", {}))
        field = fields.get(key.field or name, {})
        # What the key means goes before what its table is.
        explained = _told(key.about or field.get("description"))
        given = {"default": field["default"]} if "default" in field else {}
        return {**self._value(key, field), **explained, **given}

    def _value(self, key: Key, field: Schema) -> Schema:
        """The schema of a value by its kind; its words are the key's, or those of the *field*."""
        if key.kind in _PLAIN:
            return dict(_PLAIN[key.kind])
        if key.kind in {"text", "texts"}:
            one = _text(key, field if key.kind == "text" else {})
        elif key.kind in {"table", "tables"}:
            one = self.table(key.within)
        else:
            one = self._listed(key) if key.kind == "listed" else FAMILIES[key.family].ref
        return _list_of(one, length=key.length) if key.kind in _LISTS else one

    def _listed(self, key: Key) -> Schema:
        """The schema of a table with keys of its own beside those of a member."""
        own = self.table(key.within)
        members = member_schemas(self.registry, family=key.family)
        return {"oneOf": [_joined(member, own) for member in members]}


def _class(kind: type | None) -> Schema:
    """What a class says of itself and its fields, where there is one."""
    return {} if kind is None else class_schema(cast("type[attrs.AttrsInstance]", kind))


def _told(text: object) -> Schema:
    """A description, where there is one."""
    return {"description": text} if text else {}


def _text(key: Key, field: Schema) -> Schema:
    """Text, or one of the words there are."""
    words = cast("list[str]", field.get("enum", [])) if not key.words else list(key.words)
    if not words:
        return dict(_TEXT)
    return {**_TEXT, "examples": words} if key.is_open else {"enum": words}


def _list_of(items: Schema, *, length: int | None = None) -> Schema:
    """A list; of *length* different ones, where that is fixed."""
    fixed = {} if length is None else {"minItems": length, "maxItems": length, "uniqueItems": True}
    return {"type": "array", "items": items, **fixed}


def _joined(member: Schema, own: Schema) -> Schema:
    """The table of a member with further keys."""
    keys = cast("Schema", own["properties"]) | cast("Schema", member["properties"])
    needed = [*cast("list[str]", member["required"]), *cast("list[str]", own["required"])]
    return {**member, "properties": keys, "required": list(dict.fromkeys(needed))}
