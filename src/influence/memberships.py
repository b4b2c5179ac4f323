"""Memberships: how far a creator has come from being suggested to being in the campaign.

    suggested → vetted → invited → replied → negotiating → member → left

The steps stand in one table. Whoever left may be invited again; who declined or was passed over has
come to an end of this campaign.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.ids import CreatorId, validated_id
from influence.periods import microseconds

__all__ = [
    "MEMBERSHIP_ENDS",
    "MEMBERSHIP_EXITS",
    "MEMBERSHIP_STATES",
    "Membership",
    "MembershipState",
    "MembershipStep",
    "membership_of",
]

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

_OUT: tuple[MembershipState, ...] = ("declined", "passed")

#: From each state, the states that it may go to.
MEMBERSHIP_EXITS: Mapping[MembershipState, tuple[MembershipState, ...]] = MappingProxyType(
    {
        "suggested": ("vetted", "passed"),
        "vetted": ("invited", "passed"),
        "invited": ("replied", *_OUT),
        "replied": ("negotiating", "member", *_OUT),
        "negotiating": ("member", *_OUT),
        "member": ("left",),
        "left": ("invited",),
        "declined": (),
        "passed": (),
    }
)

#: The states that nothing leads out of, and that are meant to be so.
MEMBERSHIP_ENDS: tuple[MembershipState, ...] = _OUT


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


@attrs.frozen(kw_only=True)
class Membership:
    """How far one creator has come.

    Args:
        creator_id: Who.
        state: The state that they are in; ``None`` when no step is told.
        since: Since when.
        refused: Steps that the table does not have; they changed nothing.
    """

    creator_id: CreatorId
    state: MembershipState | None = None
    since: dt.datetime | None = None
    refused: tuple[MembershipStep, ...] = ()


def membership_of(creator_id: CreatorId, steps: Iterable[MembershipStep]) -> Membership:
    """The steps of one creator folded into the state that they are in.

    The first step may lead to any state, because a book may begin in the middle.

    Args:
        creator_id: Who.
        steps: Steps of anybody, in any order.

    Example:
        >>> at = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
        >>> invited = MembershipStep(step_id="1", creator_id="maya", to="invited", at=at)
        >>> membership_of("maya", [invited]).state
        'invited'
    """
    own = sorted(
        (step for step in steps if step.creator_id == creator_id),
        key=lambda step: (microseconds(step.at), step.step_id),
    )
    state: MembershipState | None = None
    since: dt.datetime | None = None
    refused: list[MembershipStep] = []
    for step in own:
        if state is None or step.to in MEMBERSHIP_EXITS[state]:
            state, since = step.to, step.at
        elif step.to != state:
            refused.append(step)
    return Membership(creator_id=creator_id, state=state, since=since, refused=tuple(refused))
