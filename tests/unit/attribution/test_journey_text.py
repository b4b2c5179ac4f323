from __future__ import annotations

from typing import Any

import pytest

from influence.attribution import Journey, journeys_of_text
from influence.errors import InvalidInputError


def test_a_path_is_read_from_left_to_right_without_its_spaces() -> None:
    (journey,) = journeys_of_text([" maya >leo> maya"], conversions=[2], values=[150], lost=[7])
    assert journey == Journey(players=("maya", "leo", "maya"), conversions=2, value=150, lost=7)


def test_rows_with_the_same_path_become_one_journey() -> None:
    (journey,) = journeys_of_text(["a > b"] * 3, conversions=[1, 0, 2], lost=[0, 5, 1])
    assert (journey.conversions, journey.lost) == (3, 6)


def test_another_separator_can_stand_between_players() -> None:
    (journey,) = journeys_of_text(["a, b > c"], conversions=[1], separator=",")
    assert journey.players == ("a", "b > c")


def test_columns_may_be_read_once_only() -> None:
    (journey,) = journeys_of_text(iter(["a"]), conversions=iter([1]), lost=iter([2]))
    assert journey.visitors == 3


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ({"conversions": [1]}, "conversions must be as many as the 2 paths, got 1"),
        (
            {"conversions": [1, 1], "values": [1, 2, 3]},
            "values must be as many as the 2 paths, got 3",
        ),
        ({"conversions": [1, 1], "lost": []}, "lost must be as many as the 2 paths, got 0"),
        (
            {"conversions": [1, 1], "separator": " "},
            "separator must be text that is not blank, got ' '",
        ),
        (
            {"conversions": [1, -1]},
            "Journey.conversions must be a whole number of at least 0, got -1",
        ),
    ],
)
def test_columns_that_do_not_fit_are_refused(column: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        journeys_of_text(["a", "b"], **column)
    assert str(caught.value) == message


@pytest.mark.parametrize("path", ["", "a >", "> a", "a > > b"])
def test_a_step_without_a_player_is_refused(path: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        journeys_of_text([path], conversions=[1])
    assert str(caught.value) == f"path must name a player at every step, got {path!r}"
