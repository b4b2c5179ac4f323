"""The laws of every ranking strategy of ours, and what each follows from."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any, TypeAlias

import attrs
from hypothesis import assume, given, strategies as st
from plain_rankings import places, z_scores

from influence.bookings import Booking
from influence.candidates import Candidate
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.plugins import load
from influence.ranking import Placing, RankingStrategy, Sheet, Standing, ZScore, ranks_of

THREE = SuccessMetrics(("saves", "clicks", "orders"))
OURS = tuple(
    load(plugins=()).ranking_strategy(name, metrics=THREE)
    for name in sorted(load(plugins=()).ranking_strategies)
)
BY_NAME = {strategy.name: strategy for strategy in OURS}
WEIGHTED = ZScore(metrics=THREE, weights={"orders": 3, "clicks": 1, "gross_profit": "0.5"})
EVERY: Sequence[RankingStrategy] = (*OURS, WEIGHTED)
BY_OWN_FIGURES = [BY_NAME[name] for name in ("profit", "gross_profit", "roi", "followers")]
BLENDS: Sequence[Sheet | ZScore] = (Sheet(metrics=THREE), ZScore(metrics=THREE), WEIGHTED)

Standings: TypeAlias = tuple[Standing, ...]

#: The decimals of the oracle have sixty digits.
DIGITS_OF_DECIMALS = Fraction(1, 10**40)

_NAMES: Sequence[str] = ("ana", "bo", "cy", "dee", "eve", "fay")
_COUNTED = (*THREE.names, "views")
_MONEY = ("revenue", "gross_profit")

cents = st.integers(0, 3) | st.integers(0, 200_000)
amounts = cents.map(lambda minor: Money.from_minor(minor, "USD"))
losses = st.integers(-200_000, 400_000) | st.sampled_from([-1, 0, 1])
counts = st.integers(0, 3) | st.integers(0, 5_000) | st.fractions(0, 9, max_denominator=6)
maybe_counts = st.none() | counts


@st.composite
def booked(draw: st.DrawFn) -> tuple[Booking, ...]:
    """What was booked with somebody, cycle by cycle."""
    earned = st.none() | losses.map(lambda minor: Money.from_minor(minor, "USD"))
    return tuple(
        Booking(
            cycle=cycle,
            cost=draw(amounts),
            exposure=draw(maybe_counts),
            clicks=draw(maybe_counts),
            orders=draw(maybe_counts),
            gross_profit=draw(earned),
            angle=draw(st.sampled_from(["", "a-day"])),
        )
        for cycle in range(draw(st.integers(0, 3)))
    )


@st.composite
def people(draw: st.DrawFn, *, least: int = 1) -> Standings:
    """Creators of whom some are alike and much is unknown."""
    candidates = st.builds(
        Candidate,
        creator_id=st.just("somebody"),
        price=st.none() | st.integers(1, 90_000).map(lambda minor: Money.from_minor(minor, "USD")),
        followers=st.none() | st.integers(0, 3_000_000),
        niche=st.sampled_from([None, "food", "running"]),
        bookings=booked(),
    )
    metrics = st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(_COUNTED, counts.map(Fraction)),
            **dict.fromkeys(_MONEY, st.integers(0, 5_000).map(lambda minor: Fraction(minor, 100))),
        },
    )
    kinds = st.builds(
        Standing,
        creator_id=st.just("somebody"),
        metrics=metrics,
        spend=amounts,
        profit=st.none() | losses.map(lambda minor: Money.from_minor(minor, "USD")),
        candidate=st.none() | candidates,
    )
    some = draw(st.lists(kinds, min_size=1, max_size=4))
    names = draw(st.permutations(_NAMES))[: draw(st.integers(least, len(_NAMES)))]
    return tuple(called(draw(st.sampled_from(some)), name) for name in names)


def called(one: Standing, name: str) -> Standing:
    """The same creator under another name."""
    known = one.candidate
    candidate = None if known is None else attrs.evolve(known, creator_id=name)
    return attrs.evolve(one, creator_id=name, candidate=candidate)


def ranked(strategy: RankingStrategy, standings: Sequence[Standing]) -> Mapping[str, Placing]:
    return {one.creator_id: one for one in strategy.rank(standings)}


def ranks(strategy: RankingStrategy, standings: Sequence[Standing]) -> Mapping[str, int]:
    return {who: one.rank for who, one in ranked(strategy, standings).items()}


def essence(one: Placing) -> object:
    """A placing without the name of the creator."""
    outlook = None if one.outlook is None else attrs.evolve(one.outlook, creator_id="somebody")
    return attrs.evolve(one, creator_id="somebody", outlook=outlook)


class TestNames:
    """Renaming the creators renames their placings and changes nothing else."""

    @given(people())
    def test_relabelling_relabels(self, standings: Standings) -> None:
        other = dict(zip(_NAMES, ("zoe", "mo", "lou", "kim", "jo", "al"), strict=True))
        renamed = [called(one, other[one.creator_id]) for one in standings]
        for strategy in EVERY:
            before, after = ranked(strategy, standings), ranked(strategy, renamed)
            assert {other[who]: essence(one) for who, one in before.items()} == {
                who: essence(one) for who, one in after.items()
            }


class TestTable:
    """The order of the table changes nothing, nor does asking again, nor a copy of the strategy."""

    @given(people(), st.randoms(use_true_random=False))
    def test_the_same_creators_are_answered_alike(self, standings: Standings, dice: Random) -> None:
        shuffled = dice.sample(standings, len(standings))
        for strategy in EVERY:
            answer = list(strategy.rank(standings))
            again = pickle.loads(pickle.dumps(strategy))  # noqa: S301  # our own
            assert list(strategy.rank(shuffled)) == answer
            assert list(strategy.rank(standings)) == answer
            assert list(copy.deepcopy(strategy).rank(standings)) == answer
            assert list(again.rank(standings)) == answer

    @given(people())
    def test_everybody_is_placed_once_and_the_best_first(self, standings: Standings) -> None:
        everybody = sorted(one.creator_id for one in standings)
        for strategy in EVERY:
            answer = strategy.rank(standings)
            assert sorted(one.creator_id for one in answer) == everybody
            assert [one.rank for one in answer] == sorted(one.rank for one in answer)
            assert [one.working.result for one in answer] == [str(one.rank) for one in answer]


class TestMoney:
    """A campaign of other prices, or in another currency, is ranked alike."""

    @given(people(), st.integers(1, 1_000), st.sampled_from(["USD", "EUR"]))
    def test_scaling_all_money_changes_no_order(
        self, standings: Standings, factor: int, currency: str
    ) -> None:
        grown = [_at_other_prices(one, factor=factor, currency=currency) for one in standings]
        for strategy in EVERY:
            assert ranks(strategy, grown) == ranks(strategy, standings), strategy


class TestScores:
    """A rank follows from the score, the score from its parts, and unknown is never a number."""

    @given(people())
    def test_a_rank_is_one_more_than_how_many_have_a_better_score(
        self, standings: Standings
    ) -> None:
        for strategy in EVERY:
            found = ranked(strategy, standings)
            scores = {who: one.score for who, one in found.items()}
            assert {who: one.rank for who, one in found.items()} == places(scores)
            assert ranks_of(scores) == places(scores)

    @given(people())
    def test_a_score_is_the_sum_of_its_parts(self, standings: Standings) -> None:
        for one in (one for strategy in EVERY for one in strategy.rank(standings)):
            assert (one.score is None) == (not one.parts)
            assert sum((part.amount for part in one.parts), Fraction(0)) == (one.score or 0)


class TestOwnFigures:
    """A score of money or followers is of one creator alone, and more is never worse."""

    @given(people(least=2))
    def test_a_score_does_not_depend_on_others(self, standings: Standings) -> None:
        first = standings[0]
        for strategy in BY_OWN_FIGURES:
            (alone,) = strategy.rank([first])
            assert ranked(strategy, standings)[first.creator_id].score == alone.score

    @given(people(), st.integers(0, 100_000))
    def test_more_of_the_same_never_ranks_lower(self, standings: Standings, more: int) -> None:
        first, *others = standings
        grown, who = [_with_more(first, more), *others], first.creator_id
        for strategy in BY_OWN_FIGURES:
            assert ranks(strategy, grown)[who] <= ranks(strategy, standings)[who]


class TestBlends:
    """Whoever leads in every metric stands before; a figure that is unknown has no zero."""

    @given(people(least=2), st.lists(st.tuples(counts, counts), min_size=4, max_size=4))
    def test_whoever_is_at_least_as_good_in_all_never_stands_after(
        self, standings: Standings, pairs: Sequence[tuple[int | Fraction, int | Fraction]]
    ) -> None:
        worse, better, *others = standings
        for name, pair in zip((*THREE.names, "gross_profit"), pairs, strict=True):
            worse = _measured(worse, name, Fraction(min(pair)))
            better = _measured(better, name, Fraction(max(pair)))
        for strategy in BLENDS:
            found = ranks(strategy, [worse, better, *others])
            assert found[better.creator_id] <= found[worse.creator_id]

    @given(people())
    def test_whoever_has_no_figure_stands_before_nobody_who_has_some(
        self, standings: Standings
    ) -> None:
        stranger = Standing(creator_id="stranger", metrics={}, spend=standings[0].spend)
        for strategy in BLENDS:
            found = ranks(strategy, [stranger, *standings])
            assert found["stranger"] == max(found.values())


class TestSheet:
    """More of a chosen metric never costs a place on the sheet."""

    @given(people(), st.sampled_from(THREE.names), counts)
    def test_more_of_a_metric_never_ranks_lower(
        self, standings: Standings, name: str, more: Fraction | int
    ) -> None:
        sheet, (first, *others) = Sheet(metrics=THREE), standings
        grown = _measured(first, name, first.metrics.get(name, Fraction(0)) + more)
        before, after = ranks(sheet, standings), ranks(sheet, [grown, *others])
        assert after[first.creator_id] <= before[first.creator_id]


class TestZ:
    """A z is the exact one, cut after nine digits; the unit that is counted in changes none."""

    @given(people(), st.sampled_from([*_COUNTED, *_MONEY]))
    def test_a_z_is_that_of_long_decimals_cut_after_nine_digits(
        self, standings: Standings, name: str
    ) -> None:
        found = ranked(ZScore(metrics=THREE, weights={name: 1}), standings)
        wanted = z_scores(
            {one.creator_id: one.metrics[name] for one in standings if name in one.metrics}
        )
        assert {who for who, one in found.items() if one.score is not None} == set(wanted)
        for who, z in wanted.items():
            cut = found[who].score
            assert cut is not None
            assert cut * z >= 0
            assert (cut * 10**9).denominator == 1
            assert -DIGITS_OF_DECIMALS < abs(z) - abs(cut) < Fraction(1, 10**9) + DIGITS_OF_DECIMALS

    @given(
        people(),
        st.fractions(Fraction(1, 50), 900, max_denominator=50),
        st.fractions(0, 90, max_denominator=9),
    )
    def test_another_unit_or_origin_changes_no_z(
        self, standings: Standings, unit: Fraction, origin: Fraction
    ) -> None:
        strategy = ZScore(metrics=THREE)

        def elsewhere(one: Standing) -> Standing:
            moved = {name: figure * unit + origin for name, figure in one.metrics.items()}
            return attrs.evolve(one, metrics=moved)

        before, after = ranked(strategy, standings), ranked(strategy, [*map(elsewhere, standings)])
        assert {who: one.score for who, one in before.items()} == {
            who: one.score for who, one in after.items()
        }

    @given(people(), st.sampled_from(THREE.names), counts)
    def test_more_of_the_only_metric_never_ranks_lower(
        self, standings: Standings, name: str, more: Fraction | int
    ) -> None:
        strategy, (first, *others) = ZScore(metrics=THREE, weights={name: 1}), standings
        assume(name in first.metrics)
        grown = _measured(first, name, first.metrics[name] + more)
        before, after = ranks(strategy, standings), ranks(strategy, [grown, *others])
        assert after[first.creator_id] <= before[first.creator_id]

    @given(people(), st.integers(1, 9))
    def test_only_the_proportion_of_weights_counts(self, standings: Standings, factor: int) -> None:
        weights = {name: Fraction(1, 2) * place for place, name in enumerate(THREE.names, start=1)}
        grown = {name: weight * factor for name, weight in weights.items()}
        small, large = (ZScore(metrics=THREE, weights=one) for one in (weights, grown))
        assert list(small.rank(standings)) == list(large.rank(standings))


def _at_other_prices(one: Standing, *, factor: int, currency: str) -> Standing:
    """A creator with every amount of money changed alike."""

    def price(money: Any) -> Any:  # noqa: ANN401  # an amount or nothing, answered alike
        return None if money is None else Money.from_minor(money.minor * factor, currency)

    known = one.candidate
    return attrs.evolve(
        one,
        metrics={
            name: figure * factor if name in _MONEY else figure
            for name, figure in one.metrics.items()
        },
        spend=price(one.spend),
        profit=price(one.profit),
        candidate=None if known is None else _repriced(known, price),
    )


def _repriced(known: Candidate, price: Callable[[Any], Any]) -> Candidate:
    """A candidate and their bookings at another price."""
    return attrs.evolve(
        known,
        price=price(known.price),
        bookings=tuple(
            attrs.evolve(each, cost=price(each.cost), gross_profit=price(each.gross_profit))
            for each in known.bookings
        ),
    )


def _with_more(one: Standing, more: int) -> Standing:
    """A creator who earned more of the known, and has more followers."""
    known = one.candidate
    if known is not None and known.followers is not None:
        known = attrs.evolve(known, followers=known.followers + more)
    profit = None if one.profit is None else one.profit + Money.from_minor(more, "USD")
    return attrs.evolve(one, profit=profit, candidate=known)


def _measured(one: Standing, name: str, figure: Fraction) -> Standing:
    """A creator with another figure of a metric."""
    return attrs.evolve(one, metrics={**one.metrics, name: figure})
