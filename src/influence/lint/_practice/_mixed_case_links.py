"""Mixed-case links: tags that analytics tools would count as two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Fix, Place
from influence.lint._rule import LintSubject
from influence.tracking import normal_form


@attrs.frozen(kw_only=True)
class MixedCaseLinks:
    """Find links of deals whose mark has capital letters.

    This library finds a link however it is written, so writing it small loses nothing here.
    """

    name: ClassVar[str] = "mixed_case_links"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF821"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each deal, which mends all of its links."""
        (kind,) = self.kinds
        for deal in subject.book.deals:
            small = tuple(link.lower() for link in deal.links)
            if small == deal.links:
                continue
            where = Place(table="campaign", key=f"deals[{deal.creator_id}].links")
            is_same = [normal_form(link) for link in small] == list(map(normal_form, deal.links))
            fix = Fix(place=where, value=small, what="write the links in small letters")
            got = ", ".join(link for link in deal.links if link != link.lower())
            message = f"links of {deal.creator_id} must be in small letters, got {got}"
            yield kind.finding(where=where, message=message, fixes=(fix,) if is_same else ())
