"""Connectors: the host that drives sans-I/O connectors, blocking or not.

    connector → Request → this → HTTP → Response → connector → Page

The connector knows its platform. Everything else is here, once for all of them: sending, waiting,
retrying, redirects, quotas, deadlines, redaction, progress. The words are ``influence.sansio``.

Nothing is imported before it is asked for, because every program that loads plugins learns of the
connectors that come with ``influence``, and few of them read a platform.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from influence.connectors._async_session import AsyncSession
    from influence.connectors._bookmark import Bookmark
    from influence.connectors._clock import Clock, SystemClock, VirtualClock
    from influence.connectors._collected import Collected
    from influence.connectors._drive import adrive, drive
    from influence.connectors._guard import Guard, Resolver, system_resolver
    from influence.connectors._httpx import AsyncHttpxTransport, HttpxTransport
    from influence.connectors._limits import Limits
    from influence.connectors._meter import Meter, Waiting
    from influence.connectors._pages import AsyncPages, Pages
    from influence.connectors._plan import Plan, PlannedRead
    from influence.connectors._planning import Wanted, plan
    from influence.connectors._prepared import Prepared
    from influence.connectors._recording import AsyncRecording, Recording
    from influence.connectors._redaction import Redaction
    from influence.connectors._replaying import Replaying
    from influence.connectors._session import Session
    from influence.connectors._setting import Setting, settings_of
    from influence.connectors._settings import (
        Places,
        SettingFound,
        Settings,
        connector,
        settings_for,
    )
    from influence.connectors._settings_file import SETTINGS_FILE, SettingsFile
    from influence.connectors._standard import StandardTransport
    from influence.connectors._telling import OnEvent
    from influence.connectors._transport import AsyncTransport, NeverSentError, Transport
    from influence.connectors._usual_transport import transport_for
    from influence.connectors._wsgi import WsgiApp, WsgiTransport

__all__ = [
    "SETTINGS_FILE",
    "AsyncHttpxTransport",
    "AsyncPages",
    "AsyncRecording",
    "AsyncSession",
    "AsyncTransport",
    "Bookmark",
    "Clock",
    "Collected",
    "Guard",
    "HttpxTransport",
    "Limits",
    "Meter",
    "NeverSentError",
    "OnEvent",
    "Pages",
    "Places",
    "Plan",
    "PlannedRead",
    "Prepared",
    "Recording",
    "Redaction",
    "Replaying",
    "Resolver",
    "Session",
    "Setting",
    "SettingFound",
    "Settings",
    "SettingsFile",
    "StandardTransport",
    "SystemClock",
    "Transport",
    "VirtualClock",
    "Waiting",
    "Wanted",
    "WsgiApp",
    "WsgiTransport",
    "adrive",
    "connector",
    "drive",
    "plan",
    "settings_for",
    "settings_of",
    "system_resolver",
    "transport_for",
]

# The module of each name that is found when it is asked for.
_HOMES = {
    "_async_session": ("AsyncSession",),
    "_bookmark": ("Bookmark",),
    "_clock": ("Clock", "SystemClock", "VirtualClock"),
    "_collected": ("Collected",),
    "_drive": ("adrive", "drive"),
    "_guard": ("Guard", "Resolver", "system_resolver"),
    "_httpx": ("AsyncHttpxTransport", "HttpxTransport"),
    "_limits": ("Limits",),
    "_meter": ("Meter", "Waiting"),
    "_pages": ("AsyncPages", "Pages"),
    "_plan": ("Plan", "PlannedRead"),
    "_planning": ("Wanted", "plan"),
    "_prepared": ("Prepared",),
    "_recording": ("AsyncRecording", "Recording"),
    "_redaction": ("Redaction",),
    "_replaying": ("Replaying",),
    "_session": ("Session",),
    "_setting": ("Setting", "settings_of"),
    "_settings": ("Places", "SettingFound", "Settings", "connector", "settings_for"),
    "_settings_file": ("SETTINGS_FILE", "SettingsFile"),
    "_standard": ("StandardTransport",),
    "_telling": ("OnEvent",),
    "_transport": ("AsyncTransport", "NeverSentError", "Transport"),
    "_usual_transport": ("transport_for",),
    "_wsgi": ("WsgiApp", "WsgiTransport"),
}

# A checker reads the imports above, and so still refuses a misspelt name.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Find a part of the host."""
        where = next((where for where, names in _HOMES.items() if name in names), None)
        if where is None:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        found: object = getattr(import_module(f"{__name__}.{where}"), name)
        return found
