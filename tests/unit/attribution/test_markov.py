from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any, ClassVar, cast

import pytest

from influence.attribution import (
    AttributionModel,
    Journey,
    LearningModel,
    Markov,
    Path,
    PathTouch,
    PlayerScores,
    removal_effects,
)
from influence.errors import InvalidInputError, UnknownNameError

HALF = [
    Journey(players=("maya", "leo"), conversions=1, value=1_000, lost=1),
    Journey(players=("leo",), conversions=1, value=500, lost=3),
]


def scored(scores: PlayerScores) -> dict[str, str]:
    return {player: str(score) for player, score in scores.scores.items()}


class TestEffects:
    def test_who_stands_on_every_path_takes_everything_along(self) -> None:
        # A third of all visitors meet Maya first, and all go on to Leo.
        assert scored(removal_effects(HALF)) == {"leo": "1", "maya": "1/3"}

    def test_of_a_higher_order_who_came_before_matters(self) -> None:
        # After Maya, Leo converts 1 of 2, without her 1 of 4: 1/6 of 1/6 + 1/6.
        assert scored(removal_effects(HALF, order=2)) == {"leo": "1", "maya": "1/2"}

    def test_without_anybody_lost_an_effect_is_how_likely_a_visitor_is_to_meet_the_player(
        self,
    ) -> None:
        went = [
            Journey(players=("maya", "leo"), conversions=1),
            Journey(players=("leo",), conversions=3),
        ]
        assert scored(removal_effects(went)) == {"leo": "1", "maya": "1/4"}

    def test_who_was_met_only_by_visitors_that_were_lost_can_have_an_effect(self) -> None:
        went = [
            Journey(players=("zoe", "leo"), lost=1),
            Journey(players=("leo",), conversions=1),
        ]
        assert scored(removal_effects(went)) == {"leo": "1", "zoe": "1/2"}

    def test_of_order_two_a_repeat_makes_the_chain_forget_who_came_before(self) -> None:
        went = [
            Journey(players=("maya", "leo", "leo"), conversions=1),
            Journey(players=("zoe", "leo", "leo"), lost=1),
        ]
        kept, dropped = (
            removal_effects(went, order=2, repeats=word) for word in ("kept", "dropped")
        )
        assert scored(kept) == {"leo": "1", "maya": "1/2", "zoe": "1/2"}
        assert scored(dropped) == {"leo": "1", "maya": "1", "zoe": "0"}

    def test_one_player_has_all(self) -> None:
        (line,) = removal_effects([Journey(players=("maya",) * 3, conversions=2, lost=9)]).players
        assert line.score == line.share == 1
        assert line.conversions == 2

    def test_of_no_journeys_nothing_is_known(self) -> None:
        assert removal_effects([]).players == ()
        assert removal_effects([]).conversions == 0

    def test_journeys_that_nobody_went_name_their_players_and_count_for_nothing(self) -> None:
        scores = removal_effects([*HALF, Journey(players=("zoe", "maya"))])
        assert scored(scores) == {"leo": "1", "maya": "1/3", "zoe": "0"}

    def test_without_a_conversion_nobody_has_an_effect_and_nothing_is_credited(self) -> None:
        scores = removal_effects([Journey(players=("maya", "leo"), lost=5)])
        for line in scores.players:
            assert line.score == line.conversions == 0
            assert line.share is None


