"""Subject: a ranking strategy, with creators to rank."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any, Final, cast

import attrs

from influence.bookings import Booking
from influence.candidates import Candidate
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.plugins._strategies import host_filled
from influence.ranking import Placing, RankingStrategy, Standing
from influence.shares import Share
from influence.testing._conformance._drawn import members_of
from influence.testing._conformance._member import Member
from influence.testing._conformance._setup import Setup

METRICS: Final = SuccessMetrics(("saves", "clicks", "orders"))
OTHERS: Final = (
    "revenue",
    "gross_profit",
    "views",
    "comments",
    "shares",
    "new_customers",
    "leads",
    "signups",
)
_NAMES: Final = ("ana", "bo", "cy", "dee", "eve", "fay", "gus", "hal")

Standings = tuple[Standing, ...]


@attrs.frozen(kw_only=True)
class StrategySubject:
    """A ranking strategy.

    Args:
        member: Its name.
        strategies: The strategy, for three success metrics.
        cases: Creators to rank, few and many.
    """

    member: str
    strategies: tuple[RankingStrategy, ...]
    cases: tuple[Standings, ...]

    @property
    def claims(self) -> frozenset[str]:
        """Examples, where it could be made."""
        return frozenset({"examples"} if self.strategies else set())

    def pairs(self) -> Sequence[tuple[RankingStrategy, Standings]]:
        """The strategy under its parameters in turn, each with creators to rank."""
        many = len(self.strategies)
        return [(self.strategies[at % many], case) for at, case in enumerate(self.cases)]


def ranks(strategy: RankingStrategy, standings: Sequence[Standing]) -> Mapping[str, int]:
    """The rank of each creator."""
    return {one.creator_id: one.rank for one in placings(strategy, standings)}


def placings(strategy: RankingStrategy, standings: Sequence[Standing]) -> Sequence[Placing]:
    """What a strategy answers."""
    return tuple(strategy.rank(standings))


def strategy_subject(member: Member, setup: Setup, /) -> StrategySubject:
    """The subject of a strategy."""
    return StrategySubject(
        member=member.name, strategies=_strategies(member, setup), cases=_cases(setup)
    )


def _strategies(member: Member, setup: Setup) -> tuple[RankingStrategy, ...]:
    """The strategy; one that is made for three metrics gets them."""
    if member.given.members:
        return cast("tuple[RankingStrategy, ...]", member.given.members)
    make = cast("Callable[..., Any]", member.make)
    filled = host_filled(make, metrics=METRICS)
    try:
        return (make(**filled) if filled else make(METRICS),)
    except Exception:  # noqa: BLE001  # it may have parameters of its own
        return cast("tuple[RankingStrategy, ...]", members_of(make, count=3, seed=setup.seed))


def _cases(setup: Setup) -> tuple[Standings, ...]:
    """Creators to rank: nobody is not among them, one is."""
    dice = Random(setup.seed)  # noqa: S311  # cases, not secrets
    sizes = (1, 2, 2, 3, *(dice.randint(2, len(_NAMES)) for _ in range(setup.examples)))
    return tuple(_standings(dice, size) for size in sizes)


def called(one: Standing, name: str) -> Standing:
    """A creator under another name, as a candidate too."""
    candidate = one.candidate
    if candidate is not None:
        candidate = attrs.evolve(candidate, creator_id=name)
    return attrs.evolve(one, creator_id=name, candidate=candidate)


def other_names(standings: Standings) -> Mapping[str, str]:
    """Another name for each creator, so that they sort the other way."""
    names = sorted(one.creator_id for one in standings)
    return dict(zip(names, (f"x-{name}" for name in reversed(names)), strict=True))


def priced(one: Standing, price: Callable[[Money], Money]) -> Standing:
    """A creator with every amount of money changed alike, but for metrics."""
    candidate = one.candidate
    if candidate is not None:
        candidate = attrs.evolve(
            candidate,
            price=None if candidate.price is None else price(candidate.price),
            bookings=tuple(_rebooked(booking, price) for booking in candidate.bookings),
        )
    profit = None if one.profit is None else price(one.profit)
    return attrs.evolve(one, spend=price(one.spend), profit=profit, candidate=candidate)


def _rebooked(booking: Booking, price: Callable[[Money], Money]) -> Booking:
    """A booking at another price; those that the kit draws earn whole cents."""
    earned = cast("Money | None", booking.gross_profit)
    return attrs.evolve(
        booking,
        cost=price(booking.cost),
        gross_profit=None if earned is None else price(earned),
    )


def _standings(dice: Random, size: int) -> Standings:
    """So many creators, of whom some are alike and some have figures that nobody knows."""
    kinds = [_figures(dice) for _ in range(max(1, size - 1))]
    return tuple(called(dice.choice(kinds), name) for name in dice.sample(_NAMES, size))


def _figures(dice: Random) -> Standing:
    """The figures of one creator."""
    names = (*METRICS.names, *OTHERS)
    metrics = {
        name: Fraction(dice.choice((0, 1, 2, 7, 500))) for name in names if dice.random() < 3 / 4
    }
    profit = dice.choice((-5_000, -1, 0, 1, 2_500, 10**9))
    return Standing(
        creator_id="somebody",
        metrics=metrics,
        spend=Money.from_minor(dice.choice((0, 1, 30_000, 10**8)), "USD"),
        profit=None if dice.random() < 1 / 4 else Money.from_minor(profit, "USD"),
        candidate=None if dice.random() < 1 / 8 else _candidate(dice),
    )


def _candidate(dice: Random) -> Candidate:
    """Somebody who can be booked, with some bookings or none."""
    price = dice.choice((None, 1, 25_000, 250_000))
    return Candidate(
        creator_id="somebody",
        price=None if price is None else Money.from_minor(price, "USD"),
        followers=dice.choice((None, 0, 900, 48_200, 2_000_000)),
        niche=dice.choice((None, "running", "food")),
        bookings=tuple(_booking(dice, cycle=cycle) for cycle in range(dice.randint(0, 3))),
    )


def _booking(dice: Random, *, cycle: int) -> Booking:
    """One package, of which some figures are unknown."""
    earned = dice.choice((None, -500, 0, 9_000, 400_000))
    return Booking(
        cycle=cycle,
        cost=Money.from_minor(dice.choice((0, 1, 25_000, 250_000)), "USD"),
        exposure=dice.choice((None, 0, 900, 48_200)),
        clicks=dice.choice((None, 0, 30, 500)),
        orders=dice.choice((None, 0, Fraction(1, 2), 12)),
        gross_profit=None if earned is None else Money.from_minor(earned, "USD"),
        angle=dice.choice(("", "a-day", "before-after")),
        matured=dice.choice((Share(0), Share("0.5"), Share(1))),
    )
