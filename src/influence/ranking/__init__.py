"""Ranking: who did best, one strategy a file.

A strategy is a pure function from the creators' figures to their places, each with its working.
What to do with a creator is for ``influence.decisions``.
"""

from __future__ import annotations

from influence.ranking._followers import Followers
from influence.ranking._gross_profit import GrossProfit
from influence.ranking._profit import Profit
from influence.ranking._roi import Roi
from influence.ranking._score import Score, by_score
from influence.ranking._sheet import Sheet
from influence.ranking._shrinkage import Shrinkage, placings_of
from influence.ranking._standing import Placing, RankingStrategy, Standing, placed, ranks_of
from influence.ranking._z_score import ZScore

__all__ = [
    "Followers",
    "GrossProfit",
    "Placing",
    "Profit",
    "RankingStrategy",
    "Roi",
    "Score",
    "Sheet",
    "Shrinkage",
    "Standing",
    "ZScore",
    "by_score",
    "placed",
    "placings_of",
    "ranks_of",
]
