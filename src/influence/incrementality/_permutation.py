"""Permutation: what would the difference be, had chance dealt the arms otherwise?

    p = deals at least as far from zero as the one that was ÷ all deals

It asks nothing of how the values spread, which with a handful of regions nobody knows. While there
are few deals each of them is looked at and p is exact; with more, so many are drawn by the
generator that the caller brings, and the deal that was counts among them.

Source: S134.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

import attrs

from influence.errors import InvalidInputError

_MOST_DEALS = 100_000
_DRAWS = 9_999


@attrs.frozen(kw_only=True)
class Permutation:
    """How unusual the deal of the arms is.

    Args:
        as_far: Deals whose difference is at least as far from zero.
        deals: Deals that were looked at.
        is_exact: Whether these are all there are.
    """

    as_far: int
    deals: int
    is_exact: bool

    @property
    def p_value(self) -> Fraction:
        """The part of the deals that are at least as far from zero."""
        return Fraction(self.as_far, self.deals)

    @property
    def least_p_value(self) -> Fraction:
        """The smallest p that so many deals could have shown."""
        return Fraction(1, self.deals)


def permutation_test(
    first: Sequence[Fraction | int],
    second: Sequence[Fraction | int],
    *,
    first_sizes: Sequence[int] | None = None,
    second_sizes: Sequence[int] | None = None,
    generator: Random | None = None,
    draws: int = _DRAWS,
) -> Permutation | None:
    """Deal the values of two arms anew, and count the deals whose means differ as much.

    Args:
        first: The values of one arm.
        second: The values of the other.
        first_sizes: What each value of the first counts in the mean, a whole number such as the
            people of a region; alike without.
        second_sizes: The same for the second.
        generator: Draws deals where there are more than 100,000; without one there is no answer
            then, because a seed that nobody chose could not be told.
        draws: So many deals it draws.

    Returns:
        The count, or ``None`` when there are too many deals and no generator.

    Raises:
        InvalidInputError: An arm is empty.

    Example:
        >>> permutation_test([7, 5], [3, 1]).p_value
        Fraction(1, 3)

    Source: S134.
    """
    if not first or not second:
        raise InvalidInputError("arm", "have at least one value", 0)
    sizes = [*(first_sizes or [1] * len(first)), *(second_sizes or [1] * len(second))]
    table = _Table.of([*first, *second], sizes)
    taken, places = len(first), range(len(sizes))
    met = table.distance(range(taken))
    if math.comb(len(sizes), taken) <= _MOST_DEALS:
        return _counted(table, combinations(places, taken), met=met, is_exact=True)
    if generator is None:
        return None
    drawn = (generator.sample(places, taken) for _ in range(draws))
    return _counted(table, drawn, met=met, is_exact=False)


@attrs.frozen
class _Table:
    """Values times sizes, and sizes, in whole numbers.

    Args:
        weighted: What each value adds to the sum of its arm.
        sizes: What it adds to the size of its arm.
    """

    weighted: tuple[int, ...]
    sizes: tuple[int, ...]
    total: int
    size: int

    @classmethod
    def of(cls, values: Sequence[Fraction | int], sizes: Sequence[int]) -> _Table:
        """The table, with every value told in one denominator."""
        scale = math.lcm(*(Fraction(value).denominator for value in values))
        weighted = tuple(
            int(value * scale) * size for value, size in zip(values, sizes, strict=True)
        )
        return cls(weighted, tuple(sizes), sum(weighted), sum(sizes))

    def distance(self, arm: Sequence[int]) -> tuple[int, int]:
        """How far apart the means are when *arm* is the first, as numerator and denominator."""
        part = sum(self.weighted[place] for place in arm)
        size = sum(self.sizes[place] for place in arm)
        return abs(part * self.size - self.total * size), size * (self.size - size)


def _counted(
    table: _Table, deals: Iterator[Sequence[int]], *, met: tuple[int, int], is_exact: bool
) -> Permutation:
    """How many deals lie as far out; of drawn ones, the one that was is counted as well."""
    above, below = met
    as_far, count = (0, 0) if is_exact else (1, 1)
    for arm in deals:
        numerator, denominator = table.distance(arm)
        as_far += numerator * below >= above * denominator
        count += 1
    return Permutation(as_far=as_far, deals=count, is_exact=is_exact)
