"""Scores: what a place follows from, where a strategy says it.

A strategy that gives no scores is held to nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Final

from influence.ranking import Placing, RankingStrategy
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._strategy_checks._subject import (
    Standings,
    StrategySubject,
    called,
    other_names,
    placings,
)

_NEEDS: Final = ("examples",)


@check(
    "RS-S01",
    needs=_NEEDS,
    if_fails="The page shows a score that nobody can add up. Give `parts` with every score; where "
    "it has one source alone, that is its one part. `by_score` sums them.",
)
def sums_its_parts(subject: StrategySubject) -> None:
    """A score is the sum of its parts."""
    for strategy, one in _answers(subject):
        total = sum((part.amount for part in one.parts), Fraction(0)) if one.parts else None
        if total != one.score:
            what = f"parts of the score of {one.creator_id} by {strategy.name}"
            raise CheckFailedError(what, f"sum to {one.score}", total)


@check(
    "RS-S02",
    needs=_NEEDS,
    if_fails="Floats add up differently on another machine, and equals get different ranks. Make "
    "each amount a `Fraction`; a float becomes one once it is rounded.",
)
def scores_exactly(subject: StrategySubject) -> None:
    """Scores and their parts are fractions."""
    for strategy, one in _answers(subject):
        for amount in (*(part.amount for part in one.parts), one.score):
            if amount is not None and type(amount) is not Fraction:
                what = f"score of {one.creator_id} by {strategy.name}"
                raise CheckFailedError(what, "be of fractions", amount)


@check(
    "RS-S03",
    needs=_NEEDS,
    if_fails="The ranking contradicts the scores beside it. Where the lowest is best, give the "
    "score below zero; where something else decides as well, make it a part.",
)
def ranks_by_score(subject: StrategySubject) -> None:
    """No higher score stands after a lower one."""
    for strategy, standings in subject.pairs():
        known = [one for one in _in_order(strategy, standings) if one.score is not None]
        for before, after in pairwise(known):
            if _score(before) < _score(after) and before.rank < after.rank:
                what = f"score of {after.creator_id}, who stands after {before.creator_id},"
                raise CheckFailedError(what, f"be at most {before.score}", after.score)


@check(
    "RS-S04",
    needs=_NEEDS,
    if_fails="Somebody without a score stands before somebody with one: missing was taken for a "
    "number. Rank them last; `ranks_of` does.",
)
def unknown_scores_last(subject: StrategySubject) -> None:
    """Whoever has no score stands after everybody who has one."""
    for strategy, standings in subject.pairs():
        found = _in_order(strategy, standings)
        last = max((one.rank for one in found if one.score is not None), default=None)
        for one in found:
            if last is not None and one.score is None and one.rank <= last:
                what = f"rank by {strategy.name} of {one.creator_id}, whose score is unknown,"
                raise CheckFailedError(what, f"be after {last}", one.rank)


@check(
    "RS-S05",
    needs=_NEEDS,
    if_fails="A score that depends on who is asked about first, on a name or on chance cannot be "
    "compared from report to report. Compute it from figures alone.",
)
def scores_alike(subject: StrategySubject) -> None:
    """The same creators get the same scores, in whatever order and under whatever names."""
    for strategy, standings in subject.pairs():
        other = other_names(standings)
        renamed = tuple(called(one, other[one.creator_id]) for one in standings)
        first = _amounts(strategy, standings)
        for what, found, wanted in (
            ("asked again", _amounts(strategy, standings), first),
            ("turned around", _amounts(strategy, standings[::-1]), first),
            (
                "under other names",
                _amounts(strategy, renamed),
                {other[name]: amounts for name, amounts in first.items()},
            ),
        ):
            if found != wanted:
                told = f"scores by {strategy.name}, {what},"
                raise CheckFailedError(told, f"be {wanted}", found)


def _answers(subject: StrategySubject) -> Iterator[tuple[RankingStrategy, Placing]]:
    """Every placing of every case, with the strategy that answered it."""
    for strategy, standings in subject.pairs():
        for one in placings(strategy, standings):
            yield strategy, one


def _in_order(strategy: RankingStrategy, standings: Standings) -> list[Placing]:
    """What a strategy answers, best first; of one rank, the highest score first."""
    found = placings(strategy, standings)
    return sorted(found, key=lambda one: (one.rank, one.score is None, -_score(one)))


def _score(one: Placing) -> Fraction:
    """A score as a number that can be compared."""
    return Fraction(0) if one.score is None else one.score


def _amounts(strategy: RankingStrategy, standings: Standings) -> Mapping[str, str]:
    """The score of each creator, and the sum that it is."""
    return {
        one.creator_id: f"{one.score} = {' + '.join(str(part.amount) for part in one.parts)}"
        for one in placings(strategy, standings)
    }
