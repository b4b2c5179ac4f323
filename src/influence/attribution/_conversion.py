"""Conversion: an order or a lead, as far as attribution has to know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from influence.leads import Lead
from influence.orders import Order
from influence.periods import microseconds


@attrs.frozen(kw_only=True)
class Conversion:
    """What resolution needs to know of an order or a lead.

    Args:
        fact: The id of the order or lead.
        at: When.
        moment: The same in microseconds.
        visitors: Everyone the buyer is known to have come by as.
        codes: Codes on it, in the order in which they were applied.
    """

    fact: str
    at: dt.datetime
    moment: int
    visitors: tuple[str, ...]
    codes: tuple[str, ...] = ()


@attrs.frozen
class Buyers:
    """Which visitors are one buyer.

    Args:
        by_customer: Every visitor that a customer is known to have come by as, sorted.
    """

    by_customer: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, orders: Iterable[Order]) -> Buyers:
        """The buyers that orders of whatever status tell."""
        visitors: dict[str, set[str]] = {}
        for order in orders:
            if order.customer_id is not None and order.visitor_id is not None:
                visitors.setdefault(order.customer_id, set()).add(order.visitor_id)
        return cls({customer: tuple(sorted(known)) for customer, known in visitors.items()})

    def visitors(self, order: Order) -> tuple[str, ...]:
        """Everyone the buyer of an order is known to have come by as."""
        if order.customer_id is not None and order.customer_id in self.by_customer:
            return self.by_customer[order.customer_id]
        return () if order.visitor_id is None else (order.visitor_id,)

    def conversion(self, order: Order) -> Conversion:
        """An order as resolution sees it."""
        return Conversion(
            fact=order.order_id,
            at=order.at,
            moment=order.moment,
            visitors=self.visitors(order),
            codes=order.codes,
        )


def lead_conversion(lead: Lead) -> Conversion:
    """A lead as resolution sees it."""
    return Conversion(
        fact=lead.lead_id,
        at=lead.at,
        moment=microseconds(lead.at),
        visitors=(lead.visitor_id,),
    )
