"""Skipped gates: pieces that went live unseen, and live posts that nobody looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.production import production_of, refused_moves

_DRAFT, _LIVE = FINDING_KINDS["INF854"], FINDING_KINDS["INF855"]


@attrs.frozen(kw_only=True)
class SkippedGates:
    """Find moves to published without an approved draft, and live posts that were not verified."""

    name: ClassVar[str] = "skipped_gates"
    kinds: ClassVar[tuple[FindingKind, ...]] = (_DRAFT, _LIVE)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each gate that was skipped."""
        for refused in refused_moves(subject.book, as_of=subject.as_of):
            if refused.move.to == "published":
                move = refused.move
                where = Place(table="moves", row=move.move_id, key="to")
                message = (
                    f"{move.deliverable} of {move.creator_id} must be approved before it is "
                    "published"
                )
                yield _DRAFT.finding(where=where, message=message)
        for piece in production_of(subject.book, as_of=subject.as_of):
            if piece.state == "published" and piece.days_late:
                where = Place(table="campaign", key=f"deals[{piece.creator_id}].deliverables")
                message = (
                    f"{piece.name} of {piece.creator_id} went live and was to be looked at within "
                    f"{piece.terms.verify_days} days; it is {piece.days_late} days late"
                )
                yield _LIVE.finding(where=where, message=message)
