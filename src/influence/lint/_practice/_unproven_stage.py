"""Unproven stage: a payment stage that the evidence of the book does not carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.progression import STAGES, Stage


@attrs.frozen(kw_only=True)
class UnprovenStage:
    """Find deals whose stage the book's own ladder would step down from.

    It looks at creators as they were judged, so it says nothing of a book that was not evaluated. A
    step up is no mistake, and the report tells it.
    """

    name: ClassVar[str] = "unproven_stage"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF815"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each creator who would step down."""
        (kind,) = self.kinds
        for line in subject.lines:
            progress = line.progress
            if progress is None or not _is_lower(progress.next_stage, than=progress.stage):
                continue
            after = progress.next_stage
            why = "; ".join(progress.reasons).removeprefix(f"{after}: ")
            message = (
                f"{line.creator_id} is paid as {progress.stage} and the evidence leads to {after}: "
                f"{why}"
            )
            where = Place(table="campaign", key=f"deals[{line.creator_id}].stage")
            yield kind.finding(where=where, message=message)


def _is_lower(stage: Stage, *, than: Stage) -> bool:
    """Whether a stage stands lower on the ladder than another."""
    return STAGES.index(stage) < STAGES.index(than)
