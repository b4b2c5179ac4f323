"""Without next step: an offer that asks for something and gives no way to do it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class WithoutNextStep:
    """Find an offer that nobody could take up.

    Whoever is to buy with a code needs a code; whoever is to book, ask, try or join needs a page.
    """

    name: ClassVar[str] = "without_next_step"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF804"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding, where the step would be."""
        (kind,) = self.kinds
        book, offer = subject.book, subject.book.campaign.offer
        if offer is None:
            return
        if offer.primary_action == "buy_with_code":
            if book.deals and not any(deal.codes for deal in book.deals):
                message = "an offer to buy with a code must have codes in its deals, got none"
                yield kind.finding(where=Place(table="campaign", key="deals"), message=message)
        elif offer.landing_page is None and book.links.landing_page is None:
            action = offer.primary_action.replace("_", " ")
            message = f"an offer to {action} must have a landing page, got none"
            where = Place(table="campaign", key="offer.landing_page")
            yield kind.finding(where=where, message=message)
