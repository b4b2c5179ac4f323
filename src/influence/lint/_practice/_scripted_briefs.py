"""Scripted briefs: briefs that put words into a creator's mouth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.guidelines import script_signs
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class ScriptedBriefs:
    """Find texts of briefs that dictate words, in the campaign and in deals."""

    name: ClassVar[str] = "scripted_briefs"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF841"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each text."""
        (kind,) = self.kinds
        book = subject.book
        told = [("brief", book.campaign.brief)]
        told += [(f"deals[{deal.creator_id}].brief", deal.brief) for deal in book.deals]
        for key, guidelines in told:
            for text in () if guidelines is None else guidelines.texts:
                signs = script_signs(text)
                if signs:
                    message = (
                        f"a brief must dictate no words, got {', '.join(signs)}: {text[:80]!r}"
                    )
                    yield kind.finding(where=Place(table="campaign", key=key), message=message)
