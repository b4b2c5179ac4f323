"""Book tables: the orders, touches and refunds of a campaign book as frames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import attrs
import polars as pl

from influence.attribution import AttributionPolicy
from influence.campaign_book import Book
from influence.frames._columns import TABLES, ColumnType, TableName
from influence.orders import Order, Refund
from influence.tracking import Owners, Touch

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
        orders=_frame("orders", map(_order, book.orders)),
        touches=_frame("touches", map(_touch, book.touches)),
        refunds=_frame("refunds", map(_refund, book.refunds)),
        owners=book.owners,
        policy=book.attribution,
        currency=book.campaign.currency,
    )


def _order(order: Order) -> Mapping[str, object]:
    """An order as a row."""
    return {
        "order_id": order.order_id,
        "at": order.at,
        "items_minor": order.items.minor,
        "visitor_id": order.visitor_id,
        "customer_id": order.customer_id,
        "codes": ";".join(order.codes) or None,
        "status": order.status,
        "currency": order.items.currency,
    }


def _touch(touch: Touch) -> Mapping[str, object]:
    """A touch as a row."""
    return {
        "touch_id": touch.touch_id,
        "at": touch.at,
        "visitor_id": touch.visitor_id,
        "kind": touch.kind,
        "value": touch.value,
    }


def _refund(refund: Refund) -> Mapping[str, object]:
    """A refund as a row."""
    return {
        "refund_id": refund.refund_id,
        "order_id": refund.order_id,
        "at": refund.at,
        "amount_minor": refund.amount.minor,
        "currency": refund.amount.currency,
    }


def _frame(name: TableName, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """The known columns of a table, from its rows."""
    told = [{key: _utc(value) for key, value in row.items()} for row in rows]
    types = {column.name: _TYPES[column.type] for column in TABLES[name]}
    columns: dict[str, Sequence[object]] = {
        column: [row[column] for row in told] for column in types
    }
    return pl.DataFrame(columns, schema=types)


def _utc(value: object) -> object:
    """A time in UTC, and whatever else as it is."""
    return value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value
