"""Quotas: how often a platform may be asked, in the four shapes that platforms have.

    rolling          so many units within any span of time
    fixed            so many units in each hour or day of a time zone
    leaky bucket     a bucket that each unit fills and that empties at a steady rate
    tokens           so many in each span of time; only the answer tells what a call cost

A quota is a value and counts nothing: the host keeps count.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

import attrs

from influence import _requirements as require

Each: TypeAlias = Literal["minute", "hour", "day"]
EACH: tuple[Each, ...] = get_args(Each)


@attrs.frozen(kw_only=True)
class RollingQuota:
    """So many units within any span of time.

    Args:
        units: The most within the span.
        within_s: The span in whole seconds.
        name: What it is called in plans and messages.

    Example:
        >>> str(RollingQuota(units=600, within_s=60))
        'at most 600 units within any 60 s'
    """

    units: int = attrs.field(validator=require.at_least(1))
    within_s: int = attrs.field(validator=require.at_least(1))
    name: str = attrs.field(default="calls", validator=require.is_line)

    def __str__(self) -> str:
        return f"at most {self.units} units within any {self.within_s} s"


@attrs.frozen(kw_only=True)
class FixedQuota:
    """So many units in each minute, hour or day, which begin by the clock of a time zone.

    Args:
        units: The most in each.
        each: ``minute``, ``hour`` or ``day``.
        zone: The time zone in which a day begins.
        name: What it is called in plans and messages.

    Example:
        >>> str(FixedQuota(units=10_000, each="day", zone=ZoneInfo("America/Los_Angeles")))
        'at most 10000 units each day of America/Los_Angeles'
    """

    units: int = attrs.field(validator=require.at_least(1))
    each: Each = attrs.field(default="day", validator=require.one_of(EACH))
    zone: ZoneInfo = attrs.field(
        factory=lambda: ZoneInfo("UTC"),
        validator=require.is_a(ZoneInfo, called="a time zone"),
    )
    name: str = attrs.field(default="calls", validator=require.is_line)

    def __str__(self) -> str:
        return f"at most {self.units} units each {self.each} of {self.zone.key}"


@attrs.frozen(kw_only=True)
class LeakyBucket:
    """A bucket of units that fills with each call and empties at a steady rate.

    Args:
        capacity: The most units in it.
        leak_per_s: Whole units that leave it each second.
        name: What it is called in plans and messages.

    Example:
        >>> str(LeakyBucket(capacity=2_000, leak_per_s=100))
        'a bucket of 2000 units that empties by 100 each second'
    """

    capacity: int = attrs.field(validator=require.at_least(1))
    leak_per_s: int = attrs.field(validator=require.at_least(1))
    name: str = attrs.field(default="calls", validator=require.is_line)

    def __str__(self) -> str:
        return f"a bucket of {self.capacity} units that empties by {self.leak_per_s} each second"


@attrs.frozen(kw_only=True)
class TokenQuota:
    """So many tokens in each minute, hour or day in UTC; what a call took is told by its answer.

    Args:
        tokens: The most in each.
        each: ``minute``, ``hour`` or ``day``.
        told_at: The keys under which the JSON of an answer tells what is left, joined by points,
            such as ``quota.left``.
        name: What it is called in plans and messages.

    Example:
        >>> str(TokenQuota(tokens=40_000, each="hour", told_at="quota.left"))
        'at most 40000 tokens each hour, what is left is told by quota.left'
    """

    tokens: int = attrs.field(validator=require.at_least(1))
    told_at: str = attrs.field(validator=require.is_line)
    each: Each = attrs.field(default="hour", validator=require.one_of(EACH))
    name: str = attrs.field(default="tokens", validator=require.is_line)

    def __str__(self) -> str:
        return (
            f"at most {self.tokens} tokens each {self.each}, what is left is told by {self.told_at}"
        )


Quota: TypeAlias = RollingQuota | FixedQuota | LeakyBucket | TokenQuota
QUOTA_KINDS = (RollingQuota, FixedQuota, LeakyBucket, TokenQuota)
