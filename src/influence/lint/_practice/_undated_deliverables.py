"""Undated deliverables: pieces that are due at no time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.production import production_of


@attrs.frozen(kw_only=True)
class UndatedDeliverables:
    """Find deliverables on their way that have neither a day nor anything that they follow.

    Only those whose steps the book keeps are looked at: others are known by their posts.
    """

    name: ClassVar[str] = "undated_deliverables"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF857"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each."""
        (kind,) = self.kinds
        for piece in production_of(subject.book, as_of=subject.as_of):
            one = piece.deliverable
            has_day = one.draft_due or one.post_due or one.follows
            if piece.history is not None and piece.state in _UNDER_WAY and not has_day:
                message = f"{piece.name} of {piece.creator_id} must have a day, got none"
                where = Place(table="campaign", key=f"deals[{piece.creator_id}].deliverables")
                yield kind.finding(where=where, message=message)


_UNDER_WAY = frozenset(
    {"agreed", "shipped", "draft_submitted", "changes_requested", "approved", "scheduled"}
)
