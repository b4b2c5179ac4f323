"""Rows of a test against a control, written shortly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from influence.incrementality import HoldoutUnit, RegionArm, RegionDay
from influence.money import Money

STARTS = dt.date(2026, 3, 2)


def region(
    name: str,
    arm: RegionArm,
    *,
    before: Sequence[str],
    since: Sequence[str],
    orders: Sequence[int] | None = None,
    people: int | None = None,
) -> list[RegionDay]:
    """The days of a region: some right before the campaign, some from its first day on."""
    amounts = [*before, *since]
    return [
        RegionDay(
            region=name,
            arm=arm,
            date=STARTS + dt.timedelta(days=place - len(before)),
            revenue=Money(amount, "USD"),
            orders=None if orders is None else orders[place],
            people=people,
        )
        for place, amount in enumerate(amounts)
    ]


def people(arm: Mapping[str, Sequence[str | None]]) -> list[HoldoutUnit]:
    """One row for each person, with what they spent; who spent something converted."""
    return [
        HoldoutUnit(
            unit_id=f"{name} {place}",
            arm="holdout" if name == "holdout" else "exposed",
            conversions=None if spent is None else int(spent != "0"),
            revenue=None if spent is None else Money(spent, "USD"),
        )
        for name, amounts in arm.items()
        for place, spent in enumerate(amounts)
    ]
