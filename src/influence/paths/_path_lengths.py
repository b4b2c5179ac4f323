"""Path lengths: how many touches, or how many creators, it took."""

from __future__ import annotations

from typing import get_args

from influence.ladders import Ladder
from influence.paths._conversion import Grouping, checked
from influence.paths._distribution import Distribution, distributed
from influence.paths._measured import Counting, PathTables

COUNTING: tuple[Counting, ...] = get_args(Counting)

#: Each length from 1 to 11, and what is longer.
LENGTH_BUCKETS: Ladder[int, str] = Ladder(
    (*((length, str(length)) for length in range(1, 12)), (12, "12 and more"))
)


def path_lengths(
    conversions: PathTables,
    *,
    counting: Counting = "touches",
    by: Grouping = "creator",
    through: str | None = None,
    buckets: Ladder[int, str] = LENGTH_BUCKETS,
) -> Distribution:
    """The lengths of the paths.

    Args:
        conversions: The orders, leads or signups; those without a touch are left out.
        counting: ``touches``, or ``creators`` of which each counts once.
        by: Whether *through* is a ``creator`` or a ``channel``.
        through: Only conversions on whose path this one is; their paths are measured whole.
        buckets: Where each row begins, and what it is called.

    Raises:
        InvalidInputError: A length lies below the lowest bucket.
        UnknownNameError: *counting* or *by* is not known; the close one is named.

    Source: S181.
    """
    checked(counting, what="counting", known=COUNTING)
    whose = "" if through is None else f" with {through}"
    return distributed(
        conversions.lengths(counting, by=by, through=through),
        kind=conversions.kind,
        measure=f"{counting} on the path{whose}",
        scale=1,
        buckets=buckets,
    )
