"""Members: the connectors that come with ``influence``, through the same door as everybody's."""

from __future__ import annotations

from collections.abc import Iterable

from influence.connectors.demo import Demo
from influence.plugins import PlatformSpec
from influence.plugins.hooks import Host, hook


@hook.platforms
def platforms(host: Host) -> Iterable[PlatformSpec]:  # noqa: ARG001  # the hook's argument
    """The platforms that can be read without a plugin."""
    yield PlatformSpec(name=Demo.name, make=Demo, capability=Demo().capability)
