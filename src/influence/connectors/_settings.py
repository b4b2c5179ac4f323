"""Settings: where each of a connector's settings comes from, and what to do when one is missing.

    argument → environment INFLUENCE_<PLATFORM>_<FIELD> → influence.toml → secret hook → default

The first place that has it wins. What is missing is told with every place that was tried, in that
order, and never with a value.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import attrs

from influence.connectors._setting import Setting, settings_of
from influence.connectors._settings_file import SETTINGS_FILE, SettingsFile, found_above
from influence.errors import InvalidInputError, MissingDataError, PluginError, UnknownNameError
from influence.plugins import PlatformSpec, Registry, SecretQuestion
from influence.sansio import Connector, Secret

Place: TypeAlias = Literal["argument", "environment", "file", "secret_hook", "default"]
#: Answers a secret, or ``None`` when it does not know.
AskSecret: TypeAlias = Callable[[SecretQuestion], Secret | None]


@attrs.frozen(kw_only=True)
class Places:
    """Where settings are looked for.

    Args:
        environment: The environment.
        file: The settings file; ``None`` when there is none.
        ask_secret: Who else knows secrets.
    """

    environment: Mapping[str, str] = attrs.field(repr=False)
    file: SettingsFile | None = None
    ask_secret: AskSecret | None = attrs.field(default=None, repr=False)

    @classmethod
    def usual(cls, *, registry: Registry | None = None) -> Places:
        """The environment of this program, and the file in its folder or above.

        Args:
            registry: The plugins, whose secret hook is asked last.
        """
        ask = None if registry is None else _asking(registry)
        return cls(environment=os.environ, file=found_above(Path.cwd()), ask_secret=ask)


@attrs.frozen(kw_only=True)
class SettingFound:
    """One setting and where it comes from, without its value.

    Args:
        setting: The setting.
        place: Where it was found; ``None`` when it is missing.
    """

    setting: Setting
    place: Place | None


@attrs.frozen(kw_only=True)
class Settings:
    """The settings of a connector.

    Args:
        platform: The name of the platform.
        found: Every setting with the place that it comes from.
        values: The values, by name; defaults are left to the class.
        tried: The places that were tried, in words.
    """

    platform: str
    found: tuple[SettingFound, ...]
    values: Mapping[str, object] = attrs.field(repr=False)
    tried: Mapping[str, str] = attrs.field(repr=False)

    @property
    def missing(self) -> tuple[str, ...]:
        """The settings that have to be given and are not."""
        return tuple(one.setting.name for one in self.found if one.place is None)

    def refuse_missing(self) -> None:
        """See that nothing is missing.

        Raises:
            MissingDataError: Something is; the message has every place that was tried.
        """
        for name in self.missing:
            what = f"setting {name} of {self.platform}"
            raise MissingDataError(what, f"be given in one of: {self.tried[name]}", None)


def settings_for(
    spec: PlatformSpec, *, given: Mapping[str, object] | None = None, places: Places
) -> Settings:
    """The settings of a platform, looked for in every place.

    Args:
        spec: The platform.
        given: The arguments.
        places: Where else to look.

    Raises:
        InvalidInputError: A value is of another type than its setting, or a secret lies open.
        UnknownNameError: There is no setting of that name; the close one is named.
    """
    settings = settings_of(spec.make)
    arguments = dict(given or {})
    for name in arguments:
        if name not in {setting.name for setting in settings}:
            raise UnknownNameError(f"setting of {spec.name}", name, [one.name for one in settings])
    filed = {} if places.file is None else places.file.values(spec.name, settings=settings)
    values: dict[str, object] = {}
    found: list[SettingFound] = []
    for setting in settings:
        place = _taken(setting, spec.name, arguments, filed, places=places, values=values)
        found.append(SettingFound(setting=setting, place=place))
    tried = {setting.name: _tried(setting, spec.name, places=places) for setting in settings}
    return Settings(platform=spec.name, found=tuple(found), values=values, tried=tried)


def connector(
    spec: PlatformSpec,
    *,
    given: Mapping[str, object] | None = None,
    places: Places | None = None,
) -> Connector:
    """The connector of a platform, made with its settings.

    Args:
        spec: The platform, as its plugin offers it.
        given: Settings that are given here, and go before all other places.
        places: Where else to look; the environment and the settings file by default.

    Raises:
        MissingDataError: A setting is missing; the message has every place that was tried.
        InvalidInputError: A value breaks the rule of its setting.
        PluginError: What the plugin makes is no connector.

    Example:
        >>> from influence.sansio import Capability
        >>> @attrs.frozen
        ... class Tiny:
        ...     token: Secret
        ...     name = "tiny"
        ...     capability = Capability(platform="tiny", hosts=("api.example.com",), reads=())
        ...     def check(self): ...
        >>> spec = PlatformSpec(name="tiny", make=Tiny, capability=Tiny.capability)
        >>> places = Places(environment={"INFLUENCE_TINY_TOKEN": "s3cr3t"})
        >>> connector(spec, places=places)
        Tiny(token=Secret(…))
        >>> connector(spec, places=Places(environment={}))
        Traceback (most recent call last):
            ...
        influence.errors.MissingDataError: setting token of tiny must be given in one of: \
