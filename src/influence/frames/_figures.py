"""Figures: flags as 0 and 1, sums in 64 bits, and small results read from an engine."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from influence.frames._engines import Engine, Frame


def told(frame: Frame, *, engine: Engine) -> list[dict[str, Any]]:
    """The rows of a small result."""
    how = {"engine": "streaming"} if engine.name == "Polars" else {}
    small: Any = frame.collect("polars", **how).to_native()
    rows: list[dict[str, Any]] = small.rows(named=True)
    return rows


def flag(claim: nw.Expr) -> nw.Expr:
    """1 where something holds, else 0."""
    return claim.cast(nw.Int8)


def total(name: str) -> nw.Expr:
    """The sum of a column of whole numbers."""
    return nw.col(name).sum().cast(nw.Int64)
