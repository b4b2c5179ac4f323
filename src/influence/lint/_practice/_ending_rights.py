"""Ending rights: content that is used and soon may not be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.rights_calendar import rights_calendar


@attrs.frozen(kw_only=True)
class EndingRights:
    """Find rights that end soon while what they are for is used.

    Args:
        within_days: What counts as soon.

    Raises:
        InvalidInputError: *within_days* is below 1.
    """

    name: ClassVar[str] = "ending_rights"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF865"],)

    within_days: int = attrs.field(default=30, validator=require.at_least(1))

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each use that runs."""
        (kind,) = self.kinds
        most = dt.timedelta(days=self.within_days)
        for review in rights_calendar(subject.book, as_of=subject.as_of).uses:
            until = review.at_end.until
            if review.use.ends is not None or not review.is_allowed or until is None:
                continue
            if until - subject.as_of <= most:
                what = f"{review.asset.asset_id} of {review.asset.creator_id}"
                end = until.date().isoformat()
                message = f"{what} runs on {review.use.channel}, and may until {end}"
                where = Place(table="asset_uses", row=review.use.use_id, key="ends")
                yield kind.finding(where=where, message=message)
