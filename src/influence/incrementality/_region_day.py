"""Region days: what was sold where, on which day, with or without the campaign."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.ids import validated_id
from influence.money import Money

RegionArm = Literal["treated", "control"]
REGION_ARMS: tuple[RegionArm, ...] = get_args(RegionArm)


@attrs.frozen(kw_only=True)
class RegionDay:
    """The sales of one region on one day.

    Args:
        region: Its name.
        arm: ``treated`` where the campaign was to be seen, ``control`` where it was not; one for
            all days of a region.
        date: The day, or the first day of a longer step when all rows tell steps of one length.
        revenue: Net sales, whoever they are credited to; below zero on a day of refunds.
        orders: Orders behind them; ``None`` when the source does not tell.
        people: People who live in it; ``None`` when the source does not tell. One number for all
            days of a region.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
    """

    region: str = attrs.field(validator=validated_id)
    arm: RegionArm = attrs.field(validator=require.one_of(REGION_ARMS))
    date: dt.date = attrs.field(validator=require.is_date)
    revenue: Money = attrs.field(validator=require.is_any_money)
    orders: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_count)
    )
    people: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )

    @property
    def region_day(self) -> str:
        """The region and the day, such as ``north 2026-03-02``."""
        return f"{self.region} {self.date}"
