"""Reach metrics: success that is measured by how many have seen it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject

#: What tells that somebody was there, and not that anybody cared.
REACH_METRICS = frozenset({"impressions", "reach", "views", "likes"})


@attrs.frozen(kw_only=True)
class ReachMetrics:
    """Find a campaign that is judged by reach and likes alone."""

    name: ClassVar[str] = "reach_metrics"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF805"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding, with the three metrics."""
        (kind,) = self.kinds
        names = subject.book.campaign.success_metrics.names
        if REACH_METRICS.issuperset(names):
            got = ", ".join(names)
            message = f"one success metric must tell interest or a sale, got {got}"
            where = Place(table="campaign", key="campaign.success_metrics")
            yield kind.finding(where=where, message=message)
