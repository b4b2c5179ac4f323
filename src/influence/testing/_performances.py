"""Performances made by hand, for tests and examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from influence.errors import InvalidInputError
from influence.money import Money
from influence.payments import CreditedOrder, Performance
from influence.periods import Period

_START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
_END = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


def performance(
    sales: Iterable[str] = (),
    *,
    currency: str,
    refunded: Mapping[int, str] | None = None,
    new_customers: bool | None = None,
    deliverables: Mapping[str, int] | None = None,
    metrics: Mapping[str, int] | None = None,
) -> Performance:
    """A performance of March 2026 with an order an hour.

    Args:
        sales: What the items of each order came to, as decimal text.
        currency: The currency of all amounts.
        refunded: What was given back, by the place of the order from 0.
        new_customers: Whether the customers are new; ``None`` when unknown.
        deliverables: Delivered pieces by kind.
        metrics: Totals of other metrics.

    Raises:
        InvalidInputError: An amount is none, or *refunded* names a sale that is not there.

    Example:
        >>> performance(sales=["500.00"], currency="USD").net_sales
        Money('500.00', 'USD')
    """
    amounts, given_back = tuple(sales), refunded or {}
    for place in given_back:
        if place not in range(len(amounts)):
            rule = f"name the place of one of {len(amounts)} sales, from 0"
            raise InvalidInputError("refunded", rule, place)
    orders = tuple(
        CreditedOrder(
            order_id=f"order-{place}",
            at=_START + dt.timedelta(hours=place),
            gross=Money(amount, currency),
            refunded=Money(given_back.get(place, "0"), currency),
            is_new_customer=new_customers,
        )
        for place, amount in enumerate(amounts)
    )
    return Performance(
        currency=currency,
        period=Period(_START, _END),
        orders=orders,
        deliverables=deliverables or {},
        metrics=metrics or {},
    )
