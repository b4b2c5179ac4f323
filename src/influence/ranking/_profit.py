"""Profit: rank by what a creator earned for the brand.

    score = gross profit − spend

Whoever's profit is unknown stands after everybody whose profit is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from influence.ranking._standing import Placing, Standing, ranks_of
from influence.workings import Working


@attrs.frozen
class Profit:
    """Rank by profit, the most first.

    Source: S2.
    """

    name: ClassVar[str] = "profit"

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        """Every creator by profit."""
        places = ranks_of(
            {
                one.creator_id: None if one.profit is None else Fraction(one.profit.minor)
                for one in standings
            }
        )
        placings = [
            Placing(
                creator_id=one.creator_id,
                rank=places[one.creator_id],
                working=Working.of(
                    ("profit", "unknown" if one.profit is None else one.profit),
                    (f"rank among {len(standings)} by profit", places[one.creator_id]),
                ),
            )
            for one in standings
        ]
        return sorted(placings, key=lambda placing: (placing.rank, placing.creator_id))
