"""Ceiling: what no plan can exceed, and what each step away from the best guess costs.

    ceiling       = toll × budget + new toll × room for the untried − bonus × partners + Σ bests
    best of a lot = the most of: its gains − tolls on its price + bonus for being booked at all

Whatever tolls and bonus are taken, as long as none is below zero, a plan within the limits gains no
more than the ceiling, and what it lacks is the sum of what it gives away lot by lot and of what it
leaves unused. With the tolls at which the budget is just used up the ceiling is as low as packages
cut into pieces could reach, so little is left to search.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from influence.allocation._puzzle import Lot, Puzzle

#: How often the bonus is halved in on; any bonus gives a true ceiling.
_HALVINGS = 40

# The gain of a package for a unit of its price, that price, and whether it is of somebody untried.
_Package = tuple[int, int, bool]


@attrs.frozen(kw_only=True)
class Ceiling:
    """Tolls on spending and a bonus for partners, and what they say of each lot.

    Args:
        puzzle: What may be booked.
        toll: For each unit spent.
        new_toll: The same on top for the untried.
        bonus: For each creator with whom something is booked.
    """

    puzzle: Puzzle
    toll: int
    new_toll: int
    bonus: int

    def toll_of(self, lot: Lot) -> int:
        """What a unit spent on this lot is charged."""
        return self.toll + self.new_toll if lot.is_new else self.toll

    def nets(self, lot: Lot) -> list[int]:
        """What each of its packages adds when tolls and bonus are counted; it never rises."""
        charge = self.toll_of(lot) * lot.price
        nets = [gain - charge for gain in lot.gains]
        if nets:
            nets[0] += self.bonus
        return nets

    def count(self, lot: Lot) -> int:
        """How many of its packages the tolls let through."""
        return sum(net > 0 for net in self.nets(lot))

    def usual(self) -> tuple[int, ...]:
        """How many packages of each lot: what the tolls let through, and the even ones that fit.

        A package whose gain is just its toll can be booked or not at no cost. Where many are alike,
        as creators of whom nothing is known are, a plan that uses most of the budget is near.
        """
        lots = self.puzzle.lots
        counts = [self.count(lot) for lot in lots]
        left, room = self._left(counts)
        for place, lot in enumerate(lots):
            for net in self.nets(lot)[counts[place] :]:
                if net < 0 or lot.price > (min(left, room) if lot.is_new else left):
                    break
                counts[place] += 1
                left -= lot.price
                room -= lot.price if lot.is_new else 0
        return tuple(counts)

    def _left(self, counts: Sequence[int]) -> tuple[int, int]:
        """What so many packages of each lot leave of the budget and of the room for the untried."""
        pairs = list(zip(self.puzzle.lots, counts, strict=True))
        spent = sum(lot.price * count for lot, count in pairs)
        on_new = sum(lot.price * count for lot, count in pairs if lot.is_new)
        return self.puzzle.budget - spent, self.puzzle.room_for_new - on_new

    def best(self, lot: Lot) -> int:
        """What these packages add."""
        return sum(net for net in self.nets(lot) if net > 0)

    @property
    def height(self) -> int:
        """What no plan gains more than."""
        limits = self.toll * self.puzzle.budget + self.new_toll * self.puzzle.room_for_new
        return limits - self.bonus * self.puzzle.partners + sum(map(self.best, self.puzzle.lots))


def ceiling_of(puzzle: Puzzle) -> Ceiling:
    """A ceiling that is as low as halving finds it."""
    plain = _with_bonus(puzzle, 0)
    if _partners(plain) >= puzzle.partners:
        return plain
    low, high = 0, 1 + sum(sum(lot.gains) for lot in puzzle.lots)
    found = plain
    for _ in range(_HALVINGS):
        middle = (low + high) // 2
        tried = _with_bonus(puzzle, middle)
        found = min(found, tried, key=lambda one: one.height)
        if _partners(tried) >= puzzle.partners:
            high = middle
        else:
            low = middle
    return found


def _partners(ceiling: Ceiling) -> int:
    """How many creators the tolls let through."""
    return sum(ceiling.count(lot) > 0 for lot in ceiling.puzzle.lots)


def _with_bonus(puzzle: Puzzle, bonus: int) -> Ceiling:
    """The ceiling with the tolls at which the limits are just used up."""
    packages = sorted(_packages(puzzle.lots, bonus=bonus), reverse=True)
    toll, on_new = _used_up(packages, puzzle.budget)
    new_toll = 0
    if on_new > puzzle.room_for_new:
        tried = [package for package in packages if not package[2]]
        new = [package for package in packages if package[2]]
        toll, _ = _used_up(tried, puzzle.budget - puzzle.room_for_new)
        new_toll = max(0, _used_up(new, puzzle.room_for_new)[0] - toll)
    return Ceiling(puzzle=puzzle, toll=toll, new_toll=new_toll, bonus=bonus)


def _packages(lots: Iterable[Lot], *, bonus: int) -> Iterable[_Package]:
    """Every package by what it gains for its price."""
    for lot in lots:
        for number, gain in enumerate(lot.gains):
            yield ((gain if number else gain + bonus) // lot.price, lot.price, lot.is_new)


def _used_up(packages: Sequence[_Package], budget: int) -> tuple[int, int]:
    """The yield of the package at which *budget* runs out, and what went to the untried by then."""
    left, on_new = budget, 0
    for gained, price, is_new in packages:
        on_new += min(price, left) if is_new else 0
        if price > left:
            return gained, on_new
        left -= price
    return 0, on_new
