"""Deliverables: what a creator agreed to make, and how far it has come.

The states and their exits stand in one table, ``TRANSITIONS``; the code runs from it. What a state
does to the money owed is for ``influence.payments``; which posts prove a delivery is for the deal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidTransitionError, UnknownNameError
from influence.ids import CreatorId, PostId, validated_id

__all__ = ["DELIVERED", "KINDS", "STATES", "TRANSITIONS", "Deliverable", "Kind", "Move", "State"]

Kind = Literal[
    "short_video",
    "long_video",
    "story_frame",
    "reminder_story",
    "pinned_comment",
    "post",
    "carousel",
    "live",
    "newsletter",
]

State = Literal[
    "proposed",
    "agreed",
    "shipped",
    "draft_submitted",
    "changes_requested",
    "approved",
    "scheduled",
    "published",
    "verified",
    "completed",
    "overdue",
    "rejected",
    "cancelled",
    "expired",
    "taken_down",
]

KINDS: tuple[Kind, ...] = get_args(Kind)
STATES: tuple[State, ...] = get_args(State)

_STOPS: tuple[State, ...] = ("rejected", "cancelled")

_EXITS: dict[State, tuple[State, ...]] = {
    "proposed": ("agreed", "expired", *_STOPS),
    "agreed": ("shipped", "draft_submitted", "overdue", "cancelled"),
    "shipped": ("draft_submitted", "overdue", "cancelled"),
    "draft_submitted": ("changes_requested", "approved", *_STOPS),
    "changes_requested": ("draft_submitted", "overdue", *_STOPS),
    "approved": ("scheduled", "published", "cancelled"),
    "scheduled": ("published", "cancelled"),
    "published": ("verified", "taken_down"),
    "verified": ("completed", "taken_down"),
    "completed": ("taken_down",),
    "overdue": ("draft_submitted", "cancelled"),
    "rejected": (),
    "cancelled": (),
    "expired": (),
    "taken_down": (),
}

#: From each state, the states it may go to. A state without exits is an end.
TRANSITIONS: Mapping[State, tuple[State, ...]] = MappingProxyType(_EXITS)

#: States in which the audience can see, or has seen out, what was agreed.
DELIVERED: tuple[State, ...] = ("published", "verified", "completed")


@attrs.frozen(kw_only=True)
class Deliverable:
    """So many pieces of one kind, in one state.

    Args:
        kind: What it is, such as ``short_video``.
        count: How many pieces.
        state: How far they have come; ``None`` when nobody keeps it, so that posts have to tell.
        deliverable_id: What moves call it; unique in its deal.

    Raises:
        InvalidInputError: *count* is below 1.
        UnknownNameError: *kind* or *state* is not known; the close one is named.
    """

    kind: Kind = attrs.field(validator=require.one_of(KINDS))
    count: int = attrs.field(default=1, validator=require.at_least(1))
    state: State | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(STATES))
    )
    deliverable_id: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )

    def moved_to(self, state: State) -> Deliverable:
        """The same pieces, one step on.

        Raises:
            InvalidTransitionError: The table has no such step, or nobody keeps the state.
            UnknownNameError: *state* is not known; the close one is named.

        Example:
            >>> Deliverable(kind="short_video", state="approved").moved_to("published").state
            'published'
        """
        if state not in STATES:
            raise UnknownNameError("deliverable state", state, STATES)
        if self.state is None:
            rule = "have a state before it goes to another"
            raise InvalidTransitionError("deliverable", rule, None)
        exits = TRANSITIONS[self.state]
        if state not in exits:
            raise InvalidTransitionError("deliverable", _exit_rule(self.state, exits), state)
        return attrs.evolve(self, state=state)

    @property
    def is_delivered(self) -> bool:
        """Whether its state says that the audience got it."""
        return self.state in DELIVERED


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


def _exit_rule(state: State, exits: tuple[State, ...]) -> str:
    """Where a deliverable in *state* may go, as the rule of a message."""
    return f"go from {state} to {' or '.join(exits)}" if exits else f"stay {state}, which is an end"
