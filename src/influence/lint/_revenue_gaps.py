"""Revenue gaps: counted rows in which revenue or orders are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.lint._several import several


@attrs.frozen(kw_only=True)
class RevenueGaps:
    """Find counted results that tell orders without revenue, or revenue without orders."""

    name: ClassVar[str] = "revenue_gaps"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF310"], FINDING_KINDS["INF403"])

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """What is missing, creator by creator."""
        orders_missing, revenue_missing = self.kinds
        for card in subject.cards:
            where = f"results {card.creator.creator_id}"
            if card.rows_without_revenue:
                who, count = card.creator.creator_id, card.rows_without_revenue
                message = f"rows of {who} that do not tell their revenue: {count}"
                yield revenue_missing.finding(where=where, message=message)
            orderless = [
                sale.fact for sale in card.sales if not sale.orders and not sale.revenue.is_zero
            ]
            if orderless:
                what = "rows with revenue and no orders"
                yield several(orders_missing, where=where, places=orderless, what=what)
