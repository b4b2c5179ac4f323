"""Survey: what holds at every number of orders, found with as few questions as it takes.

    on a stretch from a to b, a curve that never falls lies between cost(a) and cost(b)

Where the ends alone decide what holds between them, nothing between is asked; else the stretch is
halved, down to single volumes. So the answer is that of looking at each of them, and a curve of
which nothing is proven is looked at everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from influence.money import Money
from influence.offers._curve import Curve
from influence.offers._expectation import Expectation

T = TypeVar("T")


def gains(curve: Curve, *, expectation: Expectation) -> list[bool]:
    """At each volume, whether it is known that no money is lost."""
    other = other_costs(expectation)

    def gain(orders: int) -> bool:
        earned = expectation.gross_profit(orders)
        return earned is not None and earned >= curve.cost(orders) + other

    def along(first: int, last: int) -> bool | None:
        """Whether all of the stretch gains, or none of it; ``None`` where the ends do not say."""
        least, most = expectation.gross_profit(first), expectation.gross_profit(last)
        if least is None or most is None:
            return False
        if not curve.never_falls:
            return None
        if least >= curve.cost(last) + other:
            return True
        return False if most < curve.cost(first) + other else None

    return _surveyed(gain, along=along, most=expectation.most)


def cheapest(curves: Sequence[Curve], *, most: int) -> list[tuple[int, ...]]:
    """At each volume, the places of the curves that cost least."""
    are_proven = all(curve.never_falls for curve in curves)

    def least(orders: int) -> tuple[int, ...]:
        costs = [curve.cost(orders) for curve in curves]
        return tuple(place for place, cost in enumerate(costs) if cost == min(costs))

    def along(first: int, last: int) -> tuple[int, ...] | None:
        """Who costs least all along the stretch; ``None`` where the ends do not say."""
        leaders = least(first)
        if not are_proven or leaders != least(last):
            return None
        highest = curves[leaders[0]].cost(last)
        rest = (curve for place, curve in enumerate(curves) if place not in leaders)
        leads = all(highest < curve.cost(first) for curve in rest)
        # Several that grow can part and meet again; several that stand still cannot.
        is_clear = len(leaders) == 1 or highest == curves[leaders[0]].cost(first)
        return leaders if leads and is_clear else None

    return _surveyed(least, along=along, most=most)


def other_costs(expectation: Expectation) -> Money:
    """What it costs under any terms."""
    return expectation.other_costs or Money.zero(expectation.currency)


def _surveyed(
    at: Callable[[int], T], *, along: Callable[[int, int], T | None], most: int
) -> list[T]:
    """What holds at each volume, by stretches where their ends decide."""
    found: dict[int, T] = {}
    stretches = [(0, most)]
    while stretches:
        first, last = stretches.pop()
        whole = along(first, last) if last > first else at(first)
        if whole is not None:
            found.update(dict.fromkeys(range(first, last + 1), whole))
        else:
            middle = (first + last) // 2
            stretches += [(first, middle), (middle + 1, last)]
    return [found[orders] for orders in range(most + 1)]
