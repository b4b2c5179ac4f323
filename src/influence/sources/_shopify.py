"""Shopify: the CSV that a shop's admin exports under Orders.

    rows of orders and lines → orders, order lines, refunds, touches

How rows make an order stands in ``_shopify_table``, the money in ``_shopify_money``, the lines in
``_shopify_lines``, the visit in ``_shopify_visits``, the status in ``_shopify_order``. Names,
addresses and telephone numbers are never read, and an e-mail address becomes a hash unless it is
asked for.

Source: S150, S151, S152.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.findings import Finding
from influence.periods import microseconds
from influence.sources._export import Export
from influence.sources._gap import Gap
from influence.sources._shopify_lines import LineRules
from influence.sources._shopify_order import OrderRules, ReadOrder, read_order
from influence.sources._shopify_table import WANTED, ShopifyTable, shopify_table
from influence.sources._shopify_visits import Attributes
from influence.sources._source import Setting
from influence.sources._sourced import Sourced
from influence.sources._tally import Tally, counted, tallied


@attrs.frozen(kw_only=True)
class Shopify:
    r"""Read the orders that a Shopify shop exports as CSV.

    Args:
        order_id: Whether orders are known by their ``name``, such as ``#1001``, or by their ``id``,
            whose digits are kept as text.
        product: Whether products are known by their ``name`` or their ``sku``; a line without a SKU
            has its name.
        prices_include_tax: Whether the shop's prices have the tax inside. An order whose total
            says otherwise is rejected.
        customers: ``hashed`` tells customers apart by a hash of their e-mail address, ``none`` does
            not tell them apart. Whoever knows an address can compute its hash, so it is a pseudonym
            and does not make anybody anonymous.
        salt: Text that is hashed with the address, to be kept to oneself.
        keep_email: Whether the address itself is kept, which is needed to tell orders that creators
            placed themselves.
        visits: ``known`` leaves the visitor open where no attribute tells one; ``by_order`` makes
            each such order its own visitor, so that touches by transaction can be joined to it.
        test_tags: Tags of test orders, beside those of Shopify's own test gateway.
        gift_cards: Words of which one stands in the name of every gift card.
        fees: Names of lines that are no goods.
        visitor_attribute: What the note attribute is called that holds the visitor.
        content_attribute: What the one with the UTM content is called.
        code_attribute: What the one with the creator's code is called.
        landing_attribute: What the one with the address of the landing page is called.
        referrer_attribute: What the one with the page before is called.

    Raises:
        UnknownNameError: A word is not one of those that may be said.
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> export = Export.of_csv(
        ...     "Name,Financial Status,Currency,Subtotal,Discount Code,Created at,"
        ...     "Lineitem quantity,Lineitem name,Lineitem price\n"
        ...     "#1001,paid,USD,48.00,MAYA15,2026-03-02 14:05:31 -0500,2,Kit,24.00\n",
        ...     name="orders_export.csv",
        ... )
        >>> order = Shopify().read(export, setting=Setting()).orders[0]
        >>> order.order_id, order.items, order.codes
        ('#1001', Money('48.00', 'USD'), ('MAYA15',))

    Source: S150, S151, S152.
    """

    name: ClassVar[str] = "shopify"
    tells: ClassVar[tuple[str, ...]] = ("orders", "order_lines", "refunds", "touches")

    order_id: Literal["name", "id"] = attrs.field(
        default="name", validator=require.one_of(("name", "id"))
    )
    product: Literal["name", "sku"] = attrs.field(
        default="name", validator=require.one_of(("name", "sku"))
    )
    prices_include_tax: bool = attrs.field(default=False, validator=require.is_flag)
    customers: Literal["hashed", "none"] = attrs.field(
        default="hashed", validator=require.one_of(("hashed", "none"))
    )
    salt: str = attrs.field(default="", validator=require.is_a(str, called="text"))
    keep_email: bool = attrs.field(default=False, validator=require.is_flag)
    visits: Literal["known", "by_order"] = attrs.field(
        default="known", validator=require.one_of(("known", "by_order"))
    )
    test_tags: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    gift_cards: tuple[str, ...] = attrs.field(default=("gift card",), validator=require.are_texts)
    fees: tuple[str, ...] = attrs.field(default=("tip",), validator=require.are_texts)
    visitor_attribute: str = attrs.field(default="visitor_id", validator=require.is_line)
    content_attribute: str = attrs.field(default="utm_content", validator=require.is_line)
    code_attribute: str = attrs.field(default="creator_code", validator=require.is_line)
    landing_attribute: str = attrs.field(default="landing_page", validator=require.is_line)
    referrer_attribute: str = attrs.field(default="referrer", validator=require.is_line)

    def read(self, export: Export, /, *, setting: Setting) -> Sourced:  # noqa: ARG002  # the protocol's
        """The orders of *export*, with what was rejected and what it does not tell.

        Raises:
            InvalidInputError: It has no header, or the header lacks a column or names one twice.
        """
        table = shopify_table(export)
        rules, file = self._rules, export.name
        found: list[ReadOrder] = []
        rejections = list(table.rejections)
        taken = 0
        for told in table.orders:
            try:
                one = read_order(told, rules=rules)
            except InvalidInputError as error:
                where = f"{file}:{told.line} {error.what}"
                rejections.append(
                    Finding(code="INF101", where=where, message=str(error), rows=told.rows)
                )
                continue
            found.append(one)
            taken += 0 if one.order is None else told.rows
        return _sourced(found, table=table, rejections=rejections, taken=taken, file=file)

    @property
    def _rules(self) -> OrderRules:
        """The terms in the words of those who read an order."""
        return OrderRules(
            by_id=self.order_id == "id",
            includes_tax=self.prices_include_tax,
            hashes_customers=self.customers == "hashed",
            salt=self.salt,
            keeps_email=self.keep_email,
            by_order=self.visits == "by_order",
            test_tags=self.test_tags,
            lines=LineRules(product=self.product, gift_cards=self.gift_cards, fees=self.fees),
            attributes=Attributes(
                visitor=self.visitor_attribute,
                content=self.content_attribute,
                code=self.code_attribute,
                landing=self.landing_attribute,
                referrer=self.referrer_attribute,
            ),
        )


def _sourced(
    found: list[ReadOrder],
    *,
    table: ShopifyTable,
    rejections: list[Finding],
    taken: int,
    file: str,
) -> Sourced:
    """Everything that was read, in an order that does not depend on that of the file."""
    ranked = sorted(found, key=_place)
    notes = [note for one in found for note in one.notes]
    return Sourced(
        rows=table.rows,
        taken=taken,
        orders=tuple(one.order for one in ranked if one.order is not None),
        line_items=tuple(line for one in ranked for line in one.lines),
        refunds=tuple(refund for one in ranked for refund in one.refunds),
        touches=tuple(touch for one in ranked for touch in one.touches),
        rejections=tuple(rejections),
        gaps=(
            *_untold(table, file=file),
            *tallied(notes, told=_sentence, source=Shopify.name, name=file),
        ),
    )


def _place(one: ReadOrder) -> tuple[int, str]:
    """Where an order stands among the others: by time, then by id."""
    return (0, "") if one.order is None else (microseconds(one.order.at), one.order.order_id)


def _untold(table: ShopifyTable, *, file: str) -> Iterator[Gap]:
    """A gap for each column that is wanted and not there."""
    for column in table.absent:
        yield Gap(
            source=Shopify.name,
            kind="untold",
            where=f"{file}:1 {column}",
            told=f"the export has no column {column}, so it does not tell {WANTED[column]}",
        )


def _sentence(tally: Tally) -> str:
    """What the notes of one gap come to, in words."""
    return _SENTENCES[tally.first.kind, _about(tally)].format(
        orders=counted(tally.orders or 0, "order"), amount=tally.amount, status=tally.first.about
    )


def _about(tally: Tally) -> str:
    return "" if tally.first.kind == "unpaid" else tally.first.about


_SENTENCES = {
    ("unpaid", ""): "{orders} over {amount} of goods left out: {status}, so the money is not there",
    ("undated", ""): (
        "{amount} of goods came back from {orders}; the export has no date of a refund, so each is "
        "dated at its order"
    ),
    ("estimated", "refund"): (
        "{amount} of goods are taken to have come back from {orders}: the refund was of goods, "
        "tax and shipping together, and the goods have their share of it"
    ),
    ("estimated", "tax"): (
        "{amount} of tax are taken to lie inside the goods of {orders}: the export tells one tax "
        "for all lines and the shipping, and each has its share by price"
    ),
    ("lines_off", ""): (
        "the lines of {orders} differ from their subtotals by {amount} in all, which no discount "
        "explains; the orders count and have no lines"
    ),
    ("leftover", "refund"): (
        "{amount} were given back on {orders} beyond all that was paid; no goods are less for it"
    ),
    ("leftover", "tips"): "{amount} of tips and fees on {orders} are beside the goods",
    ("leftover", "discount"): (
        "{amount} of discount on {orders} were not taken off the goods, but likely off shipping"
    ),
}
