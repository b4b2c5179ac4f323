"""Shown: what a creator has shown since their last step, cycle by cycle.

    posts, orders, profit = Σ of the cycles that tell them

A cycle whose orders or profit are unknown adds nothing, ends a row of losses or profits, and is
counted, so that a sum can say how much of the time it stands for.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.money import Money
from influence.progression._evidence import StageEvidence
from influence.progression._stage import OUTCOMES, Outcome


@attrs.frozen(kw_only=True)
class Shown:
    """The evidence since the last step, summed.

    Args:
        cycles: Over how many cycles.
        posts: Posts published in them.
        orders: Orders credited in the cycles that tell them; ``None`` when none does.
        profit: Gross profit less spend of the cycles that tell it; ``None`` when none does.
        untold: How many of the cycles do not tell their profit.
        outcome: What the last cycle brought; ``None`` when neither profit nor loss is known.
        in_a_row: For how many cycles in a row, the last one included.

    Raises:
        InvalidInputError: A count is below 0.
        UnknownNameError: The outcome is not known; the close one is named.

    Example:
        >>> bad = StageEvidence(
        ...     posts=1, orders=Fraction(2), profit=Money("-9", "USD"), rank=7, creators=10
        ... )
        >>> shown = Shown().with_cycle(bad).with_cycle(bad)
        >>> shown.posts, shown.profit, shown.outcome, shown.in_a_row
        (2, Money('-18.00', 'USD'), 'loss', 2)
    """

    cycles: int = attrs.field(default=0, validator=require.is_count)
    posts: int = attrs.field(default=0, validator=require.is_count)
    orders: Fraction | None = None
    profit: Money | None = None
    untold: int = attrs.field(default=0, validator=require.is_count)
    outcome: Outcome | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(OUTCOMES))
    )
    in_a_row: int = attrs.field(default=0, validator=require.is_count)

    def with_cycle(self, evidence: StageEvidence) -> Shown:
        """The same with one more cycle.

        Raises:
            CurrencyMismatchError: The cycle's profit is in another currency.
        """
        outcome = evidence.outcome
        return Shown(
            cycles=self.cycles + 1,
            posts=self.posts + evidence.posts,
            orders=_more_orders(self.orders, evidence.orders),
            profit=_more_profit(self.profit, evidence.profit),
            untold=self.untold + (evidence.profit is None),
            outcome=outcome,
            in_a_row=_in_a_row(self, outcome),
        )

    @property
    def over(self) -> str:
        """Over how many cycles, in words that follow a figure; nothing for a single one."""
        if self.cycles <= 1:
            return ""
        untold = f", profit unknown in {self.untold}" if self.untold else ""
        return f" in {self.cycles} cycles{untold}"


def _more_orders(so_far: Fraction | None, more: Fraction | None) -> Fraction | None:
    """The sum of what is known."""
    return so_far if more is None else more + (so_far or 0)


def _more_profit(so_far: Money | None, more: Money | None) -> Money | None:
    """The sum of what is known."""
    if so_far is None or more is None:
        return so_far if more is None else more
    return so_far + more


def _in_a_row(before: Shown, outcome: Outcome | None) -> int:
    """How often this outcome has now come in a row."""
    if outcome is None:
        return 0
    return before.in_a_row + 1 if outcome == before.outcome else 1
