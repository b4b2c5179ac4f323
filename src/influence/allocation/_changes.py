"""Changes: the next cycle beside the last one, creator by creator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.ids import CreatorId
from influence.money import ExactMoney, Money

Turn = Literal["more", "same", "less", "new", "back", "left"]

#: What can become of a creator from one cycle to the next.
TURNS: tuple[Turn, ...] = get_args(Turn)


@attrs.frozen(kw_only=True)
class Past:
    """What was booked with a creator in the last cycle.

    Args:
        packages: How many.
        cost: Their whole cost; ``None`` when unknown.
        gross_profit: What came of them so far; ``None`` when unknown.
    """

    packages: int = attrs.field(validator=require.is_count)
    cost: Money | None = None
    gross_profit: Money | None = None

    def in_words(self) -> str:
        """It as part of a sentence."""
        cost = "" if self.cost is None else f" for {self.cost}"
        earned = "" if self.gross_profit is None else f" that earned {self.gross_profit}"
        return f"{self.packages}{cost}{earned}"


@attrs.frozen(kw_only=True)
class Change:
    """What becomes of one creator from the last cycle to the next.

    Args:
        creator_id: Who.
        turn: ``more``, ``same`` or ``less`` packages than before; ``new`` was never booked,
            ``back`` was booked once but not last time, ``left`` is not booked again.
        now: Packages of the next cycle.
        cost: What they cost.
        before: The last cycle.
    """

    creator_id: CreatorId
    turn: Turn
    now: int
    cost: Money
    before: Past

    def in_words(self) -> str:
        """It as a sentence.

        Example:
            >>> Change(
            ...     creator_id="maya",
            ...     turn="more",
            ...     now=2,
            ...     cost=Money("500", "USD"),
            ...     before=Past(packages=1, cost=Money("250", "USD")),
            ... ).in_words()
            'more: 2 for 500.00 USD, after 1 for 250.00 USD'
        """
        now = f"{self.turn}: {self.now} for {self.cost}"
        return f"{now}, after {self.before.in_words()}" if self.before.packages else now


def last_cycle(candidates: Iterable[Candidate]) -> Mapping[CreatorId, Past]:
    """What was booked in the latest cycle of which any candidate has a booking."""
    everybody = tuple(candidates)
    latest = max((one.cycle for who in everybody for one in who.bookings), default=0)
    found: dict[CreatorId, Past] = {}
    for candidate in everybody:
        last = [booking for booking in candidate.bookings if booking.cycle == latest]
        if last:
            found[candidate.creator_id] = _past(last)
    return found


def _past(bookings: list[Booking]) -> Past:
    """Bookings of one creator as one; what is unknown of one of them is unknown."""
    currency = bookings[0].cost.currency
    earned = [one.gross_profit for one in bookings if one.gross_profit is not None]
    is_known = len(earned) == len(bookings)
    whole = ExactMoney.total((one.exact for one in earned), currency=currency).rounded()
    return Past(
        packages=len(bookings),
        cost=Money.total((one.cost for one in bookings), currency=currency),
        gross_profit=whole if is_known else None,
    )


def turn_of(now: int, before: int, *, is_new: bool) -> Turn:
    """What becomes of somebody with so many packages now and before, not both of them none."""
    if not before:
        return "new" if is_new else "back"
    if not now:
        return "left"
    if now == before:
        return "same"
    return "more" if now > before else "less"
