"""Without marks: creators whose sales cannot be told from those of others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class WithoutMarks:
    """Find deals that lack a link or a code.

    A creator whose results were counted elsewhere needs neither.
    """

    name: ClassVar[str] = "without_marks"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF822"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each deal, with what it lacks."""
        (kind,) = self.kinds
        counted = {row.creator_id for row in subject.book.results}
        for deal in subject.book.deals:
            lacks = [
                word for word, marks in (("link", deal.links), ("code", deal.codes)) if not marks
            ]
            if lacks and deal.creator_id not in counted:
                message = f"{deal.creator_id} must have a link and a code of their own, got no " + (
                    " and no ".join(lacks)
                )
                where = Place(table="campaign", key=f"deals[{deal.creator_id}].{lacks[0]}s")
                yield kind.finding(where=where, message=message)
