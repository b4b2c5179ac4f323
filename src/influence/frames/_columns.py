"""Columns: what each table has to have, and what it may have.

The names are those of a book's tables. Amounts are whole minor units, in columns that say so, or
decimals in major units where a currency says how many minor units make one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeAlias

import attrs

ColumnType: TypeAlias = Literal["text", "whole", "time", "flag"]
TableName: TypeAlias = Literal["orders", "touches", "refunds", "owners", "credits", "deals", "held"]


@attrs.frozen
class Column:
    """A column of a table.

    Args:
        name: Its name.
        type: What its values are.
        is_needed: Whether the table has to have it.
        may_be_null: Whether a row may leave it out.
        may_be_list: Whether its texts may be lists instead.
        major: The column that may tell the same as decimals in major units, where there is one.
        is_aside: Whether it is looked at only where somebody asks for it by name.
    """

    name: str
    type: ColumnType
    is_needed: bool = True
    may_be_null: bool = False
    may_be_list: bool = False
    major: str = ""
    is_aside: bool = False

    @property
    def told(self) -> str:
        """The column that keeps the text of the major units that were given."""
        return f"{self.major}_told"


def _optional(name: str, type_: ColumnType) -> Column:
    return Column(name, type_, is_needed=False, may_be_null=True)


TABLES: Mapping[TableName, tuple[Column, ...]] = {
    "orders": (
        Column("order_id", "text"),
        Column("at", "time"),
        Column("items_minor", "whole", major="items"),
        _optional("visitor_id", "text"),
        _optional("customer_id", "text"),
        Column("codes", "text", is_needed=False, may_be_null=True, may_be_list=True),
        _optional("status", "text"),
        _optional("currency", "text"),
        Column("is_new_customer", "flag", is_needed=False, may_be_null=True, is_aside=True),
    ),
    "touches": (
        Column("at", "time"),
        Column("visitor_id", "text"),
        Column("kind", "text"),
        Column("value", "text"),
        Column("touch_id", "text", is_needed=False),
    ),
    "refunds": (
        Column("order_id", "text"),
        Column("amount_minor", "whole", major="amount"),
        Column("refund_id", "text", is_needed=False),
        Column("at", "time", is_needed=False),
        _optional("currency", "text"),
    ),
    "owners": (
        Column("kind", "text"),
        Column("value", "text"),
        Column("creator_id", "text"),
        _optional("starts", "time"),
        _optional("ends", "time"),
        _optional("limit", "whole"),
        _optional("priority", "whole"),
        _optional("credit", "text"),
    ),
    "held": (
        Column("order_id", "text"),
        _optional("creator_id", "text"),
    ),
    "deals": (
        Column("creator", "text"),
        _optional("terms", "text"),
    ),
    "credits": (
        Column("order_id", "text"),
        Column("creator_id", "text", may_be_null=True),
        Column("weight", "whole"),
        Column("whole", "whole"),
        Column("gross_minor", "whole"),
        Column("net_minor", "whole"),
        _optional("at", "time"),
        _optional("currency", "text"),
    ),
}

#: What a model says of an order and a creator; the rest of a row is the same by every model.
BY_MODEL = ("weight", "whole", "gross_minor", "net_minor")
#: What credits may tell of their orders.
KEPT = ("at", "currency")

#: What tells a row of a table from every other.
KEYS: Mapping[TableName, str] = {
    "orders": "order_id",
    "touches": "touch_id",
    "refunds": "refund_id",
}


def words_of(columns: Iterable[str]) -> Sequence[str]:
    """The words of the models of which the columns stand side by side."""
    names = list(columns)
    last = f"_{BY_MODEL[-1]}"
    words = (name.removesuffix(last) for name in names if name.endswith(last))
    return [
        word for word in words if word and all(f"{word}_{column}" in names for column in BY_MODEL)
    ]


def columns_of(name: TableName, there: Iterable[str]) -> Sequence[Column]:
    """The columns of a table; those of every model, where credits of several are given.

    Args:
        name: The table.
        there: The names of the columns that were given.
    """
    names = list(there)
    words = words_of(names)
    if name != "credits" or "weight" in names or not words:
        return TABLES[name]
    shared = [column for column in TABLES[name] if column.name not in BY_MODEL]
    return [*shared, *(Column(f"{word}_{one}", "whole") for word in words for one in BY_MODEL)]
