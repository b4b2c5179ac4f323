"""Creators: the people a brand works with, their handles, and the tiers their audiences fall in.

Tiers are a ladder of follower counts, kept as data because the sources disagree (micro begins at
10,000 in two of them and at 5,000 in the third). A tier describes; by itself it never decides
anything.
"""

from __future__ import annotations

from typing import cast

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import CreatorId, CustomerId, validated_id
from influence.ladders import Ladder
from influence.shares import Share

__all__ = ["AUDIENCE_TIERS", "WIDE_MICRO_TIERS", "AudienceTiers", "Creator", "Handle"]

AudienceTiers = Ladder[int, str]

#: Micro from 10,000 followers, mega from a million. Source: S1, S3.
AUDIENCE_TIERS: AudienceTiers = Ladder(
    ((0, "nano"), (10_000, "micro"), (100_000, "macro"), (1_000_000, "mega"))
)

#: The same, with micro from 5,000 followers. Source: S2.
WIDE_MICRO_TIERS: AudienceTiers = Ladder(
    ((0, "nano"), (5_000, "micro"), (100_000, "macro"), (1_000_000, "mega"))
)


def _without_at(name: str) -> str:
    """The name without its leading sign; what is no text is left for the validator to refuse."""
    is_text = isinstance(cast("object", name), str)
    return name.removeprefix("@") if is_text else name


def _is_one_word(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Text without a space in it."""
    require.is_text(instance, attribute, value)
    if any(character.isspace() for character in value):
        raise InvalidInputError(require.place(instance, attribute), "be one word", value)


@attrs.frozen
class Handle:
    """A creator's name on one platform.

    Args:
        platform: The platform's name, such as ``instagram``.
        name: The name there; a leading ``@`` is dropped.

    Raises:
        InvalidInputError: Either is blank, or the name has a space in it.

    Example:
        >>> str(Handle("instagram", "@maya.runs"))
        '@maya.runs on instagram'
    """

    platform: str = attrs.field(validator=require.is_text)
    name: str = attrs.field(converter=_without_at, validator=_is_one_word)

    def __str__(self) -> str:
        return f"@{self.name} on {self.platform}"


@attrs.frozen(kw_only=True)
class Creator:
    """A person or group who publishes and may earn.

    Args:
        creator_id: Identifies the creator in every table.
        name: What people call them.
        handles: Their names on platforms, the main one first.
        platform: The main platform, where no handle tells it.
        followers: Size of the main audience; ``None`` when unknown.
        niche: What they are about.
        location: Where they or their audience are.
        audience_match: Share of the audience that resembles the persona.
        reliability: Share of agreed work delivered on time.
        email: Their e-mail address, by which an order of their own is told.
        customer_id: Who they are as a customer, for the same.
        country: Where they live, as ISO 3166 alpha-2, for rules of disclosure and paperwork.
        language: The language of their posts, as a BCP 47 tag.
        tax_form: The form that they have sent, such as ``W-9``.

    Raises:
        InvalidInputError: An id is malformed, a count negative, or a share above 1.

    Example:
        >>> Creator(creator_id="maya", name="Maya", followers=42_000).tier()
        'micro'
    """

    creator_id: CreatorId = attrs.field(validator=validated_id)
    name: str = attrs.field(validator=require.is_text)
    handles: tuple[Handle, ...] = attrs.field(
        default=(), validator=require.are(Handle, called="handles")
    )
    platform: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_text)
    )
    followers: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_count)
    )
    niche: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_text)
    )
    location: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_text)
    )
    audience_match: Share | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_part)
    )
    reliability: Share | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_part)
    )
    email: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_email)
    )
    customer_id: CustomerId | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )
    country: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_country)
    )
    language: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )
    tax_form: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )

    def tier(self, tiers: AudienceTiers = AUDIENCE_TIERS) -> str | None:
        """The audience tier by followers, or ``None`` when they are unknown."""
        return None if self.followers is None else tiers.at(self.followers)

    @property
    def handle(self) -> Handle | None:
        """The main handle, if any is known."""
        return self.handles[0] if self.handles else None

    @property
    def platforms(self) -> tuple[str, ...]:
        """Every platform they are known to publish on, the main one first."""
        named = (handle.platform for handle in self.handles)
        own = () if self.platform is None else (self.platform,)
        return tuple(dict.fromkeys((*named, *own)))
