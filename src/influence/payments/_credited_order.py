"""Credited order: an order, or the part of one, that a creator earned.

net = gross − refunded
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import cast

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.ids import CustomerId, OrderId, validated_id
from influence.money import Money
from influence.payments._order_line import OrderLine


def _exact(credit: Fraction | int) -> Fraction:
    """A whole credit as a fraction; what is no number is left for the validator to refuse."""
    return Fraction(credit) if require.is_whole(credit) else cast("Fraction", credit)


_optional_money = attrs.validators.optional(require.is_money)


@attrs.frozen(kw_only=True)
class CreditedOrder:
    """An order, or the part of one, that a creator earned.

    Args:
        order_id: Identifies the order.
        at: When it was placed.
        gross: The creator's part of its items, after discount, before tax and shipping.
        refunded: The creator's part of what was given back; no more than *gross*.
        is_new_customer: Whether it is the customer's first order; ``None`` when unknown.
        credit: The creator's part of the order; 1 when nobody shares it.
        customer_id: Who bought; ``None`` when unknown.
        customer_since: When that customer first bought anything; ``None`` when unknown.
        lines: The order's lines, which sum to *gross* and *refunded*; none when only the whole is
            known.
        tax: The creator's part of the tax on top of *gross*; ``None`` when unknown.
        shipping: The creator's part of the shipping on top of *gross*; ``None`` when unknown.
        held_because: Why nothing of it may be paid yet, such as an open dispute; ``None`` when
            nothing stands against it.

    Raises:
        InvalidInputError: An amount is below zero, *refunded* is above *gross*, *credit* is not in
            (0, 1], or the lines do not sum to the order.
        CurrencyMismatchError: Its amounts differ in currency.
    """

    order_id: OrderId = attrs.field(validator=validated_id)
    at: dt.datetime = attrs.field(validator=require.has_offset)
    gross: Money = attrs.field(validator=require.is_money)
    refunded: Money = attrs.field(validator=require.is_money)
    is_new_customer: bool | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_flag)
    )
    credit: Fraction = attrs.field(default=Fraction(1), converter=_exact)
    customer_id: CustomerId | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )
    customer_since: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )
    lines: tuple[OrderLine, ...] = attrs.field(
        default=(), validator=require.are(OrderLine, called="order lines")
    )
    tax: Money | None = attrs.field(default=None, validator=_optional_money)
    shipping: Money | None = attrs.field(default=None, validator=_optional_money)
    held_because: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )

    def __attrs_post_init__(self) -> None:
        what = f"order {self.order_id}"
        self._check_currencies(what)
        if self.refunded > self.gross:
            rule = f"have no more refunded than its gross, {self.gross}"
            raise InvalidInputError(what, rule, self.refunded)
        if not isinstance(cast("object", self.credit), Fraction) or not 0 < self.credit <= 1:
            rule = "have a Fraction above 0 and at most 1 as its credit"
            raise InvalidInputError(what, rule, self.credit)
        if self.lines:
            self._check_lines(what)

    def _check_currencies(self, what: str) -> None:
        """Refuse an amount in another currency than the gross."""
        currency = self.gross.currency
        named = (
            ("its refund", self.refunded),
            ("its tax", self.tax),
            ("its shipping", self.shipping),
            *((f"its line {line.product}", line.gross) for line in self.lines),
        )
        for part, amount in named:
            if amount is not None and amount.currency != currency:
                rule = f"have {part} in {currency}, the currency of its gross"
                raise CurrencyMismatchError(what, rule, amount)

    def _check_lines(self, what: str) -> None:
        """Refuse lines that are not the whole order."""
        currency = self.gross.currency
        gross = Money.total((line.gross for line in self.lines), currency=currency)
        if gross != self.gross:
            raise InvalidInputError(what, f"have lines that sum to {self.gross}", gross)
        refunded = Money.total((line.refunded for line in self.lines), currency=currency)
        if refunded != self.refunded:
            rule = f"have lines whose refunds sum to {self.refunded}"
            raise InvalidInputError(what, rule, refunded)

    @property
    def net(self) -> Money:
        """What is left of the items: after discount and refunds, before tax and shipping."""
        return self.gross - self.refunded

    @property
    def is_kept(self) -> bool:
        """Whether anything of it is left; a wholly refunded order counts for nothing."""
        return self.refunded.is_zero or self.refunded < self.gross
