"""Prices: what an audience of a size usually asks, and what that says of a quote.

    log usual price = middle + slope × (log followers − middle of followers)

Who asks half the usual price is not twice as good a bargain: a fee is also what somebody who knows
the audience thinks it is worth. So the volume that one believes to buy lies between the usual price
and the quote; the trust in bargains says where.

    volume = usual price ^ trust × quote ^ (1 − trust)
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs

from influence.beliefs._assumed import Assumed
from influence.beliefs._history import History


@attrs.frozen
class Quote:
    """What the next package costs, and what is bought for it.

    Args:
        price: The price, as a part of the reference.
        usual: What an audience of that size usually asks.
        volume: What one believes to buy, in the same unit.
    """

    price: float
    usual: float
    volume: float


@attrs.frozen
class _Line:
    """A line through logarithms of followers and prices."""

    middle: float
    slope: float
    followers: float | None

    def at(self, followers: float) -> float:
        """The usual price."""
        return math.exp(self.middle + self.slope * (followers - (self.followers or 0.0)))


def quotes(rows: Sequence[History], *, policy: Assumed) -> Sequence[Quote]:
    """What every candidate's next package costs and is believed to hold."""
    line = _line(rows, policy=policy)
    trust = policy.bargain_trust
    return [_quote(row, line=line, trust=trust) for row in rows]


def _line(rows: Sequence[History], *, policy: Assumed) -> _Line:
    """The line through those who earned or are untried: others tell nothing of what is fair."""
    open_rows = [row for row in rows if row.has_earned or not row.is_judged] or rows
    told = [row for row in open_rows if row.price]
    points = [
        (math.log1p(row.followers), math.log(row.price))
        for row in told
        if row.price and row.followers is not None
    ]
    prices = [price for _, price in points] or [math.log(row.price) for row in told if row.price]
    slope, weight = policy.price_slope, policy.price_weight
    across, up = _mean([followers for followers, _ in points]), _mean(prices)
    spread = math.fsum((followers - across) ** 2 for followers, _ in points)
    rise = math.fsum((followers - across) * (price - up) for followers, price in points)
    return _Line(up, (weight * slope + rise) / (weight + spread), across if points else None)


def _mean(values: Sequence[float]) -> float:
    """The average, or 0 of none."""
    return math.fsum(values) / len(values) if values else 0.0


def _quote(row: History, *, line: _Line, trust: float) -> Quote:
    """The quote of one candidate; without followers or a price the other stands for both."""
    if row.followers is None or line.followers is None:
        price = row.price or math.exp(line.middle)
        return Quote(price, price, price)
    usual = line.at(math.log1p(row.followers))
    price = row.price or usual
    return Quote(price, usual, usual**trust * price ** (1 - trust))
