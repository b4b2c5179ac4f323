"""Progress: what came of one cycle on a ladder, and why."""

from __future__ import annotations

import attrs

from influence.progression._stage import Stage
from influence.progression._standing import Standing
from influence.progression._transition import Transition
from influence.workings import Working


@attrs.frozen(kw_only=True)
class Progress:
    """The stage for the next cycle.

    Args:
        before: Where the creator stood.
        after: Where they stand now; the same stage when no step was taken.
        reasons: Why, in words.
        step: The transition that was taken; ``None`` when none was.
    """

    before: Standing
    after: Standing
    reasons: tuple[str, ...]
    step: Transition | None = None

    @property
    def stage(self) -> Stage:
        """The stage of this cycle."""
        return self.before.stage

    @property
    def next_stage(self) -> Stage:
        """The stage for the next cycle; the same when no transition is open."""
        return self.after.stage

    def working(self) -> Working:
        """The stage and the reasons, ending in the next stage."""
        because = (("because", reason) for reason in self.reasons)
        return Working.of(("stage", self.stage), *because, ("next stage", self.next_stage))
