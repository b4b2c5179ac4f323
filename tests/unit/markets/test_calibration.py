"""Calibration: what was believed is held against what is true."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import ClassVar

import attrs
import pytest

from influence.errors import InvalidInputError
from influence.markets import (
    PRESETS,
    FollowersProgramme,
    Forecast,
    Market,
    Question,
    believed_by,
    coverage,
    forecasts,
    reliability,
)
from influence.markets._dice import dice
from influence.outlooks import Outlook
from influence.ranking import Placing, Profit, Standing
from influence.workings import Working


def _outlook(probability: float, *, name: str = "maya") -> Outlook:
    """An outlook with a chance of a multiple above 1."""
    return Outlook(
        creator_id=name,
        log_mean=NormalDist().inv_cdf(probability),
        log_sd=1.0,
        outcome_log_sd=1.0,
        effective_orders=3.0,
    )


def _forecast(probability: float, multiple: float) -> Forecast:
    return Forecast(
        cycle=0, outlook=_outlook(probability), multiple=multiple, packages=1, evidence=0
    )


def test_forecasts_are_sorted_into_bands_by_what_they_said() -> None:
    pairs = [(0.05, 0.4), (0.19, 1.4), (0.7, 2.0), (0.9999999, 3.0)]
    said = [_forecast(probability, multiple) for probability, multiple in pairs]
    bands = reliability(said)
    assert [one.forecasts for one in bands] == [2, 0, 0, 1, 1]
    assert [one.true for one in bands] == [0.5, None, None, 1.0, 1.0]
    assert bands[0].said == pytest.approx(0.12)
    assert bands[0].off == pytest.approx(0.38)
    assert bands[1].said == pytest.approx(0.3)
    assert bands[1].off is None
    assert (bands[4].low, bands[4].high) == (0.8, 1.0)


def test_certainty_is_in_the_last_band() -> None:
    sure = Outlook(
        creator_id="maya", log_mean=1.0, log_sd=0.0, outcome_log_sd=1.0, effective_orders=3.0
    )
    one = Forecast(cycle=0, outlook=sure, multiple=2.0, packages=0, evidence=0)
    assert [band.forecasts for band in reliability([one])] == [0, 0, 0, 0, 1]


def test_coverage_counts_the_intervals_that_hold_the_truth() -> None:
    # At a chance of one half the 80 % interval is e^∓1.2816: 0.278 to 3.602.
    said = [_forecast(0.5, multiple) for multiple in (0.27, 0.29, 3.5, 3.7)]
    assert coverage(said, level=0.8) == 0.5


def test_nothing_covers_nothing() -> None:
    with pytest.raises(InvalidInputError) as caught:
        coverage([], level=0.8)
    assert str(caught.value) == "forecasts must be at least one, got 0"


@pytest.mark.parametrize("bands", [0, 1.5])
def test_there_is_at_least_one_band(bands: int) -> None:
    with pytest.raises(InvalidInputError) as caught:
        reliability([], bands=bands)
    assert str(caught.value) == f"bands must be a whole number of at least 1, got {bands!r}"


def _of_the_largest(question: Question) -> Mapping[str, Outlook]:
    """The same of the three largest, and nothing of the others."""
    largest = sorted(question.candidates, key=lambda one: -(one.followers or 0))[:3]
    return {one.creator_id: _outlook(0.5, name=one.creator_id) for one in largest}


def test_each_cycle_is_believed_anew_and_held_against_the_truth() -> None:
    found = forecasts(_of_the_largest, programme=FollowersProgramme(), preset="usual", seed=3)
    market = Market.drawn(PRESETS["usual"], seed=3)
    assert len(found) == 8 * 3
    for one in found:
        assert one.multiple == market.creator(one.outlook.creator_id).multiple
        assert one.came_true == (one.multiple > 1)
    booked = [one for one in found if one.packages]
    assert [one.evidence for one in booked] == [one.cycle for one in booked]
    assert booked


_ONE_CYCLE = attrs.evolve(PRESETS["usual"], cycles=1)
_PRIOR = NormalDist.from_samples(
    [
        math.log(one.multiple)
        for seed in range(40)
        for one in Market.drawn(_ONE_CYCLE, seed=seed).creators
    ]
)


def _posterior(market: Market, name: str, *, noise: float) -> Outlook:
    """What Bayes' rule makes of the spread of creators and one noisy look at this one."""
    truth = math.log(market.creator(name).multiple)
    heard = truth + dice("noise", market.seed, name).gauss(0, noise)
    weight = _PRIOR.variance / (_PRIOR.variance + noise**2)
    spread = math.sqrt(weight) * noise
    return Outlook(
        creator_id=name,
        log_mean=_PRIOR.mean + weight * (heard - _PRIOR.mean),
        log_sd=spread,
        outcome_log_sd=spread,
        effective_orders=1.0,
    )


def _heard(noise: float) -> Sequence[Forecast]:
    """Forecasts in forty markets of somebody who heard the truth with a noise."""
    found: list[Forecast] = []
    for seed in range(40):
        market = Market.drawn(_ONE_CYCLE, seed=seed)

        def believing(question: Question, known: Market = market) -> Mapping[str, Outlook]:
            names = [one.creator_id for one in question.candidates]
            return {name: _posterior(known, name, noise=noise) for name in names}

        found += forecasts(believing, programme=FollowersProgramme(), preset=_ONE_CYCLE, seed=seed)
    return found


def test_a_belief_that_is_right_is_found_to_be_reliable_and_to_cover() -> None:
    found = _heard(0.5)
    for band in reliability(found):
        assert band.off == pytest.approx(0, abs=0.05)
    for level in (0.5, 0.8, 0.95):
        assert coverage(found, level=level) == pytest.approx(level, abs=0.03)


def test_a_belief_that_is_too_sure_is_found_out() -> None:
    sure = [
        attrs.evolve(one, outlook=attrs.evolve(one.outlook, log_sd=one.outlook.log_sd / 2))
        for one in _heard(0.5)
    ]
    assert coverage(sure, level=0.8) < 0.6
    assert max(abs(band.off or 0) for band in reliability(sure)) > 0.08


class Believing:
    """A strategy that says what it believes, of those whom it has met."""

    name: ClassVar[str] = "believing"

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        return [
            Placing(
                creator_id=one.creator_id,
                rank=1,
                working=Working.of(("rank", 1)),
                outlook=_outlook(0.6, name=one.creator_id) if one.metrics else None,
            )
            for one in standings
        ]


def test_what_a_strategy_believes_is_in_its_placings() -> None:
    found = forecasts(
        believed_by(Believing()), programme=FollowersProgramme(), preset="usual", seed=3
    )
    assert found
    assert all(one.evidence for one in found)
    nothing = believed_by(Profit())
    assert forecasts(nothing, programme=FollowersProgramme(), preset="usual", seed=3) == ()
