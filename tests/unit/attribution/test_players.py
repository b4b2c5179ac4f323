from __future__ import annotations

import datetime as dt
from fractions import Fraction

from influence.attribution import Journey, Markov, Path, PathTouch, Shapley
from influence.attribution._players import path_weights, whole_weights
from influence.tracking import Kind

DAY = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)


def path(*touches: tuple[str, Kind]) -> Path:
    return Path(
        tuple(
            PathTouch(at=DAY + dt.timedelta(hours=hour), kind=kind, creator_id=who, value=who)
            for hour, (who, kind) in enumerate(touches)
        ),
        at=DAY + dt.timedelta(days=1),
    )


def test_a_creator_who_was_met_twice_is_weighed_once_at_the_last_touch() -> None:
    met = path(("maya", "link"), ("leo", "code"), ("maya", "dm"))
    weights = path_weights(met, weights={"maya": 7, "leo": 3}, players="creators")
    assert weights == [0, 3, 7]


def test_a_channel_gives_its_weight_to_the_creator_through_whom_it_was_last_met() -> None:
    met = path(("maya", "link"), ("leo", "link"), ("maya", "dm"))
    assert path_weights(met, weights={"link": 5, "dm": 1}, players="channels") == [0, 5, 1]


def test_where_nobody_has_a_score_all_players_of_the_path_share_evenly() -> None:
    met = path(("maya", "link"), ("leo", "code"), ("maya", "dm"))
    weights = path_weights(met, weights={"maya": 0, "zoe": 9}, players="creators")
    assert weights == [0, 1, 1]


def test_a_player_who_was_never_seen_weighs_nothing_beside_one_who_was() -> None:
    met = path(("maya", "link"), ("leo", "code"))
    assert path_weights(met, weights={"maya": 2}, players="creators") == [2, 0]


def test_the_smallest_score_still_weighs_something() -> None:
    scores = {"maya": Fraction(1), "leo": Fraction(1, 10**15), "zoe": Fraction(0)}
    assert whole_weights(scores) == {"maya": 2**30 - 1, "leo": 1, "zoe": 0}


def test_nobody_has_a_weight_when_nobody_has_a_score() -> None:
    assert whole_weights({"maya": Fraction(0), "leo": Fraction(-1)}) == {"maya": 0, "leo": 0}


def test_both_models_say_who_plays_in_a_touch() -> None:
    touch = path(("maya", "dm"))[0]
    for model in (Markov(), Shapley()):
        assert model.player(touch) == "maya"
    for model in (Markov(players="channels"), Shapley(players="channels")):
        assert model.player(touch) == "dm"


def test_a_path_of_one_touch_is_weighed_as_last_touch_weighs_it() -> None:
    journeys = [Journey(players=("maya", "leo"), conversions=2, lost=1)]
    for fitted in (Markov().fitted(journeys), Shapley(worth="rate").fitted(journeys)):
        (weight,) = fitted.weights(path(("leo", "link")))
        assert weight > 0
        (weight,) = fitted.weights(path(("nobody", "link")))
        assert weight == 1
