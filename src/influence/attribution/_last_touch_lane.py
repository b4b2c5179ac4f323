"""Last touch lane: the winner of a plain order at once, without a path.

Most orders are plain: one visitor, no code or one that takes the order outright, and the last touch
wins. Their winner is the owner of one touch, found from behind. Everything else goes the long way,
which gives the same answer for plain orders as well, only slower.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum
from operator import attrgetter
from typing import Final

import attrs

from influence.attribution._conversion import Buyers
from influence.attribution._last_touch import LastTouch
from influence.attribution._policy import AttributionPolicy
from influence.attribution._trails import Trails
from influence.ids import CreatorId
from influence.orders import Order
from influence.periods import DAY_IN_MICROSECONDS
from influence.tracking import Owners

_moment = attrgetter("moment")


class Lane(Enum):
    """What the lane says of an order that is not plain."""

    LONG_WAY = "the long way"


#: The order has to go the long way.
LONG_WAY: Final = Lane.LONG_WAY


@attrs.frozen(kw_only=True)
class LastTouchLane:
    """Answers the winner of plain orders.

    Args:
        trails: The touches of each visitor.
        buyers: Which visitors are one buyer.
        lookback: How far before the order a touch may lie, in microseconds.
        takes_codes: Whether a single owned code takes the order outright.
    """

    trails: Trails
    buyers: Buyers
    lookback: int
    takes_codes: bool

    @classmethod
    def of(cls, policy: AttributionPolicy, *, trails: Trails, buyers: Buyers) -> LastTouchLane:
        """The lane of a policy whose model is the last touch."""
        return cls(
            trails=trails,
            buyers=buyers,
            lookback=policy.lookback_days * DAY_IN_MICROSECONDS,
            takes_codes=policy.precedence == "code_wins" and _are_plain(trails.owners),
        )

    @staticmethod
    def fits(policy: AttributionPolicy) -> bool:
        """Whether a policy credits the last touch."""
        return type(policy.model) is LastTouch

    def winner(self, order: Order) -> CreatorId | Lane | None:
        """Who earned *order*, ``None`` when nobody did, or the long way."""
        if order.codes:
            return self._coded(order)
        if order.customer_id is not None:
            visitors = self.buyers.visitors(order)
            if len(visitors) != 1:
                return LONG_WAY if visitors else None
            return self._met(visitors[0], order.moment)
        return None if order.visitor_id is None else self._met(order.visitor_id, order.moment)

    def _coded(self, order: Order) -> CreatorId | Lane:
        """The owner of the only code, where it takes the order outright."""
        if not self.takes_codes or len(order.codes) != 1:
            return LONG_WAY
        return self.trails.code_owner(order.codes[0]) or LONG_WAY

    def _met(self, visitor: str, sold: int) -> CreatorId | Lane | None:
        """Whom a visitor met last before a moment; of equal times the long way decides."""
        touches = self.trails.touches(visitor)
        if touches is None:
            return None
        place, since = bisect_right(touches, sold, key=_moment), sold - self.lookback
        while place:
            place -= 1
            touch = touches[place]
            if touch.moment < since:
                return None
            owner = self.trails.owner(touch)
            if owner is not None:
                is_tied = place and touches[place - 1].moment == touch.moment
                return LONG_WAY if is_tied else owner
        return None


def _are_plain(owners: Owners) -> bool:
    """Whether every code is its owner's at all times, without limit and terms of its own."""
    return all(
        mark.terms.limit is None and mark.terms.credit is None and not mark.terms.are_dated
        for mark in owners.marks
    )
