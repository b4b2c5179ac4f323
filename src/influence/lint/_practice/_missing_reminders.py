"""Missing reminders: videos that no reminder follows within a week."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class MissingReminders:
    """Find deals with videos and no reminder story that follows one in time.

    Only deals whose deliverables have an id are looked at: without one nothing can follow it.

    Args:
        within_days: Within how many days a reminder is to follow.

    Raises:
        InvalidInputError: *within_days* is below 1.
    """

    name: ClassVar[str] = "missing_reminders"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF856"],)

    within_days: int = attrs.field(default=7, validator=require.at_least(1))

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each deal."""
        (kind,) = self.kinds
        for deal in subject.book.deals:
            videos = [one for one in deal.deliverables if one.kind in _VIDEOS]
            named = {one.deliverable_id for one in videos if one.deliverable_id}
            reminded = any(
                one.kind == "reminder_story"
                and one.follows in named
                and not one.within_months
                and (one.within_days or 0) <= self.within_days
                for one in deal.deliverables
            )
            if named and not reminded:
                message = (
                    f"the deal with {deal.creator_id} must have a reminder story within "
                    f"{self.within_days} days of a video, got none"
                )
                where = Place(table="campaign", key=f"deals[{deal.creator_id}].deliverables")
                yield kind.finding(where=where, message=message)


_VIDEOS = frozenset({"short_video", "long_video"})
