"""Progression: which payment stage a creator has earned, by a ladder that is data.

New creators start on product or affiliate, proven converters move to a flat fee, top performers to
a hybrid; who loses money steps down. Each transition states what it needs; the first whose needs
are all met is taken, one step at a time, and every refusal names the need that was not met. Source:
S1, S3.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError, UnknownNameError
from influence.money import Money
from influence.ratios import figure_text
from influence.shares import Share

__all__ = [
    "SOURCE_LADDER",
    "STAGES",
    "DealLadder",
    "Outcome",
    "Progress",
    "Stage",
    "StageEvidence",
    "Transition",
]

Stage = Literal["product", "affiliate", "flat", "hybrid"]
STAGES: tuple[Stage, ...] = get_args(Stage)

Outcome = Literal["profit", "loss"]


@attrs.frozen(kw_only=True)
class StageEvidence:
    """What a creator has shown.

    Args:
        posts: How many posts they published.
        orders: How many orders they were credited with; ``None`` when unknown.
        profit: Gross profit less spend; ``None`` when unknown.
        rank: Place by profit.
        creators: How many creators were ranked.
    """

    posts: int
    orders: Fraction | None
    profit: Money | None
    rank: int
    creators: int


@attrs.frozen(kw_only=True)
class Transition:
    """A step from one stage to another and what it needs.

    Args:
        start: The stage it leaves.
        end: The stage it reaches.
        outcome: ``profit``: profit above zero. ``loss``: profit below zero.
        least_posts: At least so many posts.
        least_orders: At least so many orders.
        top: Among so large a part of all creators by profit: at least one place, unless it is 0.

    Raises:
        UnknownNameError: A stage is not known; the close one is named.
        InvalidTermsError: It leads nowhere.
    """

    start: Stage = attrs.field(validator=require.one_of(STAGES))
    end: Stage = attrs.field(validator=require.one_of(STAGES))
    outcome: Outcome = attrs.field(default="profit", validator=require.one_of(get_args(Outcome)))
    least_posts: int = attrs.field(default=0, validator=require.is_count)
    least_orders: int = attrs.field(default=0, validator=require.is_count)
    top: Share | None = attrs.field(default=None, converter=attrs.converters.optional(Share))

    def __attrs_post_init__(self) -> None:
        if self.start == self.end:
            raise InvalidTermsError("transition", "lead to another stage", self.end)

    def unmet(self, evidence: StageEvidence) -> tuple[str, ...]:
        """The needs that the evidence does not meet, in words."""
        orders, profit = evidence.orders, evidence.profit
        needs = (
            (
                self._has_outcome(profit),
                f"a {self.outcome}, profit is {figure_text(profit)}",
            ),
            (evidence.posts >= self.least_posts, f"{self.least_posts} posts, has {evidence.posts}"),
            (
                not self.least_orders or (orders is not None and orders >= self.least_orders),
                f"{self.least_orders} orders, orders are {figure_text(orders)}",
            ),
            (
                self._is_top(evidence),
                f"a place in the top {self.top}, is {evidence.rank} of {evidence.creators}",
            ),
        )
        return tuple(text for is_met, text in needs if not is_met)

    def _has_outcome(self, profit: Money | None) -> bool:
        """Whether the profit is on the side that the transition needs."""
        if profit is None:
            return False
        return profit.is_positive if self.outcome == "profit" else profit.is_negative

    def _is_top(self, evidence: StageEvidence) -> bool:
        """Whether the creator stands high enough."""
        if self.top is None:
            return True
        part = self.top.fraction
        return bool(part) and evidence.rank <= max(Fraction(1), part * evidence.creators)


@attrs.frozen(kw_only=True)
class Progress:
    """The stage for the next round.

    Args:
        stage: The stage now.
        next_stage: The stage next; the same when no transition is open.
        reasons: Why, in words.
    """

    stage: Stage
    next_stage: Stage
    reasons: tuple[str, ...]


@attrs.frozen(kw_only=True)
class DealLadder:
    """Stages and the transitions between them, as data.

    Args:
        transitions: Looked at in this order; the first that is open is taken.

    Example:
        >>> evidence = StageEvidence(
        ...     posts=3, orders=Fraction(12), profit=Money("90", "USD"), rank=4, creators=10
        ... )
        >>> SOURCE_LADDER.next_from("affiliate", evidence=evidence).next_stage
        'flat'
    """

    transitions: tuple[Transition, ...] = attrs.field(validator=require.is_tuple)

    def next_from(self, stage: Stage, *, evidence: StageEvidence) -> Progress:
        """The stage after *stage* on this evidence.

        Raises:
            UnknownNameError: *stage* is not known; the close one is named.
        """
        if stage not in STAGES:
            raise UnknownNameError("payment stage", stage, STAGES)
        refusals: list[str] = []
        for step in self.transitions:
            if step.start != stage:
                continue
            unmet = step.unmet(evidence)
            if not unmet:
                return Progress(stage=stage, next_stage=step.end, reasons=(_taken(step, evidence),))
            refusals.append(f"not {step.end}: needs {'; '.join(unmet)}")
        reasons = tuple(refusals) or (f"{stage} has no further step",)
        return Progress(stage=stage, next_stage=stage, reasons=reasons)


def _taken(step: Transition, evidence: StageEvidence) -> str:
    """Why a transition is taken."""
    orders = figure_text(evidence.orders)
    shown = f"posts {evidence.posts}, orders {orders}, profit {evidence.profit}"
    return f"{step.end}: {shown}, place {evidence.rank} of {evidence.creators}"


#: New on product or affiliate, proven on flat, top on hybrid; a loss steps down. Source: S1, S3.
SOURCE_LADDER = DealLadder(
    transitions=(
        Transition(start="product", end="flat", least_posts=2, least_orders=5),
        Transition(start="affiliate", end="flat", least_posts=2, least_orders=5),
        Transition(start="flat", end="hybrid", least_posts=2, least_orders=5, top=Share("0.2")),
        Transition(start="flat", end="affiliate", outcome="loss"),
        Transition(start="hybrid", end="flat", outcome="loss"),
    )
)
