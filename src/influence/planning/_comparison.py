"""Comparison: scenarios side by side, played with the same dice for the same product.

    P(A beats B) = rounds in which A earns more, and half of those in which it is even, of all

A scenario that wins on average may still lose most rounds, and the other way round; both are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.planning._draws import drawn, worths
from influence.planning._projection import Projection
from influence.planning._scenario import Scenario

#: How often a scenario is played, unless somebody asks for another number.
DRAWS = 10_000

_FEWEST_DRAWS = 100
_MOST_DRAWS = 1_000_000


@attrs.frozen(kw_only=True)
class Comparison:
    """Scenarios side by side; made by ``compare``.

    Args:
        projections: One for each scenario, in the order given.
        seed: What decided the dice.
    """

    projections: tuple[Projection, ...]
    seed: int

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.projections[0].scenario.currency

    @property
    def draws(self) -> int:
        """How often each scenario was played."""
        return self.projections[0].rounds

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the scenarios."""
        return tuple(one.name for one in self.projections)

    def projection(self, name: str) -> Projection:
        """What a scenario may come to.

        Raises:
            UnknownNameError: There is none of that name; the close one is named.
        """
        found: Mapping[str, Projection] = {one.name: one for one in self.projections}
        if name not in found:
            raise UnknownNameError("scenario", name, found)
        return found[name]

    def probability_beats(self, first: str, second: str) -> float:
        """How likely one scenario earns more than another, in time.

        Raises:
            UnknownNameError: There is none of that name; the close one is named.
        """
        mine = self.projection(first).draws.profits
        theirs = self.projection(second).draws.profits
        wins = sum(
            (one > other) + (one == other) / 2 for one, other in zip(mine, theirs, strict=True)
        )
        return wins / self.draws

    @property
    def best(self) -> Projection:
        """The scenario that earns most on average; of several, the first."""
        return max(self.projections, key=lambda one: one.mean)

    def in_words(self) -> str:
        """Which scenario earns most on average, and how often it really does."""
        best = self.best
        others = [one for one in self.projections if one is not best]
        if not others:
            return f"{best.name} earns {best.mean} on average"
        beats = ", ".join(
            f"{self.probability_beats(best.name, one.name) * 100:.0f} % against {one.name}"
            for one in others
        )
        return (
            f"{best.name} earns most on average, {best.mean}; it comes out ahead in {beats}; "
            f"it pays back in time with a chance of {best.probability_profitable * 100:.0f} %"
        )


def compare(scenarios: Sequence[Scenario], *, seed: int, draws: int = DRAWS) -> Comparison:
    """Play scenarios many times and set them side by side.

    Args:
        scenarios: At least one, each of another name, all of one currency.
        seed: What decides the dice; the same seed gives the same answer.
        draws: How often each is played, from 100 to a million.

    Raises:
        InvalidInputError: There is no scenario, two have one name, or *seed* or *draws* breaks its
            rule.
        CurrencyMismatchError: They differ in currency.

    Example:
        >>> from influence.money import Money
        >>> from influence.planning import CustomerWorth, Funnel
        >>> worth = CustomerWorth(gross_profit=Money("150", "USD"))
        >>> found = compare(
        ...     [
        ...         Scenario(
        ...             name="micro",
        ...             partners=3,
        ...             cost_each=Money("400", "USD"),
        ...             response=Funnel(leads=20, conversion="0.2"),
        ...             worth=worth,
        ...         ),
        ...         Scenario(
        ...             name="celebrity",
        ...             partners=1,
        ...             cost_each=Money("25000", "USD"),
        ...             response=Funnel(leads=200, conversion="0.1"),
        ...             worth=worth,
        ...         ),
        ...     ],
        ...     seed=1,
        ...     draws=1_000,
        ... )
        >>> found.best.name, found.probability_beats("micro", "celebrity")
        ('micro', 1.0)
    """
    _check(scenarios, seed=seed, draws=draws)
    parts = worths(seed=seed, draws=draws)
    return Comparison(
        projections=tuple(
            Projection(scenario=one, draws=drawn(one, seed=seed, parts=parts)) for one in scenarios
        ),
        seed=seed,
    )


def _check(scenarios: Sequence[Scenario], *, seed: object, draws: object) -> None:
    """Refuse what cannot be compared."""
    if not scenarios:
        raise InvalidInputError("scenarios", "be at least one", len(scenarios))
    if not require.is_whole(seed):
        raise InvalidInputError("seed", "be a whole number", seed)
    if not require.is_whole(draws) or not _FEWEST_DRAWS <= draws <= _MOST_DRAWS:
        rule = f"be a whole number from {_FEWEST_DRAWS} to {_MOST_DRAWS}"
        raise InvalidInputError("draws", rule, draws)
    names = [one.name for one in scenarios]
    currency = scenarios[0].currency
    for place, one in enumerate(scenarios):
        if one.name in names[:place]:
            raise InvalidInputError("name of a scenario", "be given once", one.name)
        if one.currency != currency:
            rule = f"be in {currency} as the first is"
            raise CurrencyMismatchError(f"scenario {one.name}", rule, one.currency)
