"""Contests: shares, intervals and duels, worked by hand."""

from __future__ import annotations

import math

import pytest

from influence.errors import InvalidInputError
from influence.markets import (
    CycleOutcome,
    FollowersProgramme,
    Outcome,
    chance_interval,
    contest,
    duel,
    results,
)
from influence.testing._books import usd


def _outcome(
    programme: str, profit: int, *, seed: int, best: int = 100, preset: str = "usual"
) -> Outcome:
    cycle = CycleOutcome(
        cycle=0,
        packages={},
        spent=usd("50"),
        gross_profit=usd(str(50 + profit)),
        expected_profit=usd("0"),
    )
    return Outcome(
        programme=programme,
        preset=preset,
        seed=seed,
        clairvoyant_profit=usd(str(best)),
        cycles=(cycle,),
    )


def test_a_share_is_a_ratio_of_sums_with_the_interval_of_one() -> None:
    outcomes = [
        _outcome("mine", 80, seed=1, best=150),
        _outcome("mine", 20, seed=2, best=50),
        _outcome("mine", -10, seed=3, best=120),
        _outcome("mine", 30, seed=4, best=80),
    ]
    (result,) = results(outcomes)
    assert (result.share, result.mean_profit, result.markets) == (0.3, 30.0, 4)
    # Less 0.3 of what the clairvoyant earned: 35, 5, −46, 6; their mean square is 850.5.
    reach = 1.959964 * math.sqrt(850.5) / (math.sqrt(4) * 100)
    assert result.interval == pytest.approx((0.3 - reach, 0.3 + reach), abs=1e-6)
    assert (result.losses, result.preset) == (0.25, "usual")


def test_several_presets_are_told_apart_and_together() -> None:
    outcomes = [
        _outcome("mine", 80, seed=1),
        _outcome("mine", 10, seed=1, preset="rich"),
        _outcome("other", 20, seed=1),
        _outcome("other", 40, seed=1, preset="rich"),
    ]
    found = [(one.preset, one.programme, one.mean_profit) for one in results(outcomes)]
    assert found == [
        ("usual", "mine", 80.0),
        ("usual", "other", 20.0),
        ("rich", "mine", 10.0),
        ("rich", "other", 40.0),
        ("", "mine", 45.0),
        ("", "other", 30.0),
    ]


def test_there_is_no_share_of_nothing() -> None:
    (result,) = results([_outcome("mine", 10, seed=1, best=0)])
    assert math.isnan(result.share)
    assert math.isnan(result.interval[0])


def test_a_duel_is_fought_market_by_market() -> None:
    outcomes = [
        _outcome("mine", 80, seed=1),
        _outcome("other", 50, seed=1),
        _outcome("mine", 20, seed=2),
        _outcome("other", 30, seed=2),
        _outcome("mine", 999, seed=3),  # the other was not there
    ]
    fought = duel(outcomes, first="mine", second="other")
    assert (fought.markets, fought.won, fought.gain, fought.mean_difference) == (2, 0.5, 0.25, 10)
    reach = 1.959964 * 20 / math.sqrt(2)
    assert fought.difference_interval == pytest.approx((10 - reach, 10 + reach), abs=1e-5)


def test_who_earns_the_same_has_not_won() -> None:
    outcomes = [_outcome("mine", 80, seed=1), _outcome("other", 80, seed=1)]
    assert duel(outcomes, first="mine", second="other").won == 0


def test_over_somebody_who_earned_nothing_the_gain_is_infinite() -> None:
    outcomes = [_outcome("mine", 80, seed=1), _outcome("other", -5, seed=1)]
    assert duel(outcomes, first="mine", second="other").gain == math.inf


def test_a_duel_needs_a_market() -> None:
    with pytest.raises(InvalidInputError) as caught:
        duel([_outcome("mine", 80, seed=1)], first="mine", second="other")
    said = "programmes of a duel must meet in a market, got 'mine, other'"
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("times", "of", "ends"),
    [(0, 10, (0.0, 0.2775)), (10, 10, (0.7225, 1.0)), (81, 263, (0.2553, 0.3662))],
)
def test_the_interval_of_a_chance_is_that_of_wilson(
    times: int, of: int, ends: tuple[float, float]
) -> None:
    assert chance_interval(times, of) == pytest.approx(ends, abs=5e-5)


def test_everybody_meets_in_every_market() -> None:
    met = [
        (one.programme, one.preset, one.seed)
        for one in contest(
            [FollowersProgramme(), FollowersProgramme("again")],
            presets=["usual", "rich"],
            seeds=range(2),
        )
    ]
    assert len(met) == len(set(met)) == 8
