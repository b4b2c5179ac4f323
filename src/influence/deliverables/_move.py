"""Move: one step of a deliverable, as the history of a book keeps it."""

from __future__ import annotations

import datetime as dt

import attrs

from influence import _requirements as require
from influence.deliverables._state import STATES, State
from influence.ids import CreatorId, PostId, validated_id


@attrs.frozen(kw_only=True)
class Move:
    """One step of a deliverable, as the history of a book keeps it.

    Args:
        move_id: Identifies it.
        creator_id: Whose deliverable.
        deliverable: Its id in the deal.
        to: The state that it led to.
        at: When.
        post_id: The post that proves it, once it is published.
        note: Why, in a few words.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: The state is not known; the close one is named.
    """

    move_id: str = attrs.field(validator=validated_id)
    creator_id: CreatorId = attrs.field(validator=validated_id)
    deliverable: str = attrs.field(validator=validated_id)
    to: State = attrs.field(validator=require.one_of(STATES))
    at: dt.datetime = attrs.field(validator=require.has_offset)
    post_id: PostId | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )
    note: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )
