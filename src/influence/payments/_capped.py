"""Capped: other terms with a maximum, for each order, customer or period, or for the campaign.

    cut = what one order earns alone − cap, where that is above zero

What an order or a customer earns alone is the terms' fee on nothing but their orders, less their
fee on no order at all; so a retainer beside a commission is not cut, and a bonus is only as far as
one order or customer reaches it alone. A cap for each period asks the terms window by window, and
the caps for each order and customer then hold within each window. The cap for the campaign comes
last. All cuts of a kind come to no more than what there is to cut.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.money import ExactMoney, Money
from influence.payments._agreed import is_above_zero, refuse_foreign, refuse_two_currencies
from influence.payments._credited_order import CreditedOrder
from influence.payments._fee import Fee, FeeLine
from influence.payments._order_part import so_many_orders
from influence.payments._performance import Performance
from influence.payments._rule import PaymentRule, fee_of, refuse_no_rule, top_rate_of
from influence.payments._window import Window
from influence.payments._windowed import (
    WindowFee,
    holds_a_guarantee,
    refuse_endless,
    window_fees,
)
from influence.shares import Share

_optional_amount = attrs.validators.optional(is_above_zero)


@attrs.frozen(kw_only=True)
class Capped:
    """Pay by other terms, and at most so much.

    Args:
        terms: The rule that is capped.
        per_order: The most that one order earns.
        per_customer: The most that the orders of one customer earn; an order whose customer is not
            known counts as a customer of its own, and a line says so.
        per_period: The most that one *window* pays.
        per_campaign: The most that all of it pays.
        window: The windows of *per_period*, which must be ones that close. What lies before a
            contract begins is in none of them.

    Raises:
        InvalidTermsError: There is no cap, one is not above zero, two differ in currency, *terms*
            is no rule or holds a guarantee, or *window* is missing, out of place or never closes.

    Example:
        >>> from influence.payments import Commission
        >>> from influence.testing import performance
        >>> rule = Capped(terms=Commission(rate="0.10"), per_order=Money("50", "USD"))
        >>> for line in rule.fee(performance(["300.00", "900.00"], currency="USD")).working:
        ...     print(line)
        10 % of 1200.00 USD net sales in 2 orders: 120.00 USD
        at most 50.00 USD an order, order-1 alone earns 90.00 USD: -40.00 USD
    """

    name: ClassVar[str] = "capped"
    terms: PaymentRule
    per_order: Money | None = attrs.field(default=None, validator=_optional_amount)
    per_customer: Money | None = attrs.field(default=None, validator=_optional_amount)
    per_period: Money | None = attrs.field(default=None, validator=_optional_amount)
    per_campaign: Money | None = attrs.field(default=None, validator=_optional_amount)
    window: Window | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(require.is_a(Window, called="a window")),
    )

    def __attrs_post_init__(self) -> None:
        refuse_no_rule("capped terms", self.terms)
        if holds_a_guarantee(self.terms):
            rule = "hold no guarantee, because a cap goes inside it"
            raise InvalidTermsError("capped terms", rule, self.terms.name)
        caps = self._caps
        if not caps:
            rule = "name a cap per_order, per_customer, per_period or per_campaign"
            raise InvalidTermsError("capped", rule, [])
        refuse_two_currencies(caps.items())
        if (self.window is None) != (self.per_period is None):
            rule = "be there with per_period and only with it"
            raise InvalidTermsError("capped window", rule, self.window)
        if self.window is not None:
            refuse_endless("capped window", self.window)

    @property
    def _caps(self) -> dict[str, Money]:
        """The caps that there are, as errors name them."""
        caps = {
            "capped per_order": self.per_order,
            "capped per_customer": self.per_customer,
            "capped per_period": self.per_period,
            "capped per_campaign": self.per_campaign,
        }
        return {what: cap for what, cap in caps.items() if cap is not None}

    @property
    def top_rate(self) -> Share:
        """The highest share of sales that the terms pay."""
        return top_rate_of(self.terms)

    def most_in(self, window: Window, /) -> ExactMoney | None:
        """The most that it pays in *window*; ``None`` when neither period nor campaign is capped.

        A cap for other periods counts by the number of months.
        """
        most = [] if self.per_campaign is None else [self.per_campaign.exact]
        if self.per_period is not None and self.window is not None:
            months = Fraction(window.months or 1, self.window.months or 1)
            most.append(self.per_period.exact * months)
        return min(most, default=None)

    def fee(self, performance: Performance, /) -> Fee:
        """The terms' fee, and a line below zero for each cut."""
        for what, cap in self._caps.items():
            refuse_foreign(what, cap, performance=performance)
        fee = self._windowed(performance)
        if self.per_campaign is None or fee.amount <= self.per_campaign:
            return fee
        facts = tuple(sorted({fact for line in fee.working for fact in line.facts}))
        text = f"at most {self.per_campaign} for the campaign"
        cut = FeeLine(text, self.per_campaign - fee.amount, facts)
        return Fee.of_lines((*fee.working, cut), currency=performance.currency, costs=fee.costs)

    def _windowed(self, performance: Performance) -> Fee:
        """The fee window by window, with the cut of each, where periods are capped."""
        if self.window is None:
            return self._by_order(performance)
        windows = tuple(window_fees(self._by_order, performance, window=self.window))
        return Fee.of_lines(
            (line for one in windows for line in self._lines(one)),
            currency=performance.currency,
            costs=(line for one in windows for line in one.costs()),
        )

    def _lines(self, one: WindowFee) -> Iterator[FeeLine]:
        """The lines of one window, and what it is cut by."""
        yield from one.lines()
        cap = self.per_period
        if cap is not None and one.window is not None and one.fee.amount > cap:
            yield one.line(f"at most {cap} a period", cap - one.fee.amount)

    def _by_order(self, part: Performance) -> Fee:
        """The fee, with the cuts of the orders and of the customers."""
        whole = fee_of(self.terms, part)
        if self.per_order is None and self.per_customer is None:
            return whole
        beside = fee_of(self.terms, part.with_orders(lambda _order: False)).amount
        most = max(Money.zero(part.currency), whole.amount - beside)
        cuts = _limited(self._cuts(part), most=most)
        return Fee.of_lines((*whole.working, *cuts), currency=part.currency, costs=whole.costs)

    def _cuts(self, part: Performance) -> Iterator[FeeLine]:
        """What each order, and then each customer, earns alone above the cap."""
        alone = _Alone.of(part, terms=self.terms)
        orders = sorted(part.orders, key=lambda order: order.order_id)
        cuts: dict[str, Money] = {}
        if self.per_order is not None:
            for order in orders:
                earned = alone.earned([order])
                if earned > self.per_order:
                    cuts[order.order_id] = self.per_order - earned
                    text = f"an order, {order.order_id} alone earns {earned}"
                    yield _cut(self.per_order, text, self.per_order - earned, [order])
        if self.per_customer is None:
            return
        yield from _unknown_customers(orders, currency=part.currency)
        for theirs in _by_customer(orders):
            before = (cuts[order.order_id] for order in theirs if order.order_id in cuts)
            earned = alone.earned(theirs) + Money.total(before, currency=part.currency)
            if earned > self.per_customer:
                text = f"a customer, one earns {earned} in {so_many_orders(len(theirs))}"
                yield _cut(self.per_customer, text, self.per_customer - earned, theirs)


