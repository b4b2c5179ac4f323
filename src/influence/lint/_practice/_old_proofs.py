"""Old proofs: creators on the bench whose last booking was long ago."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class OldProofs:
    """Find creators who are known to sell and have not been seen for long.

    Args:
        within_days: For how many days a proof holds.

    Raises:
        InvalidInputError: *within_days* is below 1.
    """

    name: ClassVar[str] = "old_proofs"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF897"],)

    within_days: int = attrs.field(default=180, validator=require.at_least(1))

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each of them."""
        (kind,) = self.kinds
        for line in subject.lines:
            posts = line.card.posts
            if line.decision.label not in {"scale", "renew"} or not posts:
                continue
            days = (subject.as_of - posts[-1].published_at).days
            if days > self.within_days:
                message = (
                    f"the proof of {line.creator_id} is {days} days old, and holds for "
                    f"{self.within_days}"
                )
                where = Place(table="creators", row=line.creator_id)
                yield kind.finding(where=where, message=message)
