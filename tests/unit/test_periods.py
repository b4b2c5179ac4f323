from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.periods import (
    Period,
    anchored_period_at,
    anchored_periods,
    microseconds,
    parse_date,
    parse_moment,
    zone,
)

_NEW_YORK = zone("America/New_York")
_PARIS = zone("Europe/Paris")
_SPRING = Period.of_dates(date(2026, 3, 2), date(2026, 4, 13), zone=_NEW_YORK)


def _says(message: str) -> str:
    return f"^{re.escape(message)}$"


def test_a_period_holds_its_start_and_not_its_end() -> None:
    assert _SPRING.contains(_SPRING.start)
    assert _SPRING.contains(_SPRING.end - timedelta(microseconds=1))
    assert not _SPRING.contains(_SPRING.end)
    assert not _SPRING.contains(_SPRING.start - timedelta(microseconds=1))


def test_a_period_holds_moments_of_every_zone() -> None:
    assert _SPRING.contains(datetime(2026, 3, 2, 5, tzinfo=UTC))
    assert not _SPRING.contains(datetime(2026, 3, 2, 4, 59, tzinfo=UTC))


def test_both_hours_that_the_clock_shows_twice_are_told_apart() -> None:
    first = datetime(2026, 11, 1, 1, 30, tzinfo=_NEW_YORK)
    second = first.replace(fold=1)
    autumn = Period(first, second)
    assert microseconds(second) - microseconds(first) == 3_600_000_000
    assert autumn.contains(datetime(2026, 11, 1, 6, tzinfo=UTC))
    day_before, day_after = first - timedelta(1), first + timedelta(1)
    assert Period(day_before, first) != Period(day_before, second)
    assert Period(first, day_after) != Period(second, day_after)
    with pytest.raises(InvalidInputError):
        Period(second, first)


def test_days_are_counted_by_the_wall_clock() -> None:
    assert _SPRING.days == 42  # an hour short of 42 × 24, for the clocks went forward
    assert Period.of_dates(date(2024, 2, 1), date(2024, 3, 1), zone=_PARIS).days == 29
    noon = datetime(2026, 1, 1, 12, tzinfo=_PARIS)
    assert Period(noon, datetime(2026, 1, 3, 11, 59, tzinfo=_PARIS)).days == 1
    assert Period(noon, datetime(2026, 1, 3, 12, tzinfo=_PARIS)).days == 2
    assert Period(noon, datetime(2026, 1, 2, 11, tzinfo=UTC)).days == 1


def test_periods_overlap_when_they_share_a_moment() -> None:
    march, april, spring = (
        Period.of_dates(date(2026, first, 1), date(2026, last, 1), zone=_PARIS)
        for first, last in [(3, 4), (4, 5), (3, 6)]
    )
    assert spring.overlaps(march)
    assert march.overlaps(spring)
    assert march.overlaps(march)
    assert not march.overlaps(april)
    assert not april.overlaps(march)


def test_a_period_is_equal_to_the_same_stretch_of_time_in_another_zone() -> None:
    same = Period(_SPRING.start.astimezone(UTC), _SPRING.end.astimezone(UTC))
    assert same == _SPRING
    assert hash(same) == hash(_SPRING)


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (
            datetime(2026, 1, 1, tzinfo=UTC),
            datetime(2026, 1, 1, tzinfo=UTC),
            (
                "period end must be after its start 2026-01-01T00:00:00+00:00, "
                "got '2026-01-01T00:00:00+00:00'"
            ),
        ),
        (
            datetime(2026, 1, 1),  # noqa: DTZ001 - what is refused
            datetime(2026, 2, 1, tzinfo=UTC),
            "period start must carry an offset such as +02:00 or Z, got '2026-01-01T00:00:00'",
        ),
        (
            datetime(2026, 1, 1, tzinfo=UTC),
            datetime(2026, 2, 1),  # noqa: DTZ001 - what is refused
            "period end must carry an offset such as +02:00 or Z, got '2026-02-01T00:00:00'",
        ),
        (
            date(2026, 1, 1),
            datetime(2026, 2, 1, tzinfo=UTC),
            "period start must be a datetime, got datetime.date(2026, 1, 1)",
        ),
    ],
)
def test_what_is_not_a_stretch_of_time_is_refused(
    start: datetime, end: datetime, message: str
) -> None:
    with pytest.raises(InvalidInputError, match=_says(message)):
        Period(start, end)


def test_a_moment_without_an_offset_is_in_no_period() -> None:
    with pytest.raises(
        InvalidInputError,
        match=_says("moment must carry an offset such as +02:00 or Z, got '2026-03-03T00:00:00'"),
    ):
        _SPRING.contains(datetime(2026, 3, 3))  # noqa: DTZ001 - what is refused


