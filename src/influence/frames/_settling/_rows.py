"""Settled rows: what a creator earned in an accrual period, as a frame of the user's kind."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import narwhals as nw

from influence.errors import InvalidInputError
from influence.frames._engines import MOST_SUM, Frame
from influence.frames._tables import Tables
from influence.ids import CreatorId
from influence.periods import Period

_WHOLE = ("orders", "shared_orders", "gross_minor", "net_minor")


@attrs.frozen(kw_only=True)
class SettledRow:
    """One creator's accrual period.

    Args:
        creator_id: Who.
        period: When.
        orders: How many orders are theirs alone.
        shared_orders: How many are shared.
        gross_minor: Their parts before refunds.
        net_minor: Their parts after refunds.
        fee_minor: What they earned; ``None`` when nothing was agreed.
        no_fee: Why there is no fee; empty when there is one.
    """

    creator_id: CreatorId
    period: Period
    orders: int
    shared_orders: int
    gross_minor: int
    net_minor: int
    fee_minor: int | None
    no_fee: str


def settled_frame(rows: Sequence[SettledRow], *, tables: Tables) -> Frame:
    """The rows as a frame of the engine.

    Raises:
        InvalidInputError: An amount of a row is too large for a column of 64 bits.
    """
    for row in rows:
        _refuse_far(row)
    frame = tables.small(
        {
            "creator_id": [row.creator_id for row in rows],
            "period_start": [row.period.start.isoformat() for row in rows],
            "period_end": [row.period.end.isoformat() for row in rows],
            **{name: [getattr(row, name) for row in rows] for name in _WHOLE},
            "fee": [row.fee_minor or 0 for row in rows],
            "has_fee": [int(row.fee_minor is not None) for row in rows],
            "why": [row.no_fee for row in rows],
        }
    )
    has_fee = nw.col("has_fee") == 1
    # A table without rows does not know which of its columns are text.
    return frame.select(
        "creator_id",
        nw.col("period_start").cast(nw.String),
        nw.col("period_end").cast(nw.String),
        *_WHOLE,
        fee_minor=nw.when(has_fee).then(nw.col("fee")),
        no_fee=nw.when(~has_fee).then(nw.col("why").cast(nw.String)),
    )


def _refuse_far(row: SettledRow) -> None:
    """Refuse amounts that no column of whole numbers holds."""
    for name in (*_WHOLE, "fee_minor"):
        value: int | None = getattr(row, name)
        if value is not None and abs(value) >= MOST_SUM:
            what = f"{name} of {row.creator_id} from {row.period.start.isoformat()}"
            raise InvalidInputError(what, f"be less than {MOST_SUM}", value)
