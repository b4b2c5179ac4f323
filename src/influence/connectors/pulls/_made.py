"""Making a connector out of what a book and the environment say."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Union, cast, get_args, get_origin

import attrs

from influence.errors import InvalidInputError, MissingDataError, UnknownNameError
from influence.plugins import Registry
from influence.sansio import Connector, Secret

_CALLED = {str: "text", int: "a whole number", bool: "true or false"}


def connector_of(
    platform: str,
    *,
    settings: Mapping[str, object],
    environment: Mapping[str, str],
    registry: Registry,
) -> Connector:
    """The connector of a platform, with its settings.

    Raises:
        UnknownNameError: The platform or a setting is not known; the close one is named.
        InvalidInputError: A setting has another type, breaks a rule, or is a secret that stands in
            the book.
        MissingDataError: A setting that has no default stands nowhere.
    """
    if platform not in registry.platforms:
        raise UnknownNameError("platform", platform, registry.platforms)
    make = cast("type[attrs.AttrsInstance]", registry.platforms[platform].make)
    fields = {field.name: field for field in attrs.fields(attrs.resolve_types(make)) if field.init}
    given: dict[str, object] = {}
    for key, value in settings.items():
        if key not in fields:
            raise UnknownNameError(f"setting of {platform}", key, fields)
        given[key] = _checked(value, fields[key].type, where=f"{platform}.{key}")
    for name, field in fields.items():
        variable = f"INFLUENCE_{platform}_{name}".upper().replace("-", "_")
        if _is_secret(field.type) and variable in environment:
            given[name] = Secret(environment[variable])
        if field.default is attrs.NOTHING and name not in given:
            raise MissingDataError(f"setting {platform}.{name}", "be given", f"no {variable}")
    return cast("Connector", make(**given))


def _checked(value: object, wanted: object, *, where: str) -> object:
    """A value of a book as a setting wants it."""
    if _is_secret(wanted):
        rule = "be a secret that stands in the environment, never in a book"
        raise InvalidInputError(where, rule, type(value).__name__)
    kinds = [kind for kind in _kinds(wanted) if kind is not NoneType]
    if type(value) not in kinds:
        called = " or ".join(_CALLED.get(cast("type", kind), str(kind)) for kind in kinds)
        raise InvalidInputError(where, f"be {called}", value)
    return value


def _is_secret(wanted: object) -> bool:
    return Secret in _kinds(wanted)


def _kinds(wanted: object) -> tuple[object, ...]:
    """The types that a field may have."""
    return get_args(wanted) if get_origin(wanted) in {Union, UnionType} else (wanted,)
