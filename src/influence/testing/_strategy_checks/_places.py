"""Places: who stands where, and why."""

from __future__ import annotations

import copy
from typing import Final

from influence.ranking import Placing
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._conformance._value_rules import (
    refuse_differing_copy,
    refuse_mutated,
    refuse_unclear_repr,
)
from influence.testing._strategy_checks._subject import StrategySubject, placings

_NEEDS: Final = ("examples",)


@check(
    "RS-P01",
    needs=_NEEDS,
    if_fails="A creator is missing from the report, or stands there twice. Answer one placing for "
    "each standing.",
)
def places_each_once(subject: StrategySubject) -> None:
    """Every creator is placed once, and nobody else is."""
    for strategy, standings in subject.pairs():
        given = sorted(one.creator_id for one in placings(strategy, standings))
        wanted = sorted(one.creator_id for one in standings)
        if given != wanted:
            raise CheckFailedError(f"creators of {strategy.name}", f"be {wanted}", given)


@check(
    "RS-P02",
    needs=_NEEDS,
    if_fails="Rank 3 of 5 no longer means that two are better. Use `ranks_of`, which lets equals "
    "share a rank and counts them all.",
)
def counts_ranks(subject: StrategySubject) -> None:
    """A rank is one more than the number of creators who stand before it."""
    for strategy, standings in subject.pairs():
        found = sorted(one.rank for one in placings(strategy, standings))
        wanted = [1 + sum(other < rank for other in found) for rank in found]
        if found != wanted:
            raise CheckFailedError(f"ranks of {strategy.name}", f"be {wanted}", found)


@check(
    "RS-P03",
    needs=_NEEDS,
    if_fails="Whoever shows the first three shows the wrong ones. Sort the answer by rank.",
)
def best_first(subject: StrategySubject) -> None:
    """The answer comes best first."""
    for strategy, standings in subject.pairs():
        found = [one.rank for one in placings(strategy, standings)]
        if found != sorted(found):
            raise CheckFailedError(f"answer of {strategy.name}", "come best first", found)


@check(
    "RS-P04",
    needs=_NEEDS,
    if_fails="A campaign without creators has no report. Do not divide by their number, or take "
    "the maximum of nothing.",
)
def ranks_nobody(subject: StrategySubject) -> None:
    """Nobody is ranked as nobody."""
    for strategy in subject.strategies:
        found = placings(strategy, ())
        if found:
            raise CheckFailedError(f"answer of {strategy.name} to nobody", "be empty", found)


@check(
    "RS-P05",
    needs=_NEEDS,
    if_fails="An answer of another type breaks whoever sorts it. A rank is a whole number, a "
    "placing a `Placing`.",
)
def answers_placings(subject: StrategySubject) -> None:
    """An answer holds placings whose ranks are whole numbers."""
    for strategy, standings in subject.pairs():
        for one in placings(strategy, standings):
            kinds = type(one), type(one.rank)
            if kinds != (Placing, int):
                raise CheckFailedError(f"answer of {strategy.name}", "hold placings", one)


@check(
    "RS-P06",
    needs=_NEEDS,
    if_fails="The page shows a reason that does not lead to the rank. End the working with the "
    'rank: `("rank among 5", rank)`.',
)
def explains_ranks(subject: StrategySubject) -> None:
    """A working ends in the rank."""
    for strategy, standings in subject.pairs():
        for one in placings(strategy, standings):
            if one.working.result != str(one.rank):
                what = f"working of {one.creator_id} by {strategy.name}"
                raise CheckFailedError(what, f"end in {one.rank}", one.working.result)


@check(
    "RS-P07",
    needs=_NEEDS,
    if_fails="A creator asks what the rank follows from, and nothing is said. Write a step for "
    "each figure that was looked at.",
)
def explains_parts(subject: StrategySubject) -> None:
    """A working says more than the rank."""
    for strategy, standings in subject.pairs():
        for one in placings(strategy, standings):
            if len(one.working.steps) < 2:  # noqa: PLR2004  # what was looked at, and the rank
                what = f"working of {one.creator_id} by {strategy.name}"
                raise CheckFailedError(what, "name what was looked at", str(one.working))


@check(
    "RS-P08",
    needs=_NEEDS,
    if_fails="The next strategy sees other figures. Never sort or change what was given in place.",
)
def leaves_standings(subject: StrategySubject) -> None:
    """Standings are as they were before somebody ranked them."""
    for strategy, standings in subject.pairs():
        given = list(standings)
        before = copy.deepcopy(given)
        strategy.rank(given)
        refuse_mutated(f"ranking strategy {strategy.name}", before, now=given)


@check(
    "RS-V01",
    needs=_NEEDS,
    if_fails="A book keeps the strategy that it is judged by, and is copied and sent. Use "
    "`@attrs.frozen` and plain fields.",
)
def copies(subject: StrategySubject) -> None:
    """A strategy that is pickled or copied is the same strategy."""
    for strategy in subject.strategies:
        refuse_differing_copy(f"ranking strategy {strategy.name}", strategy)


@check(
    "RS-V02",
    needs=_NEEDS,
    if_fails="Nobody can see with which parameters creators were ranked. Use `@attrs.frozen`.",
)
def is_told(subject: StrategySubject) -> None:
    """A strategy says in one line what it is."""
    for strategy in subject.strategies:
        refuse_unclear_repr(f"ranking strategy {strategy.name}", strategy)
