"""Unlicensed uses: content that is used without a right, or after it has ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.rights_calendar import rights_calendar

_NEVER, _ENDED = FINDING_KINDS["INF862"], FINDING_KINDS["INF863"]


@attrs.frozen(kw_only=True)
class UnlicensedUses:
    """Look at every use of an asset by the rights of its creator's deal."""

    name: ClassVar[str] = "unlicensed_uses"
    kinds: ClassVar[tuple[FindingKind, ...]] = (_NEVER, _ENDED)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each use that was not allowed from beginning to end."""
        for review in rights_calendar(subject.book, as_of=subject.as_of).uses:
            if review.is_allowed:
                continue
            kind = _ENDED if review.at_start.is_allowed else _NEVER
            why = review.at_end if review.at_start.is_allowed else review.at_start
            message = f"{review.asset.asset_id} of {review.asset.creator_id}: {why.reason}"
            where = Place(table="asset_uses", row=review.use.use_id, key="channel")
            yield kind.finding(where=where, message=message)
