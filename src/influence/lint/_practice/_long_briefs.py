"""Long briefs: briefs that do not fit on a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.briefs import briefs_of
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class LongBriefs:
    """Find briefs with more than a page holds."""

    name: ClassVar[str] = "long_briefs"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF843"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each creator whose brief is too long."""
        (kind,) = self.kinds
        for brief in briefs_of(subject.book):
            if brief.overlong:
                message = f"the brief of {brief.creator_id} must fit on a page, got " + "; ".join(
                    brief.overlong
                )
                where = Place(table="campaign", key=f"deals[{brief.creator_id}].brief")
                yield kind.finding(where=where, message=message)
