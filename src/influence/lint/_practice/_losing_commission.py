"""Losing commission: a share of sales that leaves no gross profit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.payments import top_rate_of
from influence.shares import Share


@attrs.frozen(kw_only=True)
class LosingCommission:
    """Find terms whose highest rate is as large as the campaign's gross margin.

    Where the campaign names no margin nothing can be told, which ``unknown_profit`` says.
    """

    name: ClassVar[str] = "losing_commission"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF831"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each deal."""
        (kind,) = self.kinds
        margin = subject.book.campaign.gross_margin
        if margin is None:
            return
        for deal in subject.book.deals:
            rate = Share(0) if deal.terms is None else top_rate_of(deal.terms)
            if rate.fraction and rate.fraction >= margin.fraction:
                message = (
                    f"commission of {deal.creator_id} must be below the gross margin of {margin}, "
                    f"got {rate}"
                )
                where = Place(table="campaign", key=f"deals[{deal.creator_id}].terms")
                yield kind.finding(where=where, message=message)
