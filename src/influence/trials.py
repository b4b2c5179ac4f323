"""Trials: one creator telling one angle, and whether it earned its cost.

    earned    gross profit within the payback window ≥ cost, where there was any of either
    missed    gross profit < cost, and a creator who breaks even would have shown enough orders
    untested  too little was spent to tell, or nothing was published

Where gross profit is unknown, sales below the cost are a miss all the same: no margin could have
paid for it. Two angles missed are a reason to part ways; an angle that was never really tested is
not. Source: S2.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from influence import _requirements as require
from influence.money import Money
from influence.ratios import decimal_of
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

    Raises:
        InvalidInputError: *posts* is below 0.
    """

    angle: str
    posts: int = attrs.field(validator=require.is_count)
    cost: Money
    revenue: Money | None
    gross_profit: Money | None
    expected_orders: Fraction | None
    least_expected_orders: int = 3

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
        return "missed" if self._is_telling else "untested"

    @property
    def _is_telling(self) -> bool:
        """Whether a loss on it says more than chance would."""
        expected = self.expected_orders
        return expected is not None and expected >= self.least_expected_orders

    def working(self) -> Working:
        """The figures behind the verdict."""
        profit = "unknown" if self.gross_profit is None else self.gross_profit
        expected = self.expected_orders
        orders = "unknown" if expected is None else decimal_of(round(expected, 1))
        named = " ".join(self.angle.split()) or "without a name"
        return Working.of(
            (f"angle {named}, posts", self.posts),
            ("gross profit within the payback window", profit),
            ("cost of the angle", self.cost),
            ("orders that break-even would have shown", orders),
            ("verdict", self.verdict),
        )
