"""Orders, their lines and refunds: what customers bought, and what they sent back.

    net items = items − refunds

``items`` is the price of the goods after discount, before tax and shipping, and a refund takes back
part of it. Cancelled and test orders are kept and counted as such, but never as revenue. Who earned
an order is for ``influence.attribution``.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.ids import CustomerId, OrderId, RefundId, VisitorId, validated_id
from influence.money import Money
from influence.periods import microseconds

__all__ = ["LINE_KINDS", "STATUSES", "LineItem", "LineKind", "Order", "Refund", "Status"]

Status = Literal["paid", "cancelled", "test"]
STATUSES: tuple[Status, ...] = get_args(Status)

LineKind = Literal["item", "gift_card", "fee"]
LINE_KINDS: tuple[LineKind, ...] = get_args(LineKind)

_optional_money = attrs.validators.optional(require.is_money)


@attrs.frozen(kw_only=True)
class Order:
    """One order of one customer; ``moment`` is *at* in whole microseconds since 1970 in UTC.

    Args:
        order_id: Identifies it.
        at: When it was placed, with its offset.
        items: Price of the goods after discount, before tax and shipping.
        visitor_id: The browser or person who came by, where known.
        customer_id: The customer, where known.
        discount: What was taken off before *items*; ``None`` when unknown.
        tax: Tax on top of *items*; ``None`` when unknown.
        shipping: Shipping on top of *items*; ``None`` when unknown.
        codes: Discount codes on the order, in the order in which they were applied.
        gross_profit: Gross profit of the items, where the shop knows it; it may be a loss.
        is_new_customer: Whether it is the customer's first order; ``None`` when unknown.
        status: ``paid``, ``cancelled`` or ``test``.
        customer_email: The buyer's e-mail address, where known; it only tells orders that creators
            placed themselves.
        referrer: The page that the buyer came from, where known.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        CurrencyMismatchError: Its amounts are not in one currency.
    """

    order_id: OrderId = attrs.field(validator=validated_id)
    at: dt.datetime = attrs.field(validator=require.has_offset)
    items: Money = attrs.field(validator=require.is_money)
    visitor_id: VisitorId | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )
    customer_id: CustomerId | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )
    discount: Money | None = attrs.field(default=None, validator=_optional_money)
    tax: Money | None = attrs.field(default=None, validator=_optional_money)
    shipping: Money | None = attrs.field(default=None, validator=_optional_money)
    codes: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    gross_profit: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_any_money)
    )
    is_new_customer: bool | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_flag)
    )
    status: Status = attrs.field(default="paid", validator=require.one_of(STATUSES))
    customer_email: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_email)
    )
    referrer: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_text)
    )
    moment: int = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "moment", microseconds(self.at))
        for part in (self.discount, self.tax, self.shipping, self.gross_profit):
            if part is not None and part.currency != self.items.currency:
                rule = f"be in the currency of its items, {self.items.currency}"
                raise CurrencyMismatchError(f"order {self.order_id}", rule, part)

    @property
    def is_paid(self) -> bool:
        """Whether it counts as a sale."""
        return self.status == "paid"

    @property
    def buyer(self) -> str | None:
        """Who bought, as far as the book can tell: the customer, else the visitor."""
        if self.customer_id is not None:
            return f"customer {self.customer_id}"
        return None if self.visitor_id is None else f"visitor {self.visitor_id}"


@attrs.frozen(kw_only=True)
class Refund:
    """Money for items given back.

    Args:
        refund_id: Identifies it.
        order_id: The order whose items come back.
        at: When, with its offset.
        amount: Part of the order's ``items`` that is given back.
        product: The product that came back, where known.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
    """

    refund_id: RefundId = attrs.field(validator=validated_id)
    order_id: OrderId = attrs.field(validator=validated_id)
    at: dt.datetime = attrs.field(validator=require.has_offset)
    amount: Money = attrs.field(validator=require.is_positive_money)
    product: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )


@attrs.frozen(kw_only=True)
class LineItem:
    """One line of an order: a product, a gift card or a fee.

    Args:
        line_id: Identifies it.
        order_id: The order that it is part of; the lines of an order sum to its ``items``.
        product: Which product, as the shop calls it.
        amount: The line's price after discount, before tax and shipping; a fee may be below zero.
        quantity: How many units.
        kind: ``item``, ``gift_card`` or ``fee``.

    Raises:
        InvalidInputError: *quantity* is below 1, or something else than a fee is below zero.
        UnknownNameError: *kind* is not known; the close one is named.
    """

    line_id: str = attrs.field(validator=validated_id)
    order_id: OrderId = attrs.field(validator=validated_id)
    product: str = attrs.field(validator=require.is_line)
    amount: Money = attrs.field(validator=require.is_any_money)
    quantity: int = attrs.field(default=1, validator=require.at_least(1))
    kind: LineKind = attrs.field(default="item", validator=require.one_of(LINE_KINDS))

    def __attrs_post_init__(self) -> None:
        if self.kind != "fee" and self.amount.is_negative:
            rule = "be at least 0 unless it is a fee"
            raise InvalidInputError("LineItem.amount", rule, self.amount)