argument token; environment INFLUENCE_TINY_TOKEN; influence.toml [connectors.tiny] token \
(no such file); secret hook (not asked), got None
    """
    settings = settings_for(spec, given=given, places=places or Places.usual())
    settings.refuse_missing()
    try:
        made = spec.make(**settings.values)
    except InvalidInputError:
        raise
    except Exception as error:
        told = f"{type(error).__name__}"
        raise PluginError(f"platform {spec.name}", "be made from its settings", told) from error
    for part in ("name", "capability", "check"):
        if not hasattr(made, part):
            rule = f"make a connector, which has a {part}"
            raise PluginError(f"platform {spec.name}", rule, type(made).__name__)
    return made


def _asking(registry: Registry) -> AskSecret:
    """The secret hook of some plugins."""

    def ask(question: SecretQuestion) -> Secret | None:
        answered = registry.secret(question.name, plugin=question.plugin)
        return None if answered is None else answered.value

    return ask


def _taken(
    setting: Setting,
    platform: str,
    arguments: Mapping[str, object],
    filed: Mapping[str, object],
    *,
    places: Places,
    values: dict[str, object],
) -> Place | None:
    """The place that a setting comes from; its value is put among *values*."""
    name, variable = setting.name, _variable(platform, setting)
    if name in arguments:
        values[name] = _argument(setting, arguments[name], platform=platform)
        return "argument"
    if places.environment.get(variable):
        values[name] = setting.of_text(
            places.environment[variable], where=f"environment {variable}"
        )
        return "environment"
    if name in filed:
        values[name] = filed[name]
        return "file"
    if setting.is_secret and places.ask_secret is not None:
        secret = places.ask_secret(SecretQuestion(name=name, plugin=platform))
        if secret is not None:
            values[name] = secret
            return "secret_hook"
    return None if setting.is_required else "default"


def _argument(setting: Setting, value: object, *, platform: str) -> object:
    """The value of an argument; a secret may not be open text, which shows in tracebacks."""
    if setting.is_secret and isinstance(value, str):
        rule = f"be a Secret, such as Secret(…), for setting {setting.name}"
        raise InvalidInputError(f"argument of {platform}", rule, type(value).__name__)
    return value


def _variable(platform: str, setting: Setting) -> str:
    """The name of the environment variable of a setting."""
    words = f"influence_{platform}_{setting.name}"
    return "".join(letter if letter.isalnum() else "_" for letter in words).upper()


def _tried(setting: Setting, platform: str, *, places: Places) -> str:
    """Every place, in order, in words."""
    name = setting.name
    file = SETTINGS_FILE if places.file is None else str(places.file.path)
    none = " (no such file)" if places.file is None else ""
    tried = [
        f"argument {name}",
        f"environment {_variable(platform, setting)}",
        f"{file} [connectors.{platform}] {name}{none}",
    ]
    if setting.is_secret:
        asked = "did not know" if places.ask_secret is not None else "not asked"
        tried.append(f"secret hook ({asked})")
    return "; ".join(tried)
