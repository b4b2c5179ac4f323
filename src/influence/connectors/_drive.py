"""Drive: one conversation with a connector, blocking or not.

    page = drive(demo.posts(account, window=window, cursor=None), transport=…, connector=demo)

Reading many pages, with gaps instead of faults, is for a session.
"""

from __future__ import annotations

import random
from typing import TypeVar

from influence.connectors._clock import Clock
from influence.connectors._conversing import conversed
from influence.connectors._driver import driver
from influence.connectors._limits import Limits
from influence.connectors._meter import Meter
from influence.connectors._performing import performed, performed_async
from influence.connectors._telling import OnEvent
from influence.connectors._transport import AsyncTransport, Transport
from influence.sansio import Connector, Conversation

R = TypeVar("R")


def drive(
    conversation: Conversation[R],
    *,
    transport: Transport,
    connector: Connector | None = None,
    clock: Clock | None = None,
    limits: Limits | None = None,
    dice: random.Random | None = None,
    meter: Meter | None = None,
    on_event: OnEvent | None = None,
) -> R:
    """What a connector's method answers, by a transport that blocks.

    Args:
        conversation: What the method answered: a generator that has not begun.
        transport: What sends its requests.
        connector: Whose method it is. Its hosts are then the only ones that are asked, its own
            faults are found, and errors name it.
        clock: What tells the time and waits; the system's by default.
        limits: How long, how often and how much.
        dice: What the length of a wait is drawn from.
        meter: What keeps count of the connector's quotas; one that begins with nothing taken by
            default, so give your own to count over several calls.
        on_event: Told of every request and every wait.

    Raises:
        FaultError: The outside world refused or was not there, and the connector did not mind it.
        PluginError: The connector broke its side of the contract; the message names its line.

    Example:
        >>> from influence.connectors import WsgiTransport
        >>> from influence.sansio import Request
        >>> def app(environ, start_response):
        ...     start_response("200 OK", [("Content-Type", "application/json")])
        ...     return [b'{"name": "Maya"}']
        >>> def profile():
        ...     response = yield Request(url="https://api.example.com/me", purpose="profile")
        ...     return response.document().text("name")
        >>> drive(profile(), transport=WsgiTransport(app))
        'Maya'
    """
    driven = driver(
        connector, clock=clock, limits=limits, dice=dice, meter=meter, on_event=on_event
    )
    steps = conversed(conversation, driver=driven)
    return performed(steps, transport=transport, clock=driven.clock)


async def adrive(
    conversation: Conversation[R],
    *,
    transport: AsyncTransport,
    connector: Connector | None = None,
    clock: Clock | None = None,
    limits: Limits | None = None,
    dice: random.Random | None = None,
    meter: Meter | None = None,
    on_event: OnEvent | None = None,
) -> R:
    """What a connector's method answers, by a transport that awaits; else as ``drive``.

    Args:
        conversation: What the method answered: a generator that has not begun.
        transport: What sends its requests.
        connector: Whose method it is.
        clock: What tells the time and waits.
        limits: How long, how often and how much.
        dice: What the length of a wait is drawn from.
        meter: What keeps count of the connector's quotas.
        on_event: Told of every request and every wait.

    Raises:
        FaultError: The outside world refused or was not there, and the connector did not mind it.
        PluginError: The connector broke its side of the contract; the message names its line.
    """
    driven = driver(
        connector, clock=clock, limits=limits, dice=dice, meter=meter, on_event=on_event
    )
    steps = conversed(conversation, driver=driven)
    return await performed_async(steps, transport=transport, clock=driven.clock)
