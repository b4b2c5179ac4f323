"""Requirement: what one jurisdiction asks of a post that is an advertisement, as dated data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.errors import InvalidInputError

Relationship: TypeAlias = Literal["paid", "gifted", "affiliate"]
#: How a creator stands to the brand: for a fee, for product, or for a share of sales.
RELATIONSHIPS: tuple[Relationship, ...] = get_args(Relationship)

Words: TypeAlias = Mapping[str, tuple[str, ...]]


def _frozen_words(words: Mapping[str, tuple[str, ...]]) -> Words:
    """A copy that nobody can change."""
    return FrozenMapping({language: tuple(told) for language, told in words.items()})


def _frozen(reasons: Mapping[str, str]) -> Mapping[str, str]:
    """A copy that nobody can change."""
    return FrozenMapping(reasons)


@attrs.frozen(kw_only=True)
class DisclosureRequirement:
    """What one jurisdiction asks of a post from a day on.

    It is what a lint rule can look for, and not the law: nothing that is asked here being there
    does not make a post compliant.

    Args:
        jurisdiction: A country as ISO 3166 alpha-2, or ``EU``.
        authority: Who says so.
        accepted: Words that are clear, by language as a BCP 47 tag; ``*`` holds in every language.
        refused: Words that were found unclear, each with the reason.
        label_suffices: Whether the platform's own label is enough by itself.
        in_picture: Whether a video or story has to show or say it, and not only its text.
        before_fold: Whether it has to stand before the text is cut by the platform.
        most_hashtags_before: After how many hashtags it counts as hidden among them.
        same_language: Whether it has to be in the language of the post.
        since: The first day on which this holds.
        until: The first day on which it holds no more; ``None`` while it holds.
        source: Where it is said.
        read_on: The day on which that was read.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> from influence.disclosure import requirement_of
        >>> requirement_of("US", on=dt.date(2026, 3, 2)).label_suffices
        False
    """

    jurisdiction: str = attrs.field(validator=require.is_country)
    authority: str = attrs.field(validator=require.is_line)
    accepted: Words = attrs.field(converter=_frozen_words)
    refused: Mapping[str, str] = attrs.field(factory=dict[str, str], converter=_frozen)
    label_suffices: bool = attrs.field(default=False, validator=require.is_flag)
    in_picture: bool = attrs.field(default=True, validator=require.is_flag)
    before_fold: bool = attrs.field(default=True, validator=require.is_flag)
    most_hashtags_before: int = attrs.field(default=3, validator=require.is_count)
    same_language: bool = attrs.field(default=True, validator=require.is_flag)
    since: dt.date = attrs.field(validator=require.is_date)
    until: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_date)
    )
    source: str = attrs.field(validator=require.is_line)
    read_on: dt.date = attrs.field(validator=require.is_date)

    def __attrs_post_init__(self) -> None:
        if self.until is not None and self.until <= self.since:
            rule = f"be after {self.since.isoformat()}, its first day"
            raise InvalidInputError("DisclosureRequirement.until", rule, self.until.isoformat())

    def holds(self, day: dt.date) -> bool:
        """Whether it holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)

    def words(self, language: str | None) -> tuple[str, ...]:
        """The clear words for a language; those of every language where it is not known."""
        everywhere = self.accepted.get("*", ())
        if language is None:
            return tuple(dict.fromkeys(word for told in self.accepted.values() for word in told))
        return (*self.accepted.get(language.partition("-")[0].lower(), ()), *everywhere)
