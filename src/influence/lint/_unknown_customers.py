"""Unknown customers: creators whose customers cannot be counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.lint._several import several


@attrs.frozen(kw_only=True)
class UnknownCustomers:
    """Find creators whose customers cannot be told apart."""

    name: ClassVar[str] = "unknown_customers"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF402"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for all of them."""
        (kind,) = self.kinds
        unknown = [card.creator.creator_id for card in subject.cards if card.customers is None]
        if unknown:
            what = "creators whose customers cannot be told apart"
            yield several(kind, where="orders customer_id", places=unknown, what=what)
