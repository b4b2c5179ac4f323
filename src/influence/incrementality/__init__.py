"""Incrementality: what would not have come without the campaign.

    incremental      = observed − baseline
    incremental ROAS = incremental revenue ÷ spend

Attribution says who touched a sale; it cannot say whether the sale would have come anyway. That
takes a control, somebody who did not meet the campaign: people kept from it at random (``holdout``)
or regions without it, before and since (``difference_in_differences``). Without a control there is
no incremental figure, and none is made up.

Estimates are exact. Intervals and chances rest on roots and quantiles and are floating-point
numbers; they say how far chance reaches, and no amount is worked out from them.
"""

from __future__ import annotations

from influence.incrementality._differences import Per, Trend, difference_in_differences
from influence.incrementality._effect import Effect, Verdict
from influence.incrementality._holdout import holdout
from influence.incrementality._holdout_unit import HOLDOUT_ARMS, HoldoutArm, HoldoutUnit
from influence.incrementality._incrementality import (
    INCREMENTAL_FIGURES,
    Design,
    IncrementalFigure,
    Incrementality,
)
from influence.incrementality._interval import CONFIDENCE, Interval
from influence.incrementality._measure import Measure
from influence.incrementality._permutation import Permutation, permutation_test
from influence.incrementality._proportions import (
    Proportion,
    proportion_interval,
    proportion_p_value,
)
from influence.incrementality._region_day import REGION_ARMS, RegionArm, RegionDay
from influence.incrementality._student import student_probability, student_quantile
from influence.incrementality._welch import Welch, welch

__all__ = [
    "CONFIDENCE",
    "HOLDOUT_ARMS",
    "INCREMENTAL_FIGURES",
    "REGION_ARMS",
    "Design",
    "Effect",
    "HoldoutArm",
    "HoldoutUnit",
    "IncrementalFigure",
    "Incrementality",
    "Interval",
    "Measure",
    "Per",
    "Permutation",
    "Proportion",
    "RegionArm",
    "RegionDay",
    "Trend",
    "Verdict",
    "Welch",
    "difference_in_differences",
    "holdout",
    "permutation_test",
    "proportion_interval",
    "proportion_p_value",
    "student_probability",
    "student_quantile",
    "welch",
]
