"""Weighing: what each booking of a creator still counts, and what all of them teach about others.

    weight of a booking = (1 − fading) ^ cycles since

For the creator every package counts. For what is learned of everybody, packages of one cycle count
as one, because they tell of one cycle; so more of the same teaches nothing about anybody else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from operator import mul

import attrs

from influence.beliefs._assumed import Assumed
from influence.beliefs._history import History


@attrs.frozen
class Weights:
    """What the bookings of one creator count.

    Args:
        kept: What each still counts.
        grown: The same, times the part of its payback window that has passed.
        packages: The sum of that.
        share: What all of them count for the pool, as a part of what they count for the creator.
    """

    kept: Sequence[float]
    grown: Sequence[float]
    packages: float
    share: float


def weighed(rows: Sequence[History], *, policy: Assumed) -> Sequence[Weights]:
    """What the bookings of each creator count."""
    now = _latest_cycle(rows)
    cycles = {cycle for row in rows for cycle in row.cycles}
    weight = {cycle: policy.kept ** max(now - cycle, 0) for cycle in cycles}
    return [_weights(row, weight=weight) for row in rows]


def _latest_cycle(rows: Sequence[History]) -> int:
    """The last cycle in which somebody who earned was booked, or else anybody."""
    earners = [row for row in rows if row.has_earned] or rows
    return max((max(row.cycles, default=0) for row in earners), default=0)


def _weights(row: History, *, weight: Mapping[int, float]) -> Weights:
    """What the bookings of one creator count."""
    kept = [weight[cycle] for cycle in row.cycles]
    grown = list(map(mul, kept, row.matured))
    once = set(row.cycles)
    if len(once) == len(kept):
        return Weights(kept, grown, math.fsum(grown), 1.0)
    share = math.fsum(weight[cycle] for cycle in once) / math.fsum(kept)
    return Weights(kept, grown, math.fsum(grown), share)
