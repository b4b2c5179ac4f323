"""Short list: a choice out of too few creators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.vetting import VettingPolicy


@attrs.frozen(kw_only=True)
class ShortList:
    """Find books that vet creators, and too few of them.

    A book without recent posts, comments and audiences vets nobody, and is left in peace.
    """

    name: ClassVar[str] = "short_list"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF891"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding, with how many were checked."""
        (kind,) = self.kinds
        book = subject.book
        if not (book.recent_posts or book.comments or book.audience):
            return
        checked = sum(card.is_checked for card in subject.vetted)
        least = VettingPolicy().least_list
        if checked < least:
            message = f"at least {least} creators are to be checked, got {checked}"
            yield kind.finding(where=Place(table="creators"), message=message)