def test_a_period_of_dates_is_made_of_dates() -> None:
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with pytest.raises(
        InvalidInputError, match=_says(f"date must be a date without a time, got {moment!r}")
    ):
        Period.of_dates(moment, date(2026, 3, 3), zone=_PARIS)


def test_a_day_without_a_midnight_begins_with_its_first_moment() -> None:
    # In Beirut the clocks went from 00:00 to 01:00 on 29 March 2026.
    day = Period.of_dates(date(2026, 3, 29), date(2026, 3, 30), zone=zone("Asia/Beirut"))
    assert microseconds(day.end) - microseconds(day.start) == 23 * 3_600_000_000


def test_months_are_counted_from_the_anchor_and_never_drift() -> None:
    anchor = datetime(2026, 1, 31, 9, tzinfo=_PARIS)
    periods = anchored_periods(anchor, months=1, count=4)
    assert [period.start.isoformat() for period in periods] == [
        "2026-01-31T09:00:00+01:00",
        "2026-02-28T09:00:00+01:00",
        "2026-03-31T09:00:00+02:00",
        "2026-04-30T09:00:00+02:00",
    ]
    assert periods[-1].end.isoformat() == "2026-05-31T09:00:00+02:00"


@pytest.mark.parametrize(
    ("at", "start"),
    [
        ("2026-01-31T09:00:00+01:00", "2026-01-31"),
        ("2026-02-28T08:59:59+01:00", "2026-01-31"),
        ("2026-02-28T09:00:00+01:00", "2026-02-28"),
        ("2026-03-30T23:00:00+02:00", "2026-02-28"),
        ("2026-03-31T07:00:00Z", "2026-03-31"),
        ("2027-02-01T00:00:00Z", "2027-01-31"),
    ],
)
def test_the_period_at_a_moment_is_the_one_that_holds_it(at: str, start: str) -> None:
    anchor = datetime(2026, 1, 31, 9, tzinfo=_PARIS)
    moment = parse_moment(at, zone=_PARIS)
    period = anchored_period_at(anchor, months=1, at=moment)
    assert period.start.date().isoformat() == start
    assert period.contains(moment)


def test_quarters_are_periods_of_three_months() -> None:
    anchor = datetime(2026, 1, 1, tzinfo=_PARIS)
    quarter = anchored_period_at(anchor, months=3, at=datetime(2026, 8, 9, tzinfo=UTC))
    assert quarter == Period.of_dates(date(2026, 7, 1), date(2026, 10, 1), zone=_PARIS)


def test_a_clock_that_falls_back_into_the_month_before_does_not_go_back_a_period() -> None:
    # In St. John's the clocks went from 00:01 on 1 November 2009 back to 23:01 on 31 October.
    st_johns = zone("America/St_Johns")
    again = datetime(2009, 10, 31, 23, 30, fold=1, tzinfo=st_johns)
    anchor = datetime(2009, 1, 1, tzinfo=st_johns)
    november = anchored_period_at(anchor, months=1, at=again)
    assert november.start == datetime(2009, 11, 1, tzinfo=st_johns)
    assert november.contains(again)


@pytest.mark.parametrize(
    ("months", "count", "message"),
    [
        (0, 1, "months must be a whole number of at least 1, got 0"),
        (True, 1, "months must be a whole number of at least 1, got True"),
        (1.5, 1, "months must be a whole number of at least 1, got 1.5"),
        (1, 0, "count must be a whole number of at least 1, got 0"),
        (12, 973, "period must end before the year 2999, got '11676 months'"),
    ],
)
def test_periods_that_cannot_be_counted_are_refused(months: int, count: int, message: str) -> None:
    with pytest.raises(InvalidInputError, match=_says(message)):
        anchored_periods(datetime(2026, 1, 31, tzinfo=UTC), months=months, count=count)


def test_an_hour_before_the_anchor_can_show_a_later_time_on_the_clock() -> None:
    anchor = datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=_NEW_YORK)
    before = datetime(2026, 11, 1, 1, 45, tzinfo=_NEW_YORK)
    with pytest.raises(
        InvalidInputError,
        match=_says(
            "moment must not be before the anchor 2026-11-01T01:30:00-05:00, "
            "got '2026-11-01T01:45:00-04:00'"
        ),
    ):
        anchored_period_at(anchor, months=1, at=before)


def test_before_the_anchor_there_is_no_period() -> None:
    anchor = datetime(2026, 1, 31, tzinfo=UTC)
    with pytest.raises(
        InvalidInputError,
        match=_says(
            "moment must not be before the anchor 2026-01-31T00:00:00+00:00, "
            "got '2026-01-30T00:00:00+00:00'"
        ),
    ):
        anchored_period_at(anchor, months=1, at=datetime(2026, 1, 30, tzinfo=UTC))


