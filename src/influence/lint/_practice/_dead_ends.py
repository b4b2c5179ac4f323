"""Dead ends: posts that do not say how to buy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.deals import Deal
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.tracking import normal_form

#: Words by which a caption leads to a link that stands elsewhere, in the form that marks have.
ELSEWHERE = tuple(
    normal_form(words)
    for words in (
        "link in bio",
        "link in my bio",
        "link below",
        "link in the description",
        "lien en bio",
        "lien dans la bio",
        "Link in der Bio",
        "Link in Bio",
        "enlace en la bio",
        "link en bio",
        "link na bio",
        "link in descrizione",
        "プロフィールのリンク",
        "프로필 링크",
        "主页链接",
        "الرابط في البايو",
    )
)


@attrs.frozen(kw_only=True)
class DeadEnds:
    """Find posts whose caption names no code, link or keyword of their creator.

    Words that lead to a link elsewhere, such as one in the profile, count as a next step. Stories
    carry their link as a sticker and are left out, and so is a post whose caption is not known.
    """

    name: ClassVar[str] = "dead_ends"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF827"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each post."""
        (kind,) = self.kinds
        deals = {deal.creator_id: deal for deal in subject.book.deals}
        for post in subject.book.posts:
            deal = deals.get(post.creator_id)
            if deal is None or post.caption is None or post.kind in _STORIES:
                continue
            if not _leads_on(post.caption, deal):
                message = (
                    f"caption must name a code, link or keyword of {deal.creator_id}, got none"
                )
                where = Place(table="posts", row=post.post_id, key="caption")
                yield kind.finding(where=where, message=message)


_STORIES = frozenset({"story_frame", "reminder_story"})


def _leads_on(caption: str, deal: Deal) -> bool:
    """Whether a caption says how to buy."""
    text = normal_form(caption)
    marks = (*deal.codes, *deal.dm_keywords, *(f"utm_content={link}" for link in deal.links))
    return any(normal_form(mark) in text for mark in marks) or any(
        words in text for words in ELSEWHERE
    )
