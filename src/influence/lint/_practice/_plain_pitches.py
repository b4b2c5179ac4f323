"""Plain pitches: angles without a story format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class PlainPitches:
    """Find angles that are told in none of the story formats."""

    name: ClassVar[str] = "plain_pitches"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF844"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each."""
        (kind,) = self.kinds
        for angle in subject.book.campaign.angles:
            if angle.format is None:
                message = f"angle {angle.angle_id} must be told in a story format, got none"
                where = Place(table="campaign", key=f"angles[{angle.angle_id}].format")
                yield kind.finding(where=where, message=message)
