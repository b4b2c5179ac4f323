from __future__ import annotations

from collections import Counter
from fractions import Fraction
from random import Random
from typing import Any, cast

import pytest

from influence.attribution import (
    AttributionModel,
    Journey,
    LearningModel,
    Shapley,
    Worth,
    shapley_of_game,
    shapley_values,
)
from influence.attribution._permutations import _below, _shuffled
from influence.errors import InvalidInputError, MissingDataError, UnknownNameError
from influence.shares import Share

LIKELY = "must be a share between 0 and 1, both left out"

WENT = [
    Journey(players=("maya", "leo", "maya"), conversions=3, value=1_000, lost=1),
    Journey(players=("leo",), conversions=2, value=500, lost=4),
]


class TestValues:
    def test_a_conversion_is_shared_evenly_among_those_who_were_met(self) -> None:
        scores = shapley_values(WENT)
        assert scores.scores == {"leo": Fraction(7, 2), "maya": Fraction(3, 2)}
        assert scores.kind == "exact"
        assert scores.confidence is None

    def test_the_value_is_shared_in_the_same_way(self) -> None:
        scores = shapley_values(WENT, worth="value")
        assert scores.scores == {"leo": 1_000, "maya": 500}

    def test_a_rate_looks_at_those_who_bought_nothing(self) -> None:
        # Leo alone converts 1/3, both together 1/2, Maya was never met alone.
        scores = shapley_values(WENT, worth="rate")
        assert scores.scores == {"leo": Fraction(5, 12), "maya": Fraction(1, 12)}

    def test_who_lowers_the_rate_is_credited_with_nothing(self) -> None:
        went = [
            Journey(players=("leo",), conversions=5, lost=5),
            Journey(players=("zoe", "leo"), conversions=1, lost=9),
        ]
        scores = shapley_values(went, worth="rate")
        assert scores.of("zoe").score == Fraction(-1, 10)
        assert scores.of("zoe").share == scores.of("zoe").conversions == 0
        assert scores.of("leo").conversions == 6

    def test_of_no_journeys_nothing_is_known(self) -> None:
        assert shapley_values([]).players == ()
        assert shapley_values([], worth="rate").players == ()

    def test_twelve_players_are_worked_out_and_thirteen_are_sampled(self) -> None:
        went = [Journey(players=(f"{n:02}",), conversions=1, lost=n) for n in range(13)]
        exact = shapley_values(went[:12], worth="rate")
        assert exact.kind == "exact"
        assert sum(exact.scores.values()) == Fraction(12, 12 + 66)
        sampled = shapley_values(went, worth="rate", samples=200)
        assert sampled.kind == "sampled"
        assert sampled.confidence == Fraction(19, 20)
        assert all(line.error > 0 for line in sampled.players)

    def test_players_of_journeys_that_nobody_went_have_no_value(self) -> None:
        idle = Journey(players=("zoe",))
        for worth in ("conversions", "rate"):
            scores = shapley_values([*WENT, idle], worth=worth)
            assert scores.of("zoe").score == 0


class TestRefusals:
    def test_a_rate_where_nobody_is_known_to_be_lost(self) -> None:
        with pytest.raises(MissingDataError) as caught:
            shapley_values([Journey(players=("maya",), conversions=1)], worth="rate")
        assert str(caught.value) == (
            "journeys must hold visitors who bought nothing, where the worth is a rate,"
            " got 'conversions only'"
        )

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("samples", 1, "must be a whole number of at least 2, got 1"),
            ("seed", "7", "must be a whole number, got '7'"),
            ("exact_players", 13, "must be at most 12, got 13"),
            ("exact_players", -1, "must be a whole number of at least 0, got -1"),
            (
                "confidence",
                Share(1),
                "must be a share between 0 and 1, both left out, got Share('1')",
            ),
            ("confidence", 0.9, "must be a share between 0 and 1, both left out, got 0.9"),
        ],
    )
    def test_what_cannot_be(self, field: str, value: object, message: str) -> None:
        with pytest.raises(InvalidInputError) as caught:
            Shapley(**{field: cast("Any", value)})
        assert str(caught.value) == f"Shapley.{field} {message}"

    def test_an_unknown_worth(self) -> None:
        with pytest.raises(UnknownNameError) as caught:
            Shapley(worth=cast("Any", "rates"))
        assert str(caught.value) == (
            "Shapley.worth must be one of conversions, rate, value, got 'rates';"
            " did you mean 'rate'?"
        )

    def test_a_game_that_leaves_out_a_set(self) -> None:
        with pytest.raises(InvalidInputError) as caught:
            shapley_of_game({frozenset({"a"}): 1, frozenset({"b"}): 2}, players="ab")
        assert str(caught.value) == "worths must hold every set of players, got ['a', 'b']"


class TestShuffling:
    def test_every_order_is_as_likely_as_any_other(self) -> None:
        dice = Random(1)  # noqa: S311 - the same orders on every machine
        seen = Counter(tuple(_shuffled(3, dice)) for _ in range(6_000))
        assert len(seen) == 6
        assert all(850 < count < 1_150 for count in seen.values())

    def test_what_is_too_large_is_drawn_again(self) -> None:
        dice = Random(5)  # noqa: S311 - the same numbers on every machine
        assert {_below(5, dice) for _ in range(100)} == {0, 1, 2, 3, 4}


def test_it_learns_and_then_weighs() -> None:
    assert isinstance(Shapley(), LearningModel)
    fitted = Shapley().fitted(WENT)
    assert isinstance(fitted, AttributionModel)
    assert fitted.name == Shapley.name == "shapley"
    assert fitted == Shapley().fitted(WENT[::-1])


@pytest.mark.parametrize("worth", ["conversions", "value"])
def test_sums_by_size_and_journeys_teach_the_same(worth: Worth) -> None:
    sizes = {1: {"leo": (2, 500)}, 2: {"leo": (3, 1_000), "maya": (3, 1_000)}}
    assert Shapley(worth=worth).fitted_to_sizes(sizes) == Shapley(worth=worth).fitted(WENT)


def test_sums_by_size_do_not_tell_a_rate() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Shapley(worth="rate").fitted_to_sizes({1: {"leo": (2, 500)}})
    assert str(caught.value) == (
        "shapley worth must be conversions or value, to be learned from sums, got 'rate'"
    )
