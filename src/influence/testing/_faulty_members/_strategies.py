"""Faulty strategies: bugs that rankings have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, ClassVar, cast

import attrs

from influence.money import Money
from influence.ranking import Placing, Profit, Standing, ranks_of
from influence.testing._faulty_members._faulty_member import Seeds
from influence.workings import Working

Standings = Sequence[Standing]
Score = Callable[[Standing], Fraction | None]


@attrs.frozen(kw_only=True)
class SeededStrategy:
    """A strategy that ranks wrongly.

    Args:
        places: What it answers.
        memory: What it keeps between calls, which no strategy may.
    """

    name: ClassVar[str] = "seeded_bug"
    places: Callable[[SeededStrategy, Standings], Any]
    memory: list[int] = attrs.field(factory=list[int], eq=False)

    def rank(self, standings: Standings, /) -> Sequence[Placing]:
        """What the wrong sum comes to."""
        found: Sequence[Placing] = self.places(self, standings)
        return found


_SEEDS = Seeds(made=lambda does: SeededStrategy(places=does), twin=Profit())
_seeded = _SEEDS.bug


@_seeded("RS-P01")
def forgets_the_last(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Leaves out whoever stands last in the table."""
    return _by(_profit, standings[:-1])


@_seeded("RS-P02")
def dense(_strategy: SeededStrategy, standings: Standings) -> Iterator[Placing]:
    """Counts distinct profits in place of creators who are better."""
    distinct = sorted({_profit(one) or Fraction(0) for one in standings}, reverse=True)
    ranks = {one.creator_id: 1 + distinct.index(_profit(one) or Fraction(0)) for one in standings}
    return iter(_placed(ranks))


@_seeded("RS-P03")
def worst_first(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Answers the worst first."""
    return _by(_profit, standings)[::-1]


@_seeded("RS-P04")
def of_the_best(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Compares with the best, whom nobody is when there is nobody."""
    best = max(_profit(one) or Fraction(0) for one in standings)
    return _by(lambda one: (_profit(one) or Fraction(0)) - best, standings)


@_seeded("RS-P04")
def from_nowhere(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Ranks somebody also when nobody is there."""
    return _by(_profit, standings) or _placed({"nobody": 1})


@_seeded("RS-P05")
def halves(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Gives equals the mean of their ranks, a float."""
    return [attrs.evolve(one, rank=cast("Any", one.rank + 0.0)) for one in _by(_profit, standings)]


@_seeded("RS-P06")
def another_rank(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Explains a rank that counts from zero."""
    return [
        attrs.evolve(one, working=Working.of(("profit", "known"), ("rank", one.rank - 1)))
        for one in _by(_profit, standings)
    ]


@_seeded("RS-P07")
def unexplained(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Says the rank and not why."""
    return [
        attrs.evolve(one, working=Working.of(("rank", one.rank))) for one in _by(_profit, standings)
    ]


@_seeded("RS-P08")
def shortens_in_place(_strategy: SeededStrategy, standings: Any) -> Sequence[Placing]:  # noqa: ANN401  # a list, and that is the bug
    """Takes whoever stands last off the list that it was given."""
    del standings[-1:]
    return _by(_profit, cast("Standings", standings))


@_seeded("RS-I01")
def takes_turns(strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Lets another creator begin each time."""
    strategy.memory.append(1)
    sign = 1 if len(strategy.memory) % 2 else -1
    return _by(lambda one: sign * (_profit(one) or Fraction(7)), standings)


@_seeded("RS-I02")
def first_come(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Breaks ties by the place in the table."""
    ordered = sorted(standings, key=lambda one: -(_profit(one) or Fraction(0)))
    return _placed({one.creator_id: place for place, one in enumerate(ordered, start=1)})


@_seeded("RS-I03")
def alphabetical(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Breaks ties by name."""
    ordered = sorted(standings, key=lambda one: (-(_profit(one) or Fraction(0)), one.creator_id))
    return _placed({one.creator_id: place for place, one in enumerate(ordered, start=1)})


@_seeded("RS-I04")
def no_ties(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Tells creators with the same figures that one is better."""
    return _placed({one.creator_id: place for place, one in enumerate(standings, start=1)})


@_seeded("RS-F01")
def missing_is_zero(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Takes an unknown profit for zero, which is better than a loss."""
    return _by(lambda one: _profit(one) or Fraction(0), standings)


@_seeded("RS-F02")
def hundred_dollars(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Counts whose profit is above 100.00, whatever the sums of the campaign are."""
    return _by(lambda one: Fraction((_profit(one) or Fraction(0)) > 10_000), standings)  # noqa: PLR2004  # the bug


@_seeded("RS-F03")
def dollars_only(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Looks only at profits in dollars."""
    return _by(lambda one: _profit(one) if one.spend.currency == "USD" else None, standings)


@_seeded("RS-F04")
def by_floats(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Compares floats, which cannot tell large sums apart."""
    return _by(_as_float, standings)


@_seeded("RS-F05")
def everybody_wins(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Ranks everybody first."""
    return _placed({one.creator_id: 1 for one in standings})


@_SEEDS.class_bug("RS-V01")
class Callback:
    """Keeps a function, so it cannot be pickled."""

    name: ClassVar[str] = "seeded_bug"

    def __init__(self) -> None:
        self.score: Callable[[Standing], Money | None] = lambda one: one.profit

    def rank(self, standings: Standings, /) -> Sequence[Placing]:
        """Ranks honestly."""
        return Profit().rank(standings)


@_SEEDS.class_bug("RS-V02")
class Unnamed:
    """Shows an address in place of its parameters."""

    name: ClassVar[str] = "seeded_bug"

    def rank(self, standings: Standings, /) -> Sequence[Placing]:
        """Ranks honestly."""
        return Profit().rank(standings)


def _profit(one: Standing) -> Fraction | None:
    """A profit as a number."""
    profit: Money | None = one.profit
    return None if profit is None else Fraction(profit.minor)


def _as_float(one: Standing) -> Fraction | None:
    """A profit as a float makes it."""
    return None if one.profit is None else Fraction(float(one.profit.minor))


def _by(score: Score, standings: Standings) -> list[Placing]:
    """Everybody by a score, the highest first."""
    return _placed(ranks_of({one.creator_id: score(one) for one in standings}))


def _placed(ranks: Any) -> list[Placing]:  # noqa: ANN401  # ranks by creator, right or wrong
    """Placings, best first."""
    found = [
        Placing(creator_id=who, rank=rank, working=Working.of(("score", "known"), ("rank", rank)))
        for who, rank in ranks.items()
    ]
    return sorted(found, key=lambda one: (one.rank, one.creator_id))
