"""Standings: where a creator stands on a ladder between two cycles."""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.progression._evidence import StageEvidence
from influence.progression._shown import Shown
from influence.progression._stage import STAGES, Stage


@attrs.frozen(kw_only=True)
class Standing:
    """A creator's place on a ladder, and what was shown on it.

    Args:
        stage: The payment stage.
        came_from: The stage that the last step left; ``None`` when no step has been taken.
        shown: What was shown since then.

    Raises:
        UnknownNameError: A stage is not known; the close one is named.
    """

    stage: Stage = attrs.field(validator=require.one_of(STAGES))
    came_from: Stage | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(STAGES))
    )
    shown: Shown = Shown()

    def with_cycle(self, evidence: StageEvidence) -> Standing:
        """The same place after one more cycle on it."""
        return attrs.evolve(self, shown=self.shown.with_cycle(evidence))

    def moved(self, stage: Stage) -> Standing:
        """The place after a step to *stage*, where nothing has been shown yet."""
        return Standing(stage=stage, came_from=self.stage)

    def is_resting(self, cool_down: int) -> bool:
        """Whether the cycles since the last step are still within the *cool_down*."""
        return self.came_from is not None and self.shown.cycles <= cool_down
