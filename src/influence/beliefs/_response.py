"""Response: what a further package of one creator brings in the same cycle, beside the one before.

    response = (weight × assumed + Σ sure × later ÷ usual) ÷ (weight + Σ sure × earlier ÷ usual)
    sure     = spread² × usual ÷ (1 + spread² × usual)

Each pair is of packages that one creator had in one cycle, one after the other, so who they are and
what season it was is in both and falls out. ``usual`` is what a package of theirs brought then on
average: pairs with few orders say little.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from influence import _requirements as require
from influence.beliefs._policy import LearningPolicy
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.errors import InvalidInputError
from influence.shares import Share

#: From one package there is nothing to compare.
_FEWEST = 2
#: A response is told to a millionth, so that no tie depends on a machine.
_GRAIN = 10**6
_USUAL = LearningPolicy()


def learned_response(
    candidates: Iterable[Candidate],
    *,
    assumed: Share,
    weight: int = 8,
    policy: LearningPolicy = _USUAL,
) -> Share:
    """What part of a package's orders the next one of the same creator and cycle brings.

    Args:
        candidates: Everybody with what was booked with them, packages in their order.
        assumed: What is believed before anybody had two packages in a cycle.
        weight: How many pairs of packages weigh as much as that.
        policy: How packages of one creator differ.

    Returns:
        A part from 0 to 1; a further package is never believed to bring more than the first.

    Raises:
        InvalidInputError: *weight* is not a whole number of at least 1.

    Example:
        >>> from influence.money import Money
        >>> def booked(*orders):
        ...     price = Money("250", "USD")
        ...     return tuple(Booking(cycle=0, cost=price, orders=one) for one in orders)
        >>> maya = Candidate(creator_id="maya", bookings=booked(30, 6))
        >>> learned_response([maya], assumed=Share("0.6")).text
        '0.538845'
    """
    if not require.is_whole(weight) or weight < 1:
        raise InvalidInputError("weight", "be a whole number of at least 1", weight)
    spread = float(policy.post_to_post.fraction) ** 2
    before, after = [float(weight)], [weight * float(assumed.fraction)]
    for orders in _several(candidates):
        usual = math.fsum(orders) / len(orders)
        sure = spread * usual / (1 + spread * usual)
        before.append(sure * math.fsum(orders[:-1]) / usual)
        after.append(sure * math.fsum(orders[1:]) / usual)
    found = min(math.fsum(after) / math.fsum(before), 1.0)
    return Share(Fraction(round(found * _GRAIN), _GRAIN))


def _several(candidates: Iterable[Candidate]) -> Iterator[Sequence[float]]:
    """The orders of packages that one creator had in one cycle, where there were several."""
    for candidate in candidates:
        cycles: dict[int, list[float]] = {}
        for booking in candidate.bookings:
            orders = _orders(booking)
            if orders is not None:
                cycles.setdefault(booking.cycle, []).append(orders)
        yield from (found for found in cycles.values() if len(found) >= _FEWEST and any(found))


def _orders(booking: Booking) -> float | None:
    """The orders of a package once all have come; ``None`` where nothing can be said."""
    if booking.orders is None or not booking.matured.fraction:
        return None
    return float(booking.orders / booking.matured.fraction)
