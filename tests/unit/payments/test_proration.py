from __future__ import annotations

import datetime as dt
from fractions import Fraction

from influence.payments._proration import Proration, prorated
from influence.periods import Period, zone


def _at(month: int, day: int, hour: int = 0, *, name: str = "UTC") -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=zone(name))


_MARCH = Period(_at(3, 1), _at(4, 1))


def test_a_day_counts_once_it_is_over() -> None:
    ten = Proration.of(Period(_at(3, 1), _at(3, 11)), whole=_MARCH)
    assert (ten.part, str(ten), ten.is_whole) == (Fraction(10, 31), "10 of 31 days", False)
    assert Proration.of(Period(_at(3, 1), _at(3, 11, 23)), whole=_MARCH).days == 10
    assert Proration.of(Period(_at(3, 1), _at(3, 12)), whole=_MARCH).days == 11


def test_a_day_is_for_whoever_has_its_last_moment() -> None:
    noon = _at(3, 11, 12)
    before = Proration.of(Period(_at(3, 1), noon), whole=_MARCH)
    after = Proration.of(Period(noon, _at(4, 1)), whole=_MARCH)
    assert (before.days, after.days) == (10, 21)


def test_a_period_that_reaches_further_has_all_the_days() -> None:
    wide = Proration.of(Period(_at(1, 1), _at(6, 1)), whole=_MARCH)
    assert wide.is_whole
    assert wide.days == 31


def test_a_month_in_which_the_clocks_change_has_as_many_days_as_any() -> None:
    clocks = Period(_at(3, 1, name="Europe/Berlin"), _at(4, 1, name="Europe/Berlin"))
    until = Period(
        clocks.start, _at(3, 29, 22, name="UTC")
    )  # midnight in Berlin, a day of 23 hours
    assert Proration.of(until, whole=clocks).days == 29


def test_an_hour_that_comes_twice_takes_no_day_back() -> None:
    # In Havana the clocks go back from 01:00 to 00:00 on 1 November 2026.
    havana = zone("America/Havana")
    whole = Period(
        dt.datetime(2026, 10, 15, 0, 30, tzinfo=havana),
        dt.datetime(2026, 11, 15, 0, 30, tzinfo=havana),
    )
    first = dt.datetime(2026, 11, 1, 0, 30, tzinfo=havana)
    again = (first.astimezone(dt.UTC) + dt.timedelta(minutes=45)).astimezone(havana)
    assert again.time() < first.time()
    assert Proration.of(Period(whole.start, first), whole=whole).days == 17
    assert Proration.of(Period(whole.start, again), whole=whole).days == 17


def test_a_moment_that_the_clocks_leave_out_is_over_when_its_hour_is() -> None:
    # In Berlin the clocks go from 02:00 to 03:00 on 29 March 2026, so 02:30 is 03:30.
    berlin = zone("Europe/Berlin")
    whole = Period(
        dt.datetime(2026, 3, 1, 2, 30, tzinfo=berlin), dt.datetime(2026, 4, 1, 2, 30, tzinfo=berlin)
    )
    early = dt.datetime(2026, 3, 29, 3, 10, tzinfo=berlin)
    late = dt.datetime(2026, 3, 29, 3, 30, tzinfo=berlin)
    assert Proration.of(Period(whole.start, early), whole=whole).days == 27
    assert Proration.of(Period(whole.start, late), whole=whole).days == 28


def test_periods_are_counted_from_their_anchor() -> None:
    anchor = _at(1, 31)
    parts = prorated(Period(_at(2, 10), _at(4, 5)), anchor=anchor, months=1)
    assert [(f"{part.whole.start:%m-%d}", str(part)) for part in parts] == [
        ("01-31", "18 of 28 days"),
        ("02-28", "31 of 31 days"),
        ("03-31", "5 of 30 days"),
    ]


def test_nothing_lies_before_the_anchor() -> None:
    span = Period(_at(2, 10), _at(3, 5))
    assert [str(part) for part in prorated(span, anchor=_at(3, 1), months=1)] == ["4 of 31 days"]
    assert [*prorated(span, anchor=_at(3, 5), months=1)] == []
