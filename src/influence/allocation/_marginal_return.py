"""Marginal return: what the last unit of a budget brings back where tests are left aside.

    packages, best first: multiple × response^(k−1) back for every 1 spent
    marginal return = what the first package brings that the budget no longer pays for, 1 at least

Where money would be left over nothing is displaced and it is 1. Else a discovery only earns what it
brings beyond this, because the budget would have earned so much without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from influence.allocation._choice import Choice
from influence.allocation._policy import AllocationPolicy
from influence.allocation._reasons import refusal
from influence.money import Money


def marginal_return(
    choices: Sequence[Choice], *, budget: Money, policy: AllocationPolicy
) -> Fraction:
    """What the budget earns elsewhere, for every unit spent; at least 1.

    Args:
        choices: Who can be booked, each once.
        budget: What may be spent.
        policy: How many packages of one creator there may be, and what each further one brings.

    Example:
        >>> marginal_return((), budget=Money("5000", "USD"), policy=AllocationPolicy())
        Fraction(1, 1)
    """
    most = policy.most_share.of(budget).rounded("floor")
    packages = sorted(
        (package for one in choices for package in _packages(one, most=most, policy=policy)),
        reverse=True,
    )
    left = budget.minor
    for back, price in packages:
        left -= price
        if left < 0:
            return back
    return Fraction(1)


def _packages(
    choice: Choice, *, most: Money, policy: AllocationPolicy
) -> Iterator[tuple[Fraction, int]]:
    """What each package that pays for itself brings back, and its price in minor units."""
    price = choice.candidate.price
    if price is None or refusal(choice, policy=policy, most=most) is not None:
        return
    by_creator = policy.at_most if choice.at_most is None else choice.at_most
    allowed = min(policy.at_most, by_creator, most.minor // price.minor)
    back = choice.outlook.score
    for _ in range(allowed):
        if back <= 1:
            return
        yield back, price.minor
        back *= policy.response.fraction


def beside_each_other(
    choices: Sequence[Choice], *, budget: Money, policy: AllocationPolicy
) -> tuple[Choice, ...]:
    """The choices with tests worth only what they earn beyond what the budget earns elsewhere.

    Args:
        choices: Who can be booked, each once.
        budget: What may be spent.
        policy: Limits and assumptions of the allocation.
    """
    elsewhere = float(marginal_return(choices, budget=budget, policy=policy))
    return tuple(one.beside(elsewhere) for one in choices)
