"""Unvetted partners: creators who are booked without having been checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class UnvettedPartners:
    """Find deals with creators of whom a book that vets others knows nothing."""

    name: ClassVar[str] = "unvetted_partners"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF892"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each of them."""
        (kind,) = self.kinds
        book = subject.book
        if not (book.recent_posts or book.comments or book.audience):
            return
        checked = {card.creator_id for card in subject.vetted if card.is_checked}
        for deal in book.deals:
            if deal.creator_id not in checked:
                message = f"{deal.creator_id} must be checked before being booked"
                where = Place(table="creators", row=deal.creator_id)
                yield kind.finding(where=where, message=message)
