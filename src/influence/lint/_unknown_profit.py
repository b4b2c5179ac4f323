"""Unknown profit: creators whose gross profit nobody tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.lint._several import several
from influence.sales import Sale, total_gross_profit


@attrs.frozen(kw_only=True)
class UnknownProfit:
    """Find creators whose gross profit cannot be known from the book."""

    name: ClassVar[str] = "unknown_profit"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF401"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for all of them."""
        (kind,) = self.kinds
        currency = subject.book.campaign.currency
        unknown = [
            card.creator.creator_id
            for card in subject.cards
            if total_gross_profit(filter(_tells_revenue, card.sales), currency=currency) is None
        ]
        if unknown:
            what = "creators whose gross profit is unknown without campaign.gross_margin"
            yield several(kind, where="campaign gross_margin", places=unknown, what=what)


def _tells_revenue(sale: Sale) -> bool:
    """Whether a gross margin would tell the gross profit of a sale."""
    return sale.tells_revenue
