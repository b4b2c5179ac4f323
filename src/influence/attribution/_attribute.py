"""Attribute: every paid order and every lead to whoever earned it.

    Σ credits of an order = the order, to the minor unit

Cancelled and test orders are left out. A refund is never split on its own: what remains of the
order is split again, so the parts always sum to what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import attrs

from influence.attribution._attribution import Attribution, Outcome
from influence.attribution._code_claims import Codes
from influence.attribution._conversion import Buyers, Conversion
from influence.attribution._credit import CreditedAmount
from influence.attribution._fitting import resolver_of
from influence.attribution._last_touch_lane import LONG_WAY, LastTouchLane
from influence.attribution._losers import told
from influence.attribution._policy import AttributionPolicy
from influence.attribution._resolution import Resolver
from influence.attribution._self_referral import SelfReferrals
from influence.attribution._story import Story
from influence.attribution._trails import Trails
from influence.attribution._verdict import Verdict
from influence.creators import Creator
from influence.ids import CreatorId
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
    creators: Iterable[Creator] = (),
) -> Attribution:
    """Who earned every paid order.

    Args:
        orders: The orders, each id once; those that are not paid are left out.
        touches: The touches, in any order; one that is told twice, by its id, counts once.
        refunds: What was given back; the same holds for them.
        owners: Whose each link, code and keyword is.
        policy: Model, lookback and precedence.
        currency: The currency of the orders.
        creators: Those whose own orders are to be held: by customer id and e-mail address.

    Returns:
        The credits in the order of *orders*; those of each sum to its items.
    """
    known = tuple(orders)
    trails, buyers = Trails.of(touches, owners=owners), Buyers.of(known)
    codes = Codes.of(known, owners=owners)
    paid = [order for order in known if order.is_paid]
    sales = partial(_sales, paid, buyers=buyers)
    resolver = resolver_of(sales, trails=trails, codes=codes, policy=policy)
    refunded = _refunded(refunds)
    teller = _Teller(
        resolver=resolver,
        buyers=buyers,
        refunded=refunded,
        self_referrals=SelfReferrals.of(creators),
    )
    return Attribution(
        paid,
        _outcomes(paid, resolver=resolver, buyers=buyers),
        refunded,
        teller.story,
        currency,
    )


def _sales(paid: Sequence[Order], *, buyers: Buyers) -> Mapping[Conversion, int]:
    """The paid orders as sales, each with its items."""
    return {buyers.conversion(order): order.items.minor for order in paid}


def _outcomes(paid: Sequence[Order], *, resolver: Resolver, buyers: Buyers) -> list[Outcome]:
    """Who earned each order: at once where that is plain, else by a verdict."""
    outcomes: list[Outcome] = []
    lane = None
    if LastTouchLane.fits(resolver.policy):
        lane = LastTouchLane.of(resolver.policy, trails=resolver.trails, buyers=buyers)
    for order in paid:
        winner = LONG_WAY if lane is None else lane.winner(order)
        if winner is LONG_WAY:
            outcomes.append(resolver.verdict(buyers.conversion(order)))
        else:
            outcomes.append(winner)
    return outcomes


@attrs.frozen(kw_only=True)
class _Teller:
    """Tells the stories of orders.

    Args:
        resolver: Who earned a sale.
        buyers: Which visitors are one buyer.
        refunded: How much of each order was given back, in minor units.
        self_referrals: Which orders creators placed themselves.
    """

    resolver: Resolver
    buyers: Buyers
    refunded: Mapping[str, int]
    self_referrals: SelfReferrals

    def story(self, order: Order) -> Story:
        """The order's story, with its amounts split over the winners."""
        verdict = self.resolver.verdict(self.buyers.conversion(order))
        gone = self.refunded.get(order.order_id)
        net = order.items if gone is None else order.items - _minor(gone, like=order.items)
        policy = self.resolver.policy
        also = self.resolver.also_paid(verdict)
        return Story(
            order_id=order.order_id,
            at=order.at,
            gross=order.items,
            net=net,
            amounts=_amounts(verdict, model=policy.model.name, gross=order.items, net=net),
            held=self._held(order, (*verdict.earned, *also)),
            also_paid=also,
            model=policy.model.name,
            tell=partial(told, verdict, policy=policy),
        )

    def _held(self, order: Order, creators: Iterable[CreatorId]) -> Mapping[CreatorId, str]:
        """Whose part may not be paid yet, and why."""
        reasons = ((who, self.self_referrals.reason(order, who)) for who in creators)
        return {who: reason for who, reason in reasons if reason is not None}


def _amounts(
    verdict: Verdict, *, model: str, gross: Money, net: Money
) -> tuple[CreditedAmount, ...]:
    """The order's items over the winners; leftovers go to the earlier touch."""
    credits = verdict.credits(model=model)
    if len(credits) < 2:  # noqa: PLR2004  # nothing to split
        return tuple(CreditedAmount(credit=one, gross=gross, net=net) for one in credits)
    weights = list(verdict.earned.values())
    keys = [(microseconds(credit.at), credit.creator_id) for credit in credits]
    parts = zip(
        credits, gross.allocate(weights, keys=keys), net.allocate(weights, keys=keys), strict=True
    )
    return tuple(
        CreditedAmount(credit=credit, gross=part, net=rest) for credit, part, rest in parts
    )


def _refunded(refunds: Iterable[Refund]) -> Mapping[str, int]:
    """How much of each order was given back, in minor units."""
    totals: dict[str, int] = {}
    for refund in {refund.refund_id: refund for refund in refunds}.values():
        totals[refund.order_id] = totals.get(refund.order_id, 0) + refund.amount.minor
    return totals


def _minor(units: int, *, like: Money) -> Money:
    """So many minor units in the currency of another amount."""
    return Money.from_minor(units, like.currency)
