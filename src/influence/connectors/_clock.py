"""The clock: the one way in which the runtime learns what time it is, and waits.

Two kinds: the system's, and one that stands still until somebody waits by it, so that an hour of
waiting takes no time in a test or offline.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from typing import Protocol

import attrs

from influence import _requirements as require


class Clock(Protocol):
    """What tells the time, never going back, and waits."""

    def now(self) -> dt.datetime:
        """The moment, in UTC."""
        ...

    def wait(self, wait_ms: int) -> None:
        """Let so many milliseconds pass, blocking."""
        ...

    async def wait_async(self, wait_ms: int) -> None:
        """Let so many milliseconds pass, and others work meanwhile."""
        ...


class SystemClock:
    """The system's clock as it stood when this one was made, and time as it went by since.

    So it goes neither back nor ahead when somebody sets the system's clock.

    Example:
        >>> clock = SystemClock()
        >>> clock.now() <= clock.now()
        True
    """

    __slots__ = ("_began_at", "_began_ns")

    def __init__(self) -> None:
        """Read both clocks."""
        self._began_at = dt.datetime.now(dt.UTC)
        self._began_ns = time.monotonic_ns()

    def now(self) -> dt.datetime:
        """The moment, in UTC."""
        passed_us = (time.monotonic_ns() - self._began_ns) // 1_000
        return self._began_at + dt.timedelta(microseconds=passed_us)

    def wait(self, wait_ms: int) -> None:
        """Let so many milliseconds pass, blocking."""
        time.sleep(wait_ms / 1_000)

    async def wait_async(self, wait_ms: int) -> None:
        """Let so many milliseconds pass, and others work meanwhile."""
        await asyncio.sleep(wait_ms / 1_000)


@attrs.define
class VirtualClock:
    """A clock that stands still until somebody waits by it; then it is that much later at once.

    Args:
        at: The moment at which it begins.

    Raises:
        InvalidInputError: *at* has no offset.

    Example:
        >>> clock = VirtualClock(dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
        >>> clock.wait(3_600_000)
        >>> clock.now()
        datetime.datetime(2026, 5, 1, 1, 0, tzinfo=datetime.timezone.utc)
    """

    at: dt.datetime = attrs.field(validator=require.has_offset)

    def now(self) -> dt.datetime:
        """The moment, in UTC."""
        return self.at.astimezone(dt.UTC)

    def wait(self, wait_ms: int) -> None:
        """Be so many milliseconds later."""
        self.at += dt.timedelta(milliseconds=wait_ms)

    async def wait_async(self, wait_ms: int) -> None:
        """Be so many milliseconds later, once the others have had their turn."""
        await asyncio.sleep(0)
        self.wait(wait_ms)
