from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st

from influence.periods import (
    Period,
    anchored_period_at,
    anchored_periods,
    microseconds,
    parse_date,
    parse_moment,
    zone,
)

# With and without summer time, half an hour off, and clocks that change at or near midnight.
zones = st.sampled_from(
    [
        "UTC",
        "America/New_York",
        "America/St_Johns",
        "America/Sao_Paulo",
        "Asia/Beirut",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Europe/Paris",
        "Pacific/Apia",
    ]
).map(zone)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=zones)  # noqa: DTZ001 - the zones are drawn
# The last days of a month are where months go wrong.
month_ends = st.builds(
    lambda year, month, back, zone: datetime(
        year, month, calendar.monthrange(year, month)[1] - back, tzinfo=zone
    ),
    st.integers(2000, 2060),
    st.integers(1, 12),
    st.integers(0, 3),
    zones,
)
anchors = month_ends | moments
months = st.integers(1, 14)


class TestAnchoredPeriods:
    """Periods are counted from their anchor: no drift, no gap, no overlap."""

    @given(anchors, months, st.integers(1, 30))
    def test_every_start_has_the_day_and_time_of_the_anchor_or_is_the_last_of_its_month(
        self, anchor: datetime, months: int, count: int
    ) -> None:
        for period in anchored_periods(anchor, months=months, count=count):
            start = period.start
            last = calendar.monthrange(start.year, start.month)[1]
            assert start.day == min(anchor.day, last)
            assert start.time() == anchor.time()

    @given(anchors, months, st.integers(1, 30))
    def test_each_period_begins_so_many_months_after_the_anchor(
        self, anchor: datetime, months: int, count: int
    ) -> None:
        for number, period in enumerate(anchored_periods(anchor, months=months, count=count)):
            passed = (period.start.year - anchor.year) * 12 + period.start.month - anchor.month
            assert passed == number * months

    @given(anchors, months, st.integers(2, 30))
    def test_each_period_begins_where_the_one_before_ends(
        self, anchor: datetime, months: int, count: int
    ) -> None:
        periods = anchored_periods(anchor, months=months, count=count)
        for before, after in pairwise(periods):
            assert microseconds(before.end) == microseconds(after.start)
            assert not before.overlaps(after)

    @given(anchors, months, st.integers(0, 40 * 365 * 24 * 3600))
    def test_the_period_at_a_moment_holds_it_and_is_one_of_the_anchored(
        self, anchor: datetime, months: int, seconds: int
    ) -> None:
        at = anchor.astimezone(UTC) + timedelta(seconds=seconds)
        period = anchored_period_at(anchor, months=months, at=at)
        assert period.contains(at)
        passed = (period.start.year - anchor.year) * 12 + period.start.month - anchor.month
        number, rest = divmod(passed, months)
        assert rest == 0
        assert anchored_periods(anchor, months=months, count=number + 1)[-1] == period


class TestPeriods:
    """A period is a half-open stretch of time, whatever the clocks on the wall do."""

    @given(moments, moments, moments)
    def test_a_moment_is_in_one_of_two_periods_that_touch(
        self, one: datetime, other: datetime, third: datetime
    ) -> None:
        first, middle, last = sorted((one, other, third), key=microseconds)
        if not microseconds(first) < microseconds(middle) < microseconds(last):
            return
        before, after = Period(first, middle), Period(middle, last)
        for at in (first, middle, last):
            inside = microseconds(at) < microseconds(last)
            assert before.contains(at) + after.contains(at) == inside
        assert not before.overlaps(after)
        assert Period(first, last).overlaps(before)

    @given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 800), zones)
    def test_a_period_of_dates_has_as_many_days_as_the_calendar(
        self, start: date, days: int, zone: ZoneInfo
    ) -> None:
        period = Period.of_dates(start, start + timedelta(days=days), zone=zone)
        assert period.days == days

    @given(moments, moments, moments, moments)
    def test_overlapping_is_mutual_and_means_a_shared_moment(
        self, one: datetime, other: datetime, third: datetime, fourth: datetime
    ) -> None:
        ends = [*sorted((one, other), key=microseconds), *sorted((third, fourth), key=microseconds)]
        if microseconds(ends[0]) == microseconds(ends[1]):
            return
        if microseconds(ends[2]) == microseconds(ends[3]):
            return
        first, second = Period(ends[0], ends[1]), Period(ends[2], ends[3])
        later = max(first.start, second.start, key=microseconds)
        assert first.overlaps(second) == second.overlaps(first)
        assert first.overlaps(second) == (first.contains(later) and second.contains(later))


class TestTexts:
    """ISO 8601 text and the moment that it names are one to one."""

    @given(moments)
    def test_a_moment_is_read_back_from_its_iso_text(self, at: datetime) -> None:
        # Python writes seconds into offsets of the distant past; ISO 8601 has none.
        fixed = at.astimezone(UTC)
        assert microseconds(parse_moment(fixed.isoformat(), zone=zone("UTC"))) == microseconds(at)

    @given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
    def test_a_date_is_read_back_from_its_iso_text(self, day: date) -> None:
        assert parse_date(day.isoformat()) == day

    @given(moments, st.integers(0, 10**15))
    def test_microseconds_count_real_time(self, at: datetime, later: int) -> None:
        after = at.astimezone(UTC) + timedelta(microseconds=later)
        assert microseconds(after) - microseconds(at) == later
