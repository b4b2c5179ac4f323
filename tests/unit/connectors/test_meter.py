"""Quotas of the four shapes, counted."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from influence.connectors import Meter
from influence.errors import InvalidInputError
from influence.sansio import (
    FixedQuota,
    LeakyBucket,
    Quota,
    Response,
    RollingQuota,
    TokenQuota,
)

AT = dt.datetime(2026, 5, 1, 12, 30, 15, tzinfo=dt.UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def after(seconds: int) -> dt.datetime:
    return AT + dt.timedelta(seconds=seconds)


def wait(meter: Meter, cost: int, *, at: dt.datetime = AT) -> int:
    waiting = meter.taken(cost, at=at)
    return 0 if waiting is None else waiting.wait_ms


class TestRolling:
    def test_units_come_back_one_span_after_each_was_taken(self) -> None:
        meter = Meter([RollingQuota(units=3, within_s=60)])
        assert [wait(meter, 1, at=after(n)) for n in (0, 10, 20)] == [0, 0, 0]
        assert wait(meter, 1, at=after(30)) == 30_000
        assert wait(meter, 2, at=after(30)) == 40_000
        assert wait(meter, 1, at=after(60)) == 0
        assert wait(meter, 1, at=after(60)) == 10_000

    def test_what_costs_nothing_waits_for_nothing(self) -> None:
        meter = Meter([RollingQuota(units=1, within_s=60)])
        assert (wait(meter, 1), wait(meter, 0)) == (0, 0)


class TestFixed:
    @pytest.mark.parametrize(
        ("each", "seconds"), [("minute", 45), ("hour", 29 * 60 + 45), ("day", 41_385)]
    )
    def test_units_come_back_when_the_next_one_begins(
        self, each: Literal["minute", "hour", "day"], seconds: int
    ) -> None:
        meter = Meter([FixedQuota(units=2, each=each)])
        assert (wait(meter, 1), wait(meter, 1)) == (0, 0)
        assert wait(meter, 1) == seconds * 1_000
        assert wait(meter, 2, at=after(seconds)) == 0

    @pytest.mark.parametrize(("noon", "hours"), [((3, 28), 12), ((3, 29), 12), ((10, 25), 12)])
    def test_a_day_begins_by_the_clock_on_the_wall(self, noon: tuple[int, int], hours: int) -> None:
        meter = Meter([FixedQuota(units=1, zone=BERLIN)])
        at = dt.datetime(2026, *noon, 12, tzinfo=BERLIN)
        assert (wait(meter, 1, at=at), wait(meter, 1, at=at)) == (0, hours * 3_600_000)

    @pytest.mark.parametrize(("day", "hours"), [((3, 29), 23), ((10, 25), 25), ((5, 1), 24)])
    def test_a_day_in_which_the_clock_is_set_is_shorter_or_longer(
        self, day: tuple[int, int], hours: int
    ) -> None:
        meter = Meter([FixedQuota(units=1, zone=BERLIN)])
        at = dt.datetime(2026, *day, tzinfo=BERLIN)
        assert (wait(meter, 1, at=at), wait(meter, 1, at=at)) == (0, hours * 3_600_000)

    def test_where_midnight_is_left_out_the_day_begins_with_its_first_moment(self) -> None:
        zone = ZoneInfo("Africa/Cairo")  # 2024-04-26 began at 01:00
        meter = Meter([FixedQuota(units=1, zone=zone)])
        at = dt.datetime(2024, 4, 25, 23, 30, tzinfo=zone)
        assert (wait(meter, 1, at=at), wait(meter, 1, at=at)) == (0, 1_800_000)

    def test_an_hour_of_a_zone_with_half_an_hour_begins_there(self) -> None:
        meter = Meter([FixedQuota(units=1, each="hour", zone=ZoneInfo("Asia/Kolkata"))])
        assert (wait(meter, 1), wait(meter, 1)) == (0, 3_585_000)


class TestBucket:
    def test_it_fills_and_empties(self) -> None:
        meter = Meter([LeakyBucket(capacity=10, leak_per_s=4)])
        assert (wait(meter, 10), wait(meter, 1)) == (0, 250)
        assert wait(meter, 3, at=AT + dt.timedelta(milliseconds=700)) == 50
        assert wait(meter, 10, at=after(60)) == 0


class TestTokens:
    @staticmethod
    def left(body: bytes) -> Response:
        return Response(status=200, body=body, received_at=AT)

    def test_the_answer_tells_what_is_left(self) -> None:
        meter = Meter([TokenQuota(tokens=100, told_at="quota.left")])
        assert wait(meter, 1) == 0
        meter.told(self.left(b'{"quota": {"left": 4}}'), at=AT)
        assert (wait(meter, 5), wait(meter, 4)) == (1_785_000, 0)
        assert wait(meter, 0) == 1_785_000
        assert wait(meter, 100, at=after(1_785)) == 0

    @pytest.mark.parametrize(
        "body", [b"", b"[]", b"{}", b'{"quota": {}}', b'{"quota": {"left": "x"}}', b'{"quota": 1}']
    )
    def test_one_that_does_not_tell_leaves_what_was_thought(self, body: bytes) -> None:
        meter = Meter([TokenQuota(tokens=2, told_at="quota.left")])
        assert wait(meter, 1) == 0
        meter.told(self.left(body), at=AT)
        assert (wait(meter, 1), wait(meter, 1) > 0) == (0, True)


@pytest.mark.parametrize(
    "quota",
    [
        RollingQuota(units=5, within_s=60),
        FixedQuota(units=5),
        LeakyBucket(capacity=5, leak_per_s=1),
        TokenQuota(tokens=5, told_at="left"),
    ],
)
def test_what_a_quota_never_allows_is_refused(quota: Quota) -> None:
    meter = Meter([quota])
    with pytest.raises(InvalidInputError) as caught:
        meter.taken(6, at=AT)
    assert str(caught.value) == f"cost of a request must be possible within {quota}, got 6"
    meter.told(Response(status=200, body=b"{}", received_at=AT), at=AT)
    assert meter.taken(5, at=AT) is None


def test_the_longest_wait_is_the_one_that_counts() -> None:
    quotas = (
        RollingQuota(units=1, within_s=10),
        RollingQuota(units=1, within_s=90, name="slow"),
        RollingQuota(units=1, within_s=20),
    )
    meter = Meter(quotas)
    assert meter.taken(1, at=AT) is None
    waiting = meter.taken(1, at=AT)
    assert waiting is not None
    assert (waiting.wait_ms, waiting.quota) == (90_000, quotas[1])
    assert str(waiting) == "90 s for slow (at most 1 units within any 90 s)"


def test_what_has_to_wait_takes_nothing() -> None:
    meter = Meter([RollingQuota(units=2, within_s=60), RollingQuota(units=1, within_s=10)])
    assert meter.taken(1, at=AT) is None
    assert meter.taken(1, at=AT) is not None
    assert wait(meter, 1, at=after(10)) == 0
