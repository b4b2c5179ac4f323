"""State: how far a deliverable has come, and the one table of the steps between states.

The table drives everything: what a move may do, which moves the clock makes by itself, what is owed
in each state, the messages, the drawn diagram and the table of the docs.

    proposed → agreed → shipped → draft submitted ⇄ changes requested
                                        ↓ draft gate
                    approved → scheduled → published → verified → completed
                                                         live gate
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

import attrs

State: TypeAlias = Literal[
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
STATES: tuple[State, ...] = get_args(State)

Mover: TypeAlias = Literal["brand", "creator", "clock"]
MOVERS: tuple[Mover, ...] = get_args(Mover)

Gate: TypeAlias = Literal["draft", "live"]
GATES: tuple[Gate, ...] = get_args(Gate)

Owes: TypeAlias = Literal["nothing", "kill_fee", "whole", "taken_back"]


@attrs.frozen
class Step:
    """One step between two states.

    Args:
        before: The state that it leaves.
        after: The state that it leads to.
        by: Who takes it: the brand, the creator, or the clock.
        gate: The gate that it passes: the draft is looked at, or the live post is.
        or_by_clock: Whether the clock takes it as well, where the terms say so.
    """

    before: State
    after: State
    by: Mover
    gate: Gate | None = None
    or_by_clock: bool = False


#: Every step there is.
STEPS: tuple[Step, ...] = (
    Step("proposed", "agreed", "creator"),
    Step("proposed", "expired", "clock"),
    Step("proposed", "rejected", "creator"),
    Step("proposed", "cancelled", "brand"),
    Step("agreed", "shipped", "brand"),
    Step("agreed", "draft_submitted", "creator"),
    Step("agreed", "overdue", "clock"),
    Step("agreed", "cancelled", "brand"),
    Step("shipped", "draft_submitted", "creator"),
    Step("shipped", "overdue", "clock"),
    Step("shipped", "cancelled", "brand"),
    Step("draft_submitted", "changes_requested", "brand"),
    Step("draft_submitted", "approved", "brand", gate="draft", or_by_clock=True),
    Step("draft_submitted", "rejected", "brand"),
    Step("draft_submitted", "cancelled", "brand"),
    Step("changes_requested", "draft_submitted", "creator"),
    Step("changes_requested", "overdue", "clock"),
    Step("changes_requested", "rejected", "brand"),
    Step("changes_requested", "cancelled", "brand"),
    Step("approved", "scheduled", "creator"),
    Step("approved", "published", "creator"),
    Step("approved", "cancelled", "brand"),
    Step("scheduled", "published", "creator"),
    Step("scheduled", "cancelled", "brand"),
    Step("published", "verified", "brand", gate="live"),
    Step("published", "taken_down", "creator"),
    Step("verified", "completed", "brand"),
    Step("verified", "taken_down", "creator"),
    Step("completed", "taken_down", "creator"),
    Step("overdue", "draft_submitted", "creator"),
    Step("overdue", "cancelled", "brand"),
)


_EXITS: dict[State, tuple[State, ...]] = {
    state: tuple(step.after for step in STEPS if step.before == state) for state in STATES
}
#: From each state, the states it may go to. A state without exits is an end.
TRANSITIONS: Mapping[State, tuple[State, ...]] = MappingProxyType(_EXITS)

#: The states that nothing leads out of, and that are meant to be so.
ENDS: tuple[State, ...] = ("rejected", "cancelled", "expired", "taken_down")

#: States in which the audience can see, or has seen out, what was agreed.
DELIVERED: tuple[State, ...] = ("published", "verified", "completed")

#: What is owed for a piece in each state, of the fee that the terms have for it.
OWES: Mapping[State, Owes] = MappingProxyType(
    {
        **dict.fromkeys(STATES, "nothing"),
        **dict.fromkeys(DELIVERED, "whole"),
        "cancelled": "kill_fee",
        "taken_down": "taken_back",
    }
)


def step_between(before: State, after: State) -> Step | None:
    """The step from one state to another; ``None`` when there is none.

    Example:
        >>> step_between("draft_submitted", "approved").gate
        'draft'
    """
    return next((one for one in STEPS if (one.before, one.after) == (before, after)), None)
