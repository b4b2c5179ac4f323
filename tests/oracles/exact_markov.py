"""Removal effects twice, each the slow way, and neither knowing anything of ours.

``by_refitting`` builds the chain of what is left when a player is gone and solves it with exact
Fractions. ``by_paths`` sums the probabilities of paths, step by step, and says how much is still
under way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

# Players, conversions, lost.
Went = tuple[tuple[str, ...], int, int]
State = tuple[str, ...]
Steps = Mapping[State, Mapping[State, Fraction]]

CONVERTED, LOST = ("!converted",), ("!lost",)


def chain(journeys: Sequence[Went], *, order: int) -> Steps:
    """The chance of each step from each state; the start is the empty state."""
    counts: dict[State, dict[State, int]] = {}
    for players, conversions, lost in journeys:
        states = [players[max(0, end - order) : end] for end in range(len(players) + 1)]
        ends = [(before, after, conversions + lost) for before, after in pairwise(states)]
        ends += [(states[-1], CONVERTED, conversions), (states[-1], LOST, lost)]
        for before, after, count in ends:
            if count:
                row = counts.setdefault(before, {})
                row[after] = row.get(after, 0) + count
    return {
        state: {after: Fraction(count, sum(row.values())) for after, count in row.items()}
        for state, row in counts.items()
    }


def without(steps: Steps, player: str) -> Steps:
    """The chain in which every step to *player* is a step to being lost."""
    kept: dict[State, dict[State, Fraction]] = {}
    for state, row in steps.items():
        if state and state[-1] == player:
            continue
        kept[state] = {}
        for after, chance in row.items():
            to = LOST if after[-1] == player else after
            kept[state][to] = kept[state].get(to, Fraction(0)) + chance
    return kept


def converts(steps: Steps) -> Fraction:
    """How likely the start is to convert: x = Q x + r, solved by Gauss and Jordan."""
    states = sorted(steps)
    table = [
        [Fraction(int(one == other)) - steps[one].get(other, Fraction(0)) for other in states]
        + [steps[one].get(CONVERTED, Fraction(0))]
        for one in states
    ]
    for at in range(len(states)):
        pivot = next(row for row in range(at, len(states)) if table[row][at])
        table[at], table[pivot] = table[pivot], table[at]
        table[at] = [value / table[at][at] for value in table[at]]
        for row in range(len(states)):
            factor = table[row][at]
            if row != at and factor:
                table[row] = [
                    value - factor * other
                    for value, other in zip(table[row], table[at], strict=True)
                ]
    return table[states.index(())][-1]


def everybody(journeys: Sequence[Went]) -> list[str]:
    """All players of the journeys."""
    return sorted({player for players, _, _ in journeys for player in players})


def by_refitting(journeys: Sequence[Went], *, order: int = 1) -> dict[str, Fraction]:
    """1 − conversion without the player ÷ conversion; 0 for everybody when nothing converts."""
    steps = chain(journeys, order=order)
    whole = converts(steps) if () in steps else Fraction(0)
    return {
        player: 1 - converts(without(steps, player)) / whole if whole else Fraction(0)
        for player in everybody(journeys)
    }


def by_paths(
    journeys: Sequence[Went], player: str, *, steps: int, order: int = 1
) -> tuple[float, float, float]:
    """The chance to convert within so many steps: by way of *player*, at all; and what is open."""
    chances = {
        state: {after: float(chance) for after, chance in row.items()}
        for state, row in chain(journeys, order=order).items()
    }
    under_way: dict[tuple[State, bool], float] = {((), False): 1.0}
    through = whole = 0.0
    for _ in range(steps):
        following: dict[tuple[State, bool], float] = {}
        for (state, met), chance in under_way.items():
            for after, step in chances[state].items():
                if after == CONVERTED:
                    through += chance * step * met
                    whole += chance * step
                elif after != LOST:
                    key = (after, met or after[-1] == player)
                    following[key] = following.get(key, 0.0) + chance * step
        under_way = following
    return through, whole, sum(under_way.values())
