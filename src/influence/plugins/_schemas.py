"""Schemas: the JSON Schema of every member of a family, from its own class.

    a table   the key that names it, and the fields of its attrs class
    a name    where a name alone may stand for a table, and no field has to be given

What is written in a book is checked by the class itself; a schema is for editors and for people who
look at what there is. Only words that the fourth draft of JSON Schema has carry a meaning, because
editors of TOML know no later one.

Source: S240.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType, NoneType, UnionType
from typing import Final, Protocol, Union, cast, get_args, get_origin

import attrs

from influence.errors import UnknownNameError
from influence.plugins._described import described
from influence.plugins._families import (
    ATTRIBUTION_MODELS,
    EXPORTERS,
    LINT_RULES,
    PAYMENT_RULES,
    RANKING_STRATEGIES,
)
from influence.plugins._fields import Fields, fields_of
from influence.plugins._registry import Registry
from influence.plugins._strategies import is_filled
from influence.plugins._type_schemas import Schema, TypeSchemas, required, table_schema
from influence.sansio import Connector
from influence.sources import AttributionSource

#: What a setting of a platform may be in a book. A secret has no place there.
_SETTINGS: Final = frozenset({str, int, bool})


class _Spec(Protocol):
    """What makes a member."""

    @property
    def make(self) -> Callable[..., object]: ...


@attrs.frozen(kw_only=True)
class FamilySchema:
    """How a family is written in a book.

    Args:
        noun: What a member is called; under this name its schema stands among the definitions.
        key: The key that names a member.
        protocol: What a field that holds another member is typed as.
        by_name: Whether a name alone may stand for a table.
        has_currency: Whether its members may have amounts.
        is_given_metrics: Whether the host fills fields with the campaign's metrics.
        is_set_elsewhere: Whether its fields are settings, which may stand in the environment or in
            ``influence.toml`` as well, so that a book has to give none of them and no secret.
    """

    noun: str
    key: str
    protocol: type
    by_name: bool = True
    has_currency: bool = True
    is_given_metrics: bool = False
    is_set_elsewhere: bool = False

    @property
    def definition(self) -> str:
        """Its name among the definitions."""
        return self.noun.replace(" ", "_")

    @property
    def ref(self) -> Schema:
        """Where its schema stands."""
        return {"$ref": f"#/$defs/{self.definition}"}


#: The families by the mapping of the registry that holds their members.
FAMILIES: Mapping[str, FamilySchema] = MappingProxyType(
    {
        "payment_rules": FamilySchema(
            noun=PAYMENT_RULES.noun,
            key=PAYMENT_RULES.key,
            protocol=PAYMENT_RULES.protocol,
            by_name=False,
        ),
        "attribution_models": FamilySchema(
            noun=ATTRIBUTION_MODELS.noun,
            key=ATTRIBUTION_MODELS.key,
            protocol=ATTRIBUTION_MODELS.protocol,
            has_currency=False,
        ),
        "ranking_strategies": FamilySchema(
            noun=RANKING_STRATEGIES.noun,
            key=RANKING_STRATEGIES.key,
            protocol=RANKING_STRATEGIES.protocol,
            is_given_metrics=True,
        ),
        "lint_rules": FamilySchema(
            noun=LINT_RULES.noun, key=LINT_RULES.key, protocol=LINT_RULES.protocol
        ),
        "exporters": FamilySchema(
            noun=EXPORTERS.noun, key=EXPORTERS.key, protocol=EXPORTERS.protocol
        ),
        "attribution_sources": FamilySchema(
            noun="attribution source",
            key="source",
            protocol=AttributionSource,
            by_name=False,
            has_currency=False,
        ),
        "platforms": FamilySchema(
            noun="platform",
            key="platform",
            protocol=Connector,
            by_name=False,
            has_currency=False,
            is_set_elsewhere=True,
        ),
    }
)


def member_schema(registry: Registry, *, family: str, name: str) -> Schema:
    """The JSON Schema of the table that describes one member.

    Args:
        registry: The members there are.
        family: The registry's mapping, such as ``payment_rules``.
        name: The member's name.

    Raises:
        UnknownNameError: There is no such family or member; the close one is named.

    Example:
        >>> from influence.plugins import load
        >>> schema = member_schema(load(plugins=()), family="lint_rules", name="leaked_codes")
        >>> schema["properties"]["least_orders"]["default"]
        5
    """
    if family not in FAMILIES:
        raise UnknownNameError("family", family, FAMILIES)
    specs = _specs(registry, family)
    how = FAMILIES[family]
    if name not in specs:
        raise UnknownNameError(how.noun, name, specs)
    return _table(name, specs[name].make, how=how)


def member_schemas(registry: Registry, *, family: str) -> tuple[Schema, ...]:
    """The schema of the table of each member of a family, by name."""
    how = FAMILIES[family]
    specs = _specs(registry, family)
    return tuple(_table(name, spec.make, how=how) for name, spec in specs.items())


def family_schemas(registry: Registry, *, families: Iterable[str]) -> dict[str, Schema]:
    """The schema of any member of each family: a table, or a name where one is enough."""
    found: dict[str, Schema] = {}
    for family in families:
        how = FAMILIES[family]
        names = _sufficient(registry, family) if how.by_name else []
        named: Schema = {"enum": names, "description": how.noun}
        tables = member_schemas(registry, family=family)
        found[how.definition] = {"oneOf": [named, *tables] if names else [*tables]}
    return found


def _specs(registry: Registry, family: str) -> Mapping[str, _Spec]:
    """The specs of a family by name."""
    return cast("Mapping[str, _Spec]", getattr(registry, family))


def _sufficient(registry: Registry, family: str) -> list[str]:
    """The members that a name alone is enough for."""
    specs, how = _specs(registry, family), FAMILIES[family]
    return [name for name, spec in specs.items() if not required(_fields(name, spec.make, how=how))]


def _fields(name: str, make: Callable[..., object], *, how: FamilySchema) -> Fields:
    """The keys of a member, without those that the host fills."""
    if not (isinstance(make, type) and attrs.has(make)):
        return {}
    fields = fields_of(make, named=f"{how.noun} {name}")
    if how.is_set_elsewhere:
        return {key: field for key, field in fields.items() if _is_setting(field)}
    if not how.is_given_metrics:
        return fields
    return {key: field for key, field in fields.items() if not is_filled(key, field)}


def _is_setting(field: attrs.Attribute[object]) -> bool:
    """Whether a field of a connector is a setting that may stand in a book."""
    parts = get_args(field.type) if get_origin(field.type) in {Union, UnionType} else (field.type,)
    known = [part for part in parts if part is not NoneType]
    return len(known) == 1 and known[0] in _SETTINGS


def _table(name: str, make: Callable[..., object], *, how: FamilySchema) -> Schema:
    """The table of one member."""
    types = TypeSchemas(family=how.protocol, inner=how.ref, has_currency=how.has_currency)
    kind, fields = (make if isinstance(make, type) else object), _fields(name, make, how=how)
    about = "" if kind is object else described(kind).summary
    table = table_schema(
        {how.key: {"enum": [name]}, **types.properties(kind, fields)},
        required=[how.key, *([] if how.is_set_elsewhere else required(fields))],
        about=about,
    )
    return {"title": name, **table}
