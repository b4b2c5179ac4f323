"""Ranking: who did best, one strategy a file.

A strategy is a pure function from the creators' figures to their places, each with its working.
What to do with a creator is for ``influence.decisions``.
"""

from __future__ import annotations

from influence.ranking._profit import Profit
from influence.ranking._sheet import Sheet
from influence.ranking._shrinkage import Shrinkage
from influence.ranking._standing import Placing, RankingStrategy, Standing, placed, ranks_of

__all__ = [
    "Placing",
    "Profit",
    "RankingStrategy",
    "Sheet",
    "Shrinkage",
    "Standing",
    "placed",
    "ranks_of",
]
