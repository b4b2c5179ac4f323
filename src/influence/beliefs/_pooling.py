"""Pooling: averages of many creators, and of the groups they belong to, each drawn to the next.

    level of all     = (doubt⁻² × 1 + Σ weight × value) ÷ (doubt⁻² + Σ weight)
    level of a group = (doubt⁻² × level of all + Σ weight × value) ÷ (doubt⁻² + Σ weight)

Sums are exact before they are rounded, so the order of creators changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import attrs

G = TypeVar("G")


@attrs.frozen
class Level:
    """A pooled average.

    Args:
        mean: The average.
        variance: How unsure it is.
    """

    mean: float
    variance: float


def drawn(
    pairs: Iterable[tuple[float, float]], *, to: float, doubt: float, unsure: float = 0.0
) -> Level:
    """The average of pairs of weight and value, drawn to where one would begin.

    Args:
        pairs: Weights, one over the variance of each value, and the values.
        to: Where one would begin.
        doubt: Standard deviation of the truth around it.
        unsure: How unsure *to* is itself, as a variance.
    """
    kept = tuple(pairs)
    own = doubt**-2
    weight = math.fsum([own, *(weight for weight, _ in kept)])
    mean = math.fsum([own * to, *(weight * value for weight, value in kept)]) / weight
    return Level(mean, 1 / weight + (own / weight) ** 2 * unsure)


def grouped(
    values: Sequence[tuple[G, float, float]],
    *,
    groups: Iterable[G],
    to: float,
    doubt: float,
    group_doubt: float,
) -> Mapping[G, Level]:
    """The average of each group, drawn to that of all, which is drawn to where one would begin.

    Args:
        values: Group, weight and value of each creator.
        groups: Every group that is asked for.
        to: Where one would begin.
        doubt: Standard deviation of the level of all around it.
        group_doubt: Standard deviation of a group's level around that of all.
    """
    everyone = drawn(((weight, value) for _, weight, value in values), to=to, doubt=doubt)
    members: dict[G, list[tuple[float, float]]] = {group: [] for group in groups}
    for group, weight, value in values:
        members[group].append((weight, value))
    return {
        group: drawn(pairs, to=everyone.mean, doubt=group_doubt, unsure=everyone.variance)
        for group, pairs in members.items()
    }
