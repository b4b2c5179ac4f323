"""Orders of a creator as payment rules take them: many as one, or one by one.

    credit of an order = weight ÷ whole        gross − refunded = net

A part after refunds may be rounded a unit beyond the part before; it is then the part before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import narwhals as nw

from influence.frames._engines import Engine, Frame
from influence.frames._figures import told
from influence.frames._settling._cells import moment_of
from influence.ids import CreatorId
from influence.money import Money
from influence.payments import CreditedOrder

_BOUGHT: Mapping[str, Any] = {"customer_id": None, "is_new_customer": None, "since": None}
_COLUMNS = ("creator_id", "order_id", "at", "weight", "whole", "gross", "net", "excess")


@attrs.frozen(kw_only=True)
class SummedOrder(CreditedOrder):
    """All orders of a cell of which something is left, or all that came back whole.

    Its ``credit`` is the sum of theirs, and so may be above 1.
    """

    def __attrs_post_init__(self) -> None:
        """Ask nothing of its credit; its amounts are sums of amounts that were checked."""


def orders_of(
    rows: Frame,
    *,
    creators: Collection[CreatorId],
    buyers: Frame | None,
    currency: str,
    engine: Engine,
) -> Mapping[CreatorId, Sequence[CreditedOrder]]:
    """Every order of some creators, in memory.

    Args:
        rows: Marked rows of credits, of which nothing is to be refused.
        creators: Whose.
        buyers: Who bought each order, where that is of account.
        currency: Of all amounts.
        engine: Where the rows are.
    """
    if not creators:
        return {}
    theirs = rows.filter(nw.col("creator_id").is_in(sorted(creators))).select(*_COLUMNS)
    if buyers is not None:
        theirs = theirs.join(buyers, on="order_id", how="left")
    found: defaultdict[CreatorId, list[CreditedOrder]] = defaultdict(list)
    for row in told(theirs, engine=engine):
        found[row["creator_id"]].append(_order({**_BOUGHT, **row}, currency=currency))
    return found


def _order(row: Mapping[str, Any], *, currency: str) -> CreditedOrder:
    """A row as the part of an order."""
    gross = Money.from_minor(row["gross"] + row["excess"], currency)
    since, is_new = row["since"], row["is_new_customer"]
    return CreditedOrder(
        order_id=row["order_id"],
        at=moment_of(row["at"]),
        gross=gross,
        refunded=gross - Money.from_minor(row["net"], currency),
        credit=Fraction(row["weight"], row["whole"]),
        customer_id=row["customer_id"],
        customer_since=None if since is None else moment_of(since),
        is_new_customer=None if is_new is None else bool(is_new),
    )
