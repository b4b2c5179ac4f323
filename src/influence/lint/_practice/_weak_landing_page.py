"""Weak landing page: where people are sent, and what they meet there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject

_INSECURE, _FRONT = FINDING_KINDS["INF825"], FINDING_KINDS["INF826"]


@attrs.frozen(kw_only=True)
class WeakLandingPage:
    """Find a landing page without HTTPS, or one that is the front page of the shop."""

    name: ClassVar[str] = "weak_landing_page"
    kinds: ClassVar[tuple[FindingKind, ...]] = (_INSECURE, _FRONT)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """What is wrong with the page of the offer, and with that of the links."""
        book = subject.book
        offer = book.campaign.offer
        pages = (
            ("offer.landing_page", None if offer is None else offer.landing_page),
            ("links.landing_page", book.links.landing_page),
        )
        for key, page in pages:
            where = Place(table="campaign", key=key)
            if page is None:
                continue
            scheme, _, rest = page.strip().partition("://")
            if scheme.lower() != "https" or not rest:
                message = f"landing page must begin with https://, got {page[:80]!r}"
                yield _INSECURE.finding(where=where, message=message)
            elif not rest.partition("?")[0].partition("#")[0].partition("/")[2].strip("/"):
                message = f"landing page must be the campaign's own, got the front page {page!r}"
                yield _FRONT.finding(where=where, message=message)
