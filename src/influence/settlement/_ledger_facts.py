"""Ledger facts: orders, refunds, disputes, readings and terms as a ledger keeps them, and back.

    fact → canonical text → fact

A fact is written once and never changes. So a dispute is two facts, its beginning and its end; and
a count that grows, such as the saves of a post, is read anew at each settlement, and each reading
is a fact of its own.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from influence.disputes import Dispute
from influence.ids import CreatorId
from influence.money import Money
from influence.orders import Refund
from influence.payments import Amended, OrderLine, PaymentRule, written_terms
from influence.settlement._ledger import LedgerFact, canonical
from influence.settlement._reading import Reading
from influence.settlement._sold_order import SoldOrder
from influence.shares import Share


def order_fact(order: SoldOrder) -> LedgerFact:
    """A sold order as a fact."""
    content = {
        "at": _written(order.at),
        "items": _amount(order.items),
        "credits": [[who, str(share)] for who, share in order.credits],
        "customer_id": order.customer_id,
        "customer_since": _known_written(order.customer_since),
        "is_new_customer": order.is_new_customer,
        "lines": [
            {
                "product": line.product,
                "gross": _amount(line.gross),
                "quantity": line.quantity,
                "kind": line.kind,
            }
            for line in order.lines
        ],
        "tax": _known(order.tax),
        "shipping": _known(order.shipping),
        **_review(order),
    }
    return LedgerFact(kind="order", fact_id=order.order_id, content=canonical(content))


def sold_order(fact: LedgerFact) -> SoldOrder:
    """The sold order that a fact keeps."""
    content = _content(fact)
    return SoldOrder(
        order_id=fact.fact_id,
        at=_moment(content["at"]),
        items=_money(content["items"]),
        credits={who: Fraction(share) for who, share in content["credits"]},
        customer_id=content["customer_id"],
        customer_since=_known_moment(content["customer_since"]),
        is_new_customer=content["is_new_customer"],
        lines=tuple(_line(line) for line in content["lines"]),
        tax=_known_money(content["tax"]),
        shipping=_known_money(content["shipping"]),
        held=content.get("held", {}),
        also_paid=tuple(content.get("also_paid", ())),
    )


def _review(order: SoldOrder) -> dict[str, object]:
    """What only some orders have; facts of others are written as they always were."""
    found = {"held": dict(order.held), "also_paid": list(order.also_paid)}
    return {key: part for key, part in found.items() if part}


def refund_fact(refund: Refund) -> LedgerFact:
    """A refund as a fact."""
    content = {
        "order_id": refund.order_id,
        "at": _written(refund.at),
        "amount": _amount(refund.amount),
        "product": refund.product,
    }
    return LedgerFact(kind="refund", fact_id=refund.refund_id, content=canonical(content))


def refund_of(fact: LedgerFact) -> Refund:
    """The refund that a fact keeps."""
    content = _content(fact)
    return Refund(
        refund_id=fact.fact_id,
        order_id=content["order_id"],
        at=_moment(content["at"]),
        amount=_money(content["amount"]),
        product=content["product"],
    )


def dispute_facts(dispute: Dispute) -> tuple[LedgerFact, ...]:
    """A dispute as a fact, and its end as another."""
    opened = {"order_id": dispute.order_id, "at": _written(dispute.opened_at)}
    begin = LedgerFact(kind="dispute", fact_id=dispute.dispute_id, content=canonical(opened))
    if dispute.closed_at is None:
        return (begin,)
    closed = {"at": _written(dispute.closed_at), "outcome": dispute.outcome}
    end = LedgerFact(kind="dispute_end", fact_id=dispute.dispute_id, content=canonical(closed))
    return begin, end


def disputes_of(begins: Iterable[LedgerFact], ends: Iterable[LedgerFact]) -> tuple[Dispute, ...]:
    """The disputes that facts keep; an end without its beginning waits for it."""
    ended = {fact.fact_id: _content(fact) for fact in ends}
    found: list[Dispute] = []
    for fact in begins:
        content, end = _content(fact), ended.get(fact.fact_id)
        found.append(
            Dispute(
                dispute_id=fact.fact_id,
                order_id=content["order_id"],
                opened_at=_moment(content["at"]),
                closed_at=None if end is None else _moment(end["at"]),
                outcome=None if end is None else end["outcome"],
            )
        )
    return tuple(found)


def reading_fact(reading: Reading) -> LedgerFact:
    """A reading as a fact."""
    read_at = _written(reading.read_at)
    content = {
        "creator_id": reading.creator_id,
        "kind": reading.kind,
        "name": reading.name,
        "source": reading.source,
        "count": reading.count,
        "read_at": read_at,
        "at": _known_written(reading.at),
    }
    if reading.share is not None:
        content["share"] = reading.share.text
    place = (reading.creator_id, reading.kind, reading.name, reading.source, read_at)
    return LedgerFact(kind="reading", fact_id="/".join(place), content=canonical(content))


def reading_of(fact: LedgerFact) -> Reading:
    """The reading that a fact keeps."""
    content = _content(fact)
    return Reading(
        creator_id=content["creator_id"],
        kind=content["kind"],
        name=content["name"],
        source=content["source"],
        count=content["count"],
        read_at=_moment(content["read_at"]),
        at=_known_moment(content["at"]),
        share=Share(content["share"]) if "share" in content else None,
    )


def terms_facts(creator_id: CreatorId, terms: PaymentRule) -> tuple[LedgerFact, ...]:
    """The terms of a deal as facts: the first ones, and each amendment.

    Once written they stand, so an amendment can be added and none changed.
    """
    if not isinstance(terms, Amended):
        return (_terms_fact(creator_id, terms),)
    later = (
        _terms_fact(f"{creator_id} from {one.effective_from}", one.terms)
        for one in terms.amendments
    )
    return _terms_fact(creator_id, terms.first), *later


def _terms_fact(fact_id: str, terms: PaymentRule) -> LedgerFact:
    """Terms as a fact."""
    return LedgerFact(kind="terms", fact_id=fact_id, content=canonical(written_terms(terms)))


def _content(fact: LedgerFact) -> dict[str, Any]:
    """What a fact says."""
    content: dict[str, Any] = json.loads(fact.content)
    return content


def _amount(amount: Money) -> list[int | str]:
    """An amount as minor units and currency."""
    return [amount.minor, amount.currency]


def _known(amount: Money | None) -> list[int | str] | None:
    """An amount, where it is known."""
    return None if amount is None else _amount(amount)


def _money(written: tuple[int, str]) -> Money:
    """The amount that minor units and currency say."""
    return Money.from_minor(written[0], written[1])


def _known_money(written: tuple[int, str] | None) -> Money | None:
    """The amount, where it is known."""
    return None if written is None else _money(written)


def _written(moment: dt.datetime) -> str:
    """A moment in UTC, so that one moment is written in one way."""
    return moment.astimezone(dt.UTC).isoformat()


def _known_written(moment: dt.datetime | None) -> str | None:
    """A moment, where it is known."""
    return None if moment is None else _written(moment)


def _moment(written: str) -> dt.datetime:
    """The moment that text says."""
    return dt.datetime.fromisoformat(written)


def _known_moment(written: str | None) -> dt.datetime | None:
    """The moment, where it is known."""
    return None if written is None else _moment(written)


def _line(written: Mapping[str, Any]) -> OrderLine:
    """The line that a table says."""
    gross = _money(written["gross"])
    return OrderLine(
        product=written["product"],
        gross=gross,
        refunded=gross * 0,
        quantity=written["quantity"],
        kind=written["kind"],
    )
