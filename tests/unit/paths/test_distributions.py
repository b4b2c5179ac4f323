from __future__ import annotations

import re
from fractions import Fraction
from typing import cast

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.ladders import Ladder
from influence.paths import (
    DAY_BUCKETS,
    LENGTH_BUCKETS,
    Conversions,
    Counting,
    Distribution,
    Paths,
    Since,
    Worth,
    path_lengths,
    time_lags,
)
from influence.testing._books import usd


def filled(found: Distribution) -> dict[str, tuple[int, str]]:
    return {
        row.label: (row.worth.conversions, "" if row.worth.value is None else row.worth.value.text)
        for row in found.rows
        if row.worth.conversions
    }


def test_days_from_the_first_touch(paths: Paths) -> None:
    found = time_lags(paths.orders)
    assert filled(found) == {
        "0": (1, "15.00"),
        "1": (1, "60.00"),
        "5": (1, "100.00"),
        "12–30": (1, "40.00"),
    }
    assert found.whole == Worth(conversions=4, value=usd("215.00"))
    assert found.median == Fraction(3, 2)
    assert found.quantile(Fraction(0)) == Fraction(1, 4)
    assert found.quantile(Fraction(51, 100)) == 5
    assert found.quantile(Fraction(1)) == 18
    assert [row.share for row in found.rows if row.share] == [Fraction(1, 4)] * 4


def test_days_from_the_last_touch(paths: Paths) -> None:
    assert filled(time_lags(paths.orders, since="last")) == {"0": (3, "115.00"), "2": (1, "100.00")}


def test_days_from_a_creators_own_touch(paths: Paths) -> None:
    leo = time_lags(paths.orders, through="leo")
    assert leo.measure == "days from the first touch of leo"
    assert filled(leo) == {"0": (1, "15.00"), "2": (1, "100.00"), "12–30": (1, "40.00")}
    maya = time_lags(paths.orders, through="maya", since="last")
    assert [Fraction(one, maya.scale) for one in maya.measures] == [
        Fraction(0),
        Fraction(1, 2),
        Fraction(5),
    ]
    code = time_lags(paths.orders, through="code", by="channel")
    assert filled(code) == {"0": (1, "40.00")}


def test_touches_and_creators_on_the_path(paths: Paths) -> None:
    assert filled(path_lengths(paths.orders)) == {
        "1": (1, "15.00"),
        "2": (2, "160.00"),
        "3": (1, "40.00"),
    }
    creators = path_lengths(paths.orders, counting="creators")
    assert filled(creators) == {"1": (2, "75.00"), "2": (1, "100.00"), "3": (1, "40.00")}
    assert (path_lengths(paths.orders).median, creators.median) == (Fraction(2), Fraction(1))
    zoe = path_lengths(paths.orders, through="zoe")
    assert (zoe.measure, filled(zoe)) == ("touches on the path with zoe", {"3": (1, "40.00")})


def test_other_buckets_may_be_asked_for(paths: Paths) -> None:
    weeks: Ladder[int, str] = Ladder([(0, "first week"), (7, "later")])
    found = time_lags(paths.orders, buckets=weeks)
    assert filled(found) == {"first week": (3, "175.00"), "later": (1, "40.00")}


def test_a_measure_below_the_lowest_bucket_is_refused(paths: Paths) -> None:
    late: Ladder[int, str] = Ladder([(2, "later")])
    message = "value must not lie below the lowest step at 2, got 0"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        time_lags(paths.orders, buckets=late)
    message = "value must not lie below the lowest step at 2, got 1"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        path_lengths(paths.orders, buckets=late)


def test_without_a_conversion_there_is_no_median_and_no_share() -> None:
    nothing = Conversions(kind="signups", rows=(), currency=None)
    for found in (time_lags(nothing), path_lengths(nothing)):
        assert found.median is None
        assert {row.share for row in found.rows} == {None}
        assert found.whole == Worth(conversions=0)
        assert found.working().result == "unknown"


def test_the_shipped_buckets_end_open() -> None:
    assert DAY_BUCKETS.values == (*map(str, range(12)), "12–30", "31 and more")
    assert DAY_BUCKETS.at(30) == "12–30"
    assert DAY_BUCKETS.at(31) == "31 and more"
    assert LENGTH_BUCKETS.values == (*map(str, range(1, 12)), "12 and more")
    assert LENGTH_BUCKETS.at(12) == "12 and more"


def test_the_working_sums_to_the_whole_and_ends_in_the_median(paths: Paths) -> None:
    steps = path_lengths(paths.orders).working().steps
    assert [(step.text, step.result) for step in steps[:2]] == [
        ("touches on the path: 1", "1, 15.00 USD"),
        ("touches on the path: 2", "2, 160.00 USD"),
    ]
    assert [(step.text, step.result) for step in steps[-2:]] == [
        ("orders in all", "4, 215.00 USD"),
        ("median of the touches on the path", "2"),
    ]


@pytest.mark.parametrize("part", [Fraction(-1, 2), Fraction(3, 2)])
def test_a_quantile_is_of_a_part(paths: Paths, part: Fraction) -> None:
    message = f"part of the conversions must be from 0 to 1, got {part!r}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        time_lags(paths.orders).quantile(part)


def test_words_that_are_not_known_are_refused(paths: Paths) -> None:
    message = "since must be one of first, last, got 'frist'; did you mean 'first'?"
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        time_lags(paths.orders, since=cast("Since", "frist"))
    message = "counting must be one of creators, touches, got 'touch'; did you mean 'touches'?"
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        path_lengths(paths.orders, counting=cast("Counting", "touch"))
