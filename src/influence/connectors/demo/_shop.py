"""The shop of the demo platform: orders by offset, refunds by page number, touches by cursor.

The lists change while they are read. So the first answer of orders and refunds says as of when it
is true, the cursor carries that moment, and the following pages are asked for as of it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from influence.connectors.demo._api import (
    Api,
    built,
    joined,
    minor,
    minor_or_none,
    moment_of_ms,
    next_number,
    parted,
    window_query,
)
from influence.orders import STATUSES, Order, Refund, Status
from influence.sansio import Conversation, Document, Page, Window
from influence.tracking import Touch

#: What the platform calls the ways in which a mark is met, and what we call them.
CHANNELS = MappingProxyType[str, Literal["link", "code", "dm", "landing"]](
    {"link_tap": "link", "code_entry": "code", "direct_message": "dm", "landing_page": "landing"}
)


def order_page(api: Api, *, window: Window, cursor: str | None) -> Conversation[Page[Order]]:
    """A page of the orders that were placed or changed in the window."""
    as_of, offset = parted(cursor)
    query = (
        *window_query(window, key="updated"),
        ("offset", str(offset)),
        ("limit", str(api.page_size)),
        *((("as_of_ms", as_of),) if as_of else ()),
    )
    response = yield api.get("orders", purpose=f"orders from {offset}", query=query)
    document = response.document()
    parts = document.items("orders")
    after = document.whole("offset") + len(parts)
    is_last = after >= document.whole("total")
    return Page(
        items=tuple(_order(part) for part in parts),
        next=None if is_last else joined(document.whole("as_of_ms"), after),
    )


def refund_page(api: Api, *, window: Window, cursor: str | None) -> Conversation[Page[Refund]]:
    """A page of the refunds of the window."""
    as_of, number = parted(cursor)
    query = (
        *window_query(window, key="created"),
        ("page", str(number or 1)),
        ("limit", str(api.page_size)),
        *((("as_of_ms", as_of),) if as_of else ()),
    )
    response = yield api.get("refunds", purpose=f"refunds, page {number or 1}", query=query)
    document = response.document()
    items = tuple(_refund(part) for part in document.items("refunds"))
    return Page(items=items, next=next_number(document))


def touch_page(api: Api, *, window: Window, cursor: str | None) -> Conversation[Page[Touch]]:
    """A page of the touches of the window."""
    query = (
        *window_query(window, key="at"),
        ("limit", str(api.page_size)),
        *((("after", cursor),) if cursor is not None else ()),
    )
    response = yield api.get("touches", purpose="touches", query=query)
    document = response.document()
    items = tuple(_touch(part) for part in document.items("touches"))
    return Page(items=items, next=document.at("paging").text_or_none("next"))


def _order(part: Document) -> Order:
    """An order out of its part of an answer."""
    currency, customer = part.text("currency"), part.at_or_none("customer")
    return built(
        part,
        lambda: Order(
            order_id=part.text("id"),
            at=part.moment("placed_at"),
            items=minor(part, "subtotal_minor", currency=currency),
            visitor_id=part.text_or_none("visitor"),
            customer_id=None if customer is None else customer.text_or_none("id"),
            discount=minor_or_none(part, "discount_minor", currency=currency),
            tax=minor_or_none(part, "tax_minor", currency=currency),
            shipping=minor_or_none(part, "shipping_minor", currency=currency),
            codes=_codes(part),
            is_new_customer=_is_first(customer),
            status=_status(part),
            customer_email=None if customer is None else customer.text_or_none("email"),
            referrer=part.text_or_none("came_from"),
        ),
    )


def _is_first(customer: Document | None) -> bool | None:
    """Whether it is the customer's first order, where that is told."""
    if customer is None or customer.at_or_none("is_first_order") is None:
        return None
    return customer.flag("is_first_order")


def _codes(part: Document) -> tuple[str, ...]:
    """The codes on an order, in their order."""
    return tuple(
        code.value if isinstance(code.value, str) else code.refuse("be text")
        for code in part.items("codes")
    )


def _status(part: Document) -> Status:
    """The status, which the platform calls as we do."""
    word = part.text("status")
    if word not in STATUSES:
        return part.at("status").refuse(f"be one of {', '.join(STATUSES)}")
    return word


def _refund(part: Document) -> Refund:
    """A refund out of its part of an answer; the platform books it below zero."""
    return built(
        part,
        lambda: Refund(
            refund_id=part.text("id"),
            order_id=part.text("order"),
            at=part.moment("created_at"),
            amount=minor(part, "amount_minor", currency=part.text("currency")).negated(),
            product=part.text_or_none("product"),
        ),
    )


def _touch(part: Document) -> Touch:
    """A touch out of its part of an answer."""
    channel = part.text("channel")
    if channel not in CHANNELS:
        part.at("channel").refuse(f"be one of {', '.join(CHANNELS)}")
    return built(
        part,
        lambda: Touch(
            touch_id=part.text("id"),
            at=moment_of_ms(part, "at_ms"),
            visitor_id=part.text("visitor"),
            kind=CHANNELS[channel],
            value=part.text("mark"),
            referrer=part.text_or_none("came_from"),
        ),
    )
