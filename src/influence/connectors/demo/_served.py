"""A world that is served within the process, for whoever has no network or wants none."""

from __future__ import annotations

import datetime as dt

from influence.connectors._clock import VirtualClock
from influence.connectors._local_platform import LocalPlatform


def served_world(seed: str, *, day: int | None) -> LocalPlatform:
    """The world of a seed as it is on a day; its clock moves only where somebody waits by it."""
    from influence.connectors.demo._fake._demo_fake import DemoFake
    from influence.connectors.demo._world._generated import world

    made = world(seed, is_awkward=False)
    at = made.now if day is None else made.starts + dt.timedelta(days=day)
    clock = VirtualClock(at)
    return LocalPlatform(app=DemoFake(made, clock=clock), clock=clock)
