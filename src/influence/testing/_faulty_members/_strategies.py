"""Faulty strategies: bugs that rankings have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, ClassVar, cast

import attrs

from influence.candidates import Candidate
from influence.money import Money
from influence.outlooks import Outlook, ScorePart
from influence.ranking import Placing, Profit, Score, Standing, by_score, ranks_of
from influence.testing._faulty_members._faulty_member import Seeds
from influence.workings import Working

Standings = Sequence[Standing]
Points = Callable[[Standing], Fraction | None]


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


@_seeded("RS-S01")
def unsummed(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Gives a score, and not what it is made of."""
    return [attrs.evolve(one, parts=()) for one in _scored(_profit, standings)]


@_seeded("RS-S02")
def floating(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Gives scores as floats."""
    return [_floating(one) for one in _scored(_profit, standings)]


@_seeded("RS-S03")
def costs_as_scores(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Ranks the lowest score first, as one does with costs."""
    losses = _scored(lambda one: -(_profit(one) or Fraction(0)), standings)
    ranks = {one.creator_id: one.rank for one in _by(_profit, standings)}
    return [attrs.evolve(one, rank=ranks[one.creator_id]) for one in losses]


@_seeded("RS-S04")
def unknown_first(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Tries whoever is unknown before everybody else, and says no score."""
    found = _scored(_profit, standings)
    unknown = sum(one.score is None for one in found)
    return [attrs.evolve(one, rank=1 if one.score is None else one.rank + unknown) for one in found]


@_seeded("RS-S05")
def beside_the_first(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Compares every profit with that of whoever stands first in the table."""
    first = _profit(standings[0]) or Fraction(0) if standings else Fraction(0)
    return _scored(lambda one: (_profit(one) or Fraction(0)) - first, standings)


@_seeded("RS-C01")
def by_price(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Leaves out whoever has no price yet."""
    priced = [one for one in standings if one.candidate and one.candidate.price]
    return _by(_profit, priced)


@_seeded("RS-C01")
def never_new(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Looks at the last booking of everybody, which the untried have not."""
    return _by(lambda one: cast("Candidate", one.candidate).bookings[-1].multiple, standings)


@_seeded("RS-C02")
def of_somebody_else(_strategy: SeededStrategy, standings: Standings) -> Sequence[Placing]:
    """Gives everybody the outlook of whoever stands first."""
    found = _by(_profit, standings)
    return [attrs.evolve(one, outlook=_outlook(found[0].creator_id)) for one in found]


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


def _scored(score: Points, standings: Standings) -> list[Placing]:
    """Everybody by a score, the highest first, with the score and its one part."""

    def of(one: Standing) -> Score:
        points = score(one)
        parts = () if points is None else (ScorePart("points", points),)
        return Score(parts=parts, lines=(("score", "known"),))

    return by_score(standings, score=of, called="points")


def _floating(one: Placing) -> Placing:
    """A placing with its score as a float."""
    if one.score is None:
        return one
    score = cast("Fraction", float(one.score))
    return attrs.evolve(one, score=score, parts=(ScorePart("points", score),))


def _outlook(who: str) -> Outlook:
    """What is believed of anybody."""
    return Outlook(
        creator_id=who, log_mean=0.0, log_sd=1.0, outcome_log_sd=1.0, effective_orders=0.0
    )


def _by(score: Points, standings: Standings) -> list[Placing]:
    """Everybody by a score, the highest first."""
    return _placed(ranks_of({one.creator_id: score(one) for one in standings}))


def _placed(ranks: Any) -> list[Placing]:  # noqa: ANN401  # ranks by creator, right or wrong
    """Placings, best first."""
    found = [
        Placing(creator_id=who, rank=rank, working=Working.of(("score", "known"), ("rank", rank)))
        for who, rank in ranks.items()
    ]
    return sorted(found, key=lambda one: (one.rank, one.creator_id))
