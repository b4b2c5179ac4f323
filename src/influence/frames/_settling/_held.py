"""Held orders: whose parts may not be paid yet, such as of an open dispute or a self-referral.

A held part is left out of what is settled, as in ``influence.settlement``.
"""

from __future__ import annotations

from collections.abc import Collection

import narwhals as nw

from influence.errors import InvalidInputError
from influence.frames._engines import Frame
from influence.frames._figures import told
from influence.frames._tables import Tables
from influence.ids import OrderId

_ORDER, _CREATOR = "order_id", "creator_id"


def without_held(credits: Frame, *, tables: Tables, ids: Collection[OrderId]) -> Frame:
    """The credits that may be paid.

    Args:
        credits: Rows of orders and creators.
        tables: The tables, with ``held`` where it was given: ``order_id``, and ``creator_id`` where
            the part of one creator alone is held.
        ids: Orders that are held, whoever has a part.

    Raises:
        InvalidInputError: A row of ``held`` names no order.
    """
    if ids:
        orders = tables.small({_ORDER: sorted({*ids})})
        credits = credits.join(orders, on=_ORDER, how="anti")
    held = tables.frames.get("held")
    if held is None:
        return credits
    nameless = held.filter(nw.col(_ORDER).is_null()).head(1)
    if told(nameless, engine=tables.engine):
        raise InvalidInputError("held.order_id", "name an order in every row", None)
    if _CREATOR not in held.collect_schema():
        return credits.join(held.select(_ORDER).unique(), on=_ORDER, how="anti")
    is_whole = nw.col(_CREATOR).is_null()
    whole = held.filter(is_whole).select(_ORDER).unique()
    parts = held.filter(~is_whole).select(_ORDER, _CREATOR).unique()
    left = credits.join(whole, on=_ORDER, how="anti")
    return left.join(parts, on=[_ORDER, _CREATOR], how="anti")
