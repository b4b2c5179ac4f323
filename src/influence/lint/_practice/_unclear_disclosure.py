"""Unclear disclosure: words that people do not understand as advertising."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._practice._remarked import remarked
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class UnclearDisclosure:
    """Find posts whose only words are unclear, foreign to the post, or broken by unseen signs."""

    name: ClassVar[str] = "unclear_disclosure"
    kinds: ClassVar[tuple[FindingKind, ...]] = tuple(
        FINDING_KINDS[code] for code in ("INF882", "INF887", "INF889")
    )

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each post."""
        yield from remarked(
            subject,
            {
                "unclear": FINDING_KINDS["INF882"],
                "language": FINDING_KINDS["INF887"],
                "broken": FINDING_KINDS["INF889"],
            },
        )
