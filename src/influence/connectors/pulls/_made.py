"""The connector of a platform that a book names, with the settings that a book may give.

A book may come from somebody else. So it can hold no secret, and it cannot lead a secret of ours to
a host that the platform does not have.
"""

from __future__ import annotations

from collections.abc import Mapping

from influence.connectors._setting import settings_of
from influence.connectors._settings import Places, connector
from influence.errors import InvalidInputError, MissingDataError, UnknownNameError
from influence.plugins import PlatformSpec, Registry
from influence.sansio import Connector


def connector_of(
    platform: str, *, settings: Mapping[str, object], places: Places | None, registry: Registry
) -> Connector:
    """The connector of a platform.

    Args:
        platform: The name of the platform.
        settings: What the book says of it.
        places: Where else settings are looked for; the usual places by default.
        registry: The platforms there are, and who keeps secrets.

    Raises:
        UnknownNameError: The platform or a setting is not known; the close one is named.
        InvalidInputError: A setting has another type, breaks a rule, is a secret, or leads to a
            host that is not the platform's.
        MissingDataError: A setting that has no default stands nowhere.
        PluginError: What the plugin makes is no connector.
    """
    if platform not in registry.platforms:
        raise UnknownNameError("platform", platform, registry.platforms)
    spec = registry.platforms[platform]
    looked = places or Places.usual(registry=registry)
    given = _given(spec, settings)
    made = connector(spec, given=given, places=looked)
    foreign = set(made.capability.hosts) - set(spec.capability.hosts)
    if foreign and not foreign <= _own_hosts(spec, places=looked):
        rule = "lead to no host that is not the platform's, unless it is set outside the book"
        raise InvalidInputError(f"platforms[{platform}]", rule, ", ".join(sorted(foreign)))
    return made


def _given(spec: PlatformSpec, settings: Mapping[str, object]) -> dict[str, object]:
    """The settings of a book, by the types of the connector."""
    known = {setting.name: setting for setting in settings_of(spec.make)}
    given: dict[str, object] = {}
    for name, value in settings.items():
        where = f"platforms[{spec.name}].{name}"
        if name not in known:
            raise UnknownNameError(f"key of platforms[{spec.name}]", name, known)
        if known[name].is_secret:
            rule = "be a secret that stands outside the book"
            raise InvalidInputError(where, rule, type(value).__name__)
        given[name] = known[name].of_toml(value, where=where)
    return given


def _own_hosts(spec: PlatformSpec, *, places: Places) -> frozenset[str]:
    """The hosts that are spoken to without what a book says."""
    try:
        return frozenset(connector(spec, places=places).capability.hosts)
    except MissingDataError:
        return frozenset()
