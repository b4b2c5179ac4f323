"""Disputes: orders whose money somebody wants back, and how that ended.

    open → the order is held;  lost → it counts for nothing;  won → it counts again

What is held and what is void is for ``influence.settlement``.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import OrderId, validated_id
from influence.periods import microseconds

__all__ = ["OUTCOMES", "Dispute", "Outcome"]

Outcome = Literal["won", "lost"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@attrs.frozen(kw_only=True)
class Dispute:
    """One dispute of one order.

    Args:
        dispute_id: Identifies it.
        order_id: The order in question.
        opened_at: When it began, with its offset.
        closed_at: When it ended; ``None`` while it is open.
        outcome: ``won`` when the money stays, ``lost`` when it goes back; ``None`` while open.

    Raises:
        InvalidInputError: It ends without an outcome or the other way round, or before it begins.
        UnknownNameError: The outcome is not known; the close one is named.
    """

    dispute_id: str = attrs.field(validator=validated_id)
    order_id: OrderId = attrs.field(validator=validated_id)
    opened_at: dt.datetime = attrs.field(validator=require.has_offset)
    closed_at: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )
    outcome: Outcome | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(OUTCOMES))
    )

    def __attrs_post_init__(self) -> None:
        if (self.closed_at is None) != (self.outcome is None):
            rule = "have both an end and an outcome, or neither"
            raise InvalidInputError(f"dispute {self.dispute_id}", rule, self.outcome)
        if self.closed_at is not None and microseconds(self.closed_at) < microseconds(
            self.opened_at
        ):
            rule = f"not end before it began at {self.opened_at.isoformat()}"
            raise InvalidInputError("Dispute.closed_at", rule, self.closed_at.isoformat())

    def state_at(self, moment: dt.datetime) -> Literal["none", "open", "won", "lost"]:
        """How it stood at a moment, that moment included."""
        at = microseconds(moment)
        if at < microseconds(self.opened_at):
            return "none"
        if self.closed_at is None or self.outcome is None or at < microseconds(self.closed_at):
            return "open"
        return self.outcome

    def known_at(self, moment: dt.datetime) -> Dispute:
        """The dispute as it was known at a moment: an end that came later is not told."""
        if self.state_at(moment) != "open":
            return self
        return attrs.evolve(self, closed_at=None, outcome=None)
