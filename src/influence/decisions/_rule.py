"""Decision rules: what takes the place of the policy when somebody decides by another rule."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from influence.decisions._decision import Decision
from influence.decisions._evidence import Evidence


@runtime_checkable
class DecisionRule(Protocol):
    """A pure function from evidence to a decision, with the two thresholds that evidence needs."""

    @property
    def payback_days(self) -> int:
        """Within how many days gross profit has to cover the spend."""
        ...

    @property
    def least_expected_orders(self) -> int:
        """How many orders break-even would have shown at least, before an angle is judged."""
        ...

    def judge(self, evidence: Evidence, /) -> Decision:
        """What to do with a creator."""
        ...
