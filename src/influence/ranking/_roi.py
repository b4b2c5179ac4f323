"""ROI: rank by what came back for each unit of money that was spent.

    score = profit ÷ spend = gross profit ÷ spend − 1

Where nothing was spent there is no such figure, and it is unknown; so it is where the profit is.
Whoever's ROI is unknown stands after everybody whose ROI is known. A small spend makes a large
quotient easily: with few orders behind it, it tells more of luck than of the creator.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from influence.outlooks import ScorePart
from influence.ranking._score import Score, by_score
from influence.ranking._standing import Placing, Standing
from influence.ratios import figure_text


@attrs.frozen
class Roi:
    """Rank by profit ÷ spend, the most first; 0.2 is 20 %.

    Example:
        >>> from influence.money import Money
        >>> maya = Standing(
        ...     creator_id="maya", metrics={}, spend=Money("250", "USD"), profit=Money("50", "USD")
        ... )
        >>> (placing,) = Roi().rank([maya])
        >>> [(part.text, str(part.amount)) for part in placing.parts], placing.score
        ([('gross profit ÷ spend', '6/5'), ('less the spend itself', '-1')], Fraction(1, 5))

    Source: S2.
    """

    name: ClassVar[str] = "roi"

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        """Every creator by what came back for what was spent."""
        return by_score(standings, score=_score, called="ROI")


def _score(standing: Standing) -> Score:
    """What came back for each unit that was spent, less that unit."""
    profit, spend = standing.profit, standing.spend
    lines = (("profit", figure_text(profit)), ("spend", spend))
    if not spend.is_positive:
        return Score(lines=(*lines, ("profit ÷ spend, where nothing was spent", "unknown")))
    if profit is None:
        return Score(lines=(*lines, ("profit ÷ spend", "unknown")))
    roi = profit.exact.amount / spend.exact.amount
    return Score(
        parts=(
            ScorePart("gross profit ÷ spend", roi + 1),
            ScorePart("less the spend itself", Fraction(-1)),
        ),
        lines=(*lines, ("profit ÷ spend", figure_text(roi))),
    )
