"""Moments of quotas: when the minutes, hours and days of a time zone begin and end."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from influence.periods import microseconds
from influence.sansio import FixedQuota

SECOND_US = 1_000_000
_US = dt.timedelta(microseconds=1)
_LENGTHS_S = {"minute": 60, "hour": 3_600}


def span_of(quota: FixedQuota, at: dt.datetime) -> tuple[int, int]:
    """Beginning and end of the minute, hour or day that *at* lies in, in microseconds of UTC.

    A day begins at midnight by the clock on the wall and lasts 23 or 25 hours when that clock is
    set; where midnight is left out, it begins at the first moment of the new date.

    Example:
        >>> quota = FixedQuota(units=1, each="day", zone=ZoneInfo("Europe/Berlin"))
        >>> start, end = span_of(quota, dt.datetime(2026, 3, 29, 12, tzinfo=dt.UTC))
        >>> (end - start) // SECOND_US // 3_600
        23
    """
    local = at.astimezone(quota.zone)
    if quota.each == "day":
        today = local.date()
        return _midnight(today, quota.zone), _midnight(today + dt.timedelta(days=1), quota.zone)
    into = dt.timedelta(seconds=local.second, microseconds=local.microsecond)
    if quota.each == "hour":
        into += dt.timedelta(minutes=local.minute)
    start = microseconds(at) - into // _US
    return start, start + _LENGTHS_S[quota.each] * SECOND_US


def _midnight(day: dt.date, zone: ZoneInfo) -> int:
    """The first moment of a day."""
    return microseconds(dt.datetime.combine(day, dt.time(0), tzinfo=zone))
