"""Packing by trying everything: every count of every item, and the best that can be paid."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product


def best_worth(values: Sequence[Sequence[float]], *, prices: Sequence[int], budget: int) -> float:
    """What the best packages under the budget are worth."""
    counts = product(*(range(len(one) + 1) for one in values))
    return max(
        worth_of(chosen, values=values)
        for chosen in counts
        if sum(k * price for k, price in zip(chosen, prices, strict=True)) <= budget
    )


def worth_of(counts: Sequence[int], *, values: Sequence[Sequence[float]]) -> float:
    """What some packages are worth."""
    return sum(one[k - 1] for k, one in zip(counts, values, strict=True) if k)
