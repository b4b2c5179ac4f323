from __future__ import annotations

import pytest

from influence.attribution import Journey, removal_effects, shapley_values
from influence.errors import UnknownNameError

WENT = [
    Journey(players=("maya", "leo"), conversions=3, value=6_001, lost=2),
    Journey(players=("leo",), conversions=1, value=1_500, lost=4),
]


def test_what_was_sold_is_credited_to_the_last_unit() -> None:
    scores = shapley_values(WENT)
    assert [(line.player, line.conversions, line.value) for line in scores.players] == [
        ("leo", 3, 4_688),
        ("maya", 1, 2_813),
    ]
    assert (scores.conversions, scores.value) == (4, 7_501)


def test_money_that_went_back_is_credited_as_its_mirror() -> None:
    scores = removal_effects([Journey(players=("maya", "leo"), conversions=1, value=-3)])
    assert [line.value for line in scores.players] == [-2, -1]


def test_a_value_without_a_conversion_is_shared_evenly() -> None:
    scores = removal_effects([Journey(players=("maya", "leo"), value=3, lost=1)])
    assert [(line.share, line.value) for line in scores.players] == [(None, 2), (None, 1)]
    steps = scores.working("maya").steps
    assert [step.result for step in steps] == ["0", "0.5", "0", "1"]
    assert steps[1].text == "nobody has a score above zero: an even share"


def test_the_working_of_a_rounded_score_says_how_far_off_it_can_be() -> None:
    went = [Journey(players=(f"{number}",), conversions=1) for number in range(65)]
    steps = removal_effects(went).working("7").steps
    assert [(step.text, step.result) for step in steps] == [
        ("removal effect", "0.015385"),
        ("off by no more than", "0.000000001"),
        ("all removal effects", "1"),
        ("0.015385 ÷ 1", "0.015385"),
        ("of 65 conversions, in whole ones", "1"),
        ("of 0 minor units, in whole ones", "0"),
    ]


def test_the_working_of_a_sampled_score_says_how_likely_its_error_is() -> None:
    scores = shapley_values(WENT, worth="rate", exact_players=0, samples=100)
    steps = scores.working("leo").steps
    assert steps[1].text == "off by no more than, with probability 0.95"
    assert float(steps[1].result) >= scores.of("leo").error
    assert float(steps[1].result) - 1e-9 <= scores.of("leo").error


def test_a_value_below_zero_is_worked_as_nothing() -> None:
    went = [
        Journey(players=("leo",), conversions=5, lost=5),
        Journey(players=("zoe", "leo"), conversions=1, lost=9),
    ]
    steps = shapley_values(went, worth="rate").working("zoe").steps
    assert [(step.text, step.result) for step in steps] == [
        ("Shapley value", "-0.1"),
        ("all Shapley values", "0.4"),
        ("0 ÷ 0.4", "0"),
        ("of 6 conversions, in whole ones", "0"),
        ("of 0 minor units, in whole ones", "0"),
    ]


def test_a_name_that_did_not_play_is_refused() -> None:
    with pytest.raises(UnknownNameError) as caught:
        shapley_values(WENT).of("may")
    assert str(caught.value) == "player must be one of leo, maya, got 'may'; did you mean 'maya'?"
