"""The limits of the platform, kept by the platform: each of the four shapes says no in its own way.

rolling       429 with Retry-After in seconds
bucket        429 with Retry-After as a date
fixed         403 quota_spent, with the seconds until it begins anew
tokens        200 whose body is an error: throttled inside a success
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Sequence

from influence.connectors.demo._fake._answer import RefusalError, http_date, refusal
from influence.sansio import FixedQuota, LeakyBucket, Quota, RollingQuota, TokenQuota

_SECOND = dt.timedelta(seconds=1)
_MICRO = 1_000_000
_TEXT = "too many calls"


class Limits:
    """Everything that was taken from the quotas so far.

    Args:
        quotas: The quotas; all of them hold at once.
    """

    def __init__(self, quotas: Sequence[Quota]) -> None:
        """Begin with nothing taken."""
        self._meters = [_meter(quota) for quota in quotas]

    def take(self, at: dt.datetime, *, units: int, tokens: int) -> None:
        """Take what a call costs.

        Raises:
            RefusalError: One of the quotas does not have it; then none of them is touched.
        """
        costs = [tokens if isinstance(meter, _Tokens) else units for meter in self._meters]
        for meter, cost in zip(self._meters, costs, strict=True):
            wait = meter.wait(at, cost)
            if wait:
                raise meter.refusal(at, -(-wait // _SECOND))
        for meter, cost in zip(self._meters, costs, strict=True):
            meter.take(at, cost)

    def tokens_left(self, at: dt.datetime) -> int | None:
        """How many tokens are left; ``None`` where there is no quota of them."""
        found = [meter.left(at) for meter in self._meters if isinstance(meter, _Tokens)]
        return min(found) if found else None


class _Rolling:
    """So many within any span."""

    def __init__(self, quota: RollingQuota) -> None:
        self._quota = quota
        self._span = quota.within_s * _SECOND
        self._taken: deque[tuple[dt.datetime, int]] = deque()

    def wait(self, at: dt.datetime, cost: int) -> dt.timedelta:
        """How long until the cost is there."""
        while self._taken and self._taken[0][0] <= at - self._span:
            self._taken.popleft()
        over = sum(units for _, units in self._taken) + cost - self._quota.units
        for then, units in self._taken:
            if over <= 0:
                break
            over -= units
            if over <= 0:
                return then + self._span - at
        return dt.timedelta(0) if over <= 0 else self._span

    def take(self, at: dt.datetime, cost: int) -> None:
        self._taken.append((at, cost))

    def refusal(self, _at: dt.datetime, after_s: int) -> RefusalError:
        return refusal(429, "too_many_calls", _TEXT, headers={"Retry-After": str(after_s)})


class _Bucket:
    """A bucket that leaks."""

    def __init__(self, quota: LeakyBucket) -> None:
        self._quota = quota
        self._level = 0  # in millionths of a unit
        self._at: dt.datetime | None = None

    def wait(self, at: dt.datetime, cost: int) -> dt.timedelta:
        """How long until the cost fits."""
        if self._at is not None:
            passed = (at - self._at) // dt.timedelta(microseconds=1)
            self._level = max(0, self._level - passed * self._quota.leak_per_s)
        self._at = at
        over = self._level + (cost - self._quota.capacity) * _MICRO
        return dt.timedelta(microseconds=max(0, -(-over // self._quota.leak_per_s)))

    def take(self, _at: dt.datetime, cost: int) -> None:
        self._level += cost * _MICRO

    def refusal(self, at: dt.datetime, after_s: int) -> RefusalError:
        until = http_date(at + (after_s + 1) * _SECOND)
        return refusal(429, "bucket_full", _TEXT, headers={"Retry-After": until})


class _Fixed:
    """So many in each hour or day."""

    def __init__(self, quota: FixedQuota | TokenQuota, *, most: int) -> None:
        self._zone: dt.tzinfo = quota.zone if isinstance(quota, FixedQuota) else dt.UTC
        self._each = quota.each
        self._most = most
        self._begun: dt.datetime | None = None
        self._used = 0

    def left(self, at: dt.datetime) -> int:
        """How much is left."""
        begun = self._begins(at)
        if begun != self._begun:
            self._begun, self._used = begun, 0
        return self._most - self._used

    def wait(self, at: dt.datetime, cost: int) -> dt.timedelta:
        """How long until the next begins, when this one does not have the cost."""
        if cost <= self.left(at):
            return dt.timedelta(0)
        wall = (
            self._begins(at)
            + {
                "minute": dt.timedelta(minutes=1),
                "hour": dt.timedelta(hours=1),
                "day": dt.timedelta(days=1),
            }[self._each]
        )
        # A day is as long as the wall clock says, so it is measured in UTC.
        return wall.astimezone(dt.UTC) - at.astimezone(dt.UTC)

    def take(self, _at: dt.datetime, cost: int) -> None:
        self._used += cost

    def refusal(self, _at: dt.datetime, after_s: int) -> RefusalError:
        return refusal(403, "quota_spent", "the calls of today are spent", resets_in_s=after_s)

    def _begins(self, at: dt.datetime) -> dt.datetime:
        wall = at.astimezone(self._zone).replace(second=0, microsecond=0)
        if self._each != "minute":
            wall = wall.replace(minute=0)
        return wall.replace(hour=0) if self._each == "day" else wall


class _Tokens(_Fixed):
    """So many tokens; only the answer tells what a call took."""

    def refusal(self, _at: dt.datetime, after_s: int) -> RefusalError:
        return refusal(200, "tokens_spent", "no figures are left", retry_after_s=after_s)


_Meter = _Rolling | _Bucket | _Fixed


def _meter(quota: Quota) -> _Meter:
    """What counts for a quota."""
    if isinstance(quota, RollingQuota):
        return _Rolling(quota)
    if isinstance(quota, LeakyBucket):
        return _Bucket(quota)
    if isinstance(quota, TokenQuota):
        return _Tokens(quota, most=quota.tokens)
    return _Fixed(quota, most=quota.units)
