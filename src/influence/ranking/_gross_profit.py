"""Gross profit: rank by what a creator brought in, whatever it cost.

    score = gross profit = profit + spend

It answers who sells, not who pays: whoever cost more than they brought in can stand first.
Whoever's gross profit is unknown stands after everybody whose gross profit is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs

from influence.outlooks import ScorePart
from influence.ranking._score import Score, by_score
from influence.ranking._standing import Placing, Standing


@attrs.frozen
class GrossProfit:
    """Rank by gross profit, the most first; the score is in major units of its currency.

    Example:
        >>> from influence.money import Money
        >>> maya = Standing(
        ...     creator_id="maya", metrics={}, spend=Money("250", "USD"), profit=Money("50", "USD")
        ... )
        >>> print(GrossProfit().rank([maya])[0].working)
        profit                        50.00 USD
        plus spend                    250.00 USD
        gross profit                  300.00 USD
        rank among 1 by gross profit  1

    Source: S2.
    """

    name: ClassVar[str] = "gross_profit"

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        """Every creator by gross profit."""
        return by_score(standings, score=_score, called="gross profit")


def _score(standing: Standing) -> Score:
    """What was earned before anything that was spent."""
    profit, spend = standing.profit, standing.spend
    if profit is None:
        return Score(lines=(("gross profit", "unknown"),))
    earned = profit + spend
    return Score(
        parts=(ScorePart("gross profit", earned.exact.amount),),
        lines=(("profit", profit), ("plus spend", spend), ("gross profit", earned)),
    )
