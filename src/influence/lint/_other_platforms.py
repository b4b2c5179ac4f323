"""Other platforms: posts on a platform that their creator does not name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.lint._several import several


@attrs.frozen(kw_only=True)
class OtherPlatforms:
    """Find posts that stand where their creator is not known to publish."""

    name: ClassVar[str] = "other_platforms"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF307"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for all of them."""
        (kind,) = self.kinds
        own = {creator.creator_id: creator.platforms for creator in subject.book.creators}
        other = [
            post.post_id
            for post in subject.book.posts
            if post.platform and own[post.creator_id] and post.platform not in own[post.creator_id]
        ]
        if other:
            what = "posts on a platform that their creator does not name"
            yield several(kind, where="posts platform", places=other, what=what)
