"""Holdout units: who was kept from the campaign at random and who was not, and what they bought."""

from __future__ import annotations

from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import validated_id
from influence.money import Money

HoldoutArm = Literal["exposed", "holdout"]
HOLDOUT_ARMS: tuple[HoldoutArm, ...] = get_args(HoldoutArm)


@attrs.frozen(kw_only=True)
class HoldoutUnit:
    """One person, or people who were counted together.

    Args:
        unit_id: Who it is: a customer, a household, or a name for a whole arm.
        arm: ``holdout`` who was kept from the campaign, ``exposed`` who was not. Chance has to have
            decided which.
        people: How many people it is; 1 for a row of its own.
        conversions: How many of them bought (or did what the campaign asks for), each counted once;
            ``None`` when the source does not tell.
        revenue: Net sales to them; ``None`` when the source does not tell.

    Raises:
        InvalidInputError: A field breaks its rule, or more converted than there are people.

    Example:
        >>> HoldoutUnit(unit_id="all held out", arm="holdout", people=10_000, conversions=90).people
        10000
    """

    unit_id: str = attrs.field(validator=validated_id)
    arm: HoldoutArm = attrs.field(validator=require.one_of(HOLDOUT_ARMS))
    people: int = attrs.field(default=1, validator=require.at_least(1))
    conversions: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_count)
    )
    revenue: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_any_money)
    )

    def __attrs_post_init__(self) -> None:
        if self.conversions is not None and self.conversions > self.people:
            rule = f"be at most its people, {self.people}, each counted once"
            raise InvalidInputError("HoldoutUnit.conversions", rule, self.conversions)
