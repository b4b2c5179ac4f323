"""Claims: which of the codes on an order speaks for it, worked out on the engine.

A code speaks when somebody owned it at the time of the order and its limit was not reached. Of
several the one of the highest priority speaks, and of equal ones the last applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from influence.attribution import Precedence
from influence.frames._engines import Frame
from influence.frames._marks import Marks, codes_in
from influence.frames._tables import Tables

_PRECEDENCES: Mapping[str | None, Precedence | None] = {
    None: None,
    "always": "code_wins",
    "if_involved": "code_if_involved",
    "if_winner": "code_if_winner",
}


def speaking_codes(orders: Frame, *, tables: Tables, marks: Marks) -> Frame:
    """The orders on which a code speaks: ``order_id``, whose it is and what number it has.

    Args:
        orders: The paid orders, with ``sold`` and ``codes``.
        tables: Where small tables are made.
        marks: Whose each code is.
    """
    owned, slots = _owned(orders, tables=tables, marks=marks)
    if slots > 1:
        ranked = _ranked(owned, slots=slots)
        owned = ranked.filter(nw.col("strength") == nw.col("strength").max().over("order_id"))
    return owned.select("order_id", coded_rank=nw.col("rank"), mark=nw.col("mark"))


def silent_codes(orders: Frame, *, tables: Tables, marks: Marks) -> Frame:
    """The owned codes of orders that do not speak, as ``speaking_codes`` tells those that do."""
    owned, slots = _owned(orders, tables=tables, marks=marks)
    ranked = _ranked(owned, slots=max(slots, 1))
    silent = ranked.filter(nw.col("strength") < nw.col("strength").max().over("order_id"))
    return silent.select("order_id", coded_rank=nw.col("rank"), mark=nw.col("mark"))


def _ranked(owned: Frame, *, slots: int) -> Frame:
    """Owned codes with how strongly each wants to speak."""
    return owned.with_columns(strength=nw.col("priority") * slots + nw.col("slot"))


def owned_codes(orders: Frame, *, tables: Tables, marks: Marks) -> Frame:
    """All owned codes of orders, whether they speak or not: ``order_id`` and whose each is."""
    owned, _ = _owned(orders, tables=tables, marks=marks)
    return owned.select("order_id", coded_rank=nw.col("rank"))


def _owned(orders: Frame, *, tables: Tables, marks: Marks) -> tuple[Frame, int]:
    """The owned codes within their limits, and the most codes that an order has."""
    coded = orders.filter(~nw.col("codes").is_null()).select("order_id", "sold", "codes")
    texts = _texts(coded.select("codes").unique())
    slots = max((len(codes_in(text)) for text in texts), default=0)
    owned = coded.join(tables.small(marks.of_codes(texts)), on="codes", how="inner")
    owned = owned.filter(nw.col("starts") <= nw.col("sold"), nw.col("sold") < nw.col("ends"))
    if slots > 1:
        owned = owned.group_by("order_id", "sold", "mark", "rank", "priority").agg(
            nw.col("slot").min().cast(nw.Int64)
        )
    return _within_limits(owned, tables=tables, marks=marks), slots


def precedence_of(marks: Marks, *, policy: Precedence) -> Mapping[int, Precedence]:
    """What stands between each code and the touches, by the number of the code."""
    return {
        number: _PRECEDENCES[mark.terms.credit] or policy for mark, number in marks.numbers.items()
    }


def _within_limits(owned: Frame, *, tables: Tables, marks: Marks) -> Frame:
    """The uses of codes that lie within their limits, by the time of the orders."""
    limits = {
        number: mark.terms.limit
        for mark, number in marks.numbers.items()
        if mark.terms.limit is not None
    }
    if not limits:
        return owned
    small = tables.small({"mark": list(limits), "limit": list(limits.values())})
    counted = owned.with_columns(one=nw.lit(1, nw.Int64)).with_columns(
        use=nw.col("one").cum_sum().over("mark", order_by=["sold", "order_id"]).cast(nw.Int64)
    )
    limited = counted.join(small, on="mark", how="left")
    is_within = nw.col("limit").is_null() | (nw.col("use") <= nw.col("limit"))
    return limited.filter(is_within).drop("one", "use", "limit")


def _texts(column: Frame) -> list[str]:
    """The texts of a column, in order, so that nothing depends on how an engine lists them."""
    told: Any = column.collect("polars").to_native()
    return sorted(told.to_series().to_list())
