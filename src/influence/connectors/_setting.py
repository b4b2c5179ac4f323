"""Settings: the fields of a connector's class, and how text becomes a value of one."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

import attrs

from influence.connectors._redaction import REDACTED
from influence.errors import InvalidInputError, PluginError
from influence.sansio import Secret

SettingKind: TypeAlias = Literal["secret", "text", "number", "flag", "other"]
_KINDS: Mapping[object, SettingKind] = types.MappingProxyType(
    {Secret: "secret", str: "text", int: "number", bool: "flag"}
)
_FLAGS = {"true": True, "false": False}


@attrs.frozen(kw_only=True)
class Setting:
    """One setting of a connector.

    Args:
        name: The name of its field.
        kind: ``secret``, ``text``, ``number``, ``flag``, or ``other``, which only an argument can
            give.
        is_required: Whether it has no default.
    """

    name: str
    kind: SettingKind
    is_required: bool

    @property
    def is_secret(self) -> bool:
        """Whether it must not be seen."""
        return self.kind == "secret"

    def of_text(self, text: str, *, where: str) -> object:
        """The value that *text*, from the environment, stands for.

        Raises:
            InvalidInputError: It stands for none; the message names the place.
        """
        match self.kind:
            case "secret":
                return _secret(text, where=where)
            case "number":
                if not text.isascii() or not text.removeprefix("-").isdigit():
                    raise InvalidInputError(where, "be a whole number", text)
                return int(text)
            case "flag":
                if text not in _FLAGS:
                    raise InvalidInputError(where, "be true or false", text)
                return _FLAGS[text]
            case "text":
                return text
            case _:
                raise InvalidInputError(where, "be given as an argument", "text")

    def of_toml(self, value: object, *, where: str) -> object:
        """The value that stands in a file.

        Raises:
            InvalidInputError: It is of another type; the message names the place.
        """
        wanted: Mapping[SettingKind, tuple[type, str]] = {
            "secret": (str, "be text"),
            "text": (str, "be text"),
            "number": (int, "be a whole number"),
            "flag": (bool, "be true or false"),
        }
        if self.kind == "other":
            raise InvalidInputError(where, "be given as an argument", type(value).__name__)
        kind, rule = wanted[self.kind]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise InvalidInputError(where, rule, REDACTED if self.is_secret else value)
        return _secret(cast("str", value), where=where) if self.is_secret else value


def settings_of(make: Callable[..., object]) -> tuple[Setting, ...]:
    """The settings of a connector, in the order of its fields.

    Args:
        make: The connector's attrs class.

    Raises:
        PluginError: It is no attrs class, or its annotations name what is not there.

    Example:
        >>> @attrs.frozen
        ... class Tiny:
        ...     token: Secret
        ...     page_size: int = 50
        >>> [(setting.name, setting.kind, setting.is_required) for setting in settings_of(Tiny)]
        [('token', 'secret', True), ('page_size', 'number', False)]
    """
    name = getattr(make, "__name__", "connector")
    if not isinstance(make, type) or not attrs.has(make):
        raise PluginError(f"{name}", "be an attrs class, whose fields are its settings", name)
    try:
        hints = get_type_hints(make)
    except NameError as error:
        raise PluginError(f"{name}", "have annotations that can be resolved", str(error)) from error
    return tuple(
        Setting(
            name=field.alias or field.name,
            kind=_kind(hints.get(field.name)),
            is_required=field.default is attrs.NOTHING,
        )
        for field in attrs.fields(make)
        if field.init
    )


def _kind(hint: object) -> SettingKind:
    """The kind of a field, by its annotation; ``None`` may always stand beside."""
    if get_origin(hint) in {Union, types.UnionType}:
        parts = [part for part in get_args(hint) if part is not types.NoneType]
        hint = parts[0] if len(parts) == 1 else None
    return _KINDS.get(hint, "other") if isinstance(hint, type) else "other"


def _secret(text: str, *, where: str) -> Secret:
    """A secret; a wrong one is not shown."""
    try:
        return Secret(text)
    except InvalidInputError as error:
        raise InvalidInputError(where, error.rule, REDACTED) from None
