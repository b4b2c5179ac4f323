"""Simulation: a programme in a market, cycle by cycle, and what came of it.

    profit = Σ gross profit of its packages, untracked orders included − Σ what they cost
    share  = profit ÷ profit of a clairvoyant in the same market

The same programme, preset and seed give the same outcome. Two programmes in one market meet the
same luck for the same package, so the difference between them is what they decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

import attrs

from influence.candidates import Candidate
from influence.ids import CreatorId
from influence.markets._clairvoyant import Clairvoyant
from influence.markets._creator import TrueCreator
from influence.markets._dice import amount
from influence.markets._market import Market
from influence.markets._post import Post
from influence.markets._preset import Preset
from influence.markets._presets import preset_named
from influence.markets._programme import Programme, Question, booked
from influence.markets._wear import worn
from influence.money import Money
from influence.ranking import Standing


@attrs.frozen(kw_only=True)
class CycleOutcome:
    """One cycle of a programme.

    Args:
        cycle: Which, from 0.
        packages: How many with whom.
        spent: What they cost.
        gross_profit: What they earned in truth.
        expected_profit: What they earn on average beyond their cost.
    """

    cycle: int
    packages: Mapping[CreatorId, int]
    spent: Money
    gross_profit: Money
    expected_profit: Money

    @property
    def profit(self) -> Money:
        """What was earned beyond the cost."""
        return self.gross_profit - self.spent


@attrs.frozen(kw_only=True)
class Outcome:
    """What came of a programme.

    Args:
        programme: Its name.
        preset: The name of the preset.
        seed: The seed of the market.
        clairvoyant_profit: What a clairvoyant earned there.
        cycles: Cycle by cycle.
    """

    programme: str
    preset: str
    seed: int
    clairvoyant_profit: Money
    cycles: tuple[CycleOutcome, ...]

    @property
    def profit(self) -> Money:
        """What the programme earned beyond its cost, over all cycles."""
        return _total([one.profit for one in self.cycles])

    @property
    def expected_profit(self) -> Money:
        """The same without luck: what its packages earn on average."""
        return _total([one.expected_profit for one in self.cycles])

    @property
    def spent(self) -> Money:
        """What it cost."""
        return _total([one.spent for one in self.cycles])

    @property
    def is_loss(self) -> bool:
        """Whether it earned less than it cost."""
        return self.profit.is_negative


def simulate(programme: Programme, *, preset: Preset | str, seed: int) -> Outcome:
    """What comes of a programme in a market.

    Raises:
        UnknownNameError: The preset is not known, or the programme books somebody who is not there.
        InvalidInputError: The programme spends more than the budget, or books a part of a package.

    Example:
        >>> from influence.markets import FollowersProgramme
        >>> outcome = simulate(FollowersProgramme(), preset="usual", seed=1)
        >>> outcome == simulate(FollowersProgramme(), preset="usual", seed=1), len(outcome.cycles)
        (True, 8)
    """
    kind = preset_named(preset, seed=seed) if isinstance(preset, str) else preset
    market = drawn_market(kind, seed)
    return Outcome(
        programme=programme.name,
        preset=kind.name,
        seed=seed,
        clairvoyant_profit=_total([one.profit for one in _clairvoyant(kind, seed)]),
        cycles=_run(programme, market),
    )


@lru_cache(maxsize=64)
def drawn_market(preset: Preset, seed: int) -> Market:
    """The market of a preset and a seed, kept because several programmes meet in it."""
    return Market.drawn(preset, seed=seed)


@lru_cache(maxsize=64)
def clairvoyant(preset: Preset, seed: int) -> Clairvoyant:
    """The clairvoyant of a market, kept because their plan takes longer than anything else."""
    return Clairvoyant(market=drawn_market(preset, seed))


@lru_cache(maxsize=64)
def _clairvoyant(preset: Preset, seed: int) -> tuple[CycleOutcome, ...]:
    """What a clairvoyant makes of a market."""
    return _run(clairvoyant(preset, seed), drawn_market(preset, seed))


def _run(programme: Programme, market: Market) -> tuple[CycleOutcome, ...]:
    """Every cycle of a programme."""
    course = Course(market)
    return tuple(
        course.booked(booked(programme, course.question())) for _ in range(market.preset.cycles)
    )


class Course:
    """A programme under way: what is known so far, and what is worn."""

    def __init__(self, market: Market) -> None:
        """Begin with nothing known and everybody rested."""
        self._market = market
        self._cycle = 0
        self._wear = {one.creator_id: 0.0 for one in market.creators}
        self._standings = {one.creator_id: _untried(one) for one in market.creators}

    def question(self) -> Question:
        """What is asked at the beginning of the cycle."""
        standings = tuple(self._standings.values())
        return Question(
            candidates=tuple(one.candidate for one in standings if one.candidate is not None),
            budget=self._market.preset.budget,
            cycle=self._cycle,
            cycles=self._market.preset.cycles,
            standings=standings,
        )

    def booked(self, packages: Mapping[CreatorId, int]) -> CycleOutcome:
        """What comes of the packages of the cycle, which is over then."""
        posts: list[Post] = []
        expected = 0.0
        for creator_id, count in packages.items():
            wear, own = self._wear[creator_id], list[Post]()
            for package in range(count):
                place = {"cycle": self._cycle, "package": package}
                own.append(self._market.post(creator_id, **place, wear=wear))
                expected += self._market.expected(creator_id, **place, wear=wear)
            self._standings[creator_id] = _with(self._standings[creator_id], own)
            posts += own
        spent = Money.total((one.booking.cost for one in posts), currency=self._currency)
        outcome = CycleOutcome(
            cycle=self._cycle,
            packages=packages,
            spent=spent,
            gross_profit=Money.total((one.gross_profit for one in posts), currency=self._currency),
            expected_profit=amount(expected, currency=self._currency) - spent,
        )
        self._rest(packages)
        return outcome

    @property
    def _currency(self) -> str:
        return self._market.preset.budget.currency

    def _rest(self, packages: Mapping[CreatorId, int]) -> None:
        """Go on to the next cycle."""
        for creator_id, wear in self._wear.items():
            count = packages.get(creator_id, 0)
            self._wear[creator_id] = worn(wear, count, preset=self._market.preset)
        self._cycle += 1


def _untried(creator: TrueCreator) -> Standing:
    """What is known of somebody before anything was booked."""
    candidate = Candidate(
        creator_id=creator.creator_id,
        price=creator.price,
        followers=creator.followers,
        niche=creator.niche,
    )
    spend = Money.zero(creator.price.currency)
    return Standing(creator_id=creator.creator_id, metrics={}, spend=spend, candidate=candidate)


def _with(standing: Standing, posts: Sequence[Post]) -> Standing:
    """The same after more packages; what no post told is left out."""
    metrics, spend, known = dict(standing.metrics), standing.spend, standing.candidate
    for one in posts:
        spend += one.booking.cost
        for name, figure in one.metrics.items():
            metrics[name] = metrics.get(name, Fraction(0)) + figure
    earned = int(metrics["gross_profit"] * 10**spend.exponent)
    bookings = () if known is None else (*known.bookings, *(one.booking for one in posts))
    return attrs.evolve(
        standing,
        metrics=metrics,
        spend=spend,
        profit=Money.from_minor(earned, spend.currency) - spend,
        candidate=None if known is None else attrs.evolve(known, bookings=bookings),
    )


def _total(amounts: Sequence[Money]) -> Money:
    """The sum of at least one amount."""
    return Money.total(amounts, currency=amounts[0].currency)
