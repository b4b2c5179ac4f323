"""Bugs of what is around: a connector that asks the clock or the environment.

They stand alone, because the text of a module is what is looked at.
"""

from __future__ import annotations

import datetime as dt
import os

import attrs

from influence.sansio import Request, Window
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._seeded import bug


@bug("on_window", "PC-G10")
def until_now(_self: Bent, window: Window, _cursor: str | None) -> Window:
    """Asks the clock where a window ends."""
    now = dt.datetime.now(tz=dt.UTC)
    return attrs.evolve(
        window, until=window.until or max(now, dt.datetime.max.replace(year=9998, tzinfo=dt.UTC))
    )


@bug("on_request", "PC-G11")
def environment(_self: Bent, request: Request) -> Request:
    """Reads a setting from the environment."""
    agent = os.environ.get("STALL_AGENT", "stall")
    return attrs.evolve(request, headers={**request.headers, "X-Agent": agent})
