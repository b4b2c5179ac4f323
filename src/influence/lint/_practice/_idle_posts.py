"""Idle posts: posts of which less was made than is planned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.flywheel import flywheel_of
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class IdlePosts:
    """Find posts whose quota of derived assets is not met.

    Only books that keep assets at all are looked at: others do not say what was made.
    """

    name: ClassVar[str] = "idle_posts"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF871"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each post of a creator with assets."""
        (kind,) = self.kinds
        busy = {asset.creator_id for asset in subject.book.assets}
        for quota in flywheel_of(subject.book, as_of=subject.as_of).quotas:
            if quota.lacks and quota.creator_id in busy:
                lacks = ", ".join(
                    f"{count} {kind.replace('_', ' ')}{'s' if count > 1 else ''}"
                    for kind, count in quota.lacks.items()
                )
                where = Place(table="posts", row=quota.post_id)
                yield kind.finding(where=where, message=f"{quota.post_id} is still to give {lacks}")
