"""Weak marks: links, codes and keywords that leak, offend or are mistaken for others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.links import reviewed_marks
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class WeakMarks:
    """Look at the marks that deals have already, as ``influence links`` does."""

    name: ClassVar[str] = "weak_marks"
    kinds: ClassVar[tuple[FindingKind, ...]] = tuple(
        FINDING_KINDS[code] for code in ("INF323", "INF324", "INF325", "INF326", "INF327", "INF328")
    )

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each mark, or pair of marks."""
        book = subject.book
        yield from reviewed_marks(book.deals, creators=book.creators, campaign=book.campaign)
