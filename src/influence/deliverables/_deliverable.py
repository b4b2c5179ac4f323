"""Deliverable: so many pieces of one kind, when they are due, and how far they have come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Literal, TypeAlias, cast, get_args

import attrs
from dateutil.relativedelta import relativedelta

from influence import _requirements as require
from influence.deliverables._state import DELIVERED, STATES, TRANSITIONS, State
from influence.errors import InvalidInputError, InvalidTransitionError, UnknownNameError
from influence.ids import validated_id

Kind: TypeAlias = Literal[
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
KINDS: tuple[Kind, ...] = get_args(Kind)

_MOST_DAYS, _MOST_MONTHS = 3650, 120
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def _is_near(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A day that a calendar has room after."""
    require.is_date(instance, attribute, value)
    if not _FIRST_YEAR <= cast("dt.date", value).year <= _LAST_YEAR:
        rule = f"lie in the years {_FIRST_YEAR} to {_LAST_YEAR}"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


def _at_most(most: int) -> Callable[[object, attrs.Attribute[Any], object], None]:
    """A number of days or months that somebody would agree to."""

    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not require.is_whole(value) or not 0 <= value <= most:
            rule = f"be a whole number from 0 to {most}"
            raise InvalidInputError(require.place(instance, attribute), rule, value)

    return check


@attrs.frozen(kw_only=True)
class Deliverable:
    """So many pieces of one kind, in one state.

    Args:
        kind: What it is, such as ``short_video``.
        count: How many pieces.
        state: How far they have come; ``None`` when nobody keeps it, so that posts have to tell.
        deliverable_id: What moves call it; unique in its deal.
        draft_due: The last day for its draft.
        post_due: The last day for it to be published.
        follows: The deliverable after whose publishing it is due, such as a reminder.
        within_days: How many calendar days after that.
        within_months: How many months after that, before the days.

    Raises:
        InvalidInputError: *count* is below 1, a day or an offset lies further than anybody plans,
            or *follows* stands without an offset or an offset without it.
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

    draft_due: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(_is_near)
    )
    post_due: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(_is_near)
    )
    follows: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )
    within_days: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(_at_most(_MOST_DAYS))
    )
    within_months: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(_at_most(_MOST_MONTHS))
    )

    def __attrs_post_init__(self) -> None:
        has_offset = self.within_days is not None or self.within_months is not None
        if has_offset != (self.follows is not None):
            rule = "name what it follows and within how long, or neither"
            raise InvalidInputError("Deliverable.follows", rule, self.follows)

    def days_after(self, day: dt.date) -> dt.date:
        """The last day for it when what it follows was published on *day*.

        Months come first and end on the last day of a short month; then days are counted.

        Example:
            >>> reminder = Deliverable(kind="reminder_story", follows="v1", within_days=7)
            >>> reminder.days_after(dt.date(2026, 3, 3)).isoformat()
            '2026-03-10'
        """
        offset = relativedelta(months=self.within_months or 0, days=self.within_days or 0)
        return day + offset

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


def _exit_rule(state: State, exits: tuple[State, ...]) -> str:
    """Where a deliverable in *state* may go, as the rule of a message."""
    return f"go from {state} to {' or '.join(exits)}" if exits else f"stay {state}, which is an end"
