"""Counters: what has been taken from a quota, one kind for each of its four shapes.

A counter is told the moment, in microseconds, with every question. It answers how long to wait, and
counts what was taken; it never looks at a clock.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from typing import Protocol

import attrs

from influence.connectors._moments import SECOND_US, span_of
from influence.errors import InfluenceError
from influence.periods import microseconds
from influence.sansio import (
    Document,
    FixedQuota,
    LeakyBucket,
    Quota,
    Response,
    RollingQuota,
    TokenQuota,
)


class Counter(Protocol):
    """What keeps count of one quota."""

    @property
    def most(self) -> int:
        """The most units that one request may take."""
        ...

    def wait_us(self, cost: int, at: dt.datetime) -> int:
        """Microseconds until *cost* units may be taken."""
        ...

    def take(self, cost: int, at: dt.datetime) -> None:
        """Count *cost* units."""
        ...

    def told(self, response: Response, at: dt.datetime) -> None:
        """Learn from an answer."""
        ...


def _none_taken() -> deque[tuple[int, int]]:
    """Moments and units, of which there are none yet."""
    return deque()


@attrs.define
class RollingCounter:
    """What was taken within the last span."""

    quota: RollingQuota
    _taken: deque[tuple[int, int]] = attrs.field(factory=_none_taken, init=False)
    _sum: int = attrs.field(default=0, init=False)

    @property
    def most(self) -> int:
        """The most units that one request may take."""
        return self.quota.units

    def wait_us(self, cost: int, at: dt.datetime) -> int:
        """Until enough of what was taken lies further back than the span."""
        now, left = microseconds(at), self.quota.units - cost
        self._forget(now)
        within, until = self._sum, now
        for moment, taken in self._taken:
            if within <= left:
                break
            within -= taken
            until = moment + self.quota.within_s * SECOND_US
        return until - now

    def take(self, cost: int, at: dt.datetime) -> None:
        """Write down when."""
        self._taken.append((microseconds(at), cost))
        self._sum += cost

    def told(self, response: Response, at: dt.datetime) -> None:
        """Nothing: what was sent is known."""

    def _forget(self, now: int) -> None:
        """Let go of what lies further back than the span."""
        while self._taken and self._taken[0][0] + self.quota.within_s * SECOND_US <= now:
            _, taken = self._taken.popleft()
            self._sum -= taken


@attrs.define
class FixedCounter:
    """What was taken in the minute, hour or day that is running."""

    quota: FixedQuota
    _span: tuple[int, int] = attrs.field(default=(0, 0), init=False)
    _taken: int = attrs.field(default=0, init=False)

    @property
    def most(self) -> int:
        """The most units that one request may take."""
        return self.quota.units

    def wait_us(self, cost: int, at: dt.datetime) -> int:
        """Until the next one begins, when this one has not enough left."""
        self._turn(at)
        is_enough = self._taken + cost <= self.quota.units
        return 0 if is_enough else self._span[1] - microseconds(at)

    def take(self, cost: int, at: dt.datetime) -> None:
        """Count it in the one that is running."""
        self._turn(at)
        self._taken += cost

    def told(self, response: Response, at: dt.datetime) -> None:
        """Nothing: what was sent is known."""

    def _turn(self, at: dt.datetime) -> None:
        """Begin anew when another one is running."""
        if not self._span[0] <= microseconds(at) < self._span[1]:
            self._span, self._taken = span_of(self.quota, at), 0


@attrs.define
class BucketCounter:
    """How full the bucket is, in units times microseconds, so that it leaks in whole numbers."""

    quota: LeakyBucket
    _level: int = attrs.field(default=0, init=False)
    _at: int = attrs.field(default=0, init=False)

    @property
    def most(self) -> int:
        """The most units that one request may take."""
        return self.quota.capacity

    def wait_us(self, cost: int, at: dt.datetime) -> int:
        """Until enough has leaked."""
        self._leak(microseconds(at))
        over = self._level + (cost - self.quota.capacity) * SECOND_US
        return max(0, -(-over // self.quota.leak_per_s))

    def take(self, cost: int, at: dt.datetime) -> None:
        """Pour it in."""
        self._leak(microseconds(at))
        self._level += cost * SECOND_US

    def told(self, response: Response, at: dt.datetime) -> None:
        """Nothing: what was sent is known."""

    def _leak(self, now: int) -> None:
        """Let out what leaked since."""
        self._level = max(0, self._level - (now - self._at) * self.quota.leak_per_s)
        self._at = now


@attrs.define
class TokenCounter:
    """What is left in the span that is running, as the last answer told."""

    quota: TokenQuota
    _span: tuple[int, int] = attrs.field(default=(0, 0), init=False)
    _left: int = attrs.field(default=0, init=False)

    @property
    def most(self) -> int:
        """The most units that one request may take."""
        return self.quota.tokens

    def wait_us(self, cost: int, at: dt.datetime) -> int:
        """Until the next span begins, when this one has not enough left, or nothing at all."""
        self._turn(at)
        return 0 if self._left >= max(1, cost) else self._span[1] - microseconds(at)

    def take(self, cost: int, at: dt.datetime) -> None:
        """Take off what it is thought to take, until the answer tells."""
        self._turn(at)
        self._left -= cost

    def told(self, response: Response, at: dt.datetime) -> None:
        """Take over what an answer tells."""
        left = _left_in(response, told_at=self.quota.told_at)
        if left is not None:
            self._turn(at)
            self._left = left

    def _turn(self, at: dt.datetime) -> None:
        """Begin anew when another span is running."""
        if not self._span[0] <= microseconds(at) < self._span[1]:
            fixed = FixedQuota(units=self.quota.tokens, each=self.quota.each)
            self._span, self._left = span_of(fixed, at), self.quota.tokens


def counter_of(quota: Quota) -> Counter:
    """The counter of a quota."""
    if isinstance(quota, RollingQuota):
        return RollingCounter(quota)
    if isinstance(quota, FixedQuota):
        return FixedCounter(quota)
    if isinstance(quota, LeakyBucket):
        return BucketCounter(quota)
    return TokenCounter(quota)


def _left_in(response: Response, *, told_at: str) -> int | None:
    """What an answer tells of what is left; ``None`` when it does not."""
    *path, last = told_at.split(".")
    try:
        part: Document | None = response.document()
        for key in path:
            part = None if part is None else part.at_or_none(key)
        return None if part is None else part.whole_or_none(last)
    except InfluenceError:
        return None
