"""In process: a platform that is served by the very program that reads it.

A connector of a made-up platform has a method ``in_process``. Where it answers something, the host
asks that application, by that clock, and no network.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import attrs

from influence.connectors._clock import Clock
from influence.connectors._wsgi import WsgiApp


@attrs.frozen(kw_only=True)
class InProcess:
    """A platform within the process.

    Args:
        app: Its application.
        clock: What time it is there; the host waits by it as well.
    """

    app: WsgiApp
    clock: Clock


@runtime_checkable
class ServesItself(Protocol):
    """A connector that may bring its platform along."""

    def in_process(self) -> InProcess | None:
        """The platform; ``None`` when it has to be asked over the network."""
        ...
