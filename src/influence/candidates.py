"""Candidates: who can be booked for the next cycle, what that costs, and what is known of them.

Somebody with no bookings yet is untried: what is believed of them comes from people like them. What
follows from all this is for ``influence.beliefs``, and whom to book for ``influence.allocation``.
"""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.bookings import Booking
from influence.errors import CurrencyMismatchError
from influence.ids import CreatorId, validated_id
from influence.money import Money

__all__ = ["Candidate"]

_maybe = attrs.validators.optional


@attrs.frozen(kw_only=True)
class Candidate:
    """Somebody who can be booked.

    Args:
        creator_id: Who.
        price: Whole cost of their next package: fee, product, shipping and handling; ``None`` when
            it is not known.
        followers: Size of the main audience; ``None`` when unknown.
        niche: What they are about; ``None`` when unknown.
        bookings: What was booked with them so far and what came of it, in the order of cycles.

    Raises:
        InvalidInputError: The price is not above zero, or a field is not what it should be.
        CurrencyMismatchError: A booking cost another currency than the price or another booking.

    Example:
        >>> Candidate(creator_id="maya", price=Money("250", "USD"), followers=48_200).is_untried
        True
    """

    creator_id: CreatorId = attrs.field(validator=validated_id)
    price: Money | None = attrs.field(default=None, validator=_maybe(require.is_positive_money))
    followers: int | None = attrs.field(default=None, validator=_maybe(require.is_count))
    niche: str | None = attrs.field(default=None, validator=_maybe(require.is_text))
    bookings: tuple[Booking, ...] = attrs.field(
        default=(), validator=require.are(Booking, called="bookings")
    )

    def __attrs_post_init__(self) -> None:
        amounts = [*(booking.cost for booking in self.bookings)]
        amounts += [] if self.price is None else [self.price]
        for amount in amounts:
            if amount.currency != amounts[0].currency:
                rule = f"be in {amounts[0].currency} as the others of {self.creator_id} are"
                raise CurrencyMismatchError("amount of a candidate", rule, amount)

    @property
    def is_untried(self) -> bool:
        """Whether nothing was ever booked with them."""
        return not self.bookings
