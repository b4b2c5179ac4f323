"""Needs: the settings of the platforms that plugins bring, and where each of them was found.

Values are never told: neither that of a secret, nor any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from influence.connectors import Places, settings_for
from influence.plugins import Plugin, Registry

_PLATFORMS = "platforms"


@attrs.frozen(kw_only=True)
class Need:
    """One setting of a platform.

    Args:
        platform: Which platform.
        setting: The name of the setting.
        is_secret: Whether its value must not be seen.
        place: Where it was found; ``None`` when it is missing.
        tried: Every place that was tried, in words.
    """

    platform: str
    setting: str
    is_secret: bool
    place: str | None
    tried: str

    def __str__(self) -> str:
        what = f"{self.platform}.{self.setting}"
        if self.place is None:
            return f"{what} is missing: give it in one of: {self.tried}"
        where = "its default" if self.place == "default" else self.place.replace("_", " ")
        return f"{what} is from {where}"


def needs_of(plugins: Iterable[Plugin], *, registry: Registry) -> Iterator[Need]:
    """The settings of all platforms that *plugins* bring.

    Raises:
        InvalidInputError: A value is of another type than its setting, or a secret lies open.
        HookError: A plugin that keeps secrets failed.
    """
    names = [name for plugin in plugins for name in plugin.members.get(_PLATFORMS, ())]
    loaded = [registry.platforms[name] for name in names if name in registry.platforms]
    if not loaded:
        return
    places = Places.usual(registry=registry)
    for spec in loaded:
        settings = settings_for(spec, places=places)
        for one in settings.found:
            yield Need(
                platform=spec.name,
                setting=one.setting.name,
                is_secret=one.setting.is_secret,
                place=one.place,
                tried=settings.tried[one.setting.name],
            )
