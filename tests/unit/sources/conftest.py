"""Exports as a person would type them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from influence.sources import Export, Ga4, Setting, Shopify, Sourced
from influence.tracking import Mark, Owners

_HEAD = {
    "Name": "#1001",
    "Email": "Ana@Example.com",
    "Financial Status": "paid",
    "Currency": "USD",
    "Subtotal": "48.00",
    "Shipping": "0.00",
    "Taxes": "0.00",
    "Total": "48.00",
    "Discount Code": "",
    "Discount Amount": "0.00",
    "Created at": "2026-03-02 14:05:31 -0500",
    "Lineitem quantity": "2",
    "Lineitem name": "Kit",
    "Lineitem price": "24.00",
    "Lineitem sku": "KIT-1",
    "Lineitem taxable": "true",
    "Lineitem discount": "0.00",
    "Note Attributes": "",
    "Cancelled at": "",
    "Payment Method": "card",
    "Refunded Amount": "0.00",
    "Id": "9007199254740993",
    "Tags": "",
}

OWNERS = Owners(
    (
        Mark(kind="link", value="maya", creator_id="maya"),
        Mark(kind="link", value="leo", creator_id="leo"),
    )
)

Reader = Callable[..., Sourced]


def _row(values: dict[str, str], columns: list[str]) -> str:
    cells = ('"{}"'.format(values.get(column, "").replace('"', '""')) for column in columns)
    return ",".join(cells)


@pytest.fixture
def shop() -> Reader:
    """What is read of orders, each a change of an ordinary one; ``lines`` are more rows."""

    def read(
        *orders: dict[str, str], source: Shopify | None = None, without: tuple[str, ...] = ()
    ) -> Sourced:
        columns = [column for column in _HEAD if column not in without]
        columns += [name for order in orders for name in order if name not in _HEAD]
        rows = [_row(_whole(order), columns) for order in orders]
        text = "\n".join([",".join(columns), *rows]) + "\n"
        export = Export.of_csv(text, name="orders.csv")
        return (source or Shopify()).read(export, setting=Setting())

    return read


def _whole(order: dict[str, str]) -> dict[str, str]:
    """An order with what it does not say; a row of ``more`` is only a line."""
    if "more" in order.get("Tags", ""):
        return {**order, "Tags": ""}
    return {**_HEAD, **order}


@pytest.fixture
def more() -> Callable[..., dict[str, str]]:
    """One more line of an order."""

    def line(name: str, price: str, **others: str) -> dict[str, str]:
        cells = {
            "Name": "#1001",
            "Lineitem quantity": "1",
            "Lineitem name": name,
            "Lineitem price": price,
            "Tags": "more",
        }
        return {**cells, **{key.replace("_", " "): value for key, value in others.items()}}

    return line


@pytest.fixture
def report() -> Reader:
    """What is read of a GA4 report."""

    def read(text: str, *, source: Ga4 | None = None, currency: str | None = "USD") -> Sourced:
        make = Export.of_json if text.lstrip().startswith(("{", "[")) else Export.of_csv
        export = make(text, name="report")
        setting = Setting(currency=currency, owners=OWNERS)
        return (source or Ga4()).read(export, setting=setting)

    return read
