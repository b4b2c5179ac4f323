"""Puzzle: the next cycle as whole numbers, and what a plan for it is.

    value = Σ gains of the packages booked, as much as fits into the budget

A lot is what can be booked with one creator: packages of one price whose gains never rise. The gain
of a package is its value with the price as the last digits, so that of two plans of equal value the
cheaper one is the better. Names, money and reasons are left to those who ask.
"""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Lot:
    """What can be booked with one creator.

    Args:
        price: Of one package, above zero.
        gains: What each package adds, none more than the one before it, all above zero.
        is_new: Whether its packages count against the room for the untried.
    """

    price: int
    gains: tuple[int, ...]
    is_new: bool


@attrs.frozen(kw_only=True)
class Puzzle:
    """What may be booked, and within which limits.

    Args:
        lots: One for each creator.
        budget: What all packages together may cost.
        room_for_new: What packages of the untried together may cost.
        partners: With how many creators something has to be booked; so many must be affordable.
    """

    lots: tuple[Lot, ...]
    budget: int
    room_for_new: int
    partners: int = 0

    def relaxed(self) -> Puzzle:
        """The same without its two side conditions."""
        return attrs.evolve(self, room_for_new=self.budget, partners=0)

    @property
    def is_plain(self) -> bool:
        """Whether the budget is its only limit."""
        return self.room_for_new >= self.budget and not self.partners

    def value(self, counts: tuple[int, ...]) -> int:
        """What so many packages of each lot gain."""
        return sum(
            sum(lot.gains[:count]) for lot, count in zip(self.lots, counts, strict=True) if count
        )

    def allows(self, counts: tuple[int, ...]) -> bool:
        """Whether so many packages of each lot keep within the limits."""
        pairs = list(zip(self.lots, counts, strict=True))
        spent = sum(lot.price * count for lot, count in pairs)
        on_new = sum(lot.price * count for lot, count in pairs if lot.is_new)
        partners = sum(count > 0 for count in counts)
        return spent <= self.budget and on_new <= self.room_for_new and partners >= self.partners


@attrs.frozen(kw_only=True)
class Plan:
    """How many packages of each lot to book.

    Args:
        counts: One for each lot.
        bound: No plan whatever gains more than this.
        is_exact: Whether no plan gains more than this one.
    """

    counts: tuple[int, ...]
    bound: int
    is_exact: bool
