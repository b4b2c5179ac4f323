"""Connectors: the host that drives sans-I/O connectors, blocking or not.

    connector → Request → this → HTTP → Response → connector → Page

The connector knows its platform. Everything else is here, once for all of them: sending, waiting,
retrying, redirects, quotas, deadlines, redaction, progress. The words are ``influence.sansio``.
"""

from __future__ import annotations

from influence.connectors._clock import Clock, SystemClock, VirtualClock
from influence.connectors._drive import adrive, drive
from influence.connectors._limits import Limits
from influence.connectors._prepared import Prepared
from influence.connectors._transport import AsyncTransport, NeverSentError, Transport
from influence.connectors._wsgi import WsgiApp, WsgiTransport

__all__ = [
    "AsyncTransport",
    "Clock",
    "Limits",
    "NeverSentError",
    "Prepared",
    "SystemClock",
    "Transport",
    "VirtualClock",
    "WsgiApp",
    "WsgiTransport",
    "adrive",
    "drive",
]
