"""Foreign codes: captions that send the sales of one creator to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.tracking import normal_form, words


@attrs.frozen(kw_only=True)
class ForeignCodes:
    """Find captions that name a code of somebody else, and none of their own creator's."""

    name: ClassVar[str] = "foreign_codes"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF828"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each post."""
        (kind,) = self.kinds
        owners: dict[str, set[str]] = {}
        for deal in subject.book.deals:
            for code in deal.codes:
                owners.setdefault(normal_form(code), set()).add(deal.creator_id)
        for post in subject.book.posts:
            said = [word for word in words(post.caption or "") if word in owners]
            if said and not any(post.creator_id in owners[word] for word in said):
                whose = " and ".join(sorted(owners[said[0]]))
                own, got = post.creator_id, said[0].upper()
                message = f"caption must name a code of {own}, got {got} of {whose}"
                where = Place(table="posts", row=post.post_id, key="caption")
                yield kind.finding(where=where, message=message)
