"""Missing disclosure: advertisements in which nothing says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._practice._remarked import remarked
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class MissingDisclosure:
    """Find posts without any disclosure, gifts among them, and those that cannot be told."""

    name: ClassVar[str] = "missing_disclosure"
    kinds: ClassVar[tuple[FindingKind, ...]] = tuple(
        FINDING_KINDS[code] for code in ("INF881", "INF886", "INF888")
    )

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each post."""
        yield from remarked(
            subject,
            {
                "none": FINDING_KINDS["INF881"],
                "gift": FINDING_KINDS["INF886"],
                "unknown": FINDING_KINDS["INF888"],
            },
        )
