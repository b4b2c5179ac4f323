"""Performance: all that a payment rule gets to see of what a creator did.

    net = gross − refunded

It says which deliverables were delivered, which orders were credited and what they came to, and the
totals of other metrics. How an order came to be credited, what was paid before, and what time it
is, stay outside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, cast

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.deliverables import KINDS
from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.ids import OrderId, validated_id
from influence.metrics import METRICS
from influence.money import Money
from influence.periods import Period

# What follows from the orders and must not be told a second time.
_TOLD_BY_ORDERS = ("orders", *(known.name for known in METRICS.values() if known.unit == "money"))


def _exact(credit: Fraction | int) -> Fraction:
    """A whole credit as a fraction; what is no number is left for the validator to refuse."""
    return Fraction(credit) if require.is_whole(credit) else cast("Fraction", credit)


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

    Raises:
        InvalidInputError: An amount is below zero, *refunded* is above *gross*, or *credit* is not
            in (0, 1].
        CurrencyMismatchError: The two amounts differ in currency.
    """

    order_id: OrderId = attrs.field(validator=validated_id)
    at: dt.datetime = attrs.field(validator=require.has_offset)
    gross: Money = attrs.field(validator=require.is_money)
    refunded: Money = attrs.field(validator=require.is_money)
    is_new_customer: bool | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_flag)
    )
    credit: Fraction = attrs.field(default=Fraction(1), converter=_exact)

    def __attrs_post_init__(self) -> None:
        what = f"order {self.order_id}"
        if self.refunded.currency != self.gross.currency:
            rule = f"have its refund in {self.gross.currency}, the currency of its gross"
            raise CurrencyMismatchError(what, rule, self.refunded)
        if self.refunded > self.gross:
            rule = f"have no more refunded than its gross, {self.gross}"
            raise InvalidInputError(what, rule, self.refunded)
        if not isinstance(cast("object", self.credit), Fraction) or not 0 < self.credit <= 1:
            rule = "have a Fraction above 0 and at most 1 as its credit"
            raise InvalidInputError(what, rule, self.credit)

    @property
    def net(self) -> Money:
        """What is left of the items: after discount and refunds, before tax and shipping."""
        return self.gross - self.refunded

    @property
    def is_kept(self) -> bool:
        """Whether anything of it is left; a wholly refunded order counts for nothing."""
        return self.refunded.is_zero or self.refunded < self.gross


def _frozen(counts: Mapping[str, int]) -> Mapping[str, int]:
    """A copy that nobody can change; what is no mapping is left for the validator to refuse."""
    return FrozenMapping(counts) if isinstance(cast("object", counts), Mapping) else counts


def _are_counts(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Whole numbers of at least 0, by name."""
    where = require.place(instance, attribute)
    if not isinstance(value, Mapping):
        raise InvalidInputError(where, "be a mapping of names to counts", value)
    for name, count in cast("Mapping[object, object]", value).items():
        if not isinstance(name, str):
            raise InvalidInputError(where, "have names that are text", name)
        if not require.is_whole(count) or count < 0:
            raise InvalidInputError(f"{where} {name}", "be a whole number of at least 0", count)


@attrs.frozen(kw_only=True)
class Performance:
    """What a creator did in a period, as far as terms may look at it.

    Args:
        currency: The currency of every amount in it.
        period: The accrual period.
        orders: The credited orders, each id once.
        deliverables: How many pieces of each kind were delivered.
        metrics: Totals of other metrics, such as saves; what is unknown is left out, and so is what
            the orders tell: their number and amounts.

    Raises:
        InvalidInputError: An order id stands twice, a count is not whole or below zero, or
            *metrics* has one that the orders tell.
        CurrencyMismatchError: An order is in another currency.
        UnknownNameError: The currency or a kind of deliverable is not known.
    """

    currency: str = attrs.field(validator=require.is_currency)
    period: Period = attrs.field(validator=require.is_a(Period, called="a period"))
    orders: tuple[CreditedOrder, ...] = attrs.field(
        default=(), validator=require.are(CreditedOrder, called="credited orders")
    )
    deliverables: Mapping[str, int] = attrs.field(
        factory=dict[str, int], converter=_frozen, validator=_are_counts
    )
    metrics: Mapping[str, int] = attrs.field(
        factory=dict[str, int], converter=_frozen, validator=_are_counts
    )

    def __attrs_post_init__(self) -> None:
        for kind in self.deliverables:
            if kind not in KINDS:
                raise UnknownNameError("deliverable of a performance", kind, KINDS)
        for name in self.metrics:
            if name in _TOLD_BY_ORDERS:
                rule = "leave out what its orders tell"
                raise InvalidInputError("metrics of a performance", rule, name)
        self._check_orders()

    def _check_orders(self) -> None:
        """Refuse an order in another currency, and one that stands twice."""
        seen: set[str] = set()
        for order in self.orders:
            if order.gross.currency != self.currency:
                rule = f"be in {self.currency}, the currency of the performance"
                raise CurrencyMismatchError(f"order {order.order_id}", rule, order.gross)
            if order.order_id in seen:
                raise InvalidInputError("performance", "hold each order once", order.order_id)
            seen.add(order.order_id)

    @property
    def gross_sales(self) -> Money:
        """Items of all its orders before refunds."""
        return Money.total((order.gross for order in self.orders), currency=self.currency)

    @property
    def net_sales(self) -> Money:
        """Items of all its orders after refunds."""
        return Money.total((order.net for order in self.orders), currency=self.currency)

    @property
    def order_count(self) -> Fraction:
        """Credits of the orders of which something is left; shared orders count in part."""
        return sum((order.credit for order in self.orders if order.is_kept), Fraction(0))

    def with_orders(self, wanted: Callable[[CreditedOrder], bool]) -> Performance:
        """The same with only the orders that are *wanted*."""
        return attrs.evolve(self, orders=tuple(order for order in self.orders if wanted(order)))
