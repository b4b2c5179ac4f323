"""Window: the stretch of time over which sales are counted, before the count begins anew.

    calendar   whole months of the calendar, such as each month or each quarter
    contract   months counted from the day the contract begins
    rolling    the so many days that end with the order in question
    lifetime   everything since the beginning

A calendar and a contract window cut a performance into parts; a lifetime window leaves it whole. A
rolling window cannot be cut: it moves with every order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.payments._performance import Performance
from influence.periods import Period, anchored_period_at, microseconds, zone

WindowKind = Literal["calendar", "contract", "rolling", "lifetime"]
WINDOW_KINDS: tuple[WindowKind, ...] = get_args(WindowKind)

_YEAR = 12


@attrs.frozen(kw_only=True)
class Window:
    """How far a count reaches.

    Args:
        kind: ``calendar``, ``contract``, ``rolling`` or ``lifetime``.
        months: How many months a calendar or contract window lasts; a calendar window divides the
            year.
        days: How many days, each of 24 hours, a rolling window looks back; both ends are in it.
        starts: First day of the contract.
        zone: The IANA time zone of the days; a rolling window needs none.

    Raises:
        InvalidTermsError: A field is missing or not for this kind, or months do not divide a year.
        UnknownNameError: The kind or the zone is not known; the close one is named.

    Example:
        >>> from influence.testing import performance
        >>> quarter = Window(kind="calendar", months=3, zone="UTC")
        >>> [part] = quarter.parts(performance(["20.00"], currency="USD"))
        >>> part.period.start.date().isoformat()
        '2026-03-01'
    """

    kind: WindowKind = attrs.field(default="lifetime", validator=require.one_of(WINDOW_KINDS))
    months: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    days: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    starts: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_date)
    )
    zone: str = "UTC"

    def __attrs_post_init__(self) -> None:
        zone(self.zone)
        needed = _NEEDED[self.kind]
        for term in ("months", "days", "starts"):
            is_given = getattr(self, term) is not None
            if is_given != (term in needed):
                rule = f"{'have' if term in needed else 'leave out'} {term}"
                raise InvalidTermsError(f"{self.kind} window", rule, getattr(self, term))
        if self.kind == "calendar" and self.months is not None and _YEAR % self.months:
            raise InvalidTermsError("calendar window", "divide the year in months", self.months)

    def span_at(self, at: dt.datetime) -> Period | None:
        """The whole window that holds *at*; ``None`` for a window without bounds.

        Raises:
            InvalidTermsError: The window is rolling, and so has no fixed bounds.
            InvalidInputError: *at* lies before the contract begins.
        """
        if self.kind == "rolling":
            raise InvalidTermsError("rolling window", "be asked order by order", at.isoformat())
        if self.months is None:
            return None
        here = at.astimezone(zone(self.zone))
        first = dt.date(here.year, 1, 1) if self.starts is None else self.starts
        anchor = dt.datetime.combine(first, dt.time(), zone(self.zone))
        return anchored_period_at(anchor, months=self.months, at=at)

    def parts(self, performance: Performance) -> Iterator[Performance]:
        """The performance cut at the bounds of the window, in the order of time.

        Each part keeps only what falls into it; its period is the window's as far as the
        performance reaches. A part in which nothing happened is there too. What lies before a
        contract begins is in no part.
        """
        for span in self.spans(performance.period):
            yield performance if span is None else performance.within(span)

    def before(self, period: Period) -> Period | None:
        """What of *period* lies before the contract begins; ``None`` when nothing does."""
        begins = self._begins
        if begins is None or microseconds(begins) <= microseconds(period.start):
            return None
        return Period(period.start, min(begins, period.end, key=microseconds))

    def spans(self, period: Period) -> Iterator[Period | None]:
        """The whole windows that meet *period*, in the order of time."""
        at = max(period.start, self._begins or period.start, key=microseconds)
        while microseconds(at) < microseconds(period.end):
            span = self.span_at(at)
            yield span
            if span is None:
                return
            at = span.end

    @property
    def _begins(self) -> dt.datetime | None:
        """The first moment of the contract, if there is one."""
        if self.starts is None:
            return None
        return dt.datetime.combine(self.starts, dt.time(), zone(self.zone))

    def __str__(self) -> str:
        """Return the window in words, such as ``each 3 calendar months in UTC``."""
        words = {
            "calendar": f"each {_months(self.months)} of the calendar in {self.zone}",
            "contract": f"each {_months(self.months)} from {self.starts} in {self.zone}",
            "rolling": f"the last {self.days} days",
            "lifetime": "all the time",
        }
        return words[self.kind]


_NEEDED: dict[WindowKind, tuple[str, ...]] = {
    "calendar": ("months",),
    "contract": ("months", "starts"),
    "rolling": ("days",),
    "lifetime": (),
}


def _months(count: int | None) -> str:
    """So many months, in words."""
    return "month" if count == 1 else f"{count} months"
