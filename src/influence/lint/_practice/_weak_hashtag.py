"""Weak hashtag: none, one that platforms cut short, or one that is only the brand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.campaigns import Campaign
from influence.findings import FINDING_KINDS, Finding, FindingKind, Fix, Place
from influence.lint._rule import LintSubject
from influence.tracking import words

_NONE, _BRAND, _BROKEN = (FINDING_KINDS[code] for code in ("INF806", "INF807", "INF808"))
_WHERE = Place(table="campaign", key="campaign.hashtag")


@attrs.frozen(kw_only=True)
class WeakHashtag:
    """Find a hashtag that is missing, cannot be used, or only says the brand or the product."""

    name: ClassVar[str] = "weak_hashtag"
    kinds: ClassVar[tuple[FindingKind, ...]] = (_NONE, _BRAND, _BROKEN)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """What is wrong with it."""
        campaign = subject.book.campaign
        tag = campaign.hashtag
        if tag is None and not subject.book.deals:
            return
        if tag is None:
            message = "the campaign must have one hashtag for every post, got none"
            yield _NONE.finding(where=_WHERE, message=message)
            return
        whole = f"#{_joined(tag)}"
        if not is_hashtag(tag):
            message = f"hashtag must be one word of letters, digits and underscores, got {tag!r}"
            fix = Fix(place=_WHERE, value=whole, what=f"write it as {whole}")
            fixes = (fix,) if is_hashtag(whole) else ()
            yield _BROKEN.finding(where=_WHERE, message=message, fixes=fixes)
        named = next((name for name in _names(campaign) if _key(name) == _key(tag)), "")
        if named:
            message = f"hashtag must be about the theme and not only {named!r}, got {tag!r}"
            yield _BRAND.finding(where=_WHERE, message=message)


def is_hashtag(tag: str) -> bool:
    """Whether platforms take all of *tag* for one hashtag.

    Example:
        >>> is_hashtag("#SpringReset"), is_hashtag("#春のリセット"), is_hashtag("#Spring-Reset")
        (True, True, False)
    """
    name = tag.removeprefix("#")
    signs = all(_is_inside(character) for character in name)
    return tag.startswith("#") and signs and any(character.isalpha() for character in name)


def _is_inside(character: str) -> bool:
    """Whether a character may stand in a hashtag."""
    return character.isalnum() or character == "_" or bool(unicodedata.combining(character))


def _joined(tag: str) -> str:
    """The letters, digits and underscores of a tag."""
    return "".join(character for character in tag if _is_inside(character))


def _key(name: str) -> str:
    """A name as a tag would have it: its words without spaces and case."""
    return "".join(words(name))


def _names(campaign: Campaign) -> tuple[str, ...]:
    """What the brand and the product are called."""
    product = "" if campaign.offer is None else campaign.offer.product
    return tuple(name for name in (campaign.brand or "", product) if _key(name))
