"""Offer: what one plugin brings, loaded alone beside our own members.

A plugin that cannot be loaded is an offer as well: one that holds the error, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import Final, Protocol, cast

import attrs

from influence.errors import InfluenceError, PluginError
from influence.plugins import Registry, load
from influence.testing._conformance._deadline import error_place
from influence.testing._conformance._target import Target

#: The name under which our own members can be asked for.
OURS: Final = "influence"


class Spec(Protocol):
    """What a plugin says of one member."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def make(self) -> Callable[..., object]:
        """What makes it."""
        ...


@attrs.frozen(kw_only=True)
class Offer:
    """What a plugin brings.

    Args:
        target: Where it was found.
        module: Its module; ``None`` when it cannot be imported.
        registry: Our members and its own; ``None`` when it cannot be loaded.
        error: Why it cannot be loaded, with the line.
    """

    target: Target
    module: ModuleType | None = None
    registry: Registry | None = None
    error: str = ""

    def own(self, family: str) -> Mapping[str, Spec]:
        """The members of a family that are the plugin's own, by name."""
        mine = _members(self.registry, family)
        if self.target.plugin == OURS:
            return mine
        ours = _members(our_registry(), family)
        return MappingProxyType({name: spec for name, spec in mine.items() if name not in ours})


@cache
def our_registry() -> Registry:
    """The registry of our own members alone."""
    return load(plugins=())


def offer_of(target: Target) -> Offer:
    """What a target brings, or why it brings nothing."""
    if target.plugin == OURS:
        return Offer(target=target, module=import_module(OURS), registry=our_registry())
    module: ModuleType | None = None
    try:
        module = target.imported()
        return Offer(target=target, module=module, registry=load(plugins=(module,), strict=True))
    except PluginError as error:
        return Offer(target=target, module=module, error=_told(error))
    except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever an import raises is its answer
        told = PluginError(f"plugin {target.plugin}", "be importable", error)
        return Offer(target=target, error=f"{told} at {error_place(error.__traceback__)}")


def _told(error: InfluenceError) -> str:
    """An error with the line of the plugin at which it arose, where it arose in one."""
    cause = error.__cause__
    return str(error) if cause is None else f"{error} at {error_place(cause.__traceback__)}"


def _members(registry: Registry | None, family: str) -> Mapping[str, Spec]:
    """The members of a family; none where the family is not there."""
    return cast("Mapping[str, Spec]", getattr(registry, family, {}))
