"""Settings: which plugins are wanted, as the environment and ``influence.toml`` say.

    environment      INFLUENCE_PLUGINS_ALLOW, _BLOCK, _ORDER (names with commas between), _STRICT
    influence.toml   [plugins] allow = […], block = […], order = […], strict = true

The environment goes before the file, key by key. Nothing here is read by ``load`` itself: whoever
wants them asks for them and hands them over, so that a program means what it says.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import attrs

from influence.errors import InvalidInputError, UnknownNameError
from influence.plugins._loading import load
from influence.plugins._registry import Registry
from influence.plugins._steps import Trace

FILE = "influence.toml"

_PREFIX = "INFLUENCE_PLUGINS_"
_LISTS = ("allow", "block", "order")
_KEYS = (*_LISTS, "strict")
_FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}


@attrs.frozen(kw_only=True)
class PluginSettings:
    """Which plugins are wanted.

    Args:
        allow: Only these; ``None`` for all.
        block: Not these.
        order: These first, where the first answer counts.
        strict: Whether a plugin that is not loaded stops the program.

    Example:
        >>> settings = PluginSettings(block=("barter",))
        >>> settings.block, settings.strict
        (('barter',), False)
    """

    allow: tuple[str, ...] | None = None
    block: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    strict: bool = False

    def load(self, *, trace: Trace | None = None) -> Registry:
        """The registry of what is installed and wanted.

        Raises:
            PluginError: With ``strict``, why the first plugin is not loaded.
            UnknownNameError: With ``strict``, a list names a plugin that there is not.
        """
        return load(
            allow=self.allow, block=self.block, order=self.order, strict=self.strict, trace=trace
        )


def plugin_settings(
    path: str | Path | None = None, *, environ: Mapping[str, str] | None = None
) -> PluginSettings:
    """The settings of the environment, and of ``influence.toml`` for what it leaves open.

    Args:
        path: The file; without it, ``influence.toml`` in the folder where the program runs. One
            that is not there says nothing, unless it was named.
        environ: The environment; without it, that of the program.

    Raises:
        InvalidInputError: A value has the wrong type, or the file is no TOML or not there.
        UnknownNameError: The table has a key that nobody knows; the close one is named.

    Example:
        >>> environ = {"INFLUENCE_PLUGINS_BLOCK": "barter, influence-swap"}
        >>> plugin_settings(environ=environ).block
        ('barter', 'influence-swap')
    """
    told = os.environ if environ is None else environ
    values: dict[str, Any] = {**_of_file(path), **_of_environment(told)}
    return PluginSettings(**values)


def _of_environment(environ: Mapping[str, str]) -> dict[str, object]:
    """What the environment says."""
    found: dict[str, object] = {}
    for key in _LISTS:
        text = environ.get(_PREFIX + key.upper())
        if text is not None:
            found[key] = tuple(name for name in map(str.strip, text.split(",")) if name)
    flag = environ.get(f"{_PREFIX}STRICT")
    if flag is not None:
        if flag.lower() not in _FLAGS:
            raise InvalidInputError(f"{_PREFIX}STRICT", "be true or false", flag)
        found["strict"] = _FLAGS[flag.lower()]
    return found


def _of_file(path: str | Path | None) -> dict[str, object]:
    """What the file says."""
    file = Path(FILE if path is None else path)
    if not file.exists() and path is None:
        return {}
    try:
        table: object = tomllib.loads(file.read_text(encoding="utf-8")).get("plugins", {})
    except OSError as error:
        raise InvalidInputError(file.name, "be readable", error.strerror) from error
    except ValueError as error:
        raise InvalidInputError(file.name, "be TOML", str(error)) from error
    if not isinstance(table, dict):
        raise InvalidInputError(f"{file.name} plugins", "be a table", table)
    keys = cast("dict[str, object]", table)
    return {key: _value(key, value, where=f"{file.name} plugins") for key, value in keys.items()}


def _value(key: str, value: object, *, where: str) -> object:
    """The value of a key."""
    if key not in _KEYS:
        raise UnknownNameError(f"key of {where}", key, _KEYS)
    if key == "strict":
        if not isinstance(value, bool):
            raise InvalidInputError(f"{where}.{key}", "be true or false", value)
        return value
    names = _names(value)
    if names is None:
        raise InvalidInputError(f"{where}.{key}", "be a list of names in quotes", value)
    return names


def _names(value: object) -> tuple[str, ...] | None:
    """A list of texts as a tuple; ``None`` for anything else."""
    found = cast("list[object]", value) if isinstance(value, list) else [None]
    names = tuple(name for name in found if isinstance(name, str))
    return names if len(names) == len(found) else None
