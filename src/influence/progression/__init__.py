"""Progression: which payment stage a creator has earned, by a ladder that is data.

    evidence of a cycle + what was shown since the last step → one step, or the reasons for none

New creators start on product or affiliate, proven converters move to a flat fee, top performers to
a hybrid; who loses money steps down. What proves them is the chance of a profit at the fee that is
offered next, as ``influence.outlooks`` has it, or on other ladders posts, orders and profits. One
of these starts with flat-fee pilots. A step is taken at most once a cycle and rests on what was
shown since the last one; after it a ladder stands still for its cool-down. Going down needs more
than a bad cycle, and no evidence can open the way up and the way back. Whether to book a creator at
all is for ``influence.decisions``, and what a stage can offer for ``influence.stage_offers``.
Source: S1, S2, S3.
"""

from __future__ import annotations

from influence.progression._evidence import StageEvidence
from influence.progression._fee_outlook import FeeOutlook, expected_places
from influence.progression._ladder import DealLadder
from influence.progression._progress import Progress
from influence.progression._shipped import (
    DEFAULT_LADDER,
    EVIDENCE_LADDER,
    FLAT_PILOT_LADDER,
    LADDERS,
    SOURCE_LADDER,
)
from influence.progression._shown import Shown
from influence.progression._stage import OUTCOMES, STAGES, Outcome, Stage
from influence.progression._standing import Standing
from influence.progression._thresholds import ChanceThresholds
from influence.progression._transition import Transition

__all__ = [
    "DEFAULT_LADDER",
    "EVIDENCE_LADDER",
    "FLAT_PILOT_LADDER",
    "LADDERS",
    "OUTCOMES",
    "SOURCE_LADDER",
    "STAGES",
    "ChanceThresholds",
    "DealLadder",
    "FeeOutlook",
    "Outcome",
    "Progress",
    "Shown",
    "Stage",
    "StageEvidence",
    "Standing",
    "Transition",
    "expected_places",
]
