"""Circles: whether one and the same evidence can lead away from a stage and back to it.

Evidence opens a set of transitions: those of its outcome and of its chance of profit. A chance that
lies within several bands lies, with the lower end of one of them, within the same: so the lower
ends are all the chances that have to be tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from influence.progression._chance import told
from influence.progression._stage import OUTCOMES, Outcome
from influence.progression._transition import Transition


@attrs.frozen(kw_only=True)
class Circle:
    """Steps that one evidence can open, the last of which ends where the first began.

    Args:
        steps: The transitions, in the order in which they are taken.
        outcome: The outcome of that evidence.
        chance: Its chance of profit.
    """

    steps: tuple[Transition, ...]
    outcome: Outcome
    chance: Fraction

    @property
    def way(self) -> str:
        """The stages, from where it begins back to there."""
        stages = (self.steps[0].start, *(step.end for step in self.steps))
        return " → ".join(stages)

    @property
    def evidence(self) -> str:
        """What has to stay the same, in words."""
        words = [
            *([self.outcome] if any(step.outcome for step in self.steps) else []),
            *(
                [f"chance of {told(self.chance)}"]
                if any(step.asks_for_a_chance for step in self.steps)
                else []
            ),
        ]
        return " and ".join(words) or "evidence"


def first_circle(transitions: Sequence[Transition]) -> Circle | None:
    """A circle that evidence can lead in; ``None`` when there is none."""
    lower_ends = {step.least_probability for step in transitions if step.least_probability}
    chances = sorted({Fraction(0), *(share.fraction for share in lower_ends)})
    for outcome in OUTCOMES:
        for chance in chances:
            steps = [
                step
                for step in transitions
                if step.can_open
                and step.outcome in {None, outcome}
                and step.is_likely_enough(chance)
            ]
            circle = _circle(steps)
            if circle:
                return Circle(steps=circle, outcome=outcome, chance=chance)
    return None


def _circle(steps: Sequence[Transition]) -> tuple[Transition, ...]:
    """A way along the *steps* that comes back to where it began; empty when there is none."""
    ways: list[tuple[Transition, ...]] = [(step,) for step in steps]
    while ways:
        way = ways.pop()
        if way[0].start == way[-1].end:
            return way
        been = {step.end for step in way}
        ways += [
            (*way, step) for step in steps if step.start == way[-1].end and step.end not in been
        ]
    return ()
