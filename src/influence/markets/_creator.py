"""True creators: what is true of somebody in a market, which no programme is told.

    return multiple = exposure × clicks per exposure × orders per click × profit per order ÷ price

It is that of the first package in a cycle, with a rested audience, in an average season and over
all angles, untracked orders included: what the average of many such packages tends to.
"""

from __future__ import annotations

import attrs

from influence.creators import AUDIENCE_TIERS
from influence.ids import CreatorId
from influence.money import Money


@attrs.frozen(kw_only=True)
class TrueCreator:
    """What is true of a creator.

    Args:
        creator_id: Who.
        followers: Size of the audience.
        niche: What they are about.
        price: Whole cost of a package.
        product: What product and shipping make of that.
        exposure: Mean exposures of a package.
        click_rate: Mean clicks per exposure.
        order_rate: Mean orders per click, untracked ones included.
        order_profit: Mean gross profit of an order, in units of the currency.
        save_rate: Mean saves per exposure.
        untracked: Which part of the orders is never tracked.
        angles: How well each angle suits them; the mean is 1.
        angle_offset: With which of them they begin.
    """

    creator_id: CreatorId
    followers: int
    niche: str
    price: Money
    product: Money
    exposure: float
    click_rate: float
    order_rate: float
    order_profit: float
    save_rate: float
    untracked: float
    angles: tuple[float, ...]
    angle_offset: int

    @property
    def tier(self) -> str:
        """The audience tier."""
        return AUDIENCE_TIERS.at(self.followers)

    @property
    def gross_profit(self) -> float:
        """Mean gross profit of a package, in units of the currency."""
        return self.exposure * self.click_rate * self.order_rate * self.order_profit

    @property
    def multiple(self) -> float:
        """The true return multiple."""
        return self.gross_profit / float(self.price.amount)

    def angle(self, *, cycle: int, package: int) -> int:
        """Which angle a package tells: they take turns, so that each is told."""
        return (self.angle_offset + cycle + package) % len(self.angles)
