"""Quota time: the least time in which so many units can be taken from a quota, from nothing taken.

rolling       ⌊(units − 1) ÷ most⌋ whole spans
fixed, tokens one span less, for it may begin just before one ends
bucket        what does not fit into it, at the rate at which it empties
"""

from __future__ import annotations

from influence.sansio import FixedQuota, LeakyBucket, Quota, RollingQuota

_SHORTEST_S = {"minute": 60, "hour": 3_600, "day": 23 * 3_600}


def least_s(quota: Quota, *, units: int) -> int:
    """Whole seconds at least.

    Example:
        >>> least_s(RollingQuota(units=100, within_s=60), units=250)
        120
        >>> least_s(LeakyBucket(capacity=10, leak_per_s=2), units=25)
        8
    """
    if units < 1:
        return 0
    if isinstance(quota, LeakyBucket):
        over = max(0, units - quota.capacity)
        return -(-over // quota.leak_per_s)
    if isinstance(quota, RollingQuota):
        return (units - 1) // quota.units * quota.within_s
    most = quota.units if isinstance(quota, FixedQuota) else quota.tokens
    return max(0, (units - 1) // most - 1) * _SHORTEST_S[quota.each]
