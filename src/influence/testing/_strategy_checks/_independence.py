"""Independence: what a rank must not depend on, and what it must."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from influence.money import Money
from influence.ranking import RankingStrategy, Standing
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._strategy_checks._subject import Standings, StrategySubject, ranks

_NEEDS: Final = ("examples",)
_SCALE: Final = 1_000
_LARGE: Final = 10**17
#: The metrics that are amounts of money.
_MONEY: Final = ("revenue",)


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
        names = sorted(one.creator_id for one in standings)
        other = dict(zip(names, (f"x-{name}" for name in reversed(names)), strict=True))
        renamed = tuple(attrs.evolve(one, creator_id=other[one.creator_id]) for one in standings)
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
        unknown = attrs.evolve(standings[0], creator_id="unknown", metrics={}, profit=None)
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
        attrs.evolve(
            one, creator_id=f"with-{more}", profit=Money.from_minor(least + more, currency)
        )
        for more in (0, 1)
    )


def _figures(one: Standing) -> Standing:
    """A creator without a name."""
    return attrs.evolve(one, creator_id="somebody")


def _known(one: Standing) -> Standing:
    """A creator of whom everything is known."""
    money = one.spend
    profit = Money.from_minor(-100, money.currency) if one.profit is None else one.profit
    names = ("saves", "clicks", "orders", "revenue", "views", "comments", "shares")
    metrics = {**dict.fromkeys((*names, "new_customers", "leads", "signups"), Fraction(1))}
    return attrs.evolve(one, metrics={**metrics, **one.metrics}, profit=profit)


def _scaled(one: Standing) -> Standing:
    """A creator with a thousand times all money."""
    metrics = {
        name: value * _SCALE if name in _MONEY else value for name, value in one.metrics.items()
    }
    profit = None if one.profit is None else one.profit * _SCALE
    return attrs.evolve(one, metrics=metrics, spend=one.spend * _SCALE, profit=profit)


def _foreign(one: Standing) -> Standing:
    """A creator with the same minor units in another currency."""
    profit = None if one.profit is None else Money.from_minor(one.profit.minor, "EUR")
    return attrs.evolve(one, spend=Money.from_minor(one.spend.minor, "EUR"), profit=profit)
