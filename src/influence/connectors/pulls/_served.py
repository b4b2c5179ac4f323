"""The usual session of a connector: over the network, or with the platform that it brings along."""

from __future__ import annotations

from influence.connectors._local_platform import BringsPlatform
from influence.connectors._session import Session
from influence.connectors._telling import OnEvent
from influence.connectors._usual_transport import transport_for
from influence.connectors._wsgi import WsgiTransport
from influence.sansio import Connector


def session_for(connector: Connector, *, on_event: OnEvent | None = None) -> Session:
    """A session that reads *connector*.

    Args:
        connector: What is read; a made-up platform is read within the process.
        on_event: Told of every request, wait, page and gap.

    Example:
        >>> from influence.connectors.demo import Demo
        >>> session_for(Demo(world="spring")).check().who
        'the owner of the made-up shop'
    """
    served = connector.local_platform() if isinstance(connector, BringsPlatform) else None
    if served is None:
        return Session(connector, transport=transport_for(connector), on_event=on_event)
    transport = WsgiTransport(served.app, clock=served.clock)
    return Session(connector, transport=transport, clock=served.clock, on_event=on_event)
