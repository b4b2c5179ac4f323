"""A slice of the benchmarks: a few fixed markets, in seconds. The whole: benchmarks/decisions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from influence.markets import (
    DRAWN,
    FollowersProgramme,
    Following,
    NextCycleProgramme,
    Outcome,
    contest,
    coverage,
    duel,
    forecasts,
    reliability,
    results,
)
from influence.metrics import SuccessMetrics
from influence.ranking import Sheet

_SEEDS = range(10_000, 10_008)
_OURS = NextCycleProgramme()
_SHEET = Following(strategy=Sheet(metrics=SuccessMetrics(("saves", "clicks", "orders"))))


@pytest.fixture(scope="module")
def outcomes() -> Sequence[Outcome]:
    """Our advice, the sheet with second chances and the full budget, and the largest audiences."""
    programmes = (_OURS, _SHEET, FollowersProgramme())
    return list(contest(programmes, presets=["usual", "silent", DRAWN], seeds=_SEEDS))


def test_our_advice_earns_more_than_the_sheet_in_four_of_five_markets(
    outcomes: Sequence[Outcome],
) -> None:
    fought = duel(outcomes, first="next_cycle", second="sheet")
    assert fought.markets == 24
    assert fought.won >= 0.8
    assert fought.gain >= 0.25


def test_picking_by_followers_earns_least(outcomes: Sequence[Outcome]) -> None:
    some = [one for one in outcomes if one.preset in {"usual", "silent"}]
    shares = {one.programme: one.share for one in results(some) if not one.preset}
    assert shares["next_cycle"] > shares["sheet"]
    assert shares["next_cycle"] > 2 * shares["followers"]


def test_what_is_said_of_creators_comes_true_about_as_often() -> None:
    found = [
        one
        for seed in _SEEDS
        for one in forecasts(_OURS.outlooks, programme=_OURS, preset="usual", seed=seed)
    ]
    for band in reliability(found):
        assert band.off == pytest.approx(0, abs=0.15)  # eight markets tell no more than that
    assert coverage(found, level=0.8) == pytest.approx(0.8, abs=0.1)
