"""Astray moves: rows that the table of steps does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.production import refused_moves


@attrs.frozen(kw_only=True)
class AstrayMoves:
    """Find moves that changed nothing."""

    name: ClassVar[str] = "astray_moves"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF852"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each row, with where the deliverable could have gone."""
        (kind,) = self.kinds
        for refused in refused_moves(subject.book, as_of=subject.as_of):
            where = Place(table="moves", row=refused.move.move_id, key="to")
            yield kind.finding(where=where, message=refused.reason)
