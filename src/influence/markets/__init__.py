"""Markets: creators with a known truth, to test a strategy or a payment ladder of one's own.

    truth     creators with price, reach, click rate, order rate; seasons, angles, fatigue, luck
    question  what a team would know in a cycle: quotes, tracked results, the figures of a sheet
    answer    how many packages with whom
    outcome   true profit, beside that of a clairvoyant in the same market

A market is a function of a preset and a seed; nothing else is drawn. Programmes meet the same luck
for the same package, so what differs between two outcomes is what was decided.
"""

from __future__ import annotations

from influence.markets._as_programme import as_programme
from influence.markets._calibration import (
    Band,
    Believing,
    Forecast,
    believed_by,
    coverage,
    forecasts,
    reliability,
)
from influence.markets._clairvoyant import Clairvoyant
from influence.markets._contest import Duel, Result, chance_interval, contest, duel, results
from influence.markets._creator import TrueCreator
from influence.markets._followers_programme import FollowersProgramme
from influence.markets._following import Following
from influence.markets._judging import judged_by_beliefs
from influence.markets._ladder_trial import (
    Judging,
    LadderOutcome,
    PaymentLadder,
    StageCase,
    StagePay,
    simulate_ladder,
)
from influence.markets._market import Market
from influence.markets._next_cycle_programme import Allocating, NextCycleProgramme
from influence.markets._post import Post
from influence.markets._preset import Preset
from influence.markets._presets import DRAWN, PRESETS, drawn_preset, preset_named
from influence.markets._programme import Programme, Question, booked
from influence.markets._simulation import CycleOutcome, Outcome, simulate
from influence.markets._wear import worn

__all__ = [
    "DRAWN",
    "PRESETS",
    "Allocating",
    "Band",
    "Believing",
    "Clairvoyant",
    "CycleOutcome",
    "Duel",
    "FollowersProgramme",
    "Following",
    "Forecast",
    "Judging",
    "LadderOutcome",
    "Market",
    "NextCycleProgramme",
    "Outcome",
    "PaymentLadder",
    "Post",
    "Preset",
    "Programme",
    "Question",
    "Result",
    "StageCase",
    "StagePay",
    "TrueCreator",
    "as_programme",
    "believed_by",
    "booked",
    "chance_interval",
    "contest",
    "coverage",
    "drawn_preset",
    "duel",
    "forecasts",
    "judged_by_beliefs",
    "preset_named",
    "reliability",
    "results",
    "simulate",
    "simulate_ladder",
    "worn",
]
