"""Buyers: who bought each order, where somebody is paid by that.

A customer buys since their first paid order, whoever earned it.
"""

from __future__ import annotations

from collections.abc import Mapping

import narwhals as nw

from influence.errors import MissingDataError
from influence.frames._engines import Frame
from influence.frames._tables import Tables

#: What orders may tell, and what it is where they do not.
_UNKNOWN: Mapping[str, nw.Expr] = {
    "customer_id": nw.lit(None, nw.String),
    "is_new_customer": nw.lit(None, nw.Int64),
    "status": nw.lit("paid"),
}


def buyers_of(asked: Mapping[str, str], *, tables: Tables) -> Frame | None:
    """Who bought each order: ``order_id``, ``customer_id``, ``is_new_customer`` and ``since``.

    What no order tells is null; ``None`` where who bought is of no account.

    Args:
        asked: The columns that are looked at, each with the terms that do.
        tables: The tables with the orders.

    Raises:
        MissingDataError: There are no orders, or they lack a column that is looked at.
    """
    if not asked:
        return None
    orders = _checked(asked, tables=tables)
    there = orders.collect_schema().names()
    told = orders.select(
        "order_id",
        "at",
        *(nw.col(name) if name in there else one.alias(name) for name, one in _UNKNOWN.items()),
    )
    is_paid = nw.col("status").fill_null("paid") == "paid"
    known = told.filter(is_paid, ~nw.col("customer_id").is_null())
    first = known.group_by("customer_id").agg(since=nw.col("at").min())
    return told.select("order_id", "customer_id", "is_new_customer").join(
        first, on="customer_id", how="left"
    )


def _checked(asked: Mapping[str, str], *, tables: Tables) -> Frame:
    """The orders, which have every column that is looked at."""
    orders = tables.frames.get("orders")
    for column, terms in sorted(asked.items()):
        if orders is None:
            rule = f"be given, because {terms} looks at who bought"
            raise MissingDataError("orders", rule, None)
        there = orders.collect_schema().names()
        if column not in there:
            rule = f"be a column, because {terms} looks at who bought"
            raise MissingDataError(f"orders.{column}", rule, there)
    return tables.frames["orders"]
