"""Policy: when what is owed may be paid."""

from __future__ import annotations

from typing import Any

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.money import Money

_MOST_DAYS = 3650


def _are_days(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A number of days that somebody would agree to wait."""
    if not require.is_whole(value) or not 0 <= value <= _MOST_DAYS:
        rule = f"be a whole number from 0 to {_MOST_DAYS}"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


@attrs.frozen(kw_only=True)
class SettlementPolicy:
    """The campaign's rules for paying out.

    Args:
        hold_days: An order earns nothing payable until so many days, each of 24 hours, have passed
            since it was placed.
        minimum_payout: Less than this is carried forward; ``None`` pays every amount.

    Raises:
        InvalidInputError: A figure is below zero, or the hold is longer than ten years.
    """

    hold_days: int = attrs.field(default=30, validator=_are_days)
    minimum_payout: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )
