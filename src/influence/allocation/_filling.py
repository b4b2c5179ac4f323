"""Filling: the plan that anybody would make, best value for money first.

It is where the search for the best plan begins, and what is left when that search is cut off.
"""

from __future__ import annotations

from collections.abc import Iterable

from influence.allocation._partners import cheapest_partners
from influence.allocation._puzzle import Puzzle


def filled(puzzle: Puzzle) -> tuple[int, ...]:
    """So many packages of each lot: the better of two fillings, with partners first and without."""
    starts = [cheapest_partners(puzzle, puzzle.partners)] if puzzle.partners else []
    plans = [_filled(puzzle, start) for start in ((), *starts)]
    return max(filter(puzzle.allows, plans), key=puzzle.value)


def _filled(puzzle: Puzzle, start: Iterable[int]) -> tuple[int, ...]:
    """A package of each lot at *start*, and then whatever fits, by gain for its price."""
    counts = [0] * len(puzzle.lots)
    for place in start:
        counts[place] = 1
    left = puzzle.budget - sum(puzzle.lots[place].price for place in start)
    room = puzzle.room_for_new
    room -= sum(puzzle.lots[place].price for place in start if puzzle.lots[place].is_new)
    for _, place, number in _by_yield(puzzle):
        lot = puzzle.lots[place]
        fits = lot.price <= left and (not lot.is_new or lot.price <= room)
        if counts[place] == number and fits:
            counts[place] += 1
            left -= lot.price
            room -= lot.price if lot.is_new else 0
    return tuple(counts)


def _by_yield(puzzle: Puzzle) -> list[tuple[int, int, int]]:
    """Every package, as its gain for a unit of price, its lot and its number; the best first."""
    packages = (
        (-(gain // lot.price), place, number)
        for place, lot in enumerate(puzzle.lots)
        for number, gain in enumerate(lot.gains)
    )
    return sorted(packages)
