"""The plan: what a read will bring, what it will miss and what it will cost, before any call.

It is worked out from what the connector declares: its reads and pages, its fact sheet, the scopes
of the token and the uses that the platform's terms permit. Nothing is sent.
"""

from __future__ import annotations

import attrs

from influence.connectors._quota_time import least_s
from influence.sansio import Quota, ReadName


@attrs.frozen(kw_only=True)
class PlannedRead:
    """One read of a plan.

    Args:
        read: Which.
        why_not: Why it is not possible; empty when it is.
        least_requests: The fewest requests that it takes; 0 when it is not possible.
        most_requests: The most that it takes, retries and halved windows left out.
        cost: Units of the quotas that one request takes.
        missing: What it will not bring, each with the reason.
    """

    read: ReadName
    why_not: str = ""
    least_requests: int = 0
    most_requests: int = 0
    cost: int = 1
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.why_not:
            return f"{self.read}: not possible, {self.why_not}"
        least, most = self.least_requests, self.most_requests
        told = f"{least}" if least == most else f"{least} to {most}"
        return f"{self.read}: {told} request{'' if told == '1' else 's'}"


@attrs.frozen(kw_only=True)
class Plan:
    """What some reads will bring and cost.

    Args:
        connector: The name of the connector.
        reads: The reads, in the order in which they were asked for.
        quotas: The quotas that the platform sets.

    Example:
        >>> from influence.sansio import RollingQuota
        >>> plan = Plan(
        ...     connector="demo",
        ...     reads=(PlannedRead(read="posts", least_requests=30, most_requests=30),),
        ...     quotas=(RollingQuota(units=10, within_s=60),),
        ... )
        >>> print(plan)
        demo: 30 requests, at least 120 s
          posts: 30 requests
          quota calls: 30 units of at most 10 units within any 60 s
    """

    connector: str
    reads: tuple[PlannedRead, ...]
    quotas: tuple[Quota, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Whether every read is."""
        return not any(read.why_not for read in self.reads)

    @property
    def least_requests(self) -> int:
        """The fewest requests in all."""
        return sum(read.least_requests for read in self.reads)

    @property
    def most_requests(self) -> int:
        """The most requests in all, retries and halved windows left out."""
        return sum(read.most_requests for read in self.reads)

    @property
    def least_units(self) -> int:
        """The fewest units of the quotas in all."""
        return sum(read.least_requests * read.cost for read in self.reads)

    @property
    def most_units(self) -> int:
        """The most units of the quotas in all."""
        return sum(read.most_requests * read.cost for read in self.reads)

    @property
    def least_s(self) -> int:
        """The least time that the quotas leave it, in whole seconds, with nothing taken before."""
        return max((least_s(quota, units=self.least_units) for quota in self.quotas), default=0)

    def __str__(self) -> str:
        requests = _span(self.least_requests, self.most_requests)
        lines = [f"{self.connector}: {requests} requests, at least {self.least_s} s"]
        for read in self.reads:
            lines.append(f"  {read}")
            lines.extend(f"    without {one}" for one in read.missing)
        units = _span(self.least_units, self.most_units)
        lines.extend(f"  quota {quota.name}: {units} units of {quota}" for quota in self.quotas)
        return "\n".join(lines)


def _span(least: int, most: int) -> str:
    """Two numbers, or the one that they are."""
    return str(least) if least == most else f"{least} to {most}"
