"""Known facts: what a ledger tells of every creator at a moment.

    orders, refunds and disputes → credited orders;  readings → counts;  terms → what stands

Nothing odd is guessed at. An order with a conflict, or with refunds that it cannot bear, is held
until a person decides; a refund or dispute of an order that nobody has told yet waits for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeVar

import attrs

from influence.disputes import Dispute
from influence.errors import InvalidInputError
from influence.ids import CreatorId
from influence.orders import Refund
from influence.payments import CreditedOrder, PaymentRule, Performance
from influence.periods import Period, microseconds
from influence.settlement._ledger import Ledger
from influence.settlement._ledger_facts import (
    disputes_of,
    reading_of,
    refund_of,
    sold_order,
    terms_facts,
)
from influence.settlement._reading import Reading, performed
from influence.settlement._sold_order import SoldOrder

_OfOrder = TypeVar("_OfOrder", Refund, Dispute)


@attrs.frozen(kw_only=True)
class KnownFacts:
    """What a ledger tells at a moment.

    Args:
        orders: Each creator's parts of orders.
        readings: Each creator's latest readings.
        terms: The terms that stand, as they are written.
        waiting: What names an order that nobody has told yet, in words.
    """

    orders: Mapping[CreatorId, list[CreditedOrder]]
    readings: Mapping[CreatorId, list[Reading]]
    terms: Mapping[str, str]
    waiting: tuple[str, ...]

    @classmethod
    def of(cls, ledger: Ledger, *, as_of: dt.datetime) -> KnownFacts:
        """The facts up to *as_of*, that moment included."""
        sold = [sold_order(fact) for fact in ledger.facts(kind="order")]
        refunds = _by_order(refund_of(fact) for fact in ledger.facts(kind="refund"))
        begins, ends = ledger.facts(kind="dispute"), ledger.facts(kind="dispute_end")
        disputes = _by_order(disputes_of(begins, ends))
        contested = {one.fact_id for one in ledger.conflicts() if one.kind == "order"}
        orders: dict[CreatorId, list[CreditedOrder]] = {}
        for order in sold:
            if microseconds(order.at) <= microseconds(as_of):
                parts = _parts(order, refunds=refunds, disputes=disputes, as_of=as_of)
                for creator_id, part in parts.items():
                    held = _reviewed(part) if order.order_id in contested else part
                    orders.setdefault(creator_id, []).append(held)
        return cls(
            orders=orders,
            readings=_latest(map(reading_of, ledger.facts(kind="reading")), as_of=as_of),
            terms={fact.fact_id: fact.content for fact in ledger.facts(kind="terms")},
            waiting=_waiting({order.order_id for order in sold}, refunds, disputes),
        )

    def changed_terms(self, creator_id: CreatorId, rule: PaymentRule) -> str:
        """Why a creator's terms are not those that stand; empty when they are."""
        for fact in terms_facts(creator_id, rule):
            if self.terms.get(fact.fact_id, fact.content) != fact.content:
                return f"the terms of {fact.fact_id} are not those that were settled by"
        return ""

    def performances(
        self, creator_id: CreatorId, *, period: Period, currency: str
    ) -> list[Performance]:
        """What a creator did, in each currency they sold in; readings stand in *currency*."""
        orders = self.orders.get(creator_id, [])
        codes = sorted({order.gross.currency for order in orders} | {currency})
        return [
            performed(
                (order for order in orders if order.gross.currency == code),
                self.readings.get(creator_id, []) if code == currency else [],
                period=period,
                currency=code,
            )
            for code in codes
        ]


def _by_order(facts: Iterable[_OfOrder]) -> dict[str, list[_OfOrder]]:
    """Facts about orders, by order."""
    grouped: dict[str, list[_OfOrder]] = {}
    for fact in facts:
        grouped.setdefault(fact.order_id, []).append(fact)
    return grouped


def _parts(
    order: SoldOrder,
    *,
    refunds: Mapping[str, list[Refund]],
    disputes: Mapping[str, list[Dispute]],
    as_of: dt.datetime,
) -> Mapping[CreatorId, CreditedOrder]:
    """Everybody's part of an order; one that cannot bear its refunds is held for review."""
    of_order = disputes.get(order.order_id, [])
    try:
        return order.credited(
            refunds=refunds.get(order.order_id, []), disputes=of_order, as_of=as_of
        )
    except InvalidInputError as error:
        parts = order.credited(disputes=of_order, as_of=as_of)
        why = f"review: {error}"
        return {who: attrs.evolve(part, held_because=why) for who, part in parts.items()}


def _reviewed(part: CreditedOrder) -> CreditedOrder:
    """The part of an order that was told in two ways."""
    why = "review: told again with other content"
    return attrs.evolve(part, held_because=why)


def _latest(
    readings: Iterable[Reading], *, as_of: dt.datetime
) -> Mapping[CreatorId, list[Reading]]:
    """Of each source the last reading up to the moment, by creator."""
    last: dict[tuple[str, str, str, str], Reading] = {}
    for one in sorted(readings, key=lambda one: microseconds(one.read_at)):
        if microseconds(one.read_at) <= microseconds(as_of):
            last[one.creator_id, one.kind, one.name, one.source] = one
    found: dict[CreatorId, list[Reading]] = {}
    for place in sorted(last):
        found.setdefault(place[0], []).append(last[place])
    return found


def _waiting(
    known: set[str],
    refunds: Mapping[str, list[Refund]],
    disputes: Mapping[str, list[Dispute]],
) -> tuple[str, ...]:
    """What names an order that nobody has told, in words."""
    named = [
        *((f"refund {one.refund_id}", one.order_id) for few in refunds.values() for one in few),
        *((f"dispute {one.dispute_id}", one.order_id) for few in disputes.values() for one in few),
    ]
    return tuple(
        f"{what} waits for order {order_id}"
        for what, order_id in sorted(named)
        if order_id not in known
    )
