"""What holds of removal effects whatever the journeys, and against brute force on small graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, islice, product, takewhile
from random import Random

import pytest
from exact_markov import Went, by_paths, by_refitting
from hypothesis import given, strategies as st

from influence import _absorption as absorption
from influence.attribution import Journey, Markov, PlayerScores, removal_effects
from influence.attribution._chain import chain_of

NAMES = "abcd"
_PATHS = [path for length in (1, 2, 3) for path in product("abc", repeat=length)]
# Converted only, lost only, both in two proportions.
_ENDS = [(1, 0), (0, 1), (1, 1), (1, 3)]

went = st.lists(
    st.tuples(
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=6).map(tuple),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=8,
)
some_went = went.filter(lambda journeys: any(one[1] for one in journeys))
orders = st.integers(1, 3)


def journeys_of(told: Sequence[Went]) -> list[Journey]:
    return [
        Journey(players=players, conversions=won, value=100 * won, lost=lost)
        for players, won, lost in told
    ]


def effects(told: Sequence[Went], *, order: int = 1) -> dict[str, Fraction]:
    return dict(removal_effects(journeys_of(told), order=order).scores)


def small_graphs() -> Iterator[tuple[Went, ...]]:
    """Every set of at most three different journeys of at most three players, with every end."""
    for count in (1, 2, 3):
        for paths in combinations(_PATHS, count):
            for ends in product(_ENDS, repeat=count):
                yield tuple((path, *end) for path, end in zip(paths, ends, strict=True))


def _differences(told: Iterable[tuple[Went, ...]], *, order: int) -> list[tuple[Went, ...]]:
    return [one for one in told if effects(one, order=order) != by_refitting(one, order=order)]


class TestBruteForce:
    """An effect is what refitting the chain without the player says, to the last digit."""

    @pytest.mark.parametrize("order", [1, 2])
    def test_on_a_slice_of_all_graphs_of_at_most_two_journeys(self, order: int) -> None:
        graphs = [one for one in small_graphs() if len(one) < 3]
        assert len(graphs) == 39 * 4 + 741 * 16
        assert _differences(graphs[order::9], order=order) == []

    def test_on_a_slice_of_all_graphs_of_three_journeys(self) -> None:
        assert _differences(islice(small_graphs(), None, None, 499), order=1) == []

    @pytest.mark.deep
    def test_on_all_graphs_of_at_most_three_journeys(self) -> None:
        assert _differences(small_graphs(), order=1) == []

    @pytest.mark.deep
    @pytest.mark.parametrize("order", [2, 3])
    def test_of_higher_order_on_all_graphs_of_at_most_two_journeys(self, order: int) -> None:
        graphs = takewhile(lambda one: len(one) < 3, small_graphs())
        assert _differences(graphs, order=order) == []

    @pytest.mark.deep
    @pytest.mark.parametrize("order", [2, 3])
    def test_of_higher_order_on_an_eleventh_of_all_others(self, order: int) -> None:
        graphs = islice(small_graphs(), order, None, 11)
        assert _differences(graphs, order=order) == []

    @given(told=went, order=orders)
    def test_on_larger_graphs(self, told: list[Went], order: int) -> None:
        assert effects(told, order=order) == by_refitting(told, order=order)


class TestPaths:
    """An effect is the part of the paths that convert which meet the player."""

    @given(told=some_went, order=orders)
    def test_summed_path_by_path(self, told: list[Went], order: int) -> None:
        for player, effect in effects(told, order=order).items():
            through, whole, under_way = by_paths(told, player, steps=60, order=order)
            assert through <= float(effect) * (whole + under_way) + 1e-9
            assert through + under_way >= float(effect) * whole - 1e-9


class TestSymmetries:
    """Names, order, batches and repeats of journeys change nothing but the names."""

    @given(told=went, order=orders, seed=st.integers(0, 99))
    def test_shuffled(self, told: list[Went], order: int, seed: int) -> None:
        shuffled = told[:]
        Random(seed).shuffle(shuffled)  # noqa: S311 - the same order on every machine
        assert removal_effects(journeys_of(shuffled), order=order) == removal_effects(
            journeys_of(told), order=order
        )

    @given(told=went, order=orders)
    def test_batched(self, told: list[Went], order: int) -> None:
        single = [(players, 1, 0) for players, won, _ in told for _ in range(won)]
        single += [(players, 0, 1) for players, _, lost in told for _ in range(lost)]
        idle = [(players, 0, 0) for players, _, _ in told]
        assert removal_effects(journeys_of(single + idle), order=order) == removal_effects(
            journeys_of(told), order=order
        )

    @given(told=went, order=orders, times=st.integers(2, 5))
    def test_repeated(self, told: list[Went], order: int, times: int) -> None:
        assert effects(told * times, order=order) == effects(told, order=order)

    @given(told=went, order=orders, names=st.permutations(NAMES))
    def test_relabelled(self, told: list[Went], order: int, names: list[str]) -> None:
        to = dict(zip(NAMES, names, strict=True))
        renamed = [(tuple(to[one] for one in players), won, lost) for players, won, lost in told]
        expected = {to[player]: effect for player, effect in effects(told, order=order).items()}
        assert effects(renamed, order=order) == expected

    @given(told=went)
    def test_who_follows_himself_changes_nothing_for_order_one(self, told: list[Went]) -> None:
        kept = removal_effects(journeys_of(told), repeats="kept")
        assert kept == removal_effects(journeys_of(told), repeats="dropped")


class TestBounds:
    """An effect lies between 0 and 1; credits sum to what was sold."""

    @given(told=went, order=orders)
    def test_effects_and_credits(self, told: list[Went], order: int) -> None:
        scores = removal_effects(journeys_of(told), order=order)
        assert all(0 <= line.score <= 1 for line in scores.players)
        assert scores.conversions == sum(won for _, won, _ in told)
        assert scores.value == 100 * scores.conversions
        if scores.conversions:
            assert sum(line.share or 0 for line in scores.players) == 1

    @given(told=some_went, lost=st.integers(1, 5), order=orders)
    def test_who_was_met_on_lost_journeys_alone_and_by_themselves_has_none(
        self, told: list[Went], lost: int, order: int
    ) -> None:
        assert effects([*told, (("zoe",), 0, lost)], order=order)["zoe"] == 0

    @given(players=st.lists(st.sampled_from(NAMES), min_size=1, max_size=8), won=st.integers(1, 9))
    def test_with_one_player_a_journey_effects_are_who_was_met(
        self, players: list[str], won: int
    ) -> None:
        scores = removal_effects([Journey(players=(one,), conversions=won) for one in players])
        for line in scores.players:
            assert line.share == Fraction(players.count(line.player), len(players))
            assert line.conversions == won * players.count(line.player)


class TestRounded:
    """What floating point comes to is within the bound that is stated, whatever the chain."""

    @given(told=some_went, order=orders)
    def test_within_its_bound(self, told: list[Went], order: int) -> None:
        chain = chain_of(journeys_of(told), order=order, keeps_repeats=True)
        exact = absorption.exact_parts(chain.rows, sizes=chain.sizes)
        rounded = absorption.rounded_parts(chain.rows, sizes=chain.sizes)
        bound = absorption.bound(chain.states)
        assert bound < Fraction(1, 10**11)
        for one, other in zip(exact, rounded, strict=True):
            assert abs(one - other) <= bound

    @given(loops=st.integers(1, 10**12), leaves=st.integers(1, 3))
    def test_with_loops_that_are_nearly_certain(self, loops: int, leaves: int) -> None:
        rows = [
            [0, 0, 0, loops, 1],
            [leaves, 1, 0, loops, loops],
            [1, leaves, 0, loops, loops],
        ]
        exact = absorption.exact_parts(rows, sizes=[1, 1])
        for one, other in zip(exact, absorption.rounded_parts(rows, sizes=[1, 1]), strict=True):
            assert abs(one - other) <= absorption.bound(2)

    def test_on_a_chain_past_the_exact_ones(self) -> None:
        dice = Random(3)  # noqa: S311 - the same chain on every machine
        told = [
            (
                tuple(f"c{dice.randrange(70)}" for _ in range(dice.randint(1, 9))),
                1,
                dice.randrange(3),
            )
            for _ in range(900)
        ]
        scores = removal_effects(journeys_of(told))
        assert scores.kind == "rounded"
        chain = chain_of(journeys_of(told), order=1, keeps_repeats=True)
        exact = absorption.exact_parts(chain.rows, sizes=chain.sizes)
        for line, effect in zip(scores.players, exact, strict=True):
            assert abs(line.score - effect) <= line.error == absorption.bound(70)


class TestFitted:
    """A model that learned weighs a path as it weighs the names on it."""

    @given(told=went)
    def test_all_weights_together_fit_in_31_bits(self, told: list[Went]) -> None:
        scores: PlayerScores = Markov().fitted(journeys_of(told)).scores
        weights = Markov().fitted(journeys_of(told)).player_weights
        assert sum(weights.values()) < 2**31
        for line in scores.players:
            assert (weights[line.player] > 0) == (line.score > 0)
