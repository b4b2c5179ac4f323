"""Bare briefs: campaigns whose briefs say too little to work with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.guidelines import Guidelines
from influence.lint._rule import LintSubject

_FACTS, _APPROVAL = FINDING_KINDS["INF842"], FINDING_KINDS["INF845"]


@attrs.frozen(kw_only=True)
class BareBriefs:
    """Find campaigns whose briefs lack a goal, talking points, guardrails or an approval."""

    name: ClassVar[str] = "bare_briefs"
    kinds: ClassVar[tuple[FindingKind, ...]] = (_FACTS, _APPROVAL)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for what is lacking, and one for the approval."""
        if not subject.book.deals:
            return
        told = subject.book.campaign.brief or Guidelines()
        parts = {
            "a goal": told.goal,
            "talking points": told.talking_points,
            "guardrails": told.guardrails,
        }
        lacks = [name for name, part in parts.items() if not part]
        where = Place(table="campaign", key="brief")
        if lacks:
            message = f"briefs must have {', '.join(parts)}, got no {' and no '.join(lacks)}"
            yield _FACTS.finding(where=where, message=message)
        if told.approval_days is None:
            message = "briefs must say when a draft is to be approved, got nothing"
            yield _APPROVAL.finding(where=where, message=message)
