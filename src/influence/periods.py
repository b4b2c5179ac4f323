"""Periods: half-open stretches of time in a stated zone, and the calendar that cuts them.

    period n of an anchor = [anchor + n × months, anchor + (n + 1) × months)

Every boundary is counted from the anchor. Counting it from the boundary before would drift: a month
after 31 January is 28 February, and a month after that is 28 March, but two months after 31 January
is 31 March. Days and months are those of the wall clock in the zone; order and length in
microseconds are those of real time. Text is read as ISO 8601 and nothing else, because 03/04/2026
is two different days.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, available_timezones

import attrs
from dateutil.relativedelta import relativedelta

from influence.errors import InvalidInputError, UnknownNameError

if TYPE_CHECKING:
    from datetime import tzinfo

__all__ = [
    "DAY_IN_MICROSECONDS",
    "Period",
    "anchored_period_at",
    "anchored_periods",
    "microseconds",
    "parse_date",
    "parse_moment",
    "zone",
]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)

#: 24 hours, as ``microseconds`` counts them.
DAY_IN_MICROSECONDS: Final = timedelta(days=1) // _MICROSECOND

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2999
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = r"T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
_WALL_TIME = re.compile(_DATE.pattern + _TIME)
_MOMENT = re.compile(_WALL_TIME.pattern + r"(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)")


def microseconds(at: datetime) -> int:
    """Return the whole microseconds from 1970-01-01T00:00Z to *at*, exactly.

    Raises:
        InvalidInputError: *at* has no offset.

    Example:
        >>> microseconds(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
        1000000
    """
    _check_aware(at, what="moment")
    return (at - _EPOCH) // _MICROSECOND


def _aware(
    instance: object,  # noqa: ARG001  # attrs fixes the signature
    attribute: attrs.Attribute[datetime],
    value: object,
) -> None:
    _check_aware(value, what=f"period {attribute.name}")


@attrs.frozen
class Period:
    """The time from *start* up to, but not including, *end*.

    Args:
        start: First moment in the period; its zone is the zone of the period.
        end: First moment after it.

    Raises:
        InvalidInputError: A moment has no offset, or the end is not after the start.

    Example:
        >>> spring = Period.of_dates(
        ...     date(2026, 3, 2), date(2026, 4, 13), zone=zone("America/New_York")
        ... )
        >>> spring.days
        42
        >>> spring.contains(spring.start), spring.contains(spring.end)
        (True, False)
    """

    # Compared as instants: Python compares two times of one zone by their wall clocks, which
    # repeat an hour every autumn.
    start: datetime = attrs.field(validator=_aware, eq=microseconds)
    end: datetime = attrs.field(validator=_aware, eq=microseconds)

    def __attrs_post_init__(self) -> None:
        """Refuse a period that holds no moment."""
        if microseconds(self.start) >= microseconds(self.end):
            rule = f"be after its start {self.start.isoformat()}"
            raise InvalidInputError("period end", rule, self.end.isoformat())

    @classmethod
    def of_dates(cls, start: date, end: date, *, zone: ZoneInfo) -> Period:
        """Return the period from the first moment of *start* to that of *end*, in *zone*."""
        return cls(_midnight(start, zone=zone), _midnight(end, zone=zone))

    @property
    def days(self) -> int:
        """Whole days from start to end by the wall clock of the start's zone."""
        end = self.end.astimezone(self.start.tzinfo)
        days = (end.date() - self.start.date()).days
        return days if end.time() >= self.start.time() else days - 1

    def contains(self, at: datetime) -> bool:
        """Tell whether *at* is in the period."""
        return microseconds(self.start) <= microseconds(at) < microseconds(self.end)

    def overlaps(self, other: Period) -> bool:
        """Tell whether some moment is in both periods."""
        begins_before = microseconds(self.start) < microseconds(other.end)
        return begins_before and microseconds(other.start) < microseconds(self.end)


def anchored_periods(anchor: datetime, *, months: int, count: int) -> tuple[Period, ...]:
    """Return *count* periods of *months* months each, the first beginning at *anchor*.

    Example:
        >>> billing = anchored_periods(
        ...     datetime(2026, 1, 31, tzinfo=zone("Europe/Paris")), months=1, count=3
        ... )
        >>> [period.start.date().isoformat() for period in billing]
        ['2026-01-31', '2026-02-28', '2026-03-31']
    """
    _check_step(anchor, months=months)
    _check_count(count, what="count")
    bounds = [_boundary(anchor, months=number * months) for number in range(count + 1)]
    return tuple(Period(start, end) for start, end in pairwise(bounds))


def anchored_period_at(anchor: datetime, *, months: int, at: datetime) -> Period:
    """Return the period of *months* months, counted from *anchor*, that holds *at*.

    Raises:
        InvalidInputError: *at* is before the anchor, or a time has no offset.
    """
    _check_step(anchor, months=months)
    if microseconds(at) < microseconds(anchor):
        rule = f"not be before the anchor {anchor.isoformat()}"
        raise InvalidInputError("moment", rule, at.isoformat())
    number = _months_between(anchor, at.astimezone(anchor.tzinfo)) // months
    while microseconds(_boundary(anchor, months=number * months)) > microseconds(at):
        number -= 1
    # The wall clock can fall back over midnight, and so into the month before.
    while microseconds(_boundary(anchor, months=(number + 1) * months)) <= microseconds(at):
        number += 1
    start = _boundary(anchor, months=number * months)
    return Period(start, _boundary(anchor, months=(number + 1) * months))


def zone(name: str) -> ZoneInfo:
    """Return the time zone of that IANA name.

    Raises:
        UnknownNameError: There is no such zone.

    Example:
        >>> zone("Europe/Berlin").key
        'Europe/Berlin'
    """
    if not _is_zone(name):
        raise UnknownNameError("time zone", name, _zone_names())
    return ZoneInfo(name)


def parse_moment(text: str, *, zone: ZoneInfo) -> datetime:
    """Return the moment that ISO 8601 *text* names.

    Args:
        text: A date and time with an offset or ``Z``, which is kept, or a bare date, which is its
            first moment in *zone*.
        zone: Where a bare date is.

    Raises:
        InvalidInputError: The text is anything else, or names a day that does not exist.

    Example:
        >>> parse_moment("2026-03-02T09:30:00+02:00", zone=zone("Europe/Berlin")).isoformat()
        '2026-03-02T09:30:00+02:00'
        >>> parse_moment("2026-03-02", zone=zone("Europe/Berlin")).isoformat()
        '2026-03-02T00:00:00+01:00'
    """
    if _matches(_DATE, text):
        return _midnight(parse_date(text), zone=zone)
    if _matches(_WALL_TIME, text):
        raise InvalidInputError("time", "carry an offset such as +02:00 or Z", text)
    if not _matches(_MOMENT, text):
        raise InvalidInputError("time", "be ISO 8601 such as 2026-03-02T09:30:00+02:00", text)
    _check_date(text, what="time")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise InvalidInputError("time", "have an offset that exists", text) from None


def parse_date(text: str) -> date:
    """Return the date that ISO 8601 *text* names.

    Raises:
        InvalidInputError: The text is not like ``2026-03-02``, or there is no such day.
    """
    if not _matches(_DATE, text):
        raise InvalidInputError("date", "be ISO 8601 such as 2026-03-02", text)
    return _check_date(text, what="date")


@cache
def _zone_names() -> frozenset[str]:
    # What these two mean depends on the machine.
    return frozenset(available_timezones() - {"Factory", "localtime"})


def _is_zone(name: object) -> bool:
    return isinstance(name, str) and name in _zone_names()


def _matches(pattern: re.Pattern[str], text: object) -> bool:
    return isinstance(text, str) and pattern.fullmatch(text) is not None


def _check_date(text: str, *, what: str) -> date:
    """Return the date that *text* begins with, if it exists and lies in years that can be meant."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        raise InvalidInputError(what, "name a day that exists", text) from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise InvalidInputError(what, f"lie in the years {_FIRST_YEAR} to {_LAST_YEAR}", text)
    return day


def _check_aware(at: object, *, what: str) -> None:
    """Refuse what is not a time, or is one of no known place."""
    if not isinstance(at, datetime):
        raise InvalidInputError(what, "be a datetime", at)
    if at.utcoffset() is None:
        raise InvalidInputError(what, "carry an offset such as +02:00 or Z", at.isoformat())


def _check_count(value: object, *, what: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidInputError(what, "be a whole number of at least 1", value)


def _check_step(anchor: object, *, months: object) -> None:
    _check_aware(anchor, what="anchor")
    _check_count(months, what="months")


def _midnight(day: object, *, zone: tzinfo) -> datetime:
    """Return the first moment of *day*, also where the clocks change at midnight."""
    if not isinstance(day, date) or isinstance(day, datetime):
        raise InvalidInputError("date", "be a date without a time", day)
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _months_between(start: datetime, end: datetime) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


def _boundary(anchor: datetime, *, months: int) -> datetime:
    """Return the wall-clock time *months* after *anchor*, at the latest on the month's last day."""
    if anchor.year + months // 12 >= _LAST_YEAR:
        raise InvalidInputError("period", f"end before the year {_LAST_YEAR}", f"{months} months")
    return anchor + relativedelta(months=months)
