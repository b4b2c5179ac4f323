"""Clocks: one runs, one stands still until somebody waits by it."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from influence.connectors import Limits, SystemClock, VirtualClock
from influence.errors import InvalidInputError

AT = dt.datetime(2026, 5, 1, 14, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def test_the_systems_clock_goes_on_while_it_waits() -> None:
    clock = SystemClock()
    began = clock.now()
    clock.wait(5)
    asyncio.run(clock.wait_async(5))
    assert clock.now() - began >= dt.timedelta(milliseconds=10)
    assert began.tzinfo is dt.UTC


def test_a_virtual_clock_is_later_at_once() -> None:
    clock = VirtualClock(AT)
    clock.wait(1_000)
    asyncio.run(clock.wait_async(500))
    assert clock.now() == AT + dt.timedelta(milliseconds=1_500)
    assert clock.now().tzinfo is dt.UTC


def test_a_virtual_clock_knows_its_offset() -> None:
    with pytest.raises(InvalidInputError, match=r"^VirtualClock.at must be a time with an offset"):
        VirtualClock(dt.datetime(2026, 5, 1))  # noqa: DTZ001  # the mistake


def test_the_most_wait_is_not_below_the_first() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Limits(first_wait_ms=500, most_wait_ms=499)
    assert str(caught.value) == "Limits.most_wait_ms must be at least first_wait_ms, 500, got 499"
