"""Missing hashtag: posts whose caption does not carry the campaign's hashtag."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.lint._several import several
from influence.tracking import normal_form


@attrs.frozen(kw_only=True)
class MissingHashtag:
    """Find posts that the trail of the campaign's hashtag does not lead to.

    A post whose caption the book does not have cannot be told.
    """

    name: ClassVar[str] = "missing_hashtag"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF809"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for all of them."""
        (kind,) = self.kinds
        tag = subject.book.campaign.hashtag
        if tag is None:
            return
        key = normal_form(tag)
        without = [
            post.post_id
            for post in subject.book.posts
            if post.caption is not None and key not in normal_form(post.caption)
        ]
        if without:
            what = f"captions without {tag}"
            yield several(kind, where="posts caption", places=without, what=what)
