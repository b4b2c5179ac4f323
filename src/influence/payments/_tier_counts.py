"""Tier counts: where each order stands in the count that climbs the ladder.

    before the order ──┤ what it adds ├── after it

Orders are counted in the order of time, and of their ids where two are of the same moment. An order
adds what counts of its sales, its credit, or its credit when it is the first of its customer. Over
the last so many days, what is older is out of the count, and the first of a customer is the first
of those days.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property

import attrs

from influence.money import Money
from influence.payments._commissionable import CommissionableBase
from influence.payments._credited_order import CreditedOrder
from influence.payments._tier_ladder import TierMetric
from influence.periods import DAY_IN_MICROSECONDS, microseconds


@attrs.frozen(kw_only=True)
class CountedOrder:
    """An order and its place in the count.

    Args:
        order: The order.
        before: The count before it.
        adds: What it adds.
    """

    order: CreditedOrder
    before: Fraction
    adds: Fraction

    @cached_property
    def after(self) -> Fraction:
        """The count with it."""
        return self.before + self.adds


@attrs.frozen(kw_only=True)
class TierCount:
    """How orders are counted.

    Args:
        metric: What is counted.
        base: What of an order counts as revenue.
        net: Whether what came back is out of the count.
        days: How many days back the count reaches; ``None`` for all that there is.
    """

    metric: TierMetric
    base: CommissionableBase
    net: bool
    days: int | None

    def of(self, orders: Iterable[CreditedOrder]) -> Iterator[CountedOrder]:
        """The orders that count, or of which something is left, each with its place."""
        running = _Running(days=self.days)
        for order in sorted(orders, key=lambda one: (microseconds(one.at), one.order_id)):
            counted = order if self.net else _as_sold(order)
            if counted.is_kept:
                key, adds = self._key(order), self._adds(counted)
                before = running.until(order)
                yield CountedOrder(
                    order=order, before=before, adds=running.with_order(order, key=key, adds=adds)
                )

    def is_unknown(self, order: CreditedOrder) -> bool:
        """Whether an order cannot be counted, because it does not tell its customer."""
        return self._key(order) is None

    def _key(self, order: CreditedOrder) -> str | None:
        """What is counted once: the customer, or each order; ``None`` when unknown."""
        return order.customer_id if self.metric == "customers" else order.order_id

    def _adds(self, order: CreditedOrder) -> Fraction:
        """What an order adds when it is counted."""
        return self.base.of_order(order).minor if self.metric == "revenue" else order.credit


class _Running:
    """A count that moves from order to order, in the order of time."""

    def __init__(self, *, days: int | None) -> None:
        self._span = None if days is None else days * DAY_IN_MICROSECONDS
        self._count = Fraction(0)
        self._inside: deque[tuple[int, str]] = deque()
        self._by_key: defaultdict[str, deque[Fraction]] = defaultdict(deque)

    def until(self, order: CreditedOrder) -> Fraction:
        """The count before *order*, without what is too old for it."""
        if self._span is not None:
            first = microseconds(order.at) - self._span
            while self._inside and self._inside[0][0] < first:
                theirs = self._by_key[self._inside.popleft()[1]]
                self._count -= theirs.popleft()
                self._count += theirs[0] if theirs else 0
        return self._count

    def with_order(self, order: CreditedOrder, *, key: str | None, adds: Fraction) -> Fraction:
        """Take *order* in, and say what it added: nothing unless it is the first of its key."""
        if key is None:
            return Fraction(0)
        theirs = self._by_key[key]
        added = Fraction(0) if theirs else adds
        theirs.append(adds)
        self._inside.append((microseconds(order.at), key))
        self._count += added
        return added


def _as_sold(order: CreditedOrder) -> CreditedOrder:
    """The order as it was before anything came back."""
    nothing = Money.zero(order.gross.currency)
    lines = tuple(attrs.evolve(line, refunded=nothing) for line in order.lines)
    return attrs.evolve(order, refunded=nothing, lines=lines)
