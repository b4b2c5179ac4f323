"""Early sales: sales dated before the first post of their creator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar
from zoneinfo import ZoneInfo

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.lint._several import several


@attrs.frozen(kw_only=True)
class EarlySales:
    """Find sales that no post of the campaign can have caused."""

    name: ClassVar[str] = "early_sales"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF309"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for all of them."""
        (kind,) = self.kinds
        zone = subject.book.campaign.time_zone
        early = [
            f"{card.creator.creator_id} {sale.fact}"
            for card in subject.cards
            for sale in card.sales
            if card.posts and _day(sale.at, zone) < _day(card.posts[0].published_at, zone)
        ]
        if early:
            what = "sales dated before the first post of their creator"
            yield several(kind, where="sales", places=early, what=what)


def _day(at: dt.datetime, zone: ZoneInfo) -> dt.date:
    """The campaign's day on which a moment falls."""
    return at.astimezone(zone).date()
