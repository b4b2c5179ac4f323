"""Several offers: creators of one cycle who promise different things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject

_MOST_SHOWN = 3
_MOST_DIGITS = 2
# The sign of ASCII, the wide and the small one of East Asia, and the Arabic one.
_SIGNS = frozenset("%\uff05\ufe6a\u066a")


@attrs.frozen(kw_only=True)
class SeveralOffers:
    """Find cycles whose captions promise different percentages off.

    A percentage that stands in the text of most posts of a cycle is taken for the offer; a number
    of three digits and more, such as 100 %, is taken for a manner of speaking.
    """

    name: ClassVar[str] = "several_offers"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF813"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each cycle with several."""
        (kind,) = self.kinds
        campaign = subject.book.campaign
        promised: dict[int, dict[int, list[str]]] = {}
        for post in subject.book.posts:
            cycle = promised.setdefault(campaign.cycle_of(post.published_at), {})
            for percent in sorted(percentages(post.caption or "")):
                cycle.setdefault(percent, []).append(post.post_id)
        for number, offers in sorted(promised.items()):
            if len(offers) > 1:
                told = ", ".join(_told(percent, posts) for percent, posts in sorted(offers.items()))
                message = f"cycle {number + 1} must have one offer, got {told}"
                yield kind.finding(where=Place(table="posts", key="caption"), message=message)


def _told(percent: int, posts: list[str]) -> str:
    """An offer and the first posts that make it."""
    more = f" and {len(posts) - _MOST_SHOWN} more" if len(posts) > _MOST_SHOWN else ""
    return f"{percent} % in {' '.join(posts[:_MOST_SHOWN])}{more}"


def percentages(text: str) -> frozenset[int]:
    """The whole percentages below 100 that a text names.

    Example:
        >>> sorted(percentages("15 % off today, %20 indirim, 100% cotton"))
        [15, 20]
    """
    found: set[int] = set()
    for place, character in enumerate(text):
        if character in _SIGNS:
            before = text[max(0, place - 6) : place].rstrip()
            after = text[place + 1 : place + 6]
            found |= {_number(before, backwards=True), _number(after, backwards=False)} - {0}
    return frozenset(found)


def _number(text: str, *, backwards: bool) -> int:
    """The number of one or two digits at one end of a text; 0 when there is none."""
    digits = ""
    for character in reversed(text) if backwards else text:
        if not character.isdecimal():
            # A number with a fraction is no offer that anybody makes.
            digits = "" if character in ".," else digits
            break
        digits = character + digits if backwards else digits + character
    return int(digits) if 0 < len(digits) <= _MOST_DIGITS else 0
