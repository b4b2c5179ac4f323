"""Policy: when what is owed may be paid, and how."""

from __future__ import annotations

from collections import Counter
from typing import Any

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.settlement._rail import PayoutRail

_MOST_DAYS = 3650


def _are_days(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A number of days that somebody would agree to wait."""
    if not require.is_whole(value) or not 0 <= value <= _MOST_DAYS:
        rule = f"be a whole number from 0 to {_MOST_DAYS}"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


@attrs.frozen(kw_only=True)
class SettlementPolicy:
    """The campaign's rules for paying out.

    Args:
        hold_days: An order earns nothing payable until so many days, each of 24 hours, have passed
            since it was placed.
        minimum_payout: Less than this is carried forward; ``None`` pays every amount.
        other_minimums: The minimum in each other currency.
        refund_window_days: Within how many days customers may send goods back; ``None`` when nobody
            said.
        period_months: How many months an accrual period lasts, counted from the beginning of the
            performance; ``None`` when the whole campaign is one period.
        rail: How the money is sent; ``None`` sends every amount.

    Raises:
        InvalidInputError: A figure is below zero, the hold is longer than ten years or shorter than
            the refund window, or a currency has two minimums.
    """

    hold_days: int = attrs.field(default=30, validator=_are_days)
    minimum_payout: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )
    other_minimums: tuple[Money, ...] = attrs.field(default=(), validator=require.is_tuple)
    refund_window_days: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(_are_days)
    )
    period_months: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    rail: PayoutRail | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(require.is_a(PayoutRail, called="a pay-out rail")),
    )

    def __attrs_post_init__(self) -> None:
        if self.refund_window_days is not None and self.hold_days < self.refund_window_days:
            rule = f"be at least the refund window of {self.refund_window_days} days"
            raise InvalidInputError("hold", rule, self.hold_days)
        for amount in self.other_minimums:
            require.is_money(self, attrs.fields(SettlementPolicy).other_minimums, amount)
        for currency, count in Counter(amount.currency for amount in self._minimums).items():
            if count > 1:
                raise InvalidInputError("minimum payout", "stand once a currency", currency)

    @property
    def _minimums(self) -> tuple[Money, ...]:
        """The minimum of each currency that has one."""
        first = () if self.minimum_payout is None else (self.minimum_payout,)
        return (*first, *self.other_minimums)

    def minimum_in(self, currency: str) -> Money:
        """The least amount of *currency* that is paid.

        Raises:
            CurrencyMismatchError: There is a minimum, and none in this currency: amounts never
                travel.
        """
        minimums = {amount.currency: amount for amount in self._minimums}
        if not minimums:
            return Money.zero(currency)
        if currency not in minimums:
            rule = f"be in {currency}, the currency of what is owed"
            raise CurrencyMismatchError("minimum payout", rule, self._minimums[0])
        return minimums[currency]

    def sent(self, payable: Money) -> Money:
        """The part of *payable* that can be sent."""
        return payable if self.rail is None else self.rail.sent(payable)
