"""Attribute: every paid order and every lead to whoever earned it.

    Σ credits of an order = the order, to the minor unit

Cancelled and test orders are left out. A refund is never split on its own: what remains of the
order is split again, so the parts always sum to what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from influence.attribution._policy import AttributionPolicy
from influence.attribution._resolution import Conversion, Resolver
from influence.attribution._story import Attribution, Credit, CreditedAmount, Resolution, Story
from influence.attribution._trails import trails_of
from influence.leads import Lead
from influence.money import Money
from influence.orders import Order, Refund
from influence.periods import microseconds
from influence.tracking import Owners, Touch


def attribute(
    orders: Iterable[Order],
    *,
    touches: Iterable[Touch],
    refunds: Iterable[Refund] = (),
    owners: Owners,
    policy: AttributionPolicy,
    currency: str,
) -> Attribution:
    """The story of every paid order.

    Args:
        orders: The orders, each id once; those that are not paid are left out.
        touches: The touches, in any order.
        refunds: What was given back.
        owners: Whose each link, code and keyword is.
        policy: Model, lookback and precedence.
        currency: The currency of the orders.

    Returns:
        The stories in the order of *orders*; the credits of each sum to its items.
    """
    known = tuple(orders)
    resolver = Resolver(trails=trails_of(touches, owners=owners), owners=owners, policy=policy)
    visitors = _visitors_by_customer(known)
    refunded = _refunded(refunds)
    return Attribution(
        tuple(
            _story(
                order, resolver.resolve(_conversion(order, visitors)), refunded.get(order.order_id)
            )
            for order in known
            if order.is_paid
        ),
        currency,
    )


@attrs.frozen(kw_only=True)
class CreditedLead:
    """A lead and who earned it.

    Args:
        lead: The lead.
        resolution: Who earned it, and why nobody else did.
    """

    lead: Lead
    resolution: Resolution


def attribute_leads(
    leads: Iterable[Lead],
    *,
    touches: Iterable[Touch],
    owners: Owners,
    policy: AttributionPolicy,
) -> tuple[CreditedLead, ...]:
    """Every lead with who earned it, by the same rules as orders."""
    known = tuple(leads)
    met = touches if known else ()
    resolver = Resolver(trails=trails_of(met, owners=owners), owners=owners, policy=policy)
    return tuple(
        CreditedLead(
            lead=lead,
            resolution=resolver.resolve(Conversion(at=lead.at, visitors=(lead.visitor_id,))),
        )
        for lead in known
    )


def _visitors_by_customer(orders: Iterable[Order]) -> Mapping[str, tuple[str, ...]]:
    """Every visitor that a customer is known to have come by as, by orders of whatever status."""
    visitors: dict[str, dict[str, None]] = {}
    for order in orders:
        if order.customer_id is not None and order.visitor_id is not None:
            visitors.setdefault(order.customer_id, {})[order.visitor_id] = None
    return {customer: tuple(sorted(known)) for customer, known in visitors.items()}


def _conversion(order: Order, visitors: Mapping[str, tuple[str, ...]]) -> Conversion:
    """What resolution needs to know of an order."""
    if order.customer_id is not None and order.customer_id in visitors:
        known = visitors[order.customer_id]
    else:
        known = () if order.visitor_id is None else (order.visitor_id,)
    return Conversion(at=order.at, visitors=known, codes=order.codes)


def _refunded(refunds: Iterable[Refund]) -> Mapping[str, Money]:
    """How much of each order was given back."""
    totals: dict[str, Money] = {}
    for refund in refunds:
        before = totals.get(refund.order_id)
        totals[refund.order_id] = refund.amount if before is None else before + refund.amount
    return totals


def _story(order: Order, resolution: Resolution, refunded: Money | None) -> Story:
    """The order's story, with its amounts split over the winners."""
    net = order.items if refunded is None else order.items - refunded
    return Story(
        order_id=order.order_id,
        at=order.at,
        gross=order.items,
        net=net,
        resolution=resolution,
        amounts=_split(resolution.credits, gross=order.items, net=net),
    )


def _split(credits: tuple[Credit, ...], *, gross: Money, net: Money) -> tuple[CreditedAmount, ...]:
    """The order's items over the winners; leftovers go to the earlier touch."""
    if not credits:
        return ()
    shares = [credit.share for credit in credits]
    keys = [(microseconds(credit.at), credit.creator_id) for credit in credits]
    parts = zip(
        credits, gross.allocate(shares, keys=keys), net.allocate(shares, keys=keys), strict=True
    )
    return tuple(
        CreditedAmount(credit=credit, gross=part, net=rest) for credit, part, rest in parts
    )
