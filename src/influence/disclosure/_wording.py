"""Wording: what a creator may write, and where, so that nobody has to look for it."""

from __future__ import annotations

import attrs

from influence.disclosure._platform_table import PLATFORM_TEXTS, fold_of
from influence.disclosure._requirement import DisclosureRequirement


@attrs.frozen(kw_only=True)
class DisclosureWording:
    """What to write, and where.

    Args:
        words: One of these, in the language of the post.
        where: Where it has to stand, one sentence each.
        source: Where that is said.
    """

    words: tuple[str, ...]
    where: tuple[str, ...]
    source: str


def disclosure_wording(
    requirement: DisclosureRequirement, *, platform: str | None, language: str | None
) -> DisclosureWording:
    """What a creator may write for a jurisdiction, on a platform, in a language.

    Example:
        >>> import datetime as dt
        >>> from influence.disclosure import requirement_of
        >>> asked = requirement_of("FR", on=dt.date(2026, 3, 2))
        >>> disclosure_wording(asked, platform="instagram", language="fr").words
        ('publicité', 'collaboration commerciale')
    """
    label = next((row.label for row in PLATFORM_TEXTS if row.platform == platform), "")
    where = [
        f"In the first {fold_of(platform)} characters of the text, before any hashtags.",
        *(["Shown or said in videos and on every story frame."] if requirement.in_picture else []),
        *([f"Beside the platform's label “{label}”, which is not enough alone."] if label else []),
    ]
    words = requirement.words(language) or requirement.words(None)
    return DisclosureWording(words=words, where=tuple(where), source=requirement.source)
