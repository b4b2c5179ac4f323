"""One angle: a test that cannot tell the story from the teller."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class OneAngle:
    """Find campaigns and deals that test fewer angles than it takes.

    Args:
        least: How many angles a creator is to test.

    Raises:
        InvalidInputError: *least* is below 1.
    """

    name: ClassVar[str] = "one_angle"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF811"],)

    least: int = attrs.field(default=2, validator=require.at_least(1))

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for the campaign, else one for each deal."""
        if not subject.book.deals:
            return
        (kind,) = self.kinds
        campaign = subject.book.campaign
        rule = f"have at least {self.least} angles to test"
        if len(campaign.angles) < self.least:
            message = f"the campaign must {rule}, got {len(campaign.angles)}"
            yield kind.finding(where=Place(table="campaign", key="angles"), message=message)
            return
        for deal in subject.book.deals:
            if len(deal.angles) < self.least:
                where = Place(table="campaign", key=f"deals[{deal.creator_id}].angles")
                got = ", ".join(deal.angles) or "none"
                message = f"the deal with {deal.creator_id} must {rule}, got {got}"
                yield kind.finding(where=where, message=message)
