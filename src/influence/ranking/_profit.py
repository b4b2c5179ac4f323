"""Profit: rank by what a creator earned for the brand.

    score = gross profit − spend

Whoever's profit is unknown stands after everybody whose profit is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs

from influence.outlooks import ScorePart
from influence.ranking._score import Score, by_score
from influence.ranking._standing import Placing, Standing


@attrs.frozen
class Profit:
    """Rank by profit, the most first; the score is in major units of its currency.

    Example:
        >>> from influence.money import Money
        >>> maya = Standing(
        ...     creator_id="maya", metrics={}, spend=Money("250", "USD"), profit=Money("50", "USD")
        ... )
        >>> (placing,) = Profit().rank([maya])
        >>> [(part.text, int(part.amount)) for part in placing.parts], int(placing.score)
        ([('gross profit', 300), ('less spend', -250)], 50)

    Source: S2.
    """

    name: ClassVar[str] = "profit"

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        """Every creator by profit."""
        return by_score(standings, score=_score, called="profit")


def _score(standing: Standing) -> Score:
    """What was earned less what was spent."""
    profit, spend = standing.profit, standing.spend
    if profit is None:
        return Score(lines=(("profit", "unknown"),))
    return Score(
        parts=(
            ScorePart("gross profit", profit.exact.amount + spend.exact.amount),
            ScorePart("less spend", -spend.exact.amount),
        ),
        lines=(("profit", profit),),
    )
