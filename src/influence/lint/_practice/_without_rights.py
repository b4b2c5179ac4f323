"""Without rights: deals that let nothing be used again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class WithoutRights:
    """Find deals that grant no usage rights."""

    name: ClassVar[str] = "without_rights"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF861"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each."""
        (kind,) = self.kinds
        for deal in subject.book.deals:
            if not deal.rights_lines:
                message = f"the deal with {deal.creator_id} must grant usage rights, got none"
                where = Place(table="campaign", key=f"deals[{deal.creator_id}].usage_rights")
                yield kind.finding(where=where, message=message)
