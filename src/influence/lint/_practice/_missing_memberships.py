"""Missing memberships: deals that the steps of outreach do not lead to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.outreach import memberships_of


@attrs.frozen(kw_only=True)
class MissingMemberships:
    """Find creators with a deal who are no member, and steps that do not follow.

    A book without steps keeps none, and is left in peace.
    """

    name: ClassVar[str] = "missing_memberships"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF896"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each creator, and one for each step."""
        (kind,) = self.kinds
        book = subject.book
        booked = {deal.creator_id for deal in book.deals}
        for one in memberships_of(book) if book.memberships else ():
            for step in one.refused:
                message = f"a step to {step.to} does not follow, and changed nothing"
                where = Place(table="memberships", row=step.step_id, key="to")
                yield kind.finding(where=where, message=message)
            if one.creator_id in booked and one.state not in {"member", "left"}:
                state = one.state or "in no state"
                message = f"{one.creator_id} has a deal and must be a member, got {state}"
                where = Place(table="creators", row=one.creator_id)
                yield kind.finding(where=where, message=message)
