"""Coalitions: who was met together, how often that sold, and the exact values that follow.

A journey counts for the set of its players: order and repeats do not matter. The worth of a set of
players S is made of the journeys whose players all lie in S.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial, lcm
from typing import TypeAlias

import attrs

from influence.attribution._journey import Journey
from influence.errors import InvalidInputError

Coalition: TypeAlias = frozenset[str]


@attrs.frozen
class Outcome:
    """What came of the journeys of one coalition.

    Args:
        conversions: How many sales.
        visitors: How many went.
    """

    conversions: int
    visitors: int


def outcomes_of(journeys: Iterable[Journey]) -> Mapping[Coalition, Outcome]:
    """What came of each coalition that was met, in an order that depends on the names alone."""
    counts: dict[Coalition, list[int]] = {}
    for journey in journeys:
        if journey.visitors:
            count = counts.setdefault(frozenset(journey.players), [0, 0])
            count[0] += journey.conversions
            count[1] += journey.visitors
    return {
        coalition: Outcome(*counts[coalition])
        for coalition in sorted(counts, key=lambda one: (len(one), sorted(one)))
    }


def shared_evenly(gains: Iterable[tuple[Coalition, int]]) -> dict[str, Fraction]:
    """The Shapley values where a coalition is worth all that was gained within it.

    The worth is a sum of unanimity games: each coalition C that was met brings its gain to every
    set that holds all of C. Such a game is worth something only when C is complete, so its members
    are symmetric and all others are dummies: by efficiency each member gets gain ÷ |C|. The Shapley
    value of a sum is the sum of the values, so the shares add up, for any number of players.
    """
    by_size: dict[int, dict[str, int]] = {}
    for coalition, gain in gains:
        same = by_size.setdefault(len(coalition), {})
        for player in coalition:
            same[player] = same.get(player, 0) + gain
    return shares_of_sizes(by_size)


def shares_of_sizes(by_size: Mapping[int, Mapping[str, int]]) -> dict[str, Fraction]:
    """The same from what was gained with each player, by how many were met together."""
    values: dict[str, Fraction] = {}
    for size, same in by_size.items():
        for player, gain in same.items():
            values[player] = values.get(player, Fraction(0)) + Fraction(gain, size)
    return values


def shapley_of_game(
    worths: Mapping[Coalition, Fraction | int], *, players: Iterable[str]
) -> dict[str, Fraction]:
    """The Shapley value of each player of any game, from its definition over sets.

        Σ over S without i of |S|! (n − |S| − 1)! ÷ n! × (v(S with i) − v(S))

    Args:
        worths: The worth of every set of players but the empty one, which is worth nothing.
        players: Everybody who plays.

    Raises:
        InvalidInputError: The worth of a set is not given.

    Example:
        Two right gloves and one left one; a pair is worth 1.

        >>> pairs = [{"right 1", "left"}, {"right 2", "left"}, {"right 1", "right 2", "left"}]
        >>> single = [{"left"}, {"right 1"}, {"right 2"}, {"right 1", "right 2"}]
        >>> worths = {frozenset(one): 1 for one in pairs} | {frozenset(one): 0 for one in single}
        >>> values = shapley_of_game(worths, players=["left", "right 1", "right 2"])
        >>> [str(value) for value in values.values()]
        ['2/3', '1/6', '1/6']

    Source: S163.
    """
    names = sorted(set(players))
    table: list[Fraction] = [Fraction(0)] * 2 ** len(names)
    for size in range(1, len(names) + 1):
        for places in combinations(range(len(names)), size):
            coalition = frozenset(names[place] for place in places)
            if coalition not in worths:
                raise InvalidInputError("worths", "hold every set of players", sorted(coalition))
            table[sum(1 << place for place in places)] = Fraction(worths[coalition])
    scale = lcm(*(worth.denominator for worth in table))
    whole = [worth.numerator * (scale // worth.denominator) for worth in table]
    return dict(zip(names, _values(whole, scale, len(names)), strict=True))


def rate_values(
    outcomes: Mapping[Coalition, Outcome], *, players: Sequence[str]
) -> dict[str, Fraction]:
    """The exact values where a set of players is worth the rate at which its visitors convert."""
    bits = {player: 1 << place for place, player in enumerate(players)}
    conversions, visitors = [0] * 2 ** len(players), [0] * 2 ** len(players)
    for coalition, outcome in outcomes.items():
        mask = sum(bits[player] for player in coalition)
        conversions[mask] += outcome.conversions
        visitors[mask] += outcome.visitors
    _add_subsets(conversions)
    _add_subsets(visitors)
    scale = lcm(*filter(None, visitors))
    pairs = zip(conversions, visitors, strict=True)
    worths = [won * (scale // went) if went else 0 for won, went in pairs]
    return dict(zip(players, _values(worths, scale, len(players)), strict=True))


def _add_subsets(table: list[int]) -> None:
    """Turn what each set has of its own into what it has with all its subsets."""
    bit = 1
    while bit < len(table):
        for mask in range(len(table)):
            if mask & bit:
                table[mask] += table[mask ^ bit]
        bit <<= 1


def _values(worths: Sequence[int], scale: int, count: int) -> list[Fraction]:
    """The Shapley values of a table of worths × *scale*, indexed by sets as bits."""
    joined = [factorial(size - 1) * factorial(count - size) for size in range(1, count + 1)]
    apart = [factorial(size) * factorial(count - size - 1) for size in range(count)]
    sums = [0] * count
    without = 0
    for mask, worth in enumerate(worths):
        size = mask.bit_count()
        left_out = apart[size] * worth if size < count else 0
        without += left_out
        both = left_out + (joined[size - 1] * worth if size else 0)
        for place in range(count):
            if mask >> place & 1:
                sums[place] += both
    return [Fraction(one - without, scale * factorial(count)) for one in sums]
