"""Performances: a scorecard in the words that payment rules understand.

Delivered pieces are those whose deliverable says so; where nobody keeps a state, the posts of that
kind tell, up to the number agreed. A row of counted results stands for its orders in equal parts,
because nobody knows their sizes; a row that tells orders and no revenue stands for orders of
nothing, so that terms that count orders still count them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction

from influence.deals import Deal
from influence.money import Money
from influence.payments import CreditedOrder, Performance
from influence.periods import Period, microseconds
from influence.posts import Post
from influence.sales import Sale, total_customers
from influence.scorecards import Scorecard

__all__ = ["performance_of"]


def performance_of(card: Scorecard, *, period: Period, currency: str) -> Performance:
    """What a creator did up to the end of *period*, that moment included, as payment rules see it.

    Args:
        card: The creator's scorecard.
        period: From the start of the campaign to the moment of the settlement.
        currency: The currency of the campaign.
    """
    end = microseconds(period.end)
    posts = [post for post in card.posts if microseconds(post.published_at) <= end]
    return Performance(
        currency=currency,
        period=period,
        orders=tuple(order for sale in card.sales for order in _credited(sale)),
        deliverables={} if card.deal is None else _delivered(card.deal, posts),
        metrics=_metrics(card),
    )


def _delivered(deal: Deal, posts: Iterable[Post]) -> Mapping[str, int]:
    """How many pieces of each kind were delivered."""
    published = Counter(post.kind for post in posts)
    delivered: Counter[str] = Counter()
    for deliverable in deal.deliverables:
        if deliverable.state is None:
            told = min(deliverable.count, published[deliverable.kind])
            published[deliverable.kind] -= told
            delivered[deliverable.kind] += told
        elif deliverable.is_delivered:
            delivered[deliverable.kind] += deliverable.count
    return delivered


def _metrics(card: Scorecard) -> Mapping[str, int]:
    """The known totals that a bonus may count; of a shared one only the whole part."""
    totals = {name: known.total for name, known in card.tallies.items()}
    for name, counted in (
        ("clicks", card.clicks.value),
        ("leads", card.leads.value),
        ("signups", card.signups.value),
        ("customers", total_customers(card.sales)),
    ):
        if counted is not None:
            totals[name] = int(counted)
    return totals


def _credited(sale: Sale) -> tuple[CreditedOrder, ...]:
    """The orders that a sale stands for; none when it tells neither orders nor revenue."""
    if not sale.orders and sale.gross.is_zero:
        return ()
    count = 1 if sale.orders is None else int(sale.orders)
    if count <= 1:
        return (_order(sale, sale.fact, gross=sale.gross, net=sale.revenue, at=sale.at),)
    parts = sale.gross.allocate([1] * count)
    return tuple(
        _order(sale, f"{sale.fact} part {place}", gross=part, net=part, at=sale.at)
        for place, part in enumerate(parts, start=1)
    )


def _order(sale: Sale, fact: str, *, gross: Money, net: Money, at: dt.datetime) -> CreditedOrder:
    """One credited order; a shared one may be rounded a unit above its gross."""
    is_shared = sale.orders is not None and 0 < sale.orders < 1
    return CreditedOrder(
        order_id=fact.removeprefix("order "),
        at=at,
        gross=max(gross, net),
        refunded=max(gross, net) - net,
        is_new_customer=sale.is_new_customer,
        credit=sale.orders if is_shared and sale.orders else Fraction(1),
    )
