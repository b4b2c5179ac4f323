"""Draws: a scenario played many times, with dice that a seed decides.

    customers = Poisson(partners × customers expected of each × g)
    g         ~ gamma with mean 1 and variance v ÷ partners

What a customer is worth is drawn once a round for all scenarios: there is one product, whichever
way it is sold. Everything else is drawn for each scenario with dice of its own, so that adding one
changes no other. The sum over partners who each have a gamma level is one gamma level, which is why
a hundred partners cost no more time than one, and vary so much less.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import attrs

from influence.planning._poisson import poisson
from influence.planning._scenario import Scenario
from influence.planning._worth import FIGURES, Parts


@attrs.frozen(kw_only=True)
class Draws:
    """What came of a scenario in each round, in major units.

    Args:
        profits: Profit in time.
        profits_in_window: Profit within the payback window.
        paying: In how many rounds a single partner earned its own cost in time.
    """

    profits: tuple[float, ...] = attrs.field(repr=False)
    profits_in_window: tuple[float, ...] = attrs.field(repr=False)
    paying: int


def worths(*, seed: int, draws: int) -> list[Parts]:
    """Where in its range each figure of a customer's worth lies, round by round."""
    dice = _dice(seed, "worth")
    return [{figure: dice.random() for figure in FIGURES} for _ in range(draws)]


def drawn(scenario: Scenario, *, seed: int, parts: Sequence[Parts]) -> Draws:
    """What comes of a scenario in each of the rounds."""
    dice, partners = _dice(seed, f"scenario {scenario.name}"), scenario.partners
    variance = float(scenario.variance_each())
    profits: list[float] = []
    in_window: list[float] = []
    paying = 0
    for part in parts:
        window, in_time = scenario.worth.drawn(part)
        cost = scenario.cost_each.at(dice.random())
        each = scenario.response.drawn(dice, cost=cost, worth=in_time)
        customers = _customers(dice, each, partners=partners, variance=variance)
        profits.append(customers * in_time - partners * cost)
        in_window.append(customers * window - partners * cost)
        one = customers if partners == 1 else _customers(dice, each, partners=1, variance=variance)
        paying += one * in_time >= cost
    return Draws(profits=tuple(profits), profits_in_window=tuple(in_window), paying=paying)


def _customers(dice: Random, each: float, *, partners: int, variance: float) -> int:
    """Customers of so many partners together."""
    level = dice.gammavariate(partners / variance, variance / partners) if variance else 1.0
    return poisson(dice, partners * each * level)


def _dice(seed: int, use: str) -> Random:
    """Dice for one use; the same seed and use give the same on every machine."""
    return Random(f"{seed} {use}")  # noqa: S311  # dice of a simulation, not of a secret
