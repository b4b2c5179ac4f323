"""Comments: what people write under posts, as far as a book has it."""

from __future__ import annotations

import datetime as dt

import attrs

from influence import _requirements as require
from influence.ids import CreatorId, PostId, validated_id

__all__ = ["Comment"]


@attrs.frozen(kw_only=True)
class Comment:
    """One comment under one post.

    Args:
        comment_id: Identifies it.
        creator_id: Under whose post.
        post_id: Under which; it may be a recent post or one of the campaign.
        text: What it says.
        at: When.
        language: Its language as a BCP 47 tag, where somebody told.
        is_by_creator: Whether the creator wrote it, such as an answer or a pinned comment.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
    """

    comment_id: str = attrs.field(validator=validated_id)
    creator_id: CreatorId = attrs.field(validator=validated_id)
    post_id: PostId = attrs.field(validator=validated_id)
    text: str = attrs.field(validator=require.is_text)
    at: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )
    language: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )
    is_by_creator: bool = attrs.field(default=False, validator=require.is_flag)
