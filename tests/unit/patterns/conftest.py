"""Candidates who told an angle, each with one booking a call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from influence.bookings import Booking
from influence.candidates import Candidate
from influence.testing._books import usd


def _told(
    who: str,
    *earned: str,
    orders: int | None = 10,
    niche: str | None = "running",
    angle: str = "a",
    cost: str = "100",
    cycle: int = 0,
    **changes: Any,  # noqa: ANN401  # the fields of the booking
) -> Candidate:
    bookings = tuple(
        Booking(
            cycle=cycle,
            angle=angle,
            cost=usd(cost),
            gross_profit=usd(one),
            orders=orders,
        )
        for one in earned
    )
    if changes:
        bookings = (Booking(cycle=cycle, angle=angle, cost=usd(cost), **changes),)
    return Candidate(creator_id=who, niche=niche, bookings=bookings)


@pytest.fixture
def told() -> Callable[..., Candidate]:
    """Makes a candidate who told an angle for 100."""
    return _told
