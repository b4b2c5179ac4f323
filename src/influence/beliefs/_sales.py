"""Sales: what each creator's packages brought, once seasons and luck in clicks are taken out.

    expected of a booking = season × part of the payback window that has passed × luck in clicks

A season is what all creators had in common in a cycle. It is judged by how each did against their
own other cycles, so nobody who earned nothing can make a cycle look bad; the first cycle of each is
left out, because who is booked again was chosen for it.

What a package had of clicks beyond what is usual for the creator was luck, and orders are expected
to follow it as far as clicks carry on: a post that went far and sold as well as usual for so many
clicks says nothing more of the creator.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from operator import mul
from typing import cast

import attrs

from influence.beliefs._assumed import Assumed
from influence.beliefs._history import History
from influence.beliefs._weighing import Weights

#: From one there is nothing to compare.
_FEWEST = 2

#: Clicks of a package over what is usual for the creator are believed within these bounds.
_UNLUCKIEST, _LUCKIEST = 0.05, 20.0


@attrs.frozen
class Course:
    """One creator's packages, and what was expected of each.

    Args:
        history: The bookings.
        weights: What they count.
        orders: The orders of each; 0 where nothing is known.
        shares: What is expected of each: its season, times what has had time to come in; 0 where
            nothing is known.
    """

    history: History
    weights: Weights
    orders: Sequence[float]
    shares: Sequence[float]

    @property
    def pooled(self) -> tuple[float, float]:
        """Orders and packages as they teach about others, before anything is known of luck."""
        share, kept = self.weights.share, self.weights.kept
        orders = math.fsum(map(mul, kept, self.orders))
        return share * orders, share * math.fsum(map(mul, kept, self.shares))


@attrs.frozen
class Tally:
    """What one creator's packages brought.

    Args:
        packages: How many, by weight.
        base: The same, scaled by season, luck and what has had time to come in.
        orders: Orders by weight.
        told_orders: Those of them whose gross profit is told.
        told_profit: Their gross profit, as a part of the reference.
        share: What all that weighs for the pool.
        restless: Sum of squares that chance alone does not explain, over the square of the rate.
        sureness: How much that sum says, as a number of packages.
    """

    packages: float
    base: float
    orders: float
    told_orders: float
    told_profit: float
    share: float
    restless: float
    sureness: float

    @property
    def pooled(self) -> Tally:
        """The same as it teaches about others: packages of one cycle as one."""
        share = self.share
        if share == 1:
            return self
        return attrs.evolve(
            self,
            packages=share * self.packages,
            base=share * self.base,
            orders=share * self.orders,
            told_orders=share * self.told_orders,
            told_profit=share * self.told_profit,
        )


def order_worth(rows: Sequence[History], *, start: float, policy: Assumed) -> float:
    """Gross profit of an order, on the average of those who earned.

    Args:
        rows: The creators.
        start: Where one would begin, which one creator outweighs.
        policy: How much creators and orders differ.
    """
    noise = policy.order_values
    between = policy.order_values_between
    weights, values = [1.0], [math.log(start)]
    for row in rows:
        orders, profit, share = _told(row) if row.has_earned else (0.0, 0.0, 1.0)
        if orders and profit > 0:
            weights.append(1 / (between + noise / (share * orders)))
            values.append(math.log(profit / orders))
    return math.exp(math.fsum(map(mul, weights, values)) / math.fsum(weights))


def _told(row: History) -> tuple[float, float, float]:
    """Orders and gross profit of the bookings that tell of both, and what they weigh."""
    pairs = [
        (orders, profit, cycle)
        for orders, profit, cycle in zip(row.orders, row.profits, row.cycles, strict=True)
        if orders and profit is not None
    ]
    return (
        math.fsum(orders for orders, _, _ in pairs),
        math.fsum(profit for _, profit, _ in pairs),
        len({cycle for _, _, cycle in pairs}) / max(len(pairs), 1),
    )


def counted(row: History, *, worth: float) -> Sequence[float]:
    """The orders of each booking; where nobody told them, gross profit tells them."""
    if None not in row.orders:
        return cast("Sequence[float]", row.orders)
    return [
        max(profit or 0.0, 0.0) / worth if orders is None else orders
        for orders, profit in zip(row.orders, row.profits, strict=True)
    ]


def seasons(
    rows: Sequence[History], orders: Sequence[Sequence[float]], *, policy: Assumed
) -> Mapping[int, float]:
    """How good each cycle was for everybody; 1 is usual.

    Args:
        rows: The creators.
        orders: The orders of each booking of each creator.
        policy: How much cycles and packages differ.
    """
    dispersion = policy.packages
    told: dict[int, list[float]] = {}
    meant: dict[int, list[float]] = {}
    for row, own in zip(rows, orders, strict=True):
        later = _later(row, own)
        if not row.has_earned or len(later) < _FEWEST:
            continue
        rate = math.fsum(count for count, _ in later.values())
        rate /= math.fsum(matured for _, matured in later.values())
        weight = 1 / (1 + dispersion * rate)
        for cycle, (count, matured) in later.items():
            told.setdefault(cycle, []).append(weight * count)
            meant.setdefault(cycle, []).append(weight * rate * matured)
    start = 1 / policy.season
    return {
        cycle: (start + math.fsum(told[cycle])) / (start + math.fsum(meant[cycle]))
        for cycle in told
    }


def _later(row: History, orders: Sequence[float]) -> Mapping[int, tuple[float, float]]:
    """Orders and matured part of the average package of each cycle after the first."""
    first = min(row.cycles, default=0)
    packages: dict[int, tuple[float, float]] = {}
    several: dict[int, list[tuple[float, float]]] = {}
    known = _known(row)
    for cycle, count, matured, told in zip(row.cycles, orders, row.matured, known, strict=True):
        if not (told and matured and cycle != first):
            continue
        if cycle in packages:
            several.setdefault(cycle, [packages[cycle]]).append((count, matured))
        else:
            packages[cycle] = count, matured
    return {**packages, **{cycle: _average(pairs) for cycle, pairs in several.items()}}


def _average(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The average package of a cycle."""
    return (
        math.fsum(count for count, _ in pairs) / len(pairs),
        math.fsum(matured for _, matured in pairs) / len(pairs),
    )


