"""The laws of quotas, against oracles that know nothing of counters."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st

from influence.connectors import Meter
from influence.sansio import FixedQuota, LeakyBucket, Quota, RollingQuota

Call = tuple[int, int]  # moment in milliseconds, and cost

BEGAN = dt.datetime(2026, 10, 24, 20, tzinfo=dt.UTC)  # some hours before Berlin's clock is set
CALLS = st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 4)), max_size=30)


def _at(ms: int) -> dt.datetime:
    return BEGAN + dt.timedelta(milliseconds=ms)


def _sent(meter: Meter, calls: list[Call], *, pace: int = 1) -> list[Call]:
    """The calls as they leave when each waits as long as it is told."""
    sent: list[Call] = []
    now = 0
    for pause, cost in calls:
        now += pause * pace
        while (waiting := meter.taken(cost, at=_at(now))) is not None:
            now += waiting.wait_ms
        sent.append((now, cost))
    return sent


def _rolling_fits(sent: list[Call], quota: RollingQuota) -> bool:
    span = quota.within_s * 1_000
    return all(
        sum(cost for at, cost in sent if end - span < at <= end) <= quota.units for end, _ in sent
    )


def _day(ms: int, quota: FixedQuota) -> tuple[object, ...]:
    local = _at(ms).astimezone(quota.zone)
    if quota.each == "day":
        return (local.date(),)
    whole = (_at(ms).replace(minute=0 if quota.each == "hour" else _at(ms).minute, second=0,
                             microsecond=0))  # fmt: skip
    return (whole,)  # offsets of whole hours: an hour begins everywhere at once


def _fixed_fits(sent: list[Call], quota: FixedQuota) -> bool:
    spent: dict[tuple[object, ...], int] = {}
    for at, cost in sent:
        key = _day(at, quota)
        spent[key] = spent.get(key, 0) + cost
    return all(units <= quota.units for units in spent.values())


def _bucket_fits(sent: list[Call], quota: LeakyBucket) -> bool:
    level, then = 0, 0  # units times milliseconds
    for at, cost in sent:
        level = max(0, level - (at - then) * quota.leak_per_s) + cost * 1_000
        then = at
        if level > quota.capacity * 1_000:
            return False
    return True


ROLLING = st.builds(RollingQuota, units=st.integers(4, 9), within_s=st.integers(1, 90))
BUCKETS = st.builds(LeakyBucket, capacity=st.integers(4, 9), leak_per_s=st.integers(1, 3))
FIXED = st.builds(
    FixedQuota,
    units=st.integers(4, 9),
    each=st.sampled_from(["minute", "hour", "day"]),
    zone=st.sampled_from([ZoneInfo("Europe/Berlin"), ZoneInfo("UTC"), ZoneInfo("Asia/Tokyo")]),
)


def _fits(sent: list[Call], quota: Quota) -> bool:
    if isinstance(quota, RollingQuota):
        return _rolling_fits(sent, quota)
    if isinstance(quota, FixedQuota):
        return _fixed_fits(sent, quota)
    assert isinstance(quota, LeakyBucket)
    return _bucket_fits(sent, quota)


class TestNeverMore:
    """Whatever is called whenever, no quota is ever exceeded."""

    @given(quotas=st.lists(ROLLING | BUCKETS | FIXED, min_size=1, max_size=3), calls=CALLS)
    def test_by_an_oracle(self, quotas: list[Quota], calls: list[Call]) -> None:
        sent = _sent(Meter(quotas), calls, pace=20)
        assert all(_fits(sent, quota) for quota in quotas)


class TestNeverLonger:
    """No call waits a millisecond longer than the quotas make it."""

    @given(quotas=st.lists(ROLLING | BUCKETS | FIXED, min_size=1, max_size=2), calls=CALLS)
    def test_one_millisecond_less_would_be_too_early(
        self, quotas: list[Quota], calls: list[Call]
    ) -> None:
        meter = Meter(quotas)
        sent: list[Call] = []
        now = 0
        for pause, cost in calls:
            now += pause
            waiting = meter.taken(cost, at=_at(now))
            if waiting is not None:
                early = [*sent, (now + waiting.wait_ms - 1, cost)]
                assert not all(_fits(early, quota) for quota in quotas)
                now += waiting.wait_ms
                assert meter.taken(cost, at=_at(now)) is None
            sent.append((now, cost))
