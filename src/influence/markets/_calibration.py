"""Calibration: whether probabilities come true as often as they say, and intervals hold.

    band      all forecasts with a probability from 0.0 to 0.2, from 0.2 to 0.4, …
    reliable  of those in a band, as many came true as were said to on average

Only where the truth is known can a belief be held against it, so this is done in made-up markets. A
forecast is an outlook beside the true return multiple, for every candidate in every cycle, or only
for those who were booked. Source: S273 for the bands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean
from typing import TypeAlias

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import CreatorId
from influence.markets._contest import chance_interval
from influence.markets._preset import Preset
from influence.markets._presets import preset_named
from influence.markets._programme import Programme, Question, booked
from influence.markets._simulation import Course, drawn_market
from influence.outlooks import Outlook
from influence.ranking import RankingStrategy, placed

Believing: TypeAlias = Callable[[Question], Mapping[CreatorId, Outlook]]


@attrs.frozen(kw_only=True)
class Forecast:
    """An outlook and what is true.

    Args:
        cycle: When it was believed.
        outlook: What was believed.
        multiple: The true return multiple.
        packages: How many were booked then.
        evidence: How many packages had been booked before.
    """

    cycle: int
    outlook: Outlook
    multiple: float
    packages: int
    evidence: int

    @property
    def came_true(self) -> bool:
        """Whether the creator is profitable in the long run."""
        return self.multiple > 1

    def covered(self, level: float) -> bool:
        """Whether the truth lies in the interval that claims to hold it with *level*."""
        low, high = self.outlook.interval(level)
        return low <= self.multiple <= high


@attrs.frozen(kw_only=True)
class Band:
    """Forecasts with about the same probability.

    Args:
        low: The least probability in it.
        high: The most.
        forecasts: How many there are.
        said: Their probability on average; the middle of the band when there are none.
        true: Which part came true; ``None`` when there are none.
        interval: Between which the chance of that lies with 95 %, if they were independent.
    """

    low: float
    high: float
    forecasts: int
    said: float
    true: float | None
    interval: tuple[float, float]

    @property
    def off(self) -> float | None:
        """How much more came true than was said; ``None`` when there are none."""
        return None if self.true is None else self.true - self.said


def forecasts(
    believing: Believing, *, programme: Programme, preset: Preset | str, seed: int
) -> tuple[Forecast, ...]:
    """What is believed in each cycle while a programme runs, beside what is true.

    Args:
        believing: What is believed of each candidate, from what is asked of a programme.
        programme: Who books meanwhile.
        preset: In what kind of market.
        seed: In which of its kind.
    """
    kind = preset_named(preset, seed=seed) if isinstance(preset, str) else preset
    market = drawn_market(kind, seed)
    course = Course(market)
    found: list[Forecast] = []
    for cycle in range(kind.cycles):
        question = course.question()
        outlooks, packages = believing(question), booked(programme, question)
        found.extend(
            Forecast(
                cycle=cycle,
                outlook=outlooks[one.creator_id],
                multiple=market.creator(one.creator_id).multiple,
                packages=packages.get(one.creator_id, 0),
                evidence=len(one.bookings),
            )
            for one in question.candidates
            if one.creator_id in outlooks
        )
        course.booked(packages)
    return tuple(found)


def believed_by(strategy: RankingStrategy) -> Believing:
    """What a ranking strategy believes, where its placings carry outlooks."""

    def believing(question: Question) -> Mapping[CreatorId, Outlook]:
        placings = placed(question.standings, strategy=strategy)
        return {name: one.outlook for name, one in placings.items() if one.outlook is not None}

    return believing


def reliability(of: Iterable[Forecast], *, bands: int = 5) -> tuple[Band, ...]:
    """How often what was said with about the same probability came true.

    Raises:
        InvalidInputError: There is not at least one band.
    """
    if not require.is_whole(bands) or bands < 1:
        raise InvalidInputError("bands", "be a whole number of at least 1", bands)
    sorted_in: list[list[Forecast]] = [[] for _ in range(bands)]
    for one in of:
        probability = one.outlook.probability_profitable
        sorted_in[min(bands - 1, int(probability * bands))].append(one)
    return tuple(_band(number, group, bands=bands) for number, group in enumerate(sorted_in))


def coverage(of: Sequence[Forecast], *, level: float) -> float:
    """Which part of the intervals that claim to hold the truth with *level* do so.

    Raises:
        InvalidInputError: There is no forecast, or *level* is not between 0 and 1.
    """
    if not of:
        raise InvalidInputError("forecasts", "be at least one", len(of))
    return fmean(one.covered(level) for one in of)


def _band(number: int, group: Sequence[Forecast], *, bands: int) -> Band:
    """One band."""
    low, high = number / bands, (number + 1) / bands
    if not group:
        middle = (low + high) / 2
        return Band(low=low, high=high, forecasts=0, said=middle, true=None, interval=(0.0, 1.0))
    true = sum(one.came_true for one in group)
    return Band(
        low=low,
        high=high,
        forecasts=len(group),
        said=fmean(one.outlook.probability_profitable for one in group),
        true=true / len(group),
        interval=chance_interval(true, len(group)),
    )
