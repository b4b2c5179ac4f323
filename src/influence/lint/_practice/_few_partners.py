"""Few partners: a cycle that is too small to find out who sells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class FewPartners:
    """Find campaigns with fewer deals than a test needs.

    Args:
        least: How many partners a test has at least.

    Raises:
        InvalidInputError: *least* is below 1.
    """

    name: ClassVar[str] = "few_partners"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF812"],)

    least: int = attrs.field(default=3, validator=require.at_least(1))

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding, with how many there are."""
        (kind,) = self.kinds
        count = len(subject.book.deals)
        if 0 < count < self.least:
            message = f"a test must have at least {self.least} partners, got {count}"
            yield kind.finding(where=Place(table="campaign", key="deals"), message=message)
