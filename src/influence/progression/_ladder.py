"""Deal ladders: stages and the transitions between them, as data.

    cycle by cycle: rest while the cool-down lasts, else take the first open transition, else stay

The evidence that opens a way up never opens the way back: a ladder where a profit leads in a
circle, or a loss does, or one and the same chance of a profit, is refused. So on evidence that
stays the same nobody returns to a stage that they left.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError, InvalidTermsError, UnknownNameError
from influence.progression._chance import told
from influence.progression._circles import first_circle
from influence.progression._evidence import StageEvidence
from influence.progression._progress import Progress
from influence.progression._shown import Shown
from influence.progression._stage import STAGES, Stage
from influence.progression._standing import Standing
from influence.progression._transition import Transition
from influence.ratios import figure_text


def _are_stages(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """At least one stage, each of them known."""
    require.is_tuple(instance, attribute, value)
    if not value:
        raise InvalidInputError(
            require.place(instance, attribute), "name at least one stage", value
        )
    for stage in cast("tuple[object, ...]", value):
        require.one_of(STAGES)(instance, attribute, stage)


@attrs.frozen(kw_only=True)
class DealLadder:
    """Stages and the transitions between them, as data.

    Args:
        transitions: Looked at in this order; the first that is open is taken.
        starts: Where somebody new may begin.
        cool_down: After a step, no step for so many cycles.

    Raises:
        InvalidTermsError: One and the same evidence could lead away from a stage and back to it;
            the way is named.
        InvalidInputError: *cool_down* is below 0, or a field is not a tuple of what it holds.
        UnknownNameError: A start is not a stage; the close one is named.

    Example:
        >>> from fractions import Fraction
        >>> from influence.money import Money
        >>> from influence.progression import SOURCE_LADDER
        >>> evidence = StageEvidence(
        ...     posts=3, orders=Fraction(12), profit=Money("90", "USD"), rank=4, creators=10
        ... )
        >>> SOURCE_LADDER.next_from("affiliate", evidence=evidence).next_stage
        'flat'
        >>> rested = SOURCE_LADDER.replay(
        ...     [evidence] * 3, standing=SOURCE_LADDER.newcomer("product")
        ... )
        >>> [cycle.next_stage for cycle in rested]
        ['flat', 'flat', 'flat']
        >>> rested[1].reasons
        ('rests after the step from product: cycle 1 of 1',)
    """

    transitions: tuple[Transition, ...] = attrs.field(
        validator=require.are(Transition, called="transitions")
    )
    starts: tuple[Stage, ...] = attrs.field(default=STAGES, validator=_are_stages)
    cool_down: int = attrs.field(default=0, validator=require.is_count)

    def __attrs_post_init__(self) -> None:
        circle = first_circle(self.transitions)
        if circle is not None:
            rule = f"not lead back to a stage on one and the same {circle.evidence}"
            raise InvalidTermsError("ladder", rule, circle.way)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that are on it, in the order of ``STAGES``."""
        ends = {stage for step in self.transitions for stage in (step.start, step.end)}
        return tuple(stage for stage in STAGES if stage in ends or stage in self.starts)

    def newcomer(self, stage: Stage) -> Standing:
        """Where somebody new stands who begins on *stage*.

        Raises:
            UnknownNameError: Nobody begins there; the stages where one does are named.
        """
        if stage not in self.starts:
            raise UnknownNameError("stage of a new creator", stage, self.starts)
        return Standing(stage=stage)

    def next_from(self, stage: Stage, *, evidence: StageEvidence) -> Progress:
        """The stage after *stage* on this evidence, in a first cycle without a step before.

        Raises:
            UnknownNameError: *stage* is not known; the close one is named.
        """
        if stage not in STAGES:
            raise UnknownNameError("payment stage", stage, STAGES)
        return self.after(Standing(stage=stage), evidence=evidence)

    def after(self, standing: Standing, *, evidence: StageEvidence) -> Progress:
        """What comes of one more cycle: one step, or none, with the reasons.

        Raises:
            CurrencyMismatchError: The profit is in another currency than before.
        """
        stayed = standing.with_cycle(evidence)
        if stayed.is_resting(self.cool_down):
            rest = f"cycle {stayed.shown.cycles} of {self.cool_down}"
            reasons = (f"rests after the step from {standing.came_from}: {rest}",)
            return Progress(before=standing, after=stayed, reasons=reasons)
        return self._judged(standing, stayed, evidence)

    def replay(
        self, history: Iterable[StageEvidence], *, standing: Standing
    ) -> tuple[Progress, ...]:
        """What came of each cycle of a *history*, from *standing* on.

        Raises:
            CurrencyMismatchError: Profits between two steps are in different currencies.
        """
        progresses: list[Progress] = []
        for evidence in history:
            progresses.append(self.after(standing, evidence=evidence))
            standing = progresses[-1].after
        return tuple(progresses)

    def _judged(self, before: Standing, stayed: Standing, evidence: StageEvidence) -> Progress:
        """The first open transition, or why none is."""
        refusals: list[str] = []
        for step in self.transitions:
            if step.start != before.stage:
                continue
            unmet = step.unmet(evidence, shown=stayed.shown)
            if not unmet:
                why = _taken(step, evidence, shown=stayed.shown)
                after = stayed.moved(step.end)
                return Progress(before=before, after=after, reasons=(why,), step=step)
            refusals.append(f"not {step.end}: needs {'; '.join(unmet)}")
        reasons = tuple(refusals) or (f"{before.stage} has no further step",)
        return Progress(before=before, after=stayed, reasons=reasons)


def _taken(step: Transition, evidence: StageEvidence, *, shown: Shown) -> str:
    """Why a transition is taken: what it asked for, and what else there is to see."""
    chance = told(evidence.probability_profitable)
    expected, among = evidence.expected_rank, f"of {evidence.creators}"
    parts = {
        f"chance of profit {chance}": step.asks_for_a_chance,
        f"posts {shown.posts}, orders {figure_text(shown.orders)}": True,
        f"profit {figure_text(shown.profit)}{shown.over}": True,
        f"last cycle {evidence.profit}, {shown.in_a_row} in a row": bool(
            shown.over and step.outcome
        ),
        f"place {evidence.rank} {among}": step.outcome is not None or step.top is not None,
        f"place {expected} {among} by expected profit": step.expected_top is not None,
    }
    return f"{step.end}: {', '.join(text for text, is_told in parts.items() if is_told)}"
