"""Posts: what creators published, and what the platform says of each.

A figure that the platform does not tell is ``None``, never zero.
"""

from __future__ import annotations

import datetime as dt

import attrs

from influence import _requirements as require
from influence.errors import UnknownNameError
from influence.ids import AngleId, CreatorId, PostId, validated_id
from influence.metrics import POST_METRICS
from influence.money import Money

__all__ = ["Post"]


def _figure() -> int | None:
    """An optional count, as an attrs field."""
    figure: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_count)
    )
    return figure


def _remark() -> str | None:
    """An optional text, as an attrs field."""
    remark: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_text)
    )
    return remark


@attrs.frozen(kw_only=True)
class Post:
    """One published piece of content.

    Args:
        post_id: Identifies it.
        creator_id: Who published it.
        published_at: When, with its offset.
        platform: Where.
        kind: Which deliverable it is, such as ``short_video``.
        url: Its public address.
        angle: The angle it tells.
        cost: What was paid for this very post, beside the deal's terms.
        disclosure: How the advertisement is marked.
        caption: Its text.
        language: The language of its text, as a BCP 47 tag.
        has_label: Whether the platform's own label for paid partnerships is on it; ``None`` when
            unknown.
        on_screen: The words that its picture shows.
        spoken: The words of disclosure that are said in it.
        impressions: Times it was on a screen; ``None`` when unknown, as are all figures below.
        reach: Accounts that saw it at least once.
        views: Plays, as the platform counts them.
        likes: Likes.
        comments: Comments of any kind.
        intent_comments: Comments that ask about price, results or stock.
        saves: Times it was saved.
        shares: Times it was sent on.
        clicks: Visits through its link.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
    """

    post_id: PostId = attrs.field(validator=validated_id)
    creator_id: CreatorId = attrs.field(validator=validated_id)
    published_at: dt.datetime = attrs.field(validator=require.has_offset)
    platform: str | None = _remark()
    kind: str | None = _remark()
    url: str | None = _remark()
    angle: AngleId | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )
    impressions: int | None = _figure()
    reach: int | None = _figure()
    views: int | None = _figure()
    likes: int | None = _figure()
    comments: int | None = _figure()
    intent_comments: int | None = _figure()
    saves: int | None = _figure()
    shares: int | None = _figure()
    clicks: int | None = _figure()
    cost: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )
    disclosure: str | None = _remark()
    caption: str | None = _remark()
    language: str | None = _remark()
    has_label: bool | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_flag)
    )
    on_screen: str | None = _remark()
    spoken: str | None = _remark()

    def figure(self, name: str) -> int | None:
        """The platform's figure called *name*, one of ``POST_METRICS``.

        Raises:
            UnknownNameError: There is none of that name; the close one is named.
        """
        if name not in POST_METRICS:
            raise UnknownNameError("figure of a post", name, POST_METRICS)
        value: int | None = getattr(self, name)
        return value
