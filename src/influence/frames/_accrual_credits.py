"""Credits with the times of their orders, and small results read from an engine."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from influence.errors import MissingDataError
from influence.frames._columns import KEPT
from influence.frames._engines import Engine, Frame
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


def told(frame: Frame, *, engine: Engine) -> list[dict[str, Any]]:
    """The rows of a small result."""
    how = {"engine": "streaming"} if engine.name == "Polars" else {}
    small: Any = frame.collect("polars", **how).to_native()
    rows: list[dict[str, Any]] = small.rows(named=True)
    return rows


def flag(claim: nw.Expr) -> nw.Expr:
    """1 where something holds, else 0."""
    return claim.cast(nw.Int64)


def total(name: str) -> nw.Expr:
    """The sum of a column of whole numbers."""
    return nw.col(name).sum().cast(nw.Int64)
