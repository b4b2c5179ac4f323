"""What holds of Shapley values whatever the journeys, and against their definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, islice, product
from random import Random

import pytest
from exact_shapley import Sold, by_permutations, everybody, worth_of
from hypothesis import given, strategies as st

from influence.attribution import Journey, Shapley, Worth, shapley_of_game, shapley_values
from influence.shares import Share

NAMES = "abcd"
WORTHS: tuple[Worth, ...] = ("conversions", "value", "rate")
_PATHS = ["a", "b", "c", "ab", "ba", "ac", "bc", "aab", "abc", "cba", "aaa"]
_ENDS = [(1, 5, 0), (0, 0, 1), (1, 7, 3), (2, 0, 1)]

sold = st.lists(
    st.tuples(
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=6).map(tuple),
        st.integers(0, 5),
        st.integers(0, 900),
        st.integers(0, 5),
    ),
    max_size=8,
)
# A rate needs somebody who bought nothing.
sold_or_not = sold.map(lambda told: [*told, (("d",), 0, 0, 1)])
worths = st.sampled_from(WORTHS)


def journeys_of(told: Sequence[Sold]) -> list[Journey]:
    return [
        Journey(players=tuple(players), conversions=won, value=value, lost=lost)
        for players, won, value, lost in told
    ]


def values(told: Sequence[Sold], *, worth: Worth) -> dict[str, Fraction]:
    return dict(shapley_values(journeys_of(told), worth=worth).scores)


def defined(told: Sequence[Sold], *, worth: Worth) -> dict[str, Fraction]:
    return by_permutations(worth_of(told, worth), everybody(told))


def small_games() -> Iterator[tuple[Sold, ...]]:
    """Every set of at most three different journeys of at most three players, with every end."""
    for count in (1, 2, 3):
        for paths in combinations(_PATHS, count):
            for ends in product(_ENDS, repeat=count):
                yield tuple((tuple(path), *end) for path, end in zip(paths, ends, strict=True))


def _differences(games: Iterable[tuple[Sold, ...]]) -> list[tuple[Sold, ...]]:
    return [
        game
        for game in games
        for worth in WORTHS
        if any(one[3] for one in game) or worth != "rate"
        if values(game, worth=worth) != defined(game, worth=worth)
    ]


class TestDefinition:
    """A value is the mean over every order of the players, to the last digit."""

    def test_on_a_slice_of_all_games_of_at_most_three_journeys(self) -> None:
        assert _differences(islice(small_games(), None, None, 29)) == []

    @pytest.mark.deep
    def test_on_all_games_of_at_most_three_journeys(self) -> None:
        assert _differences(small_games()) == []

    @given(told=sold_or_not, worth=worths)
    def test_on_larger_games(self, told: list[Sold], worth: Worth) -> None:
        assert values(told, worth=worth) == defined(told, worth=worth)

    @given(
        gains=st.lists(st.fractions(-5, 5, max_denominator=9), min_size=15, max_size=15),
    )
    def test_on_any_game(self, gains: list[Fraction]) -> None:
        sets = [frozenset(one) for size in (1, 2, 3, 4) for one in combinations(NAMES, size)]
        game = dict(zip(sets, gains, strict=True))
        found = shapley_of_game(game, players=NAMES)
        assert found == by_permutations(lambda one: game.get(one, Fraction(0)), NAMES)


class TestAxioms:
    """Efficiency, symmetry, dummy and additivity: what the Shapley value alone fulfils."""

    @given(told=sold_or_not, worth=worths)
    def test_efficiency(self, told: list[Sold], worth: Worth) -> None:
        everything = worth_of(told, worth)(frozenset(everybody(told)))
        assert sum(values(told, worth=worth).values()) == everything

    @given(told=sold_or_not, worth=worths)
    def test_symmetry(self, told: list[Sold], worth: Worth) -> None:
        swapped: list[Sold] = [
            (tuple({"a": "b", "b": "a"}.get(one, one) for one in players), won, value, lost)
            for players, won, value, lost in told
        ]
        both = [*told, *swapped, (("a", "b"), 1, 1, 0)]
        found = values(both, worth=worth)
        assert found["a"] == found["b"]

    @given(told=sold_or_not)
    def test_a_dummy_of_lost_journeys_gets_nothing(self, told: list[Sold]) -> None:
        assert values([*told, (("zoe",), 0, 0, 4)], worth="conversions")["zoe"] == 0

    @given(told=sold_or_not, more=sold, worth=st.sampled_from(["conversions", "value"]))
    def test_additivity(self, told: list[Sold], more: list[Sold], worth: Worth) -> None:
        one, other = values(told, worth=worth), values(more, worth=worth)
        for player, value in values([*told, *more], worth=worth).items():
            assert value == one.get(player, 0) + other.get(player, 0)


class TestSymmetries:
    """Names, order, batches and repeats of journeys change nothing but the names."""

    @given(told=sold_or_not, worth=worths, exact=st.sampled_from([0, 12]), seed=st.integers(0, 9))
    def test_shuffled(self, told: list[Sold], worth: Worth, exact: int, seed: int) -> None:
        shuffled = told[:]
        Random(seed).shuffle(shuffled)  # noqa: S311 - the same order on every machine
        one = Shapley(worth=worth, exact_players=exact, samples=20)
        assert one.scores(journeys_of(shuffled)) == one.scores(journeys_of(told))

    @given(told=sold_or_not, worth=worths)
    def test_batched(self, told: list[Sold], worth: Worth) -> None:
        single: list[Sold] = []
        for players, won, value, lost in told:
            single += [(players, 0, value, 0), *[(players, 1, 0, 0)] * won]
            single += [(tuple(reversed(players)), 0, 0, 1)] * lost
        found = shapley_values(journeys_of(single), worth=worth)
        assert found == shapley_values(journeys_of(told), worth=worth)

    @given(told=sold_or_not, worth=worths, names=st.permutations(NAMES))
    def test_relabelled(self, told: list[Sold], worth: Worth, names: list[str]) -> None:
        to = dict(zip(NAMES, names, strict=True))
        renamed: list[Sold] = [
            (tuple(to[one] for one in players), won, value, lost)
            for players, won, value, lost in told
        ]
        expected = {to[one]: value for one, value in values(told, worth=worth).items()}
        assert values(renamed, worth=worth) == expected

    @given(told=sold_or_not, times=st.integers(2, 4))
    def test_repeated_journeys_leave_rates_as_they_are(self, told: list[Sold], times: int) -> None:
        assert values(told * times, worth="rate") == values(told, worth="rate")
        many = values(told * times, worth="conversions")
        assert many == {
            player: times * value for player, value in values(told, worth="conversions").items()
        }

    @given(players=st.lists(st.sampled_from(NAMES), min_size=1, max_size=8), won=st.integers(1, 9))
    def test_one_touch_journeys_agree_with_last_touch(self, players: list[str], won: int) -> None:
        told = [((one,), won, 100, 0) for one in players]
        for line in shapley_values(journeys_of(told)).players:
            assert line.score == line.conversions == won * players.count(line.player)


class TestCredits:
    """What is credited sums to what was sold, and a value below zero is credited with nothing."""

    @given(told=sold_or_not, worth=worths)
    def test_in_whole_units(self, told: list[Sold], worth: Worth) -> None:
        scores = shapley_values(journeys_of(told), worth=worth)
        assert scores.conversions == sum(one[1] for one in told)
        assert scores.value == sum(one[2] for one in told)
        for line in scores.players:
            assert line.share is None or line.share >= 0
            if line.score <= 0 and line.share is not None:
                assert line.share == line.conversions == line.value == 0


class TestSampled:
    """All sampled values lie within their errors, at least as often as is stated."""

    TOLD = tuple(
        (tuple(path), won, 0, lost)
        for path, won, lost in [
            ("a", 4, 96),
            ("b", 9, 91),
            ("ab", 30, 70),
            ("cd", 2, 50),
            ("ace", 25, 25),
            ("bdf", 1, 99),
            ("abcdef", 40, 10),
        ]
    )

    def test_counted_over_two_hundred_seeds(self) -> None:
        exact = shapley_values(journeys_of(self.TOLD), worth="rate").scores
        within = 0
        for seed in range(200):
            found = Shapley(
                worth="rate", exact_players=0, samples=60, seed=seed, confidence=Share("0.5")
            ).scores(journeys_of(self.TOLD))
            assert found.kind == "sampled"
            within += all(
                abs(line.score - exact[line.player]) <= line.error for line in found.players
            )
        assert within >= 100

    @given(seed=st.integers(), samples=st.integers(2, 40))
    def test_they_sum_to_the_worth_of_everybody(self, seed: int, samples: int) -> None:
        found = shapley_values(
            journeys_of(self.TOLD), worth="rate", exact_players=0, samples=samples, seed=seed
        )
        total = sum(found.scores.values())
        assert 0 <= Fraction(111, 552) - total < Fraction(1, 2**40)

    def test_more_samples_leave_less_error(self) -> None:
        few, many = (
            shapley_values(
                journeys_of(self.TOLD), worth="rate", exact_players=0, samples=samples
            ).of("a")
            for samples in (100, 10_000)
        )
        assert 4 * many.error < few.error

    def test_the_same_seed_says_the_same_for_ever(self) -> None:
        found = shapley_values(
            journeys_of(self.TOLD), worth="rate", exact_players=5, samples=100, seed=7
        )
        assert [round(1_000_000 * line.score) for line in found.players] == [
            71154,
            63357,
            35857,
            -3403,
            34167,
            -46,
        ]
