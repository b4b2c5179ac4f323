"""Prepared: one choice, with what each of its packages adds and how many may be booked."""

from __future__ import annotations

import attrs

from influence.allocation._choice import Choice
from influence.allocation._policy import AllocationPolicy
from influence.allocation._reasons import booked, not_worth_it, refusal, returned
from influence.allocation._worth import Worth
from influence.money import Money


@attrs.frozen(kw_only=True)
class Prepared:
    """One choice, ready to be weighed against the others.

    Args:
        choice: The candidate, and what is believed of them.
        worth: What each package that may be booked adds; of the first even when none may be.
        offered: How many packages may be booked and are worth their price.
        is_limited: Whether one more than may be booked would be worth its price.
        refused: Why none may be booked; ``None`` when some may.
        currency: Of the budget.
    """

    choice: Choice
    worth: Worth
    offered: int
    is_limited: bool
    refused: str | None
    currency: str

    @classmethod
    def of(cls, choice: Choice, *, most: Money, policy: AllocationPolicy) -> Prepared:
        """A choice whose packages together may cost *most*."""
        refused = refusal(choice, policy=policy, most=most)
        price = choice.candidate.price
        allowed = 0
        if refused is None and price is not None:
            by_creator = policy.at_most if choice.at_most is None else choice.at_most
            allowed = min(policy.at_most, by_creator, most.minor // price.minor)
        worth = Worth.of(choice.outlook, packages=allowed + 1, policy=policy)
        worthy = worth.above(policy.least_value)
        return cls(
            choice=choice,
            worth=worth.first(max(1, allowed)),
            offered=min(worthy, allowed),
            is_limited=worthy > allowed and price is not None,
            refused=refused,
            currency=most.currency,
        )

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever booked with them."""
        return self.choice.candidate.is_untried

    @property
    def back(self) -> str:
        """What the first package is expected to bring back, in words."""
        return returned(self.worth, 1)

    def cost(self, packages: int) -> Money:
        """What so many packages cost; nothing is known to cost nothing."""
        price = self.choice.candidate.price
        return Money.zero(self.currency) if price is None else price * packages

    def reason(self, packages: int) -> str | None:
        """Why so many packages are booked; ``None`` when that depends on the others."""
        price = self.choice.candidate.price
        if self.refused is not None or price is None:
            return self.refused
        if packages:
            return booked(self.choice, worth=self.worth, packages=packages, price=price)
        return None if self.offered else not_worth_it(self.worth, price=price)
