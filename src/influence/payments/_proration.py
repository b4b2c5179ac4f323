"""Proration: which part of a period some time is, by days.

    part = days passed at its end − days passed at its beginning, over the days of the period

A day is one of the wall clock, counted from the moment at which the period begins. It counts once
it is over, for whoever has its last moment: so the parts of any split sum to the whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

import attrs

from influence.periods import Period, anchored_period_at, microseconds


@attrs.frozen(kw_only=True)
class Proration:
    """Some days of a whole period.

    Args:
        whole: The period.
        days: How many of its days.
    """

    whole: Period
    days: int

    @classmethod
    def of(cls, span: Period, *, whole: Period) -> Proration:
        """What of *whole* lies in *span*."""
        return cls(whole=whole, days=_passed(whole, span.end) - _passed(whole, span.start))

    @property
    def part(self) -> Fraction:
        """The days as a part of the whole."""
        return Fraction(self.days, self.whole.days)

    @property
    def is_whole(self) -> bool:
        """Whether all of it is meant."""
        return self.days == self.whole.days

    def __str__(self) -> str:
        """Return the days in words, such as ``10 of 31 days``."""
        return f"{self.days} of {self.whole.days} days"


def prorated(span: Period, *, anchor: dt.datetime, months: int) -> Iterator[Proration]:
    """The periods counted from *anchor* that meet *span*, each with its days in it."""
    at = max(anchor, span.start, key=microseconds)
    while microseconds(at) < microseconds(span.end):
        whole = anchored_period_at(anchor, months=months, at=at)
        yield Proration.of(span, whole=whole)
        at = whole.end


def _passed(whole: Period, at: dt.datetime) -> int:
    """How many days of a period are over at a moment."""
    days = min(max((at.astimezone(whole.start.tzinfo) - whole.start).days, 0), whole.days)
    # Wall clocks repeat an hour in autumn, and days are over when they are over in real time.
    while days < whole.days and _is_over(whole, days + 1, at=at):
        days += 1
    while days and not _is_over(whole, days, at=at):
        days -= 1
    return days


def _is_over(whole: Period, days: int, *, at: dt.datetime) -> bool:
    """Whether so many days of a period are over at a moment."""
    return microseconds(whole.start + dt.timedelta(days=days)) <= microseconds(at)
