"""Time lags: how many days lay between a touch and the conversion.

    lag = moment of the conversion − moment of the first (or last) touch

A day is 24 hours, and a lag of 1 day and 23 hours stands in the row of 1.
"""

from __future__ import annotations

from typing import get_args

from influence.ladders import Ladder
from influence.paths._conversion import Grouping, checked
from influence.paths._distribution import Distribution, distributed
from influence.paths._measured import PathTables, Since
from influence.periods import DAY_IN_MICROSECONDS

SINCE: tuple[Since, ...] = get_args(Since)

#: Each of the first twelve days, what is left of thirty, and what is longer.
DAY_BUCKETS: Ladder[int, str] = Ladder(
    (*((day, str(day)) for day in range(12)), (12, "12–30"), (31, "31 and more"))
)


def time_lags(
    conversions: PathTables,
    *,
    since: Since = "first",
    by: Grouping = "creator",
    through: str | None = None,
    buckets: Ladder[int, str] = DAY_BUCKETS,
) -> Distribution:
    """The days from a touch to the conversion.

    Args:
        conversions: The orders, leads or signups; those without a touch are left out.
        since: ``first`` or ``last`` touch.
        by: Whether *through* is a ``creator`` or a ``channel``.
        through: Only conversions on whose path this one is, and from a touch of theirs.
        buckets: Where each row begins, in whole days, and what it is called.

    Raises:
        InvalidInputError: A lag lies below the lowest bucket.
        UnknownNameError: *since* or *by* is not known; the close one is named.

    Source: S181.
    """
    checked(since, what="since", known=SINCE)
    whose = "" if through is None else f" of {through}"
    return distributed(
        conversions.lags(since, by=by, through=through),
        kind=conversions.kind,
        measure=f"days from the {since} touch{whose}",
        scale=DAY_IN_MICROSECONDS,
        buckets=buckets,
    )
