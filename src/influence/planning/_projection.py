"""Projection: what a scenario may come to, with the chance that it pays back.

Chances are shares of the rounds that were played; how far the dice may be off is told beside, and
is another thing than whether the estimates are right.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cached_property

import attrs

from influence.errors import InvalidInputError
from influence.money import ExactMoney, Money
from influence.planning._draws import Draws
from influence.planning._scenario import Scenario
from influence.roi import UnitEconomics
from influence.workings import Working

#: The part of all rounds that an interval holds, unless somebody asks for another.
LEVEL = 0.8

_GRAIN = 10**9


@attrs.frozen(kw_only=True)
class Projection:
    """One scenario, played many times; made by ``compare``.

    Args:
        scenario: What is planned.
        draws: What came of it in each round.
    """

    scenario: Scenario
    draws: Draws = attrs.field(repr=False)

    @property
    def name(self) -> str:
        """The name of the scenario."""
        return self.scenario.name

    @property
    def rounds(self) -> int:
        """How often it was played."""
        return len(self.draws.profits)

    @property
    def economics(self) -> UnitEconomics:
        """The sum at what is likely."""
        return self.scenario.economics()

    @cached_property
    def probability_paid_back(self) -> float:
        """How likely gross profit within the payback window covers the spend."""
        return sum(one >= 0 for one in self.draws.profits_in_window) / self.rounds

    @cached_property
    def probability_profitable(self) -> float:
        """How likely gross profit covers the spend in time, repeat orders included."""
        return sum(one >= 0 for one in self.draws.profits) / self.rounds

    @property
    def probability_partner_pays(self) -> float:
        """How likely one partner brings in their own cost: somebody to book again."""
        return self.draws.paying / self.rounds

    @property
    def expected_paying_partners(self) -> float:
        """How many partners bring in their own cost on average."""
        return self.scenario.partners * self.probability_partner_pays

    @cached_property
    def mean(self) -> Money:
        """Profit on average."""
        return self._money(math.fsum(self.draws.profits) / self.rounds)

    @property
    def median(self) -> Money:
        """The profit that half of the rounds stay below."""
        return self.quantile(0.5)

    def quantile(self, part: float) -> Money:
        """The profit that the *part* of the rounds, from 0 to 1, stays below.

        Raises:
            InvalidInputError: *part* is not between 0 and 1.
        """
        if not 0 <= part <= 1:
            raise InvalidInputError("part of the rounds", "be between 0 and 1", part)
        place = part * (self.rounds - 1)
        below = math.floor(place)
        above = min(below + 1, self.rounds - 1)
        low, high = self._rising[below], self._rising[above]
        return self._money(low + (high - low) * (place - below))

    def interval(self, level: float = LEVEL) -> tuple[Money, Money]:
        """The profits between which the part *level* of the rounds lies.

        Raises:
            InvalidInputError: *level* is not between 0 and 1.
        """
        if not 0 < level < 1:
            raise InvalidInputError("level of an interval", "be between 0 and 1", level)
        return self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)

    def error(self, chance: float) -> float:
        """How far the dice may be off with a chance: two standard errors."""
        return 2 * math.sqrt(chance * (1 - chance) / self.rounds)

    def working(self) -> Working:
        """The sum at what is likely, what may vary, and what came of the rounds."""
        low, high = self.interval()
        varies = self.scenario.variation
        each = self.scenario.variance_each()
        return (
            self.scenario.working()
            .then("partners differ by, over their mean", varies.between_creators)
            .then("posts of one differ by, over their mean", varies.between_posts)
            .then("so one partner varies by, over the mean", f"{math.sqrt(each):.2f}")
            .then("rounds played", self.rounds)
            .then("profit on average", self.mean)
            .then("median profit", self.median)
            .then(f"profit in {LEVEL * 100:.0f} % of the rounds", f"{low} to {high}")
            .then("chance to pay back within the window", _chance(self.probability_paid_back))
            .then("chance to pay back in time", _chance(self.probability_profitable))
            .then("chance that one partner pays", _chance(self.probability_partner_pays))
        )

    @cached_property
    def _rising(self) -> list[float]:
        """The profits from the least."""
        return sorted(self.draws.profits)

    def _money(self, amount: float) -> Money:
        """An amount of a round, kept to a billionth and rounded to the cent."""
        exact = Fraction(round(amount * _GRAIN), _GRAIN)
        return ExactMoney(exact, self.scenario.currency).rounded()


def _chance(chance: float) -> str:
    """A chance to three digits."""
    return f"{chance:.3f}"
