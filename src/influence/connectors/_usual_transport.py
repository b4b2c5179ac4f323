"""The usual transport: httpx where the extra is installed, else the standard library."""

from __future__ import annotations

from importlib.util import find_spec

from influence.connectors._guard import Guard
from influence.connectors._httpx import HttpxTransport
from influence.connectors._standard import StandardTransport
from influence.connectors._transport import Transport
from influence.sansio import Connector


def transport_for(connector: Connector, *, allow_loopback: bool = False) -> Transport:
    """What sends the requests of *connector* over the network, and to no host but its own.

    Args:
        connector: Whose requests.
        allow_loopback: Whether this very machine may be asked, also by http: for a fake.
    """
    guard = Guard(hosts=connector.capability.hosts, allow_loopback=allow_loopback)
    if find_spec("httpx2") is None:
        return StandardTransport(guard=guard)
    return HttpxTransport(guard=guard)
