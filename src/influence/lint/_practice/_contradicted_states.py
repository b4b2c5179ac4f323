"""Contradicted states: deals that give another state than their moves tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.production import production_of


@attrs.frozen(kw_only=True)
class ContradictedStates:
    """Find deliverables whose state stands in the deal and is not what their moves tell."""

    name: ClassVar[str] = "contradicted_states"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF853"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each."""
        (kind,) = self.kinds
        for piece in production_of(subject.book, as_of=subject.as_of):
            if piece.contradicts:
                message = (
                    f"{piece.name} of {piece.creator_id} must be {piece.state} as its moves tell, "
                    f"got {piece.deliverable.state} in the deal"
                )
                where = Place(table="campaign", key=f"deals[{piece.creator_id}].deliverables")
                yield kind.finding(where=where, message=message)