def test_an_anchor_is_a_moment() -> None:
    with pytest.raises(
        InvalidInputError,
        match=_says("anchor must carry an offset such as +02:00 or Z, got '2026-01-31T00:00:00'"),
    ):
        anchored_periods(datetime(2026, 1, 31), months=1, count=1)  # noqa: DTZ001 - what is refused


def test_a_zone_has_its_iana_name() -> None:
    assert zone("America/New_York").key == "America/New_York"


@pytest.mark.parametrize(
    ("name", "close"),
    [
        ("america/new_york", "America/New_York"),
        ("Europe/Belin", "Europe/Berlin"),
        ("America", ""),
        ("localtime", ""),
        ("Factory", ""),
        ("../etc/passwd", ""),
        ("", ""),
        (["Europe/Paris"], ""),
    ],
)
def test_a_name_of_no_zone_is_refused(name: str, close: str) -> None:
    with pytest.raises(UnknownNameError, match=r"^time zone must be one of \d+ known names") as it:
        zone(name)
    assert it.value.name == name
    assert not close or it.value.close == close


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-02", "2026-03-02T00:00:00+01:00"),
        ("2026-07-02", "2026-07-02T00:00:00+02:00"),
        ("2026-03-02T09:30:00+02:00", "2026-03-02T09:30:00+02:00"),
        ("2026-03-02T09:30:00.123456-05:30", "2026-03-02T09:30:00.123456-05:30"),
        ("2026-03-02T09:30:00.5Z", "2026-03-02T09:30:00.500000+00:00"),
        ("2026-03-02T09:30Z", "2026-03-02T09:30:00+00:00"),
        ("2026-03-02T09:30:00+0000", "2026-03-02T09:30:00+00:00"),
        ("2026-03-02T09:30:00-05", "2026-03-02T09:30:00-05:00"),
    ],
)
def test_iso_8601_is_read_as_written(text: str, moment: str) -> None:
    assert parse_moment(text, zone=_PARIS).isoformat() == moment


_FORM = "time must be ISO 8601 such as 2026-03-02T09:30:00+02:00, got {!r}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "2026-03-02T09:30:00",
            "time must carry an offset such as +02:00 or Z, got '2026-03-02T09:30:00'",
        ),
        ("2026-02-30", "date must name a day that exists, got '2026-02-30'"),
        ("2026-02-30T09:30:00Z", "time must name a day that exists, got '2026-02-30T09:30:00Z'"),
        (
            "0026-03-02T09:30:00Z",
            "time must lie in the years 1900 to 2999, got '0026-03-02T09:30:00Z'",
        ),
        ("3000-01-01", "date must lie in the years 1900 to 2999, got '3000-01-01'"),
        (
            "2026-03-02T09:30:00+24:00",
            "time must have an offset that exists, got '2026-03-02T09:30:00+24:00'",
        ),
        *(
            (text, _FORM.format(text))
            for text in [
                "",
                "03/04/2026",
                "2026-3-2",
                "2026-03-02 09:30:00Z",
                "2026-03-02t09:30:00z",
                "2026-03-02T24:00:00Z",
                "2026-03-02T09:60:00Z",
                "2026-03-02T09:30:60Z",
                "2026-03-02T09:30:00.1234567Z",
                "2026-03-02T09:30:00,5Z",
                "2026-03-02T09:30:00 Z",
                " 2026-03-02",
                "2026-03-02\n",
                "20260302T093000Z",
                "2026-W10-1",
                "1767225600",
                "\uff12\uff10\uff12\uff16-03-02",
            ]
        ),
    ],
)
def test_any_other_text_is_no_moment(text: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=_says(message)):
        parse_moment(text, zone=_PARIS)


def test_a_number_is_no_moment() -> None:
    seconds: Any = 1767225600
    with pytest.raises(InvalidInputError, match=_says(_FORM.format(seconds))):
        parse_moment(seconds, zone=_PARIS)


def test_a_date_is_read_as_iso_8601_only() -> None:
    assert parse_date("2026-03-02") == date(2026, 3, 2)
    for text in ("02.03.2026", "2026-03-02T00:00:00Z", ""):
        with pytest.raises(
            InvalidInputError,
            match=_says(f"date must be ISO 8601 such as 2026-03-02, got {text!r}"),
        ):
            parse_date(text)


def test_microseconds_are_exact_before_and_after_the_epoch() -> None:
    east = timezone(timedelta(hours=2))
    assert microseconds(datetime(1970, 1, 1, 2, tzinfo=east)) == 0
    assert microseconds(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)) == -1
    assert microseconds(datetime(2999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)) == (
        32_503_679_999_999_999
    )
