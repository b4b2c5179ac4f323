"""Performance: all that a payment rule gets to see of what a creator did.

It says which deliverables were delivered, which orders were credited and what they came to, and the
totals of other metrics. How an order came to be credited, what was paid before, and what time it
is, stay outside: the end of its period is the moment up to which the facts are told.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, cast

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.deliverables import KINDS
from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.metrics import METRICS
from influence.money import Money
from influence.payments._called_off import CalledOff
from influence.payments._credited_order import CreditedOrder
from influence.payments._dated_count import DatedCount
from influence.periods import Period, microseconds

# What follows from the orders and must not be told a second time.
_TOLD_BY_ORDERS = ("orders", *(known.name for known in METRICS.values() if known.unit == "money"))


def _once(orders: Iterable[CreditedOrder]) -> tuple[CreditedOrder, ...]:
    """The orders without repeats: the same order told twice is one order.

    What is no tuple of orders is left for the validator to refuse.
    """
    if not isinstance(orders, tuple):
        return cast("tuple[CreditedOrder, ...]", orders)
    kept: tuple[CreditedOrder, ...] = orders
    seen: dict[str, CreditedOrder] = {}
    for order in kept:
        if not isinstance(cast("object", order), CreditedOrder):
            return kept
        if seen.setdefault(order.order_id, order) != order:
            rule = "tell an order once, or each time the same"
            raise InvalidInputError("performance", rule, order.order_id)
    return kept if len(seen) == len(kept) else tuple(seen.values())


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
        period: The accrual period; its end is the moment up to which the facts are told.
        orders: The credited orders; one that is told twice, each time the same, is one order.
        deliverables: How many pieces of each kind were delivered.
        metrics: Totals of other metrics, such as saves; what is unknown is left out, and so is what
            the orders tell: their number and amounts.
        deliveries: When pieces of *deliverables* were delivered, as far as that is known.
        readings: When parts of *metrics* came about, as far as that is known.
        called_off: Pieces that were called off and for which a share of their price is owed.

    Raises:
        InvalidInputError: An order id stands for two different orders, a count is not whole or
            below zero, *metrics* has one that the orders tell, or more is dated than there is.
        CurrencyMismatchError: An order is in another currency.
        UnknownNameError: The currency or a kind of deliverable is not known.
    """

    currency: str = attrs.field(validator=require.is_currency)
    period: Period = attrs.field(validator=require.is_a(Period, called="a period"))
    orders: tuple[CreditedOrder, ...] = attrs.field(
        default=(),
        converter=_once,
        validator=require.are(CreditedOrder, called="credited orders"),
    )
    deliverables: Mapping[str, int] = attrs.field(
        factory=dict[str, int], converter=_frozen, validator=_are_counts
    )
    metrics: Mapping[str, int] = attrs.field(
        factory=dict[str, int], converter=_frozen, validator=_are_counts
    )
    deliveries: tuple[DatedCount, ...] = attrs.field(
        default=(), validator=require.are(DatedCount, called="dated counts")
    )
    readings: tuple[DatedCount, ...] = attrs.field(
        default=(), validator=require.are(DatedCount, called="dated counts")
    )
    called_off: tuple[CalledOff, ...] = attrs.field(
        default=(), validator=require.are(CalledOff, called="pieces called off")
    )

    def __attrs_post_init__(self) -> None:
        for kind in self.deliverables:
            if kind not in KINDS:
                raise UnknownNameError("deliverable of a performance", kind, KINDS)
        for name in self.metrics:
            if name in _TOLD_BY_ORDERS:
                rule = "leave out what its orders tell"
                raise InvalidInputError("metrics of a performance", rule, name)
        for order in self.orders:
            if order.gross.currency != self.currency:
                rule = f"be in {self.currency}, the currency of the performance"
                raise CurrencyMismatchError(f"order {order.order_id}", rule, order.gross)
        _refuse_excess("deliveries", self.deliveries, self.deliverables)
        _refuse_excess("readings", self.readings, self.metrics)

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

    def within(self, period: Period) -> Performance:
        """What of it falls into *period*.

        What came before the beginning or after the end of the performance belongs to that end, and
        counts without a date belong to the beginning, so that no later event can move them.

        Raises:
            InvalidInputError: *period* lies wholly outside.
        """
        if not period.overlaps(self.period):
            rule = f"meet the performance from {self.period.start.isoformat()}"
            raise InvalidInputError("period", rule, period.start.isoformat())
        span = Period(
            max(period.start, self.period.start, key=microseconds),
            min(period.end, self.period.end, key=microseconds),
        )
        start, end = microseconds(span.start), microseconds(span.end)
        inside = _Inside(
            first=start == microseconds(self.period.start),
            last=end == microseconds(self.period.end),
            start=start,
            end=end,
        )
        return attrs.evolve(
            self,
            period=span,
            orders=tuple(order for order in self.orders if inside.holds(order.at)),
            deliverables=inside.counts(self.deliverables, self.deliveries),
            metrics=inside.counts(self.metrics, self.readings),
            deliveries=tuple(one for one in self.deliveries if inside.holds(one.at)),
            readings=tuple(one for one in self.readings if inside.holds(one.at)),
            called_off=tuple(one for one in self.called_off if inside.holds(one.at)),
        )


@attrs.frozen(kw_only=True)
class _Inside:
    """What belongs to a part of a performance, which may be its first or its last.

    The start and the end are whole microseconds since 1970.
    """

    first: bool
    last: bool
    start: int
    end: int

    def holds(self, at: dt.datetime) -> bool:
        """Whether a moment belongs to the part."""
        moment = microseconds(at)
        return (self.first or moment >= self.start) and (self.last or moment < self.end)

    def counts(self, totals: Mapping[str, int], dated: Iterable[DatedCount]) -> Mapping[str, int]:
        """The counts of the part; those without a date belong to the first."""
        if not totals:
            return {}
        kept, all_dated = tuple(dated), _dated(dated)
        inside = _dated(one for one in kept if self.holds(one.at))
        rest = {name: total - all_dated[name] for name, total in totals.items() if self.first}
        names = [name for name in totals if name in inside or name in rest]
        return {name: inside[name] + rest.get(name, 0) for name in names}


def _dated(counts: Iterable[DatedCount]) -> Counter[str]:
    """How many of each name are dated."""
    total: Counter[str] = Counter()
    for one in counts:
        total[one.name] += one.count
    return total


def _refuse_excess(what: str, dated: Iterable[DatedCount], totals: Mapping[str, int]) -> None:
    """Refuse dates of more than there is."""
    for name, count in _dated(dated).items():
        if count > totals.get(name, 0):
            rule = f"date at most {totals.get(name, 0)} of {name}"
            raise InvalidInputError(f"{what} of a performance", rule, count)
