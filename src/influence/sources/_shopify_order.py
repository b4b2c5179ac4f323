"""One Shopify order made into facts, with a note for each thing that the export does not tell.

    bogus gateway, or a tag that says so            test
    cancelled, or voided                            cancelled
    paid, partially_refunded, refunded              paid
    pending, authorized, partially_paid, …          left out until it is paid

A refund has no date in the export. It is dated at its order, which is when it can first be taken
into account; a statement puts a refund into the period of its order anyhow.

Source: S150, S151, S152.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from hashlib import sha256
from zoneinfo import ZoneInfo

import attrs

from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money
from influence.orders import LineItem, Order, Refund, Status
from influence.periods import parse_moment
from influence.sources._shopify_lines import LineRules, LinesOfOrder, lines_of
from influence.sources._shopify_money import Refunded, ShopifyMoney, money_of, refunded
from influence.sources._shopify_table import Cells, ToldOrder
from influence.sources._shopify_visits import Attributes, visit_of
from influence.sources._tally import Note
from influence.tracking import Touch

_PAID = ("paid", "partially_refunded", "refunded")
_UNPAID = ("authorized", "expired", "partially_paid", "pending", "unpaid")
_VOIDED = "voided"
_MOMENT = re.compile(r"([0-9-]{10}) ([0-9:]{8}) ([+-][0-9]{4}|UTC)")
_UTC = ZoneInfo("UTC")
_HASHED = 16


@attrs.frozen(kw_only=True)
class OrderRules:
    """What decides how an order is read.

    Args:
        by_id: Whether an order is known by its ``Id`` instead of its ``Name``.
        includes_tax: Whether prices have the tax inside.
        hashes_customers: Whether customers are told apart by a hash of their e-mail address.
        salt: What is hashed with it.
        keeps_email: Whether the address is kept as well.
        by_order: Whether an order whose visitor nobody knows is its own visitor.
        test_tags: Tags of test orders.
        lines: How lines are read.
        attributes: What the attributes of a cart are called.
    """

    by_id: bool
    includes_tax: bool
    hashes_customers: bool
    salt: str
    keeps_email: bool
    by_order: bool
    test_tags: tuple[str, ...]
    lines: LineRules
    attributes: Attributes


@attrs.frozen(kw_only=True)
class ReadOrder:
    """What an order of the export became.

    Args:
        order: The order; ``None`` when it is not paid yet.
        lines: Its lines.
        refunds: What came back.
        touches: The marks that were met.
        notes: What is not told of it.
    """

    order: Order | None = None
    lines: tuple[LineItem, ...] = ()
    refunds: tuple[Refund, ...] = ()
    touches: tuple[Touch, ...] = ()
    notes: tuple[Note, ...] = ()


def read_order(told: ToldOrder, *, rules: OrderRules) -> ReadOrder:
    """The facts of one order.

    Raises:
        InvalidInputError: A cell breaks its rule; *what* of the error is its column.
    """
    cells = told.cells
    order_id = _order_id(told, rules=rules)
    money = money_of(cells, includes_tax=rules.includes_tax)
    status = _status(cells, rules=rules)
    at = _moment(cells["Created at"])
    if status is None:
        return ReadOrder(notes=(_unpaid(told, money=money),))
    lines = lines_of(told.lines, order_id=order_id, money=money, rules=rules.lines)
    visit = visit_of(
        cells, order_id=order_id, at=at, names=rules.attributes, by_order=rules.by_order
    )
    order = Order(
        order_id=order_id,
        at=at,
        items=money.items,
        visitor_id=visit.visitor_id,
        customer_id=_customer(cells, rules=rules),
        discount=money.discount if lines.discount is None else lines.discount,
        tax=money.tax,
        shipping=money.shipping,
        codes=tuple(code for part in cells["Discount Code"].split(",") if (code := part.strip())),
        status=status,
        customer_email=(cells["Email"] or None) if rules.keeps_email else None,
        referrer=visit.referrer,
    )
    back = refunded(cells, money=money) if order.is_paid else _no_refund(money)
    return ReadOrder(
        order=order,
        lines=lines.lines,
        refunds=_refunds(order, amount=back.amount),
        touches=visit.touches,
        notes=tuple(_notes(told, money=money, lines=lines, back=back)),
    )


def _order_id(told: ToldOrder, *, rules: OrderRules) -> str:
    """What the order is known by; an ``Id`` stays the text that it is."""
    if not rules.by_id:
        return told.name
    if not told.cells["Id"]:
        raise InvalidInputError("Id", "not be empty, as orders are known by it", "")
    return told.cells["Id"]


def _status(cells: Cells, *, rules: OrderRules) -> Status | None:
    """The status in the book; ``None`` when the money is not there yet."""
    financial = cells["Financial Status"].casefold()
    if financial not in (*_PAID, *_UNPAID, _VOIDED):
        known = (*_PAID, *_UNPAID, _VOIDED)
        raise UnknownNameError("Financial Status", cells["Financial Status"], known)
    tags = {tag.strip().casefold() for tag in cells["Tags"].split(",")}
    if "bogus" in cells["Payment Method"].casefold() or tags & {
        tag.casefold() for tag in rules.test_tags
    }:
        return "test"
    if cells["Cancelled at"] or financial == _VOIDED:
        return "cancelled"
    return "paid" if financial in _PAID else None


def _moment(cell: str) -> dt.datetime:
    """The moment in a cell such as ``2026-03-02 14:05:31 -0500``, or in ISO 8601."""
    found = _MOMENT.fullmatch(cell)
    text = cell
    if found is not None:
        offset = "Z" if found[3] == "UTC" else found[3]
        text = f"{found[1]}T{found[2]}{offset}"
    rule = "be a time with an offset such as 2026-03-02 14:05:31 -0500"
    if "T" not in text:
        raise InvalidInputError("Created at", rule, cell)
    try:
        return parse_moment(text, zone=_UTC)
    except InvalidInputError as error:
        raise InvalidInputError("Created at", rule, cell) from error


def _customer(cells: Cells, *, rules: OrderRules) -> str | None:
    """The customer, by a hash of the e-mail address; the same address is the same customer."""
    address = cells["Email"].casefold()
    if not address or not rules.hashes_customers:
        return None
    return f"c-{sha256(f'{rules.salt}{address}'.encode()).hexdigest()[:_HASHED]}"


def _refunds(order: Order, *, amount: Money) -> tuple[Refund, ...]:
    """The refund of an order, dated at the order, because the export has no date of it."""
    if amount.is_zero:
        return ()
    refund_id = f"{order.order_id}-refund"
    return (Refund(refund_id=refund_id, order_id=order.order_id, at=order.at, amount=amount),)


def _no_refund(money: ShopifyMoney) -> Refunded:
    nothing = Money.zero(money.currency)
    return Refunded(amount=nothing, beyond=nothing, is_estimated=False)


def _unpaid(told: ToldOrder, *, money: ShopifyMoney) -> Note:
    """The note about an order whose money is not there."""
    return Note(
        kind="unpaid",
        about=told.cells["Financial Status"].casefold(),
        line=told.line,
        rows=told.rows,
        orders=1,
        amount=money.items,
    )


def _notes(
    told: ToldOrder, *, money: ShopifyMoney, lines: LinesOfOrder, back: Refunded
) -> Iterator[Note]:
    """What is not told of an order that is in the book."""
    note = Note(kind="leftover", line=told.line, rows=told.rows, orders=1)
    if not back.amount.is_zero:
        yield attrs.evolve(note, kind="undated", amount=back.amount)
    if back.is_estimated:
        yield attrs.evolve(note, kind="estimated", about="refund", amount=back.amount)
    if money.is_tax_split or lines.is_tax_split:
        yield attrs.evolve(note, kind="estimated", about="tax", amount=money.goods_tax)
    if lines.is_off:
        yield attrs.evolve(note, kind="lines_off", amount=lines.off)
    beside = {"refund": back.beyond, "tips": lines.tips, "discount": _off_goods(money, lines)}
    for about, amount in beside.items():
        if not amount.is_zero:
            yield attrs.evolve(note, about=about, amount=amount)


def _off_goods(money: ShopifyMoney, lines: LinesOfOrder) -> Money:
    """What the codes took off something else than the goods, such as shipping."""
    nothing = Money.zero(money.currency)
    if money.discount is None or lines.discount is None:
        return nothing
    return max(money.discount - lines.discount, nothing)
