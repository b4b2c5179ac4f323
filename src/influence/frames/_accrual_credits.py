"""Credits with the times of their orders, and small results read from an engine."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from influence.frames._engines import Engine, Frame
from influence.frames._tables import Tables


def timed(credits: Frame, *, tables: Tables) -> Frame:
    """Credits with ``at``, when their orders were placed; null where no order is known.

    They have the ``currency`` of their orders too, where those tell it.
    """
    orders = tables.frames["orders"]
    known = [name for name in ("order_id", "at", "currency") if name in orders.collect_schema()]
    return credits.join(orders.select(*known), on="order_id", how="left")


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
