"""Outside campaign: orders and results before the campaign began or after it ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.lint._several import several


@attrs.frozen(kw_only=True)
class OutsideCampaign:
    """Find facts that the campaign's days do not hold."""

    name: ClassVar[str] = "outside_campaign"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF308"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for the orders, and one for the results."""
        (kind,) = self.kinds
        book, campaign = subject.book, subject.book.campaign
        period = campaign.period
        orders = [order.order_id for order in book.orders if not period.contains(order.at)]
        if orders:
            yield several(
                kind, where="orders at", places=orders, what="orders outside the campaign"
            )
        results = [
            f"{row.creator_id} on {row.date.isoformat()}"
            for row in book.results
            if not campaign.starts <= row.date < campaign.ends
        ]
        if results:
            what = "results outside the campaign"
            yield several(kind, where="results date", places=results, what=what)
