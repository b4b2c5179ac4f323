"""Remainder: what is left of the budget, and of the partners that a test asks for, and why."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from influence.allocation._policy import AllocationPolicy
from influence.allocation._prepared import Prepared
from influence.money import Money


@attrs.frozen(kw_only=True)
class Rest:
    """What is left when some packages are booked.

    Args:
        left: Of the budget.
        room: What the untried could still get; ``None`` when only the budget limits them.
        further: Who is worth another package that may be booked.
        is_limited: Whether somebody is worth another package that may not be booked.
        partners: With how many creators something is booked.
        worthy: How many are worth their price.
        choices: How many choices there were.
        is_first: Whether none of them was ever booked.
    """

    left: Money
    room: Money | None
    further: tuple[Prepared, ...]
    is_limited: bool
    partners: int
    worthy: int
    choices: int
    is_first: bool

    @classmethod
    def of(
        cls,
        prepared: Sequence[Prepared],
        counts: Sequence[int],
        *,
        budget: Money,
        room: Money | None,
    ) -> Rest:
        """What is left when so many packages of each are booked."""
        pairs = list(zip(prepared, counts, strict=True))
        spent = Money.total((one.cost(count) for one, count in pairs), currency=budget.currency)
        on_new = Money.total(
            (one.cost(count) for one, count in pairs if one.is_new), currency=budget.currency
        )
        return cls(
            left=budget - spent,
            room=None if room is None else room - on_new,
            further=tuple(one for one, count in pairs if count < one.offered),
            is_limited=any(one.is_limited for one, count in pairs if count == one.offered),
            partners=sum(count > 0 for count in counts),
            worthy=sum(one.offered > 0 for one in prepared),
            choices=len(prepared),
            is_first=all(one.is_new for one in prepared),
        )

    def is_past_room(self, one: Prepared) -> bool:
        """Whether another package would be more than the untried may get."""
        return one.is_new and self.room is not None and one.cost(1) > self.room


def reason_of(one: Prepared, count: int, *, rest: Rest) -> str:
    """Why so many packages of one creator are booked."""
    known = one.reason(count)
    if known is not None:
        return known
    if rest.is_past_room(one):
        return f"worth its price: {one.back}; but what the untried may get is spent"
    return f"worth its price: {one.back}; but the budget is worth more elsewhere"


def unspent_reason(rest: Rest, *, policy: AllocationPolicy) -> str | None:
    """Why what is left is not spent; ``None`` when nothing is left."""
    if not rest.left.is_positive:
        return None
    if not rest.choices:
        return "there is nobody to book"
    beyond = [one.cost(1) for one in rest.further if not rest.is_past_room(one)]
    if beyond:
        return f"the cheapest package that is still worth its price costs {min(beyond)}"
    if rest.further:
        share = policy.share_for_new(is_first=rest.is_first)
        return f"the untried may get {share} of the budget"
    if rest.is_limited:
        most = f"{policy.at_most} in number and {policy.most_share} of the budget"
        return f"whoever is worth another package has all that one creator may get: {most}"
    return "no further package is worth its price"


def partners_reason(rest: Rest, *, policy: AllocationPolicy) -> str | None:
    """Why there are fewer partners than the policy asks for; ``None`` when there are enough."""
    if rest.partners >= policy.least_partners:
        return None
    wanted = f"{policy.least_partners} partners were asked for"
    if rest.worthy == rest.partners:
        return f"{wanted}, and {rest.worthy} of {rest.choices} choices are worth their price"
    return f"{wanted}, and the budget pays for no more of those who are worth their price"
