"""Shapley values by their definition: every order of the players, one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import permutations
from math import factorial

# Players, conversions, value, lost.
Sold = tuple[tuple[str, ...], int, int, int]
Worth = Callable[[frozenset[str]], Fraction]


def by_permutations(worth: Worth, players: Sequence[str]) -> dict[str, Fraction]:
    """The mean of what each player adds to those before, over all n! orders."""
    totals = dict.fromkeys(players, Fraction(0))
    for order in permutations(players):
        for place, player in enumerate(order):
            before = frozenset(order[:place])
            totals[player] += worth(before | {player}) - worth(before)
    return {player: total / factorial(len(players)) for player, total in totals.items()}


def worth_of(journeys: Sequence[Sold], word: str) -> Worth:
    """What a set of players is worth, read off the journeys each time."""

    def worth(players: frozenset[str]) -> Fraction:
        within = [one for one in journeys if set(one[0]) <= players]
        conversions = sum(one[1] for one in within)
        if word == "rate":
            visitors = conversions + sum(one[3] for one in within)
            return Fraction(conversions, visitors) if visitors else Fraction(0)
        return Fraction(conversions if word == "conversions" else sum(one[2] for one in within))

    return worth


def everybody(journeys: Sequence[Sold]) -> list[str]:
    """All players of the journeys."""
    return sorted({player for one in journeys for player in one[0]})
