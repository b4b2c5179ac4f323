"""Hidden disclosure: words that stand where nobody sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._practice._remarked import remarked
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class HiddenDisclosure:
    """Find posts whose disclosure comes after the fold, or among hashtags."""

    name: ClassVar[str] = "hidden_disclosure"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF883"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each post."""
        yield from remarked(subject, {"hidden": FINDING_KINDS["INF883"]})
