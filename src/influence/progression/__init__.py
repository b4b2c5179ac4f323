"""Progression: which payment stage a creator has earned, by a ladder that is data.

    evidence of a cycle + what was shown since the last step → one step, or the reasons for none

New creators start on product or affiliate, proven converters move to a flat fee, top performers to
a hybrid; who loses money steps down. Another ladder starts with flat-fee pilots. A step is taken at
most once a cycle and rests on what was shown since the last one; after it a ladder stands still for
its cool-down. Going down needs more than a bad cycle, and no evidence can open the way up and the
way back. Whether to book a creator at all is for ``influence.decisions``. Source: S1, S2, S3.
"""

from __future__ import annotations

from influence.progression._evidence import StageEvidence
from influence.progression._ladder import DealLadder
from influence.progression._progress import Progress
from influence.progression._shipped import FLAT_PILOT_LADDER, LADDERS, SOURCE_LADDER
from influence.progression._shown import Shown
from influence.progression._stage import OUTCOMES, STAGES, Outcome, Stage
from influence.progression._standing import Standing
from influence.progression._transition import Transition

__all__ = [
    "FLAT_PILOT_LADDER",
    "LADDERS",
    "OUTCOMES",
    "SOURCE_LADDER",
    "STAGES",
    "DealLadder",
    "Outcome",
    "Progress",
    "Shown",
    "Stage",
    "StageEvidence",
    "Standing",
    "Transition",
]
