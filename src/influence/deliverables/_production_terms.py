"""Production terms: how long each side has, and what a piece that is called off is worth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.deliverables._state import STATES, TRANSITIONS, State
from influence.errors import InvalidInputError, UnknownNameError
from influence.shares import Share

_MOST_DAYS = 3650


def _are_days(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A number of days that somebody would agree to."""
    if value is not None and (not require.is_whole(value) or not 0 < value <= _MOST_DAYS):
        rule = f"be a whole number from 1 to {_MOST_DAYS}"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


def _frozen(fees: Mapping[State, Share]) -> Mapping[State, Share]:
    """A copy that nobody can change."""
    return FrozenMapping(fees)


def _are_kill_fees(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Shares of a fee by states that can be called off."""
    where = require.place(instance, attribute)
    for state, share in cast("Mapping[State, object]", value).items():
        if state not in STATES:
            raise UnknownNameError(where, state, STATES)
        if "cancelled" not in TRANSITIONS[state]:
            raise InvalidInputError(where, "name a state that can be cancelled", state)
        if not isinstance(share, Share) or share.fraction > 1:
            raise InvalidInputError(f"{where} {state}", "be a share of at most 1", share)


#: What is often agreed: a quarter once goods are sent, half once a draft is in, all of it once it
#: is approved. Nothing of it holds unless it is agreed. Source: S300.
USUAL_KILL_FEES: Mapping[State, Share] = FrozenMapping(
    {
        "shipped": Share("0.25"),
        "draft_submitted": Share("0.5"),
        "changes_requested": Share("0.5"),
        "overdue": Share(0),
        "approved": Share(1),
        "scheduled": Share(1),
    }
)


@attrs.frozen(kw_only=True)
class ProductionTerms:
    """How long each side has, and what a piece that is called off is worth.

    Days are calendar days of the campaign's zone; what has a number of days is in time until the
    end of the last of them.

    Args:
        proposal_days: After how many days a proposal expires; ``None`` when it never does.
        deemed_approved_days: After how many days a draft that nobody answered counts as approved;
            ``None`` when it never does.
        verify_days: Within how many days a live post is to be looked at.
        keep_days: For how many days a post has to stay; ``None`` when nothing was agreed.
        kill_fees: What of a piece's fee is owed when it is cancelled, by the state that it was in;
            a state that is not named owes nothing.

    Raises:
        InvalidInputError: A number of days is below 1, or a share is above 1 or of a state that
            cannot be cancelled.
        UnknownNameError: A state is not known; the close one is named.

    Example:
        >>> terms = ProductionTerms(kill_fees={"approved": Share("0.5")})
        >>> terms.kill_fee("approved"), terms.kill_fee("agreed")
        (Share('0.5'), Share('0'))
    """

    proposal_days: int | None = attrs.field(default=None, validator=_are_days)
    deemed_approved_days: int | None = attrs.field(default=None, validator=_are_days)
    verify_days: int = attrs.field(default=7, validator=_are_days)
    keep_days: int | None = attrs.field(default=None, validator=_are_days)
    kill_fees: Mapping[State, Share] = attrs.field(
        factory=dict[State, Share], converter=_frozen, validator=_are_kill_fees
    )

    def kill_fee(self, state: State) -> Share:
        """What of the fee is owed when a piece is cancelled in a state."""
        return self.kill_fees.get(state, Share(0))
