"""Spent impressions: rights for a number of impressions that is nearly used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.rights_calendar import rights_calendar
from influence.shares import Share


@attrs.frozen(kw_only=True)
class SpentImpressions:
    """Find rights whose impressions are nearly used, or are.

    Args:
        mostly: The share from which on it is told.

    Raises:
        InvalidInputError: *mostly* is above 1.
    """

    name: ClassVar[str] = "spent_impressions"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF866"],)

    mostly: Share = attrs.field(default=Share("0.8"), validator=require.is_part)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each right and post."""
        (kind,) = self.kinds
        for entry in rights_calendar(subject.book, as_of=subject.as_of).entries:
            most = entry.line.impressions
            if most is not None and entry.shown >= self.mostly.fraction * most:
                message = (
                    f"{entry.line.named} of {entry.creator_id} is for {most} impressions, "
                    f"and {entry.shown} are used"
                )
                where = Place(table="campaign", key=f"deals[{entry.creator_id}].rights")
                yield kind.finding(where=where, message=message)
