"""Memberships: how far a creator has come from being suggested to being in the campaign."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.ids import CreatorId, validated_id

__all__ = ["MEMBERSHIP_STATES", "MembershipState", "MembershipStep"]

MembershipState = Literal[
    "suggested",
    "vetted",
    "invited",
    "replied",
    "negotiating",
    "member",
    "declined",
    "passed",
    "left",
]
MEMBERSHIP_STATES: tuple[MembershipState, ...] = get_args(MembershipState)


@attrs.frozen(kw_only=True)
class MembershipStep:
    """One step of one creator.

    Args:
        step_id: Identifies it.
        creator_id: Whose.
        to: The state that it led to.
        at: When.
        note: Why, in a few words.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: The state is not known; the close one is named.

    Source: S1, S3.
    """

    step_id: str = attrs.field(validator=validated_id)
    creator_id: CreatorId = attrs.field(validator=validated_id)
    to: MembershipState = attrs.field(validator=require.one_of(MEMBERSHIP_STATES))
    at: dt.datetime = attrs.field(validator=require.has_offset)
    note: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )
