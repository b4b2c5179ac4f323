"""Label alone: posts that only the platform calls an advertisement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._practice._remarked import remarked
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class LabelAlone:
    """Find posts with the platform's label and no words, where that is not enough."""

    name: ClassVar[str] = "label_alone"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF884"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each post."""
        yield from remarked(subject, {"label_only": FINDING_KINDS["INF884"]})
