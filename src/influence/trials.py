"""Trials: one creator telling one angle, and whether it earned its cost.

    earned    gross profit within the payback window ≥ cost, where there was any of either
    missed    gross profit < cost, and a creator who breaks even would have shown enough orders
    untested  too little was spent or too little time has passed to tell, or nothing was published

While sales are still to come, a miss is judged by the part of them that has come: when half has,
half of the cost has to be back, and half of the orders of break-even are expected. Where gross
profit is unknown, sales below the cost are a miss all the same: no margin could have paid for it.
Two angles missed are a reason to part ways; an angle that was never really tested is not. Source:
S2.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from influence import _requirements as require
from influence.money import Money
from influence.ratios import decimal_of
from influence.shares import Share
from influence.workings import Working

__all__ = ["AngleTrial", "Verdict"]

Verdict = Literal["earned", "missed", "untested"]


@attrs.frozen(kw_only=True)
class AngleTrial:
    """What came of one angle told by one creator.

    Args:
        angle: The angle, or empty text for posts that name none.
        posts: How many posts told it.
        cost: The part of the creator's spend that falls on those posts.
        revenue: Net sales that followed those posts within the payback window; ``None`` when
            unknown.
        gross_profit: Gross profit of those sales; ``None`` when unknown.
        expected_orders: Orders that a creator who just breaks even would have shown for this cost;
            ``None`` when nobody can say.
        least_expected_orders: With fewer expected than this, a miss may be chance.
        matured: The part of what these posts sell that has come by now: a post of yesterday is no
            miss.

    Raises:
        InvalidInputError: *posts* is below 0, or *matured* is above 1.
    """

    angle: str
    posts: int = attrs.field(validator=require.is_count)
    cost: Money
    revenue: Money | None
    gross_profit: Money | None
    expected_orders: Fraction | None
    least_expected_orders: int = 3
    matured: Share = attrs.field(default=Share(1), converter=Share, validator=require.is_part)

    @property
    def verdict(self) -> Verdict:
        """Whether the angle earned its cost, missed it, or cannot be judged."""
        if self.posts == 0:
            return "untested"
        most = self.revenue if self.gross_profit is None else self.gross_profit
        if most is None or (most.is_zero and self.cost.is_zero):
            return "untested"
        if most >= self.cost:
            return "untested" if self.gross_profit is None else "earned"
        return "missed" if self._is_behind(most) and self._is_telling else "untested"

    def _is_behind(self, earned: Money) -> bool:
        """Whether less came back than break-even would have brought by now."""
        return earned.exact.amount < self.matured.fraction * self.cost.exact.amount

    @property
    def _is_telling(self) -> bool:
        """Whether a loss on it says more than chance would."""
        expected = self._expected_by_now
        return expected is not None and expected >= self.least_expected_orders

    @property
    def _expected_by_now(self) -> Fraction | None:
        """Orders that break-even would have shown by now."""
        expected = self.expected_orders
        return None if expected is None else expected * self.matured.fraction

    def working(self) -> Working:
        """The figures behind the verdict."""
        profit = "unknown" if self.gross_profit is None else self.gross_profit
        expected = self._expected_by_now
        orders = "unknown" if expected is None else decimal_of(round(expected, 1))
        named = " ".join(self.angle.split()) or "without a name"
        is_open = self.matured != Share(1)
        passed = [("part of the sales that has come by now", self.matured)] if is_open else []
        return Working.of(
            (f"angle {named}, posts", self.posts),
            ("gross profit within the payback window", profit),
            ("cost of the angle", self.cost),
            *passed,
            ("orders that break-even would have shown", orders),
            ("verdict", self.verdict),
        )