def _known(row: History) -> Sequence[bool]:
    """Of which bookings orders or gross profit are known."""
    if None not in row.orders:
        return [True] * len(row.orders)
    return [
        orders is not None or profit is not None
        for orders, profit in zip(row.orders, row.profits, strict=True)
    ]


def course(
    row: History, orders: Sequence[float], weights: Weights, *, season: Mapping[int, float]
) -> Course:
    """One creator's packages, and what was expected of each.

    Args:
        row: The bookings.
        orders: The orders of each.
        weights: What they count.
        season: How good each cycle was; 1 where it is not there.
    """
    seasons_ = [season.get(cycle, 1.0) for cycle in row.cycles]
    shares = list(map(mul, seasons_, row.matured))
    if None in row.orders:
        shares = list(map(mul, shares, map(float, _known(row))))
    return Course(row, weights, orders, shares)


def tally(own: Course, *, clicks: float | None, carried: float, usual: float) -> Tally:
    """What one creator's packages brought.

    Args:
        own: The packages.
        clicks: What a package of theirs usually has of them.
        carried: The part of a surprise in clicks that orders follow.
        usual: Variance between packages beyond chance, as one would begin.
    """
    shares = own.shares if clicks is None else _with_luck(own, clicks=clicks, carried=carried)
    row, kept = own.history, own.weights.kept
    orders = math.fsum(map(mul, kept, own.orders))
    all_told = None not in row.profits
    restless, sureness = _restlessness(own, shares, usual=usual)
    return Tally(
        packages=_packages(own),
        base=math.fsum(map(mul, kept, shares)),
        orders=orders,
        told_orders=orders if all_told else math.fsum(_told_only(kept, own.orders, row.profits)),
        told_profit=math.fsum(_told_only(kept, row.profits, row.profits)),
        share=own.weights.share,
        restless=restless,
        sureness=sureness,
    )


def _packages(own: Course) -> float:
    """How many packages there were of which anything is known, by weight."""
    if None not in own.history.orders:
        return own.weights.packages
    return math.fsum(map(mul, own.weights.grown, map(float, _known(own.history))))


def _told_only(
    kept: Sequence[float], values: Sequence[float | None], told: Sequence[float | None]
) -> Iterable[float]:
    """Values by weight, of the bookings whose gross profit is told."""
    return (
        part * (value or 0.0)
        for part, value, known in zip(kept, values, told, strict=True)
        if known is not None
    )


def _with_luck(own: Course, *, clicks: float, carried: float) -> Sequence[float]:
    """What is expected of each package, knowing how many clicks it had."""
    return [
        share
        if count is None
        else share * min(max((count + 0.5) / clicks, _UNLUCKIEST), _LUCKIEST) ** carried
        for share, count in zip(own.shares, own.history.clicks, strict=True)
    ]


def _restlessness(own: Course, shares: Sequence[float], *, usual: float) -> tuple[float, float]:
    """How much packages of one creator differ beyond chance, and how much that says.

    Packages of one cycle are no further witnesses: what counts is how many cycles there were.
    """
    orders = own.orders
    total, base = math.fsum(orders), math.fsum(shares)
    if not total or not base:
        return 0.0, 0.0
    there = [cycle for cycle, share in zip(own.history.cycles, shares, strict=True) if share]
    packages, cycles = len(there), len(set(there))
    if cycles < _FEWEST:
        return 0.0, 0.0
    rate, squares = total / base, math.fsum(map(mul, shares, shares))
    off = [count - rate * share for count, share in zip(orders, shares, strict=True)]
    apart = math.fsum(map(mul, off, off)) * cycles / (cycles - 1)
    sureness = (cycles - 1) * (usual / (usual + packages / total)) ** 2
    return sureness * (apart - total) / (rate**2 * squares), sureness