class TestLimits:
    def test_a_chain_with_too_many_states_is_refused(self) -> None:
        went = [Journey(players=(f"creator {number}",), conversions=1) for number in range(2_001)]
        with pytest.raises(InvalidInputError) as caught:
            removal_effects(went)
        assert str(caught.value) == (
            "markov chain must have at most 2000 states (fewer players, or a lower order), got 2001"
        )

    def test_up_to_64_states_are_exact(self) -> None:
        went = [Journey(players=(f"{number}",), conversions=1) for number in range(64)]
        assert removal_effects(went).kind == "exact"
        assert removal_effects(went).of("7").error == 0

    def test_more_are_rounded_to_within_what_is_said(self) -> None:
        went = [Journey(players=(f"{number}",), conversions=1, lost=number) for number in range(65)]
        scores = removal_effects(went)
        assert scores.kind == "rounded"
        assert all(abs(line.score - Fraction(1, 65)) <= line.error for line in scores.players)
        assert all(0 < line.error < Fraction(1, 10**11) for line in scores.players)

    def test_an_order_below_one_is_refused(self) -> None:
        with pytest.raises(InvalidInputError) as caught:
            Markov(order=0)
        assert str(caught.value) == ("Markov.order must be a whole number of at least 1, got 0")

    def test_unknown_words_are_refused(self) -> None:
        with pytest.raises(UnknownNameError) as caught:
            Markov(repeats=cast("Any", "keep"))
        assert str(caught.value) == (
            "Markov.repeats must be one of dropped, kept, got 'keep'; did you mean 'kept'?"
        )
        with pytest.raises(UnknownNameError) as caught:
            Markov(players=cast("Any", "creator"))
        assert str(caught.value) == (
            "Markov.players must be one of channels, creators, got 'creator';"
            " did you mean 'creators'?"
        )


class TestFitted:
    def test_it_learns_and_then_weighs(self) -> None:
        assert isinstance(Markov(), LearningModel)
        fitted = Markov().fitted(HALF)
        assert isinstance(fitted, AttributionModel)
        assert fitted.name == Markov.name == "markov"
        day = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)
        met = Path(
            tuple(
                PathTouch(at=day, kind="link", creator_id=who, value=who) for who in ("maya", "leo")
            ),
            at=day,
        )
        assert fitted.weights(met) == [2**30 // 4, 3 * 2**30 // 4]

    def test_two_that_learned_the_same_are_the_same(self) -> None:
        assert Markov().fitted(HALF) == Markov().fitted(HALF[::-1])


class TestSteps:
    def test_steps_and_journeys_teach_the_same(self) -> None:
        steps = {("maya",): (1, 1), ("maya", "leo"): (1, 1), ("leo",): (1, 3)}
        assert Markov().fitted_to_steps(steps, value=1_500) == Markov().fitted(HALF)

    def test_a_step_that_nobody_came_to_take_is_refused(self) -> None:
        with pytest.raises(InvalidInputError) as caught:
            Markov().fitted_to_steps({("maya",): (1, 1), ("maya", "leo"): (2, 1)}, value=0)
        assert str(caught.value) == (
            "steps must come to ('maya',) as often as they leave it, got (-1, 0)"
        )


class TestPairs:
    TAKEN: ClassVar = [[4, 2], [0, 0], [2, 0]]
    ENDS: ClassVar = [(2, 4), (0, 0)]

    def test_pairs_and_journeys_teach_the_same(self) -> None:
        told = Markov().fitted_to_counts(
            ["leo", "maya"], taken=self.TAKEN, ends=self.ENDS, value=1_500
        )
        assert told == Markov().fitted(HALF)

    def test_of_nobody_nothing_is_learned(self) -> None:
        told = Markov().fitted_to_counts([], taken=[[]], ends=[], value=0)
        assert told == Markov().fitted([])

    def test_who_is_not_left_as_often_as_met_is_refused(self) -> None:
        with pytest.raises(InvalidInputError) as caught:
            Markov().fitted_to_counts(
                ["leo", "maya"], taken=self.TAKEN, ends=[(2, 3), (0, 0)], value=0
            )
        assert str(caught.value) == "taken must leave 'leo' as often as the 6 met, got 5"

    def test_pairs_cannot_teach_a_chain_that_remembers_more(self) -> None:
        with pytest.raises(InvalidInputError) as caught:
            Markov(order=2).fitted_to_counts([], taken=[[]], ends=[], value=0)
        assert str(caught.value) == "markov order must be 1, to learn from pairs, got 2"

    def test_too_many_players_are_refused(self) -> None:
        with pytest.raises(InvalidInputError, match=r"markov chain must have at most 2000 states"):
            Markov().fitted_to_counts(["leo"] * 2_001, taken=[], ends=[], value=0)
