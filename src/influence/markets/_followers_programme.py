"""Followers: books the largest audiences that the budget pays for, as a warning.

Nothing that is learned changes it: the same creators are booked in every cycle.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from influence.ids import CreatorId
from influence.markets._programme import Question


@attrs.frozen
class FollowersProgramme:
    """One package each with the largest that can be paid, the largest first."""

    name: str = "followers"

    def book(self, question: Question, /) -> Mapping[CreatorId, int]:
        """The largest audiences, as long as the money lasts."""
        left, chosen = question.budget, dict[CreatorId, int]()
        for one in sorted(
            question.candidates, key=lambda one: (-(one.followers or 0), one.creator_id)
        ):
            if one.price is not None and one.price <= left:
                chosen[one.creator_id] = 1
                left -= one.price
        return chosen
