"""Bookings: one package that was booked with a creator in one cycle, and what came of it.

    return multiple = gross profit ÷ whole cost

The whole cost is the fee and everything beside it: product, shipping, handling. What nobody counted
is ``None`` and never zero. What is to be believed of a creator after some bookings is for
``influence.beliefs``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import ExactMoney, Money
from influence.ratios import ratio
from influence.shares import Share

__all__ = ["Booking"]


def _is_quantity(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A whole number or fraction from zero up: credit is shared, so orders need not be whole."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction) or value < 0:
        rule = "be a whole number or fraction, 0 or more"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


def _is_amount(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """An amount, rounded or exact: a shared order earns a part of a cent."""
    if not isinstance(value, Money | ExactMoney):
        raise InvalidInputError(require.place(instance, attribute), "be an amount of money", value)


_maybe = attrs.validators.optional


@attrs.frozen(kw_only=True)
class Booking:
    """One package and what came of it.

    Args:
        cycle: The round it was booked in, from 0; bookings of one cycle share its season.
        cost: Its whole cost: fee, product, shipping and handling.
        exposure: How often it was seen; ``None`` when unknown.
        clicks: Visits that it brought; ``None`` when unknown.
        orders: Orders credited to it; ``None`` when unknown.
        gross_profit: Gross profit of these orders, which refunds can take below zero; ``None`` when
            unknown.
        angle: The angle that it told; empty text when none was named.
        matured: The part of what it brings that has come by now: a post of yesterday is no failure.

    Raises:
        InvalidInputError: A count is negative, or *matured* is above 1.
        CurrencyMismatchError: Cost and gross profit differ in currency.

    Example:
        >>> booking = Booking(
        ...     cycle=0, cost=Money("250", "USD"), orders=6, gross_profit=Money("300", "USD")
        ... )
        >>> booking.multiple
        Fraction(6, 5)
    """

    cycle: int = attrs.field(validator=require.is_count)
    cost: Money = attrs.field(validator=require.is_money)
    exposure: int | Fraction | None = attrs.field(default=None, validator=_maybe(_is_quantity))
    clicks: int | Fraction | None = attrs.field(default=None, validator=_maybe(_is_quantity))
    orders: int | Fraction | None = attrs.field(default=None, validator=_maybe(_is_quantity))
    gross_profit: Money | ExactMoney | None = attrs.field(
        default=None, validator=_maybe(_is_amount)
    )
    angle: str = ""
    matured: Share = attrs.field(default=Share(1), converter=Share, validator=require.is_part)

    def __attrs_post_init__(self) -> None:
        earned = self.gross_profit
        if earned is not None and earned.currency != self.cost.currency:
            rule = f"be in {self.cost.currency} as its cost is"
            raise CurrencyMismatchError("Booking.gross_profit", rule, earned)

    @property
    def multiple(self) -> Fraction | None:
        """Gross profit per unit of cost; ``None`` when unknown, or when it cost nothing."""
        earned = self.gross_profit
        return ratio(
            None if earned is None else earned.exact.amount, self.cost.exact.amount or None
        )
