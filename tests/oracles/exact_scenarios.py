"""Small scenarios without dice: every number of customers, with its chance.

Only what is known to the point is taken, so that the customers of all partners have a chance each
and the profit follows from their number.
"""

from __future__ import annotations

import exact_counts

from influence.planning import Scenario


def chance_to_pay(scenario: Scenario, *, partners: int | None = None) -> float:
    """The chance that so many partners, by default all, earn what they cost in time."""
    number = scenario.partners if partners is None else partners
    each = scenario.customers / scenario.partners
    needed, customers = scenario.cost_each.likely * number, 0
    while customers * scenario.worth.in_time < needed:
        customers += 1
    return exact_counts.at_least(
        customers,
        mean=float(each * number),
        variance=float(scenario.variance_each() / number),
    )


def profits(scenario: Scenario, *, up_to: int) -> dict[float, float]:
    """The chance of each profit, in major units, up to so many customers."""
    cost = scenario.cost_each.likely * scenario.partners
    return {
        float(customers * scenario.worth.in_time - cost): exact_counts.chance(
            customers,
            mean=float(scenario.customers),
            variance=float(scenario.variance_each() / scenario.partners),
        )
        for customers in range(up_to)
    }


def chance_to_beat(first: Scenario, second: Scenario, *, up_to: int) -> float:
    """The chance that the first earns more, and half of that to be even."""
    others = profits(second, up_to=up_to)
    return sum(
        chance * other_chance * ((profit > other) + (profit == other) / 2)
        for profit, chance in profits(first, up_to=up_to).items()
        for other, other_chance in others.items()
    )
