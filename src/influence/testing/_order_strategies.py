"""Strategies for orders and what comes after them: lines, refunds and disputes.

Moments are whole hours of a few days, so that orders, refunds and the ends of disputes meet; lines
hold fees below zero and gift cards, and refunds name products or do not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from influence.disputes import OUTCOMES, Dispute
from influence.money import Money
from influence.orders import LineItem, LineKind, Order, Refund
from influence.periods import microseconds

_START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
_ZONES = (dt.UTC, dt.timezone(dt.timedelta(hours=5, minutes=30)), ZoneInfo("America/New_York"))
_CUSTOMERS = ("c1", "c2")
_PRODUCTS = ("serum", "brush")
_KINDS_OF_LINES: tuple[tuple[LineKind, ...], ...] = (
    (),
    (),
    ("item",),
    ("item", "item"),
    ("item", "gift_card"),
    ("item", "item", "fee"),
)

#: Whoever touches a mark, buys or asks.
VISITORS = ("v1", "v2", "v3")

#: Where buyers and creators have their mail; creators may be buyers.
ADDRESSES = (None, None, "ann@trail.example", "Ann+shop@trail.example", "bea@gmail.com")

#: Where visitors come from.
REFERRERS = (None, None, "https://www.retailmenot.com/view/trail", "social.example/ann")


@cache
def moments() -> st.SearchStrategy[dt.datetime]:
    """Moments of a few days around a campaign, in several zones; many fall together."""
    days = st.sampled_from((-31, -30, -7, 0, 1, 2, 7, 8, 30, 37, 60))
    hours = st.sampled_from((0, 0, 0, 1, 23))
    return st.builds(_moment, days, hours, st.sampled_from(_ZONES))


def _moment(day: int, hour: int, zone: dt.tzinfo) -> dt.datetime:
    """A moment so long after the start, as a clock of the zone shows it."""
    return (_START + dt.timedelta(days=day, hours=hour)).astimezone(zone)


@cache
def amounts(currency: str, *, least: int = 0) -> st.SearchStrategy[Money]:
    """Amounts of a currency; small ones and round ones are common."""
    minor = st.one_of(st.integers(least, 200), st.integers(least, 10**6), st.just(10_000))
    return minor.map(lambda units: Money.from_minor(units, currency))


@cache
def known_amounts(currency: str) -> st.SearchStrategy[Money | None]:
    """Amounts that the source tells, or does not."""
    return st.one_of(st.none(), amounts(currency))


@cache
def profits(currency: str) -> st.SearchStrategy[Money | None]:
    """Gross profits that the shop tells, or does not; some are losses."""
    losses = amounts(currency).map(lambda loss: -loss)
    return st.one_of(known_amounts(currency), losses)


@cache
@st.composite
def orders_of(draw: st.DrawFn, names: tuple[str, ...], place: int, currency: str) -> Order:
    """An order, with or without visitor, customer, codes and gross profit."""
    marks = [f"{who}{code}" for who in (*names, "welcome", "spring") for code in (10, 20)]
    return Order(
        order_id=f"o{place}",
        at=draw(moments()),
        items=draw(amounts(currency)),
        visitor_id=draw(st.sampled_from((None, *VISITORS))),
        customer_id=draw(st.sampled_from((None, *_CUSTOMERS))),
        codes=tuple(draw(st.lists(st.sampled_from(marks), max_size=3))),
        gross_profit=draw(profits(currency)),
        is_new_customer=draw(st.sampled_from((None, True, False))),
        status=draw(st.sampled_from(("paid", "paid", "paid", "paid", "cancelled", "test"))),
        customer_email=draw(st.sampled_from(ADDRESSES)),
        referrer=draw(st.sampled_from(REFERRERS)),
    )


@st.composite
def lines_of(draw: st.DrawFn, orders: Sequence[Order]) -> tuple[LineItem, ...]:
    """Lines of some orders: of one or two products, some with a gift card or a fee below zero."""
    lines: list[LineItem] = []
    for order in orders:
        kinds = draw(st.sampled_from(_KINDS_OF_LINES))
        if kinds:
            fee = Money.from_minor(draw(st.integers(0, 50)), order.items.currency)
            goods = order.items + fee if "fee" in kinds else order.items
            weights = [0 if kind == "fee" else 1 for kind in kinds]
            parts = zip(kinds, goods.allocate(weights), strict=True)
            lines += [
                LineItem(
                    line_id=f"{order.order_id}-{place}",
                    order_id=order.order_id,
                    product=draw(st.sampled_from(_PRODUCTS)),
                    amount=-fee if kind == "fee" else part,
                    quantity=draw(st.integers(1, 3)),
                    kind=kind,
                )
                for place, (kind, part) in enumerate(parts)
            ]
    return tuple(lines)


@st.composite
def refunds_of(
    draw: st.DrawFn, orders: Sequence[Order], lines: Sequence[LineItem]
) -> tuple[Refund, ...]:
    """Refunds of some orders: of a part, of two parts, or of all; some name a product."""
    refunds: list[Refund] = []
    for order in orders:
        own = sorted({line.product for line in lines if line.order_id == order.order_id})
        parts = draw(st.sampled_from(((), (), (1,), (3,), (1, 2))))
        split = order.items.allocate([1, 2]) if parts != (3,) else (order.items,)
        for part, amount in zip(parts, split, strict=False):
            if amount.is_positive:
                refund = Refund(
                    refund_id=f"r{part}-{order.order_id}",
                    order_id=order.order_id,
                    at=draw(moments()),
                    amount=amount,
                    product=draw(st.sampled_from((None, *own))),
                )
                refunds.append(refund)
    return tuple(refunds)


@st.composite
def disputes_of(draw: st.DrawFn, orders: Sequence[Order]) -> tuple[Dispute, ...]:
    """Disputes of few orders: open, won or lost."""
    disputes: list[Dispute] = []
    for order in orders:
        if draw(st.sampled_from((False, False, False, True))):
            opened, closed = sorted((draw(moments()), draw(moments())), key=microseconds)
            outcome = draw(st.sampled_from((None, *OUTCOMES)))
            dispute = Dispute(
                dispute_id=f"d-{order.order_id}",
                order_id=order.order_id,
                opened_at=opened,
                closed_at=None if outcome is None else closed,
                outcome=outcome,
            )
            disputes.append(dispute)
    return tuple(disputes)
