"""Credits with the times of their orders."""

from __future__ import annotations

from influence.errors import MissingDataError
from influence.frames._columns import KEPT
from influence.frames._engines import Frame
from influence.frames._tables import Tables


def timed(credits: Frame, *, tables: Tables) -> Frame:
    """Credits with ``at``, when their orders were placed; null where no order is known.

    They have the ``currency`` of their orders too, where those tell it. Without orders, credits
    tell both themselves.

    Raises:
        MissingDataError: Nothing tells the times.
    """
    there = credits.collect_schema().names()
    orders = tables.frames.get("orders")
    if orders is not None:
        known = [name for name in ("order_id", *KEPT) if name in orders.collect_schema()]
        rows = credits.drop(*(name for name in KEPT if name in there))
        return rows.join(orders.select(*known), on="order_id", how="left")
    if "at" not in there:
        raise MissingDataError("credits.at", "be a column where no orders are given", there)
    return credits
