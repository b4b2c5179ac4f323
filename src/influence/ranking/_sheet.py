"""Sheet: the creator ranking sheet of the sources.

    score = rank by the first metric + rank by the second + rank by the third

The lowest sum stands first. A creator whose figure is unknown ranks after all whose figure is
known, and the working says so. The sheet is easy to explain; it knows nothing of what a creator
cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from influence.metrics import SuccessMetrics
from influence.ranking._standing import Placing, Standing, ranks_of
from influence.ratios import figure_text
from influence.workings import Working


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
        by_metric = {
            name: ranks_of({one.creator_id: one.metrics.get(name) for one in standings})
            for name in self.metrics.names
        }
        sums = {
            one.creator_id: sum(by_metric[name][one.creator_id] for name in self.metrics.names)
            for one in standings
        }
        places = ranks_of({creator: Fraction(-total) for creator, total in sums.items()})
        placings = [
            Placing(
                creator_id=one.creator_id,
                rank=places[one.creator_id],
                working=Working.of(
                    *(
                        (
                            f"{name} {figure_text(one.metrics.get(name))}, rank",
                            by_metric[name][one.creator_id],
                        )
                        for name in self.metrics.names
                    ),
                    ("sum of ranks", sums[one.creator_id]),
                    (f"rank among {len(standings)} by the sheet", places[one.creator_id]),
                ),
            )
            for one in standings
        ]
        return sorted(placings, key=lambda placing: (placing.rank, placing.creator_id))
