"""Windows of time for ``exact_payments``, the slow and plain way.

Moments are microseconds since 1970 in UTC. Months are stepped one by one from their first day, and
days are counted one by one; nothing of the library is imported.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
DAY = 24 * 60 * 60 * 1_000_000
Span = tuple[int, int]


def moment(at: int) -> dt.datetime:
    """The time that so many microseconds are."""
    return EPOCH + dt.timedelta(microseconds=at)


def micro(at: dt.datetime) -> int:
    """The microseconds of a time."""
    return (at - EPOCH) // dt.timedelta(microseconds=1)


def wall(at: int, zone: str) -> dt.datetime:
    """What a clock on the wall shows."""
    return moment(at).astimezone(ZoneInfo(zone))


@cache
def midnight(year: int, month: int, day: int, zone: str) -> int:
    """The first moment of a day."""
    return micro(dt.datetime(year, month, day, tzinfo=ZoneInfo(zone)))


def months_later(at: dt.datetime, months: int) -> dt.datetime:
    """The same day so many months later, or the last day of a month that is too short."""
    count = at.year * 12 + at.month - 1 + months
    year, month = count // 12, count % 12 + 1
    day = min(at.day, calendar.monthrange(year, month)[1])
    return at.replace(year=year, month=month, day=day, fold=0)


def anchored(anchor: dt.datetime, months: int, start: int, end: int) -> Iterator[Span]:
    """The whole periods from the anchor on that meet the time from *start* to *end*."""
    for number in range(1000):
        low = micro(months_later(anchor, number * months))
        high = micro(months_later(anchor, (number + 1) * months))
        if low >= end:
            return
        if high > start:
            yield low, high


def first_of(window: dict[str, Any]) -> int | None:
    """The first moment of a contract; ``None`` for other windows."""
    day = window.get("starts")
    if day is None:
        return None
    return midnight(day.year, day.month, day.day, window["zone"])


def windows(window: dict[str, Any], start: int, end: int) -> list[Span]:
    """The whole windows that meet the time from *start* to *end*."""
    zone, months = window["zone"], window["months"]
    if window["kind"] == "contract":
        day = window["starts"]
        anchor = dt.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
        return list(anchored(anchor, months, start, end))
    found: list[Span] = []
    for year in range(wall(start, zone).year, wall(end, zone).year + 1):
        anchor = dt.datetime(year, 1, 1, tzinfo=ZoneInfo(zone))
        for number in range(12 // months):
            low = micro(months_later(anchor, number * months))
            high = micro(months_later(anchor, (number + 1) * months))
            if low < end and high > start:
                found.append((low, high))
    return found


def part_of(whole: Span, start: int, end: int, zone: str) -> Fraction:
    """The days of a whole period that end between two moments, as a part of its days."""
    begins, ends = wall(whole[0], zone), wall(whole[1], zone)
    total, passed = 0, 0
    while begins + dt.timedelta(days=total + 1) <= ends:  # by the clock on the wall
        total += 1
        over = micro(begins + dt.timedelta(days=total))
        passed += (over <= end) - (over <= start)
    return Fraction(passed, total)
