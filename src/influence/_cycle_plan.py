"""Cycle plan: with what money, for how long and within what limits a book is to be planned on."""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.allocation import AllocationPolicy
from influence.money import Money


@attrs.frozen(kw_only=True)
class CyclePlan:
    """What is planned for the next cycle.

    Args:
        budget: What may be spent in it; ``None`` for as much as the last cycle cost.
        cycles_left: Cycles still to be booked, the next one among them: a test is worth something
            only while there are cycles that can use what it teaches.
        policy: The limits and assumptions of the allocation.

    Raises:
        InvalidInputError: No cycle is left, or the budget is below zero.

    Example:
        >>> CyclePlan(budget=Money("5000", "USD"), cycles_left=4).policy.least_partners
        3
    """

    budget: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )
    cycles_left: int = attrs.field(default=1, validator=require.at_least(1))
    policy: AllocationPolicy = attrs.field(
        default=AllocationPolicy(),
        validator=require.is_a(AllocationPolicy, called="an AllocationPolicy"),
    )
