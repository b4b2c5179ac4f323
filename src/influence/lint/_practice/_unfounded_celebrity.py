"""Unfounded celebrity: a very large audience that is booked without the five conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.campaigns import CELEBRITY_GROUNDS
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class UnfoundedCelebrity:
    """Find deals with somebody whose audience is as large as a celebrity's.

    Nothing is said once the campaign states that all five conditions hold. The tier is that of the
    book, so a book that calls its tiers otherwise names the one that is meant.

    Args:
        tier: The audience tier from which on somebody counts as a celebrity.
    """

    name: ClassVar[str] = "unfounded_celebrity"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF814"],)

    tier: str = attrs.field(default="mega", validator=require.is_line)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each deal, with the conditions that are not stated."""
        (kind,) = self.kinds
        book = subject.book
        met = book.campaign.celebrity_conditions
        unmet = [ground for ground in CELEBRITY_GROUNDS if ground not in met]
        if not unmet:
            return
        creators = {creator.creator_id: creator for creator in book.creators}
        for deal in book.deals:
            creator = creators[deal.creator_id]
            if creator.tier(book.tiers) == self.tier:
                message = (
                    f"{creator.name} has {creator.followers} followers; all five conditions must "
                    f"hold for that to pay, and these are not stated: {', '.join(unmet)}"
                )
                where = Place(table="creators", row=creator.creator_id, key="followers")
                yield kind.finding(where=where, message=message)
