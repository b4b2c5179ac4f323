"""Partners: with how many creators something can be booked at all, and with whom most cheaply.

The cheapest of the tried and the cheapest of the untried are the most that fit; every split between
the two is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from influence.allocation._puzzle import Lot, Puzzle


def cheapest_partners(puzzle: Puzzle, most: int) -> tuple[int, ...]:
    """The places of as many lots as can be afforded, at most *most*, and the cheapest such."""
    tried, new = _by_price(puzzle.lots, is_new=False), _by_price(puzzle.lots, is_new=True)
    of_tried, of_new = _sums(puzzle.lots, tried), _sums(puzzle.lots, new)
    splits = (
        (-(some + others), cost, some, others)
        for others, on_new in enumerate(of_new[: most + 1])
        for some, on_tried in enumerate(of_tried[: most - others + 1])
        if on_new <= puzzle.room_for_new and (cost := on_new + on_tried) <= puzzle.budget
    )
    *_, some, others = min(splits)
    return (*tried[:some], *new[:others])


def _by_price(lots: Sequence[Lot], *, is_new: bool) -> list[int]:
    """The places of the lots of one kind, the cheapest first."""
    places = (place for place, lot in enumerate(lots) if lot.gains and lot.is_new is is_new)
    return sorted(places, key=lambda place: lots[place].price)


def _sums(lots: Sequence[Lot], places: Sequence[int]) -> list[int]:
    """What the first none, one, two … of some lots cost together."""
    return list(accumulate((lots[place].price for place in places), initial=0))
