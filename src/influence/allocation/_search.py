"""Search: the best plan, proven, by looking only where it can still be.

    ceiling − value of a plan = Σ what it gives away lot by lot + what it leaves unused

The search starts from what the tolls let through and goes over the lots, those first that can be
changed at the least cost. A state is one change of the lots that were gone over, and so a whole
plan; it is kept while it has given away less than the best plan known, and while no other is both
cheaper and worth more. When the next lot cannot be changed for less than the best plan lacks, that
plan is the best there is. The tried and the untried are kept apart when the untried have a limit of
their own, and plans with different numbers of partners when that number counts.

The work is bounded: past so many states the best plan so far is returned with the ceiling.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from operator import itemgetter

import attrs

from influence.allocation._ceiling import Ceiling, ceiling_of
from influence.allocation._filling import filled
from influence.allocation._puzzle import Lot, Plan, Puzzle

# Which lot was set to how many packages, after which others.
_Trace = tuple["_Trace | None", int, int]
# What a state has spent and gained, and how it came about.
_State = tuple[int, int, "_Trace | None"]
_Found = tuple[int, "_Trace | None", "_Trace | None"]

_spent = itemgetter(0)


def best_plan(puzzle: Puzzle, *, most_states: int) -> Plan:
    """The best plan, or the best found when *most_states* were looked at.

    The side conditions are left out first: a plan that keeps them unasked is the best with them.
    """
    if not puzzle.is_plain:
        plan = _searched(puzzle.relaxed(), most_states=most_states)
        if plan.is_exact and puzzle.allows(plan.counts):
            return plan
    return _searched(puzzle, most_states=most_states)


def _searched(puzzle: Puzzle, *, most_states: int) -> Plan:
    """The best plan under all conditions that are left."""
    ceiling = ceiling_of(puzzle)
    known = filled(puzzle)
    best, height, states = puzzle.value(known), ceiling.height, 0
    usual = ceiling.usual()
    sides = _sides(ceiling, usual)
    for least, place in _by_cost(ceiling, usual):
        if least >= height - best:
            break
        if states >= most_states:
            return Plan(counts=known, bound=height, is_exact=False)
        lot = puzzle.lots[place]
        states += sides[_side(puzzle, lot)].branch(
            place, lot, usual=usual[place], room=height - best
        )
        found = _best_together(puzzle, sides)
        if found is not None and found[0] > best:
            best, known = found[0], _counts(usual, found[1:])
    return Plan(counts=known, bound=best, is_exact=True)


def _by_cost(ceiling: Ceiling, usual: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """The least that a change of each lot gives away, with its place; the least first.

    Where that is the same, the cheap go first, and a lot that is booked takes turns with one that
    is not: so packages can be exchanged from the start, and in small steps.
    """
    lots = ceiling.puzzle.lots
    turns = {False: 0, True: 0}
    found: list[tuple[int, int, int]] = []
    for place, lot in sorted(enumerate(lots), key=lambda pair: pair[1].price):
        if lot.gains:
            is_booked = usual[place] > 0
            least = min(map(abs, ceiling.nets(lot)))
            found.append((least, turns[is_booked], place))
            turns[is_booked] += 1
    return ((least, place) for least, _, place in sorted(found))


def _side(puzzle: Puzzle, lot: Lot) -> int:
    """On which side a lot is kept: the untried apart, when they have a limit of their own."""
    return int(lot.is_new and puzzle.room_for_new < puzzle.budget)


@attrs.define(kw_only=True)
class _Side:
    """The states of some lots, by the number of partners where that counts.

    Args:
        ceiling: The tolls, and what they let through.
        toll: What a unit spent on this side is charged.
        best: What the best choice for each of its lots adds after tolls.
        fronts: By number of partners, states that rise in what they spend and in what they gain.
    """

    ceiling: Ceiling
    toll: int
    best: int
    fronts: dict[int, list[_State]]

    def branch(self, place: int, lot: Lot, *, usual: int, room: int) -> int:
        """Go over one lot, and return how many states there are then.

        Every state is taken with every number of packages, if it gives away less than *room*.
        """
        gathered: dict[int, list[_State]] = defaultdict(list)
        for count in range(len(lot.gains) + 1):
            step = self._step(lot, usual=usual, count=count)
            for partners, front in self.fronts.items():
                number = partners + step[2]
                limit = self.best - self.ceiling.bonus * number - room
                gathered[number] += self._moved(front, step, limit, (place, count, usual))
        self.fronts = {number: _undominated(some) for number, some in gathered.items() if some}
        return sum(map(len, self.fronts.values()))

    def _step(self, lot: Lot, *, usual: int, count: int) -> tuple[int, int, int]:
        """What *count* packages in place of the usual number change: cost, gain and partners."""
        gained = sum(lot.gains[:count]) - sum(lot.gains[:usual])
        partners = (count > 0) - (usual > 0) if self.ceiling.puzzle.partners else 0
        return (count - usual) * lot.price, gained, partners

    def _moved(
        self,
        front: Iterable[_State],
        step: tuple[int, int, int],
        limit: int,
        choice: tuple[int, int, int],
    ) -> list[_State]:
        """The states of a front after one step, those left out that give away too much."""
        toll, (cost, gain, _), (place, count, usual) = self.toll, step, choice
        if count == usual:
            return [state for state in front if limit + toll * state[0] < state[1]]
        return [
            (spent + cost, gained + gain, (trace, place, count))
            for spent, gained, trace in front
            if limit + toll * (spent + cost) < gained + gain
        ]


def _sides(ceiling: Ceiling, usual: tuple[int, ...]) -> tuple[_Side, _Side]:
    """Both sides, each with the one state in which every lot has its usual packages."""
    places = list(zip(ceiling.puzzle.lots, usual, strict=True))
    sides: list[_Side] = []
    for side, toll in enumerate((ceiling.toll, ceiling.toll + ceiling.new_toll)):
        pairs = [(lot, count) for lot, count in places if _side(ceiling.puzzle, lot) == side]
        spent = sum(lot.price * count for lot, count in pairs)
        gained = sum(sum(lot.gains[:count]) for lot, count in pairs)
        partners = sum(count > 0 for _, count in pairs) if ceiling.puzzle.partners else 0
        best = sum(ceiling.best(lot) for lot, _ in pairs)
        fronts: dict[int, list[_State]] = {partners: [(spent, gained, None)]}
        sides.append(_Side(ceiling=ceiling, toll=toll, best=best, fronts=fronts))
    return sides[0], sides[1]


def _undominated(states: list[_State]) -> list[_State]:
    """The states than which no other spends as little and gains as much, by what they spend."""
    kept: list[_State] = []
    for state in sorted(states, key=_spent):
        if not kept or state[1] > kept[-1][1]:
            if kept and kept[-1][0] == state[0]:
                kept[-1] = state
            else:
                kept.append(state)
    return kept


def _best_together(puzzle: Puzzle, sides: tuple[_Side, _Side]) -> _Found | None:
    """The best pair of states of both sides that keeps within the limits."""
    pairs = product(sides[0].fronts.items(), sides[1].fronts.items())
    found = (
        plan
        for (some, front), (others, new) in pairs
        if some + others >= puzzle.partners
        for plan in _fitting(front, new, puzzle=puzzle)
    )
    return max(found, key=_spent, default=None)


def _fitting(front: list[_State], new: list[_State], *, puzzle: Puzzle) -> Iterator[_Found]:
    """For each state of the untried the best of the tried that still fits."""
    for on_new, gained_new, trace_new in new:
        if on_new > puzzle.room_for_new:
            return
        fits = bisect_right(front, puzzle.budget - on_new, key=_spent)
        if fits:
            _, gained, trace = front[fits - 1]
            yield gained + gained_new, trace, trace_new


def _counts(usual: tuple[int, ...], traces: Iterable[_Trace | None]) -> tuple[int, ...]:
    """How many packages of each lot: the usual ones, but for what the traces changed."""
    counts = list(usual)
    for start in traces:
        trace = start
        while trace is not None:
            trace, place, count = trace
            counts[place] = count
    return tuple(counts)
