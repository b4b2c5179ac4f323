"""Shared codes: codes that went from one creator to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.tracking import normal_form


@attrs.frozen(kw_only=True)
class SharedCodes:
    """Find codes that had several owners, one after the other.

    Two owners at the same time are refused when a book is read.
    """

    name: ClassVar[str] = "shared_codes"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF823"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each later owner."""
        (kind,) = self.kinds
        first: dict[str, str] = {}
        for deal in subject.book.deals:
            for code in deal.codes:
                owner = first.setdefault(normal_form(code), deal.creator_id)
                if owner != deal.creator_id:
                    message = f"code {code} of {deal.creator_id} was the code of {owner} as well"
                    where = Place(table="campaign", key=f"deals[{deal.creator_id}].codes")
                    yield kind.finding(where=where, message=message)
