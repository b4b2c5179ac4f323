"""Without deal: creators with whom nothing was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class WithoutDeal:
    """Find creators who are in no deal."""

    name: ClassVar[str] = "without_deal"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF301"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """A finding for each of them."""
        (kind,) = self.kinds
        for card in subject.cards:
            if card.deal is None:
                message = (
                    f"{card.creator.name} has no deal: nothing can be owed by terms or credited"
                )
                yield kind.finding(where=f"creators {card.creator.creator_id}", message=message)
