"""Untagged links: links in captions whose visits would be filed under nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject

_NEEDED = ("utm_campaign", "utm_content")
_ENDS = "()[]{}<>\"'“”„«»,;!"


@attrs.frozen(kw_only=True)
class UntaggedLinks:
    """Find links to the landing page that stand in a caption without their campaign.

    Only links that lead to the host of the landing page are looked at; a short link may add what it
    lacks when it is followed.
    """

    name: ClassVar[str] = "untagged_links"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF824"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each link."""
        (kind,) = self.kinds
        offer = subject.book.campaign.offer
        page = subject.book.links.landing_page or (offer and offer.landing_page)
        host = _host(page or "")
        if not host:
            return
        for post in subject.book.posts:
            for link in links_in(post.caption or ""):
                tags = {part.partition("=")[0] for part in link.partition("?")[2].split("&")}
                lacks = [tag for tag in _NEEDED if tag not in tags]
                if lacks and _host(link) == host:
                    message = f"link must name {' and '.join(lacks)}, got {link[:80]}"
                    where = Place(table="posts", row=post.post_id, key="caption")
                    yield kind.finding(where=where, message=message)


def links_in(text: str) -> list[str]:
    """The web addresses in a text, without the signs around them.

    Example:
        >>> links_in("Look (https://shop.example/spring?a=1)! Or shop.example")
        ['https://shop.example/spring?a=1']
    """
    spaced = "".join(" " if character in _ENDS else character for character in text)
    return [word.rstrip(".:…") for word in spaced.split() if word.lower().startswith(_SCHEMES)]


_SCHEMES = ("https://", "http://")


def _host(link: str) -> str:
    """The host of an address, in small letters and without ``www``."""
    rest = link.partition("://")[2]
    host = rest.partition("/")[0].partition("?")[0].partition("#")[0]
    return host.lower().removeprefix("www.")
