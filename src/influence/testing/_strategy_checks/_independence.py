"""Independence: what a rank must not depend on, and what it must."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from influence.bookings import Booking
from influence.candidates import Candidate
from influence.money import Money
from influence.ranking import RankingStrategy, Standing
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._strategy_checks._subject import (
    METRICS,
    OTHERS,
    Standings,
    StrategySubject,
    called,
    other_names,
    priced,
    ranks,
)

_NEEDS: Final = ("examples",)
_SCALE: Final = 1_000
_LARGE: Final = 10**17
#: The metrics that are amounts of money.
_MONEY: Final = ("revenue", "gross_profit")


@check(
    "RS-I01",
    needs=_NEEDS,
    if_fails="The rank changes from run to run: something is remembered, drawn, or taken from a "
    "set.",
)
def ranks_alike(subject: StrategySubject) -> None:
    """The same creators get the same ranks."""
    for strategy, standings in subject.pairs():
        _compare(strategy, standings, standings, "asked again")


@check(
    "RS-I02",
    needs=_NEEDS,
    if_fails="Who stands first in the table stands first in the ranking. Ties share a rank; they "
    "are not broken by place.",
)
def ignores_order(subject: StrategySubject) -> None:
    """The order in which creators are given changes no rank."""
    for strategy, standings in subject.pairs():
        _compare(strategy, standings, standings[::-1], "turned around")


@check(
    "RS-I03",
    needs=_NEEDS,
    if_fails="Renaming a creator changes the ranking. Ties share a rank; they are not broken by "
    "name.",
)
def ignores_names(subject: StrategySubject) -> None:
    """What creators are called changes no rank."""
    for strategy, standings in subject.pairs():
        other = other_names(standings)
        renamed = tuple(called(one, other[one.creator_id]) for one in standings)
        before, after = ranks(strategy, standings), ranks(strategy, renamed)
        if {other[name]: rank for name, rank in before.items()} != after:
            what = f"ranks by {strategy.name} under other names"
            raise CheckFailedError(what, f"be {dict(before)}", dict(after))


@check(
    "RS-I04",
    needs=_NEEDS,
    if_fails="Two creators with the same figures are told that one is better. Let equals share a "
    "rank.",
)
def equals_share(subject: StrategySubject) -> None:
    """Creators with the same figures share a rank."""
    for strategy, standings in subject.pairs():
        found = ranks(strategy, standings)
        for one in standings:
            twin = next(other for other in standings if _figures(other) == _figures(one))
            if found[one.creator_id] != found[twin.creator_id]:
                what = f"ranks by {strategy.name} of {one.creator_id} and {twin.creator_id}"
                raise CheckFailedError(what, "be the same", dict(found))


@check(
    "RS-F01",
    needs=_NEEDS,
    if_fails="Somebody of whom nothing is known stands before somebody of whom all is known: "
    "missing was taken for zero. Rank the unknown last; `ranks_of` does.",
)
def missing_is_not_zero(subject: StrategySubject) -> None:
    """A creator of whom nothing is known stands before nobody of whom all is known."""
    for strategy, standings in subject.pairs():
        unknown = Standing(creator_id="unknown", metrics={}, spend=standings[0].spend)
        known = tuple(map(_known, standings))
        found = ranks(strategy, (*known, unknown))
        if any(found["unknown"] < found[one.creator_id] for one in known):
            what = f"rank by {strategy.name} of whom nothing is known"
            raise CheckFailedError(what, "be no better than that of others", dict(found))


@check(
    "RS-F02",
    needs=_NEEDS,
    if_fails="A campaign in yen ranks otherwise than one in dollars: a threshold in money is "
    "written into the code, or money is added to counts.",
)
def scales(subject: StrategySubject) -> None:
    """A thousand times all money changes no rank."""
    for strategy, standings in subject.pairs():
        _compare(strategy, standings, tuple(map(_scaled, standings)), "with all money × 1000")


@check(
    "RS-F03",
    needs=_NEEDS,
    if_fails="The same figures in another currency rank otherwise. Compare minor units, and name "
    "no currency in the code.",
)
def ignores_currencies(subject: StrategySubject) -> None:
    """The same figures in another currency get the same ranks."""
    for strategy, standings in subject.pairs():
        _compare(strategy, standings, tuple(map(_foreign, standings)), "in another currency")


@check(
    "RS-F04",
    needs=_NEEDS,
    if_fails="Large sums are compared as floats, which cannot tell them apart. Compare fractions.",
)
def large_sums(subject: StrategySubject) -> None:
    """A cent more is told apart however large the sum is."""
    for strategy, standings in subject.pairs():
        small = _two(standings[0], least=1)
        _compare(strategy, small, _two(standings[0], least=_LARGE), "with large sums")


@check(
    "RS-F05",
    needs=_NEEDS,
    if_fails="Nobody moves whatever creators do: the figures are not looked at. If that is meant, "
    "declare it.",
)
def looks_at_figures(subject: StrategySubject) -> None:
    """Some creators get different ranks."""
    if all(len(set(ranks(strategy, case).values())) <= 1 for strategy, case in subject.pairs()):
        raise CheckFailedError("ranks of very different creators", "differ", "one rank for all")


def _compare(strategy: RankingStrategy, before: Standings, after: Standings, what: str) -> None:
    """Refuse that the same creators get other ranks."""
    first, second = ranks(strategy, before), ranks(strategy, after)
    if first != second:
        told = f"ranks by {strategy.name}, {what},"
        raise CheckFailedError(told, f"be {dict(first)}", dict(second))


def _two(one: Standing, *, least: int) -> Standings:
    """Two creators who are alike but for a cent of profit."""
    currency = one.spend.currency
    return tuple(
        attrs.evolve(called(one, f"with-{more}"), profit=Money.from_minor(least + more, currency))
        for more in (0, 1)
    )


def _figures(one: Standing) -> Standing:
    """A creator without a name."""
    return called(one, "somebody")


def _known(one: Standing) -> Standing:
    """A creator of whom everything is known."""
    currency = one.spend.currency
    profit = Money.from_minor(-100, currency) if one.profit is None else one.profit
    metrics = dict.fromkeys((*METRICS.names, *OTHERS), Fraction(1))
    price = Money.from_minor(25_000, currency)
    known = Candidate(
        creator_id=one.creator_id,
        price=price,
        followers=900,
        niche="food",
        bookings=(
            Booking(cycle=0, cost=price, exposure=900, clicks=9, orders=1, gross_profit=price),
        ),
    )
    return attrs.evolve(one, metrics={**metrics, **one.metrics}, profit=profit, candidate=known)


def _scaled(one: Standing) -> Standing:
    """A creator with a thousand times all money."""
    metrics = {
        name: value * _SCALE if name in _MONEY else value for name, value in one.metrics.items()
    }
    return attrs.evolve(priced(one, lambda money: money * _SCALE), metrics=metrics)


def _foreign(one: Standing) -> Standing:
    """A creator with the same minor units in another currency."""
    return priced(one, lambda money: Money.from_minor(money.minor, "EUR"))
