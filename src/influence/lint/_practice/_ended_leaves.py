"""Ended leaves: advertisements under a creator's name whose leave is over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.rights_calendar import rights_calendar


@attrs.frozen(kw_only=True)
class EndedLeaves:
    """Find leaves to advertise that are over while the campaign still has the right to."""

    name: ClassVar[str] = "ended_leaves"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF864"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each."""
        (kind,) = self.kinds
        for entry in rights_calendar(subject.book, as_of=subject.as_of).leaves:
            end = entry.leave.ends
            if entry.holds or end is None:
                continue
            how = "was taken back" if entry.leave.revoked_at == end else "ended"
            message = (
                f"the leave of {entry.creator_id} on {entry.leave.platform} {how} on "
                f"{end.date().isoformat()}"
            )
            where = Place(table="campaign", key=f"deals[{entry.creator_id}].ad_authorisations")
            yield kind.finding(where=where, message=message)
