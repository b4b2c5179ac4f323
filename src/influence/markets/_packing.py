"""Packing: which packages are worth most under a budget, exactly.

    most value = max Σ values[i][packages i],  Σ packages i × price i ≤ budget

Partial answers are kept in order of what they cost, without those that cost more and are worth less
than another, and without those that cannot reach what a greedy answer is worth already.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TypeAlias

#: What a partial answer costs, what it is worth, and the packages of it: (item, count) and before.
_Partial: TypeAlias = "tuple[int, float, _Choices | None]"
_Choices: TypeAlias = "tuple[int, int, _Choices | None]"
# Sums of floats differ in their last digits by the order in which they are summed.
_HAIR = 1e-9


def packed(
    values: Sequence[Sequence[float]], *, prices: Sequence[int], budget: int
) -> tuple[int, ...]:
    """How many packages of each item are worth most together.

    Args:
        values: For each item, what 1, 2, … packages of it are worth; none is worth 0.
        prices: What a package of each item costs, a whole number above 0.
        budget: What may be spent, a whole number.
    """
    order = sorted(
        (item for item in range(len(values)) if _density(values[item], prices[item]) > 0),
        key=lambda item: (-_density(values[item], prices[item]), item),
    )
    hopes = _Hopes([(values[item], prices[item]) for item in order])
    floor = _greedy([(values[item], prices[item]) for item in order], budget)
    frontier: list[_Partial] = [(0, 0.0, None)]
    for place, item in enumerate(order):
        options = ((0, 0.0), *((k * prices[item], v) for k, v in enumerate(values[item], 1)))
        grown = (
            (cost + more, worth + gain, chosen if not count else (item, count, chosen))
            for count, (more, gain) in enumerate(options)
            for cost, worth, chosen in frontier
            if cost + more <= budget
        )
        frontier = [
            one
            for one in _undominated(grown)
            if one[1] + hopes.after(place, budget - one[0]) >= floor - _HAIR
        ]
    return _counts(max(frontier, key=lambda one: one[1])[2], len(values))


def _density(values: Sequence[float], price: int) -> float:
    """The most that an item is worth per unit of cost."""
    return max((worth / (count * price) for count, worth in enumerate(values, 1)), default=0.0)


def _greedy(items: Iterable[tuple[Sequence[float], int]], budget: int) -> float:
    """What a greedy answer is worth: the best count of each item that can still be paid."""
    worth = 0.0
    for values, price in items:
        count, best = max(
            ((k, v) for k, v in enumerate((0.0, *values)) if k * price <= budget),
            key=lambda option: option[1],
        )
        budget -= count * price
        worth += best
    return worth


class _Hopes:
    """The most that the items from a place on could be worth, in parts of packages if need be."""

    def __init__(self, items: Sequence[tuple[Sequence[float], int]]) -> None:
        self._densities = [_density(values, price) for values, price in items]
        sizes = [len(values) * price for values, price in items]
        self._sizes = list(accumulate(sizes, initial=0))
        worths = (size * dense for size, dense in zip(sizes, self._densities, strict=True))
        self._worths = list(accumulate(worths, initial=0.0))

    def after(self, place: int, budget: int) -> float:
        """The most that the items after *place* could be worth for a budget."""
        start = place + 1
        end = bisect_right(self._sizes, self._sizes[start] + budget) - 1
        whole = self._worths[end] - self._worths[start]
        if end == len(self._densities):
            return whole
        rest = budget - (self._sizes[end] - self._sizes[start])
        return whole + rest * self._densities[end]


def _undominated(partials: Iterable[_Partial]) -> Iterable[_Partial]:
    """Those that are worth more than everything that costs no more."""
    best = -1.0
    for one in sorted(partials, key=lambda one: (one[0], -one[1])):
        if one[1] > best:
            best = one[1]
            yield one


def _counts(chosen: _Choices | None, items: int) -> tuple[int, ...]:
    """The packages of each item."""
    counts = [0] * items
    while chosen is not None:
        item, count, chosen = chosen
        counts[item] = count
    return tuple(counts)
