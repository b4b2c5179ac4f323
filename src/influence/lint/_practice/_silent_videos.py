"""Silent videos: videos that disclose themselves in their text only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._practice._remarked import remarked
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class SilentVideos:
    """Find videos and stories whose picture and sound are known and say nothing."""

    name: ClassVar[str] = "silent_videos"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF885"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each post."""
        yield from remarked(subject, {"silent": FINDING_KINDS["INF885"]})
