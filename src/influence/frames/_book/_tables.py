"""Book tables: the orders, touches and refunds of a campaign book as frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import attrs
import polars as pl

from influence.attribution import AttributionPolicy
from influence.campaign_book import Book
from influence.frames._book._touch_rows import FrameTouches
from influence.frames._columns import TABLES, ColumnType, TableName
from influence.orders import Order, Refund
from influence.periods import microseconds
from influence.tracking import Owners, Touch

_Row = TypeVar("_Row", Order, Touch, Refund)
_TYPES: Mapping[ColumnType, pl.DataType] = {
    "text": pl.String(),
    "whole": pl.Int64(),
    "time": pl.Datetime("us", "UTC"),
    "flag": pl.Boolean(),
}


@attrs.frozen(kw_only=True)
class BookTables:
    """What ``attribute`` asks for, of a book.

    Args:
        orders: Its orders.
        touches: Its touches.
        refunds: Its refunds.
        owners: Whose each link, code and keyword is.
        policy: How it credits its sales.
        currency: The currency of every amount.
    """

    orders: pl.DataFrame
    touches: pl.DataFrame
    refunds: pl.DataFrame
    owners: Owners
    policy: AttributionPolicy
    currency: str


def tables_of(book: Book) -> BookTables:
    """The tables of a book as Polars frames, with amounts in whole minor units.

    Example:
        >>> from influence.books import read_book
        >>> tables = tables_of(read_book("examples/spring-launch"))
        >>> tables.orders.height, tables.orders["items_minor"].dtype
        (1819, Int64)
    """
    return BookTables(
        orders=_frame("orders", book.orders, _ORDERS),
        touches=touch_frame(book.touches),
        refunds=_frame("refunds", book.refunds, _REFUNDS),
        owners=book.owners,
        policy=book.attribution,
        currency=book.campaign.currency,
    )


def touch_frame(touches: Iterable[Touch]) -> pl.DataFrame:
    """Touches as a frame; those that are rows already stay so."""
    if isinstance(touches, FrameTouches):
        moments = pl.col("at").cast(_TYPES["time"])
        return touches.frame.select(moments, "visitor_id", "kind", "value", "touch_id")
    return _frame("touches", touches, _TOUCHES)


_ORDERS: Mapping[str, Callable[[Order], object]] = {
    "order_id": lambda order: order.order_id,
    "at": lambda order: order.moment,
    "items_minor": lambda order: order.items.minor,
    "visitor_id": lambda order: order.visitor_id,
    "customer_id": lambda order: order.customer_id,
    "codes": lambda order: ";".join(order.codes) or None,
    "status": lambda order: order.status,
    "currency": lambda order: order.items.currency,
    "is_new_customer": lambda order: order.is_new_customer,
}
_TOUCHES: Mapping[str, Callable[[Touch], object]] = {
    "touch_id": lambda touch: touch.touch_id,
    "at": lambda touch: touch.moment,
    "visitor_id": lambda touch: touch.visitor_id,
    "kind": lambda touch: touch.kind,
    "value": lambda touch: touch.value,
}
_REFUNDS: Mapping[str, Callable[[Refund], object]] = {
    "refund_id": lambda refund: refund.refund_id,
    "order_id": lambda refund: refund.order_id,
    "at": lambda refund: microseconds(refund.at),
    "amount_minor": lambda refund: refund.amount.minor,
    "currency": lambda refund: refund.amount.currency,
}


def _frame(
    name: TableName, rows: Iterable[_Row], told: Mapping[str, Callable[[_Row], object]]
) -> pl.DataFrame:
    """The known columns of a table, from its rows; times are told in whole microseconds."""
    known = tuple(rows)
    return pl.DataFrame(
        [
            pl.Series(
                column.name,
                [told[column.name](row) for row in known],
                dtype=pl.Int64() if column.type == "time" else _TYPES[column.type],
            ).cast(_TYPES[column.type])
            for column in TABLES[name]
        ]
    )
