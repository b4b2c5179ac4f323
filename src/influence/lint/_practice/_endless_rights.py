"""Endless rights: everything, for ever, for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class EndlessRights:
    """Find full commercial rights that have neither an end nor a price."""

    name: ClassVar[str] = "endless_rights"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF867"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each."""
        (kind,) = self.kinds
        for deal in subject.book.deals:
            for line in deal.rights:
                if line.kind == "full_commercial" and line.is_open and line.price is None:
                    message = f"{line.named} of {deal.creator_id} must have an end or a price"
                    where = Place(table="campaign", key=f"deals[{deal.creator_id}].rights")
                    yield kind.finding(where=where, message=message)
