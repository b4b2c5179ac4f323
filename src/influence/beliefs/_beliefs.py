"""Beliefs: what was learned of every candidate, and of all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import attrs

from influence._frozen_mapping import FrozenMapping
from influence.beliefs._reckoning import Reckoning
from influence.beliefs._spreads import Spreads
from influence.beliefs._waterfall import working
from influence.errors import UnknownNameError
from influence.ids import CreatorId
from influence.outlooks import Outlook
from influence.workings import Working

V = TypeVar("V")


@attrs.frozen(kw_only=True)
class Beliefs:
    """What was learned.

    Args:
        outlooks: What is believed of each candidate's next package.
        reckonings: The factors behind each of them.
        seasons: How good each cycle was for everybody, where that could be told; 1 is usual.
        spreads: How much creators differ, how much their packages differ, and what clicks tell.
    """

    outlooks: Mapping[CreatorId, Outlook] = attrs.field(converter=FrozenMapping[CreatorId, Outlook])
    reckonings: Mapping[CreatorId, Reckoning] = attrs.field(
        converter=FrozenMapping[CreatorId, Reckoning]
    )
    seasons: Mapping[int, float] = attrs.field(converter=FrozenMapping[int, float])
    spreads: Spreads

    def outlook(self, creator_id: CreatorId) -> Outlook:
        """What is believed of one candidate.

        Raises:
            UnknownNameError: Nobody of that id was among the candidates.
        """
        if creator_id not in self.outlooks:
            raise UnknownNameError("creator with an outlook", creator_id, self.outlooks)
        return self.outlooks[creator_id]

    def working(self, creator_id: CreatorId) -> Working:
        """Where a candidate's expected multiple comes from, line by line.

        Raises:
            UnknownNameError: Nobody of that id was among the candidates.
        """
        found = self.outlook(creator_id)
        return working(self.reckonings[creator_id], outlook=found)
