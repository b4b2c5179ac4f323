"""Sales: what each creator's packages brought, once seasons are taken out and old cycles fade.

    weight of a booking  = (1 − fading) ^ cycles since
    expected of it       = season × part of the payback window that has passed

A season is what all creators had in common in a cycle. It is judged by how each did against their
own other cycles, so nobody who earned nothing can make a cycle look bad; the first cycle of each is
left out, because who is booked again was chosen for it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

from influence.beliefs._history import History, Sale
from influence.beliefs._policy import LearningPolicy

_FEWEST_CYCLES = 2


@attrs.frozen
class Tally:
    """What one creator's packages brought.

    Args:
        packages: How many, by weight.
        base: The same, scaled by season and by what has had time to come in.
        orders: Orders by weight.
        told_orders: Those of them whose gross profit is told.
        told_profit: Their gross profit, as a part of the reference.
        restless: Sum of squares that chance alone does not explain, over the square of the rate.
        sureness: How much that sum says, as a number of packages.
    """

    packages: float
    base: float
    orders: float
    told_orders: float
    told_profit: float
    restless: float
    sureness: float


def order_worth(rows: Sequence[History], *, start: float, policy: LearningPolicy) -> float:
    """Gross profit of an order, on the average of those who earned.

    Args:
        rows: The creators.
        start: Where one would begin, which one creator outweighs.
        policy: How much creators and orders differ.
    """
    noise = float(policy.order_values.fraction) ** 2
    between = float(policy.order_values_between.fraction) ** 2
    weights, values = [1.0], [math.log(start)]
    for row in rows:
        pairs = [
            (orders, profit) for _, _, orders, profit in row.sales if orders and profit is not None
        ]
        orders = math.fsum(orders for orders, _ in pairs)
        profit = math.fsum(profit for _, profit in pairs)
        if row.has_earned and profit > 0:
            weights.append(1 / (between + noise / orders))
            values.append(math.log(profit / orders))
    total = math.fsum(weights)
    return math.exp(
        math.fsum(weight * value for weight, value in zip(weights, values, strict=True)) / total
    )


def counted(row: History, *, worth: float) -> Sequence[Sale]:
    """The sales with a number of orders each; where nobody told it, profit tells it."""
    return [sale if sale[2] is not None else _with_orders(sale, worth=worth) for sale in row.sales]


def _with_orders(sale: Sale, *, worth: float) -> Sale:
    """A sale with as many orders as its gross profit tells of."""
    cycle, matured, _, profit = sale
    return cycle, matured, max(profit or 0.0, 0.0) / worth, profit


def latest_cycle(rows: Sequence[History]) -> int:
    """The last cycle in which somebody who earned was booked, or else anybody."""
    earners = [row for row in rows if row.has_earned] or rows
    return max((sale[0] for row in earners for sale in row.sales), default=0)


def seasons(
    sales: Sequence[Sequence[Sale]], *, earned: Sequence[bool], policy: LearningPolicy
) -> Mapping[int, float]:
    """How good each cycle was for everybody; 1 is usual."""
    dispersion = float(policy.post_to_post.fraction) ** 2
    told: dict[int, list[float]] = {}
    meant: dict[int, list[float]] = {}
    for own, has_earned in zip(sales, earned, strict=True):
        first = min((sale[0] for sale in own), default=0)
        later = [sale for sale in own if sale[0] != first and sale[1]] if has_earned else []
        if len({sale[0] for sale in later}) < _FEWEST_CYCLES:
            continue
        rate = math.fsum(sale[2] or 0.0 for sale in later) / math.fsum(sale[1] for sale in later)
        weight = 1 / (1 + dispersion * rate)
        for cycle, matured, orders, _ in later:
            told.setdefault(cycle, []).append(weight * (orders or 0.0))
            meant.setdefault(cycle, []).append(weight * rate * matured)
    start = float(policy.season.fraction) ** -2
    return {
        cycle: (start + math.fsum(told[cycle])) / (start + math.fsum(meant[cycle]))
        for cycle in told
    }


def tally(
    own: Sequence[Sale], *, season: Mapping[int, float], weight: Mapping[int, float], usual: float
) -> Tally:
    """What one creator's packages brought.

    Args:
        own: Their bookings.
        season: How good each cycle was; 1 where it is not there.
        weight: How much each cycle still counts.
        usual: Variance between packages beyond chance, as one would begin.
    """
    shares = [season.get(sale[0], 1.0) * sale[1] for sale in own]
    kept = [weight[sale[0]] for sale in own]
    told = [
        (kept_, sale[2] or 0.0, sale[3])
        for kept_, sale in zip(kept, own, strict=True)
        if sale[3] is not None
    ]
    restless, sureness = _restlessness([sale[2] or 0.0 for sale in own], shares, usual=usual)
    return Tally(
        packages=math.fsum(kept_ * sale[1] for kept_, sale in zip(kept, own, strict=True)),
        base=math.fsum(kept_ * share for kept_, share in zip(kept, shares, strict=True)),
        orders=math.fsum(kept_ * (sale[2] or 0.0) for kept_, sale in zip(kept, own, strict=True)),
        told_orders=math.fsum(kept_ * orders for kept_, orders, _ in told),
        told_profit=math.fsum(kept_ * (profit or 0.0) for kept_, _, profit in told),
        restless=restless,
        sureness=sureness,
    )


def _restlessness(
    orders: Sequence[float], shares: Sequence[float], *, usual: float
) -> tuple[float, float]:
    """How much packages of one creator differ beyond chance, and how much that says."""
    total, base, packages = math.fsum(orders), math.fsum(shares), len(orders)
    if packages < _FEWEST_CYCLES or not total or not base:
        return 0.0, 0.0
    rate = total / base
    off = math.fsum(
        (count - rate * share) ** 2 for count, share in zip(orders, shares, strict=True)
    )
    squares = math.fsum(share**2 for share in shares)
    found = (off * packages / (packages - 1) - total) / (rate**2 * squares)
    sureness = (packages - 1) * (usual / (usual + packages / total)) ** 2
    return sureness * found, sureness