@attrs.frozen(kw_only=True)
class _Alone:
    """What orders earn when there is nothing else."""

    terms: PaymentRule
    nothing: Performance
    beside: Money

    @classmethod
    def of(cls, part: Performance, *, terms: PaymentRule) -> _Alone:
        """Ready to be asked about orders of *part*."""
        nothing = Performance(currency=part.currency, period=part.period)
        return cls(terms=terms, nothing=nothing, beside=fee_of(terms, nothing).amount)

    def earned(self, orders: Sequence[CreditedOrder]) -> Money:
        """What the orders add to the fee on no order."""
        alone = attrs.evolve(self.nothing, orders=tuple(orders))
        return fee_of(self.terms, alone).amount - self.beside


def _by_customer(orders: Iterable[CreditedOrder]) -> list[list[CreditedOrder]]:
    """The orders of each customer; one whose customer is not known stands alone."""
    known: defaultdict[str, list[CreditedOrder]] = defaultdict(list)
    unknown: list[list[CreditedOrder]] = []
    for order in orders:
        if order.customer_id is None:
            unknown.append([order])
        else:
            known[order.customer_id].append(order)
    return [*(known[name] for name in sorted(known)), *unknown]


def _unknown_customers(orders: Iterable[CreditedOrder], *, currency: str) -> Iterator[FeeLine]:
    """A line of zero that says which orders do not tell their customer, where some do not."""
    ids = tuple(order.order_id for order in orders if order.customer_id is None)
    if ids:
        text = f"not known who bought, each counts as a customer: {so_many_orders(len(ids))}"
        yield FeeLine(text, Money.zero(currency), ids)


def _cut(cap: Money, text: str, amount: Money, orders: Iterable[CreditedOrder]) -> FeeLine:
    """The line of one cut."""
    return FeeLine(f"at most {cap} {text}", amount, tuple(order.order_id for order in orders))


def _limited(cuts: Iterable[FeeLine], *, most: Money) -> Iterator[FeeLine]:
    """The cuts, as far as there is something to cut."""
    left = most
    for line in cuts:
        cut = min(-line.amount, left)
        left -= cut
        yield attrs.evolve(line, amount=-cut)
