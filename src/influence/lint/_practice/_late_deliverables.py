"""Late deliverables: pieces whose day is over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.production import production_of


@attrs.frozen(kw_only=True)
class LateDeliverables:
    """Find deliverables whose next step is past its day."""

    name: ClassVar[str] = "late_deliverables"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF851"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each, with who is to do what."""
        (kind,) = self.kinds
        for piece in production_of(subject.book, as_of=subject.as_of):
            step = piece.next_step
            # A live post that nobody looked at is told by a rule of its own.
            if not piece.days_late or step is None or piece.state == "published":
                continue
            who, what = step
            message = (
                f"{piece.deliverable.kind} {piece.name} of {piece.creator_id} is {piece.state} and "
                f"{piece.days_late} days late: the {who} is to {what}"
            )
            where = Place(table="campaign", key=f"deals[{piece.creator_id}].deliverables")
            yield kind.finding(where=where, message=message)
