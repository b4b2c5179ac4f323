"""Follower values: what a follower brings in net sales, by audience tier, as others have measured.

Dated figures with their source. They say where a price may begin before a book knows anything, are
replaced by passing others, and are named wherever they are used.
"""

from __future__ import annotations

import datetime as dt

import attrs

from influence import _requirements as require
from influence.money import ExactMoney


@attrs.frozen(kw_only=True)
class FollowerValue:
    """Net sales of one post for each follower.

    Args:
        tier: The audience tier.
        revenue: Net sales for each follower and post.
        basis: What it was worked out from, on one line.
        source: Where that was read, such as ``S250``.
        read_on: The day on which it was read.
    """

    tier: str = attrs.field(validator=require.is_text)
    revenue: ExactMoney = attrs.field(
        validator=require.is_a(ExactMoney, called="an exact amount of money")
    )
    basis: str = attrs.field(validator=require.is_line)
    source: str = attrs.field(validator=require.is_line)
    read_on: dt.date = attrs.field(validator=require.is_date)

    def __str__(self) -> str:
        """Return the value with its basis, source and date."""
        return f"{self.revenue} a follower ({self.basis}; {self.source}, {self.read_on})"


def _studied(tier: str, revenue: str, basis: str) -> FollowerValue:
    """A value of the study."""
    return FollowerValue(
        tier=tier,
        revenue=ExactMoney(revenue, "EUR"),
        basis=basis,
        source="S250",
        read_on=dt.date(2026, 11, 27),
    )


#: Nano and macro as the study of 2,808 sponsored posts has them. It tells micro and mega nothing:
#: micro is the geometric mean of its neighbours, √(0.265 × 0.049) = 0.114, and mega is taken as
#: macro is, which is likely too much. Source: S250.
STUDIED_FOLLOWER_VALUES: tuple[FollowerValue, ...] = (
    _studied("nano", "0.265", "mean of nano posts"),
    _studied("micro", "0.114", "geometric mean of nano and macro, not studied"),
    _studied("macro", "0.049", "mean of macro posts"),
    _studied("mega", "0.049", "taken as macro is, not studied"),
)
