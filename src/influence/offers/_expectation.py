"""Expectation: what both sides think will happen, so that offers can be asked what they would pay.

    kept(n)  = n − ⌊n × returned⌋
    sales(n) = kept(n) × order value
    order i lies at 1/2, 1/4, 3/4, 1/8, 5/8, 3/8, 7/8, … of the period

All orders are alike. One that comes back comes back whole, as often as the share says: the i-th
does where ⌊i × returned⌋ grows. New customers are told in the same way, apart among the orders that
stay and those that come back. Each order falls into the middle of a widest gap of the period, so
any number of them is spread about evenly, and one more order moves none of the others.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Literal, cast, get_args

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.ids import CustomerId, OrderId
from influence.money import Money
from influence.payments import CreditedOrder, OrderLine, Performance
from influence.periods import Period, microseconds
from influence.shares import Share, ShareLike

Case = Literal["low", "expected", "high"]
CASES: tuple[Case, ...] = get_args(Case)

#: No more orders than this are looked at.
MOST_ORDERS = 10_000

_optional_money = attrs.validators.optional(require.is_money)
_optional_part = attrs.validators.optional(require.is_part)


def _share(share: ShareLike | None) -> Share | None:
    """The share, if there is one."""
    return None if share is None else Share.as_share(share)


def _as_share(share: ShareLike) -> Share:
    """The share."""
    return Share.as_share(share)


def _frozen(counts: Mapping[str, int]) -> Mapping[str, int]:
    """A copy that nobody can change; what is no mapping is left for the performance to refuse."""
    return FrozenMapping(counts) if isinstance(cast("object", counts), Mapping) else counts


def _twice_high(expectation: Expectation) -> int:
    """Twice the orders if it goes well; a number that is none is refused where it stands."""
    return 2 * expectation.high if require.is_whole(expectation.high) else 1


@attrs.frozen(kw_only=True)
class Expectation:
    """What is thought to happen in a period.

    Args:
        period: The period of the deal.
        order_value: What the items of one order come to, after discount, before tax and shipping.
        low: Orders if it goes badly.
        expected: Orders if it goes as expected.
        high: Orders if it goes well.
        gross_margin: Part of net sales that is left when the goods are paid for; ``None`` when
            unknown, and then no profit is known.
        most: The most orders to look at; twice *high* unless said otherwise.
        returned: Part of the orders that come back whole.
        new_customers: Part of the orders that are a customer's first; ``None`` when unknown. No
            customer orders twice.
        deliverables: How many pieces of each kind will be delivered.
        metrics: Totals of other metrics, such as saves.
        other_costs: What it costs under any terms, such as product that is sent; ``None`` for
            nothing. Product that is part of an offer belongs into its terms.
        product: What every order is of, where terms tell products apart.
        units: How many units of *product* an order has.
        tax: Tax on top of *order_value*; ``None`` when unknown.
        shipping: Shipping on top of *order_value*; ``None`` when unknown.

    Raises:
        InvalidInputError: A field breaks its rule, or low, expected, high and most fall.
        CurrencyMismatchError: Its amounts differ in currency.
        UnknownNameError: A kind of deliverable is not known; the close one is named.

    Example:
        >>> from influence.periods import Period
        >>> spring = Expectation(
        ...     period=Period(
        ...         dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
        ...     ),
        ...     order_value=Money("50", "USD"),
        ...     low=10,
        ...     expected=40,
        ...     high=90,
        ...     gross_margin="0.5",
        ...     returned="0.1",
        ... )
        >>> spring.most, spring.kept(40), spring.sales(40), spring.gross_profit(40)
        (180, 36, Money('1800.00', 'USD'), Money('900.00', 'USD'))
    """

    period: Period = attrs.field(validator=require.is_a(Period, called="a period"))
    order_value: Money = attrs.field(validator=require.is_positive_money)
    low: int = attrs.field(validator=require.is_count)
    expected: int = attrs.field(validator=require.is_count)
    high: int = attrs.field(validator=require.at_least(1))
    gross_margin: Share | None = attrs.field(
        default=None, converter=_share, validator=_optional_part
    )
    most: int = attrs.field(
        default=attrs.Factory(_twice_high, takes_self=True), validator=require.at_least(1)
    )
    returned: Share = attrs.field(default=Share(0), converter=_as_share, validator=require.is_part)
    new_customers: Share | None = attrs.field(
        default=None, converter=_share, validator=_optional_part
    )
    deliverables: Mapping[str, int] = attrs.field(factory=dict[str, int], converter=_frozen)
    metrics: Mapping[str, int] = attrs.field(factory=dict[str, int], converter=_frozen)
    other_costs: Money | None = attrs.field(default=None, validator=_optional_money)
    product: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )
    units: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    tax: Money | None = attrs.field(default=None, validator=_optional_money)
    shipping: Money | None = attrs.field(default=None, validator=_optional_money)

    def __attrs_post_init__(self) -> None:
        self._check_order()
        self._check_currencies()
        if (self.product is None) != (self.units is None):
            rule = "be told together with its units"
            raise InvalidInputError("Expectation.product", rule, self.product)
        self.performance(0)

    def _check_order(self) -> None:
        """Refuse numbers of orders that fall."""
        rising = {"low": self.low, "expected": self.expected, "high": self.high, "most": self.most}
        for (before, less), (name, more) in pairwise(rising.items()):
            if more < less:
                rule = f"be at least {before}, {less}"
                raise InvalidInputError(f"Expectation.{name}", rule, more)
        if self.most > MOST_ORDERS:
            raise InvalidInputError("Expectation.most", f"be at most {MOST_ORDERS}", self.most)

    def _check_currencies(self) -> None:
        """Refuse an amount in another currency than the orders."""
        others = {"other_costs": self.other_costs, "tax": self.tax, "shipping": self.shipping}
        for name, amount in others.items():
            if amount is not None and amount.currency != self.currency:
                rule = f"be in {self.currency}, the currency of the orders"
                raise CurrencyMismatchError(f"Expectation.{name}", rule, amount)

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.order_value.currency

    def orders(self, case: Case) -> int:
        """How many orders a case has.

        Raises:
            UnknownNameError: *case* is not one of ``CASES``.
        """
        if case not in CASES:
            raise UnknownNameError("case", case, CASES)
        return {"low": self.low, "expected": self.expected, "high": self.high}[case]

    def kept(self, orders: int) -> int:
        """How many of so many orders do not come back."""
        return orders - math.floor(orders * self.returned.fraction)

    def sales(self, orders: int) -> Money:
        """Net sales of so many orders."""
        return self.order_value * self.kept(orders)

    def gross_profit(self, orders: int) -> Money | None:
        """Gross profit of so many orders, rounded half to even; ``None`` when unknown."""
        if self.gross_margin is None:
            return None
        return self.gross_margin.of(self.sales(orders)).rounded()

    def placed(self, orders: int) -> tuple[CreditedOrder, ...]:
        """So many orders, as a payment rule sees them."""
        return tuple(self._order(number) for number in range(1, orders + 1))

    def performance(self, orders: int) -> Performance:
        """What the creator does if so many orders are placed."""
        return self.performance_of(self.placed(orders))

    def performance_of(self, placed: tuple[CreditedOrder, ...]) -> Performance:
        """What the creator does if these orders are placed."""
        return Performance(
            currency=self.currency,
            period=self.period,
            orders=placed,
            deliverables=self.deliverables,
            metrics=self.metrics,
        )

    def _order(self, number: int) -> CreditedOrder:
        """The order of that number, from 1."""
        comes_back = self.kept(number) == self.kept(number - 1)
        refunded = self.order_value if comes_back else Money.zero(self.currency)
        at, is_new = self._moment(number), self._is_new(number, comes_back=comes_back)
        line = (
            OrderLine(
                product=self.product,
                gross=self.order_value,
                refunded=refunded,
                quantity=self.units,
            )
            if self.product is not None and self.units is not None
            else None
        )
        return CreditedOrder(
            order_id=OrderId(f"order-{number}"),
            at=at,
            gross=self.order_value,
            refunded=refunded,
            is_new_customer=is_new,
            customer_id=CustomerId(f"customer-{number}"),
            customer_since=at if is_new else None,
            lines=() if line is None else (line,),
            tax=self.tax,
            shipping=self.shipping,
        )

    def _is_new(self, number: int, *, comes_back: bool) -> bool | None:
        """Whether the order of that number is from a new customer."""
        if self.new_customers is None:
            return None
        place = number - self.kept(number) if comes_back else self.kept(number)
        rate = self.new_customers.fraction
        return math.floor(place * rate) > math.floor((place - 1) * rate)

    def _moment(self, number: int) -> dt.datetime:
        """When the order of that number is placed."""
        start, end = microseconds(self.period.start), microseconds(self.period.end)
        since = dt.timedelta(microseconds=math.floor((end - start) * _halved(number)))
        # Real time, and not the wall clock, is halved.
        return (self.period.start.astimezone(dt.UTC) + since).astimezone(self.period.start.tzinfo)


def _halved(number: int) -> Fraction:
    """1/2, 1/4, 3/4, 1/8, 5/8, …: the bits of the number, read backwards behind the point."""
    bits = f"{number:b}"
    return Fraction(int(bits[::-1], 2), 2 ** len(bits))
