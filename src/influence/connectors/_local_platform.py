"""The local platform: one that is served by the very program that reads it.

A connector of a made-up platform has a method ``local_platform``. Where it answers something, the
host asks that application, by that clock, and no network.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import attrs

from influence.connectors._clock import Clock
from influence.connectors._wsgi import WsgiApp


@attrs.frozen(kw_only=True)
class LocalPlatform:
    """A platform within the program that reads it.

    Args:
        app: Its application.
        clock: What time it is there; the host waits by it as well.
    """

    app: WsgiApp
    clock: Clock


@runtime_checkable
class BringsPlatform(Protocol):
    """A connector that may bring its platform along."""

    def local_platform(self) -> LocalPlatform | None:
        """The platform; ``None`` when it has to be asked over the network."""
        ...
