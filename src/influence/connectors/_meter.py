"""The meter: keeps count of every quota of a platform, and says how long to wait and for which.

All quotas hold at once, so the longest wait is the one that counts. Nothing is sent that would
exceed any of them, and nothing waits longer than it must. One meter may serve many conversations
and threads; several programs that share one quota do not know of each other.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable

import attrs

from influence.connectors._counters import Counter, counter_of
from influence.errors import InvalidInputError
from influence.sansio import Quota, Response

_US_PER_MS = 1_000


@attrs.frozen(kw_only=True)
class Waiting:
    """How long to wait, and for which quota.

    Args:
        wait_ms: Whole milliseconds, at least 1.
        quota: The quota that is spent.
    """

    wait_ms: int
    quota: Quota

    def __str__(self) -> str:
        seconds = -(-self.wait_ms // 1_000)
        return f"{seconds} s for {self.quota.name} ({self.quota})"


class Meter:
    """Keeps count of some quotas.

    Args:
        quotas: The quotas; all of them hold at once.

    Example:
        >>> from influence.sansio import RollingQuota
        >>> meter = Meter([RollingQuota(units=1, within_s=60)])
        >>> at = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
        >>> print(meter.taken(1, at=at))
        None
        >>> print(meter.taken(1, at=at + dt.timedelta(seconds=15)))
        45 s for calls (at most 1 units within any 60 s)
    """

    __slots__ = ("_counters", "_lock")

    def __init__(self, quotas: Iterable[Quota]) -> None:
        """Begin with nothing taken."""
        self._counters: tuple[tuple[Quota, Counter], ...] = tuple(
            (quota, counter_of(quota)) for quota in quotas
        )
        self._lock = threading.Lock()

    def taken(self, cost: int, *, at: dt.datetime) -> Waiting | None:
        """Take *cost* units from every quota; or, taking nothing, how long to wait first.

        Raises:
            InvalidInputError: A quota never allows so many at once.
        """
        with self._lock:
            waiting = self._waiting(cost, at=at)
            if waiting is None:
                for _, counter in self._counters:
                    counter.take(cost, at)
            return waiting

    def told(self, response: Response, *, at: dt.datetime) -> None:
        """Learn what an answer tells of the tokens that are left."""
        with self._lock:
            for _, counter in self._counters:
                counter.told(response, at)

    def _waiting(self, cost: int, *, at: dt.datetime) -> Waiting | None:
        """The longest wait of all."""
        found: Waiting | None = None
        for quota, counter in self._counters:
            if cost > counter.most:
                raise InvalidInputError("cost of a request", f"be possible within {quota}", cost)
            wait_ms = -(-counter.wait_us(cost, at) // _US_PER_MS)
            if wait_ms > 0 and (found is None or wait_ms > found.wait_ms):
                found = Waiting(wait_ms=wait_ms, quota=quota)
        return found
