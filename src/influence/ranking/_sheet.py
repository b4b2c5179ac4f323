"""Sheet: the creator ranking sheet of the sources.

    sum   = rank by the first metric + rank by the second + rank by the third
    score = − sum

The lowest sum stands first. A creator whose figure is unknown ranks after all whose figure is
known, and the working says so. The sheet is easy to explain; it knows nothing of what a creator
cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from influence.ids import CreatorId
from influence.metrics import SuccessMetrics
from influence.outlooks import ScorePart
from influence.ranking._score import Score, by_score
from influence.ranking._standing import Placing, Standing, ranks_of
from influence.ratios import figure_text


@attrs.frozen(kw_only=True)
class Sheet:
    """Rank by the sum of the ranks in the three chosen metrics.

    Args:
        metrics: The campaign's three success metrics.

    Source: S1, S3.
    """

    name: ClassVar[str] = "sheet"
    metrics: SuccessMetrics

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        """Every creator by the sum of their three ranks."""
        ranks = {
            name: ranks_of({one.creator_id: one.metrics.get(name) for one in standings})
            for name in self.metrics.names
        }
        return by_score(standings, score=lambda one: _score(one, ranks=ranks), called="the sheet")


def _score(standing: Standing, *, ranks: Mapping[str, Mapping[CreatorId, int]]) -> Score:
    """The sum of the ranks, below zero, because the lowest sum is the best."""
    own = {name: by_metric[standing.creator_id] for name, by_metric in ranks.items()}
    figures = {name: figure_text(standing.metrics.get(name)) for name in own}
    return Score(
        parts=tuple(
            ScorePart(f"less the rank by {name}", Fraction(-rank)) for name, rank in own.items()
        ),
        lines=(
            *((f"{name} {figures[name]}, rank", rank) for name, rank in own.items()),
            ("sum of ranks", sum(own.values())),
        ),
    )
