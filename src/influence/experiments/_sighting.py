"""Sighting: what one post has brought so far, beside what it would have to bring.

    needed = cost ÷ gross profit of an order × part of the payback window that has passed

A post of yesterday needs little yet, so that it can be looked at every day.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs

from influence import _requirements as require
from influence.bookings import Booking
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money


def _is_quantity(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A whole number or fraction from zero up."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction) or value < 0:
        rule = "be a whole number or fraction, 0 or more"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


@attrs.frozen(kw_only=True)
class Sighting:
    """One post, as it stands now.

    Args:
        orders: Orders that it has brought; shared credit makes fractions.
        needed: Orders that would just have paid for it by now.

    Raises:
        InvalidInputError: One of them is below 0.
    """

    orders: int | Fraction = attrs.field(validator=_is_quantity)
    needed: int | Fraction = attrs.field(validator=_is_quantity)


@attrs.frozen(kw_only=True)
class Seen:
    """The posts of some bookings, and how many of them nobody counted the orders of.

    Args:
        sightings: One for each booking that tells its orders.
        untold: Bookings that do not.
    """

    sightings: tuple[Sighting, ...]
    untold: int


def seen(bookings: Iterable[Booking], *, gross_profit_per_order: Money) -> Seen:
    """What bookings have brought, beside what they would have to bring.

    Args:
        bookings: The bookings; one without a count of orders is counted as untold and not as zero.
        gross_profit_per_order: What one order leaves when the goods are paid for.

    Raises:
        InvalidInputError: The gross profit of an order is not above 0.
        CurrencyMismatchError: A booking is in another currency.

    Example:
        >>> bookings = [Booking(cycle=0, cost=Money("250", "USD"), orders=6, matured="0.5")]
        >>> seen(bookings, gross_profit_per_order=Money("25", "USD")).sightings
        (Sighting(orders=6, needed=Fraction(5, 1)),)
    """
    if not gross_profit_per_order.is_positive:
        rule = "be an amount above 0"
        raise InvalidInputError("gross profit of an order", rule, gross_profit_per_order)
    sightings: list[Sighting] = []
    untold = 0
    for booking in bookings:
        if booking.cost.currency != gross_profit_per_order.currency:
            rule = f"be in {gross_profit_per_order.currency} as the gross profit of an order is"
            raise CurrencyMismatchError("cost of a booking", rule, booking.cost)
        if booking.orders is None:
            untold += 1
            continue
        whole = booking.cost.exact.amount / gross_profit_per_order.exact.amount
        needed = whole * booking.matured.fraction
        sightings.append(Sighting(orders=booking.orders, needed=needed))
    return Seen(sightings=tuple(sightings), untold=untold)
