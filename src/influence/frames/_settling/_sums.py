"""Accrual sums: what each creator sold in each cell of time, read from an engine.

    amount = high × 2^32 + low

Amounts are added up in two limbs, so that no sum leaves 63 bits on an engine that would not say so.
Orders of which something is left and orders that came back whole are kept apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import attrs
import narwhals as nw

from influence.errors import CurrencyMismatchError, InvalidInputError, MissingDataError
from influence.frames._engines import LIMB, Engine, Frame
from influence.frames._figures import flag, told, total
from influence.ids import CreatorId

_AMOUNTS = ("gross", "net", "excess")
_CELL = ("creator_id", "cell", "kept")
_WRONG = ("lost", "foreign", "below", "misweighed")


@attrs.frozen(kw_only=True)
class CellSum:
    """What a creator sold in a cell, as far as it was kept, or as far as it came back whole.

    Args:
        creator_id: Who.
        cell: When.
        is_kept: Whether something is left of the orders.
        turn: Where they stand among others of the cell.
        orders: How many are the creator's alone.
        shared: How many are shared.
        shares: The parts of the shared ones; none where nobody asks for them.
        gross: Their parts before refunds, in minor units.
        net: Their parts after refunds.
        excess: By how much parts after refunds were rounded beyond those before.
    """

    creator_id: CreatorId
    cell: int
    is_kept: bool
    turn: int = 0
    orders: int
    shared: int
    shares: Fraction = Fraction(0)
    gross: int
    net: int
    excess: int


def marked(rows: Frame, *, currency: str) -> Frame:
    """Timed credits with what is added up: ``gross``, ``net``, and flags as 0 and 1.

    Args:
        rows: The credits.
        currency: In which all of them have to be, as far as they tell.
    """
    is_told = "currency" in rows.collect_schema()
    foreign = flag(nw.col("currency") != currency).fill_null(0) if is_told else nw.lit(0, nw.Int8)
    gross, net, weight, whole = map(nw.col, ("gross_minor", "net_minor", "weight", "whole"))
    excess = nw.when(net > gross).then(net - gross).otherwise(nw.lit(0, nw.Int64))
    return rows.with_columns(
        gross=gross,
        net=net,
        excess=excess,
        kept=flag((net > 0) | (gross <= 0)),
        alone=flag(weight == whole),
        shared=flag(weight != whole),
        lost=flag(nw.col("at").is_null()),
        below=flag((net < 0) | (gross < 0)),
        misweighed=flag((weight < 1) | (weight > whole)),
        foreign=foreign,
    ).drop("gross_minor", "net_minor")


def summed(
    rows: Frame, *, engine: Engine, by: Sequence[str] = (), also: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The sums of marked rows by creator, cell and whether they were kept.

    Args:
        rows: The rows.
        engine: Where they are.
        by: What they are told apart by as well.
        also: What is added up as well.

    Raises:
        MissingDataError: The order of a credit is missing.
        CurrencyMismatchError: An order is in another currency.
        InvalidInputError: An amount is below zero, or a weight no part of its whole.
    """
    counts = ("alone", "shared", *_WRONG, *also)
    sums = engine.in_limbs(rows, by=[*_CELL, *by], counts=counts, amounts=_AMOUNTS)
    found = told(sums, engine=engine)
    _refuse_bad(found)
    return found


def cell_sums(found: Sequence[dict[str, Any]], *, shares: Sequence[Fraction]) -> list[CellSum]:
    """The sums as values, each with the parts of its shared orders."""
    return [
        CellSum(
            creator_id=row["creator_id"],
            cell=row["cell"],
            is_kept=bool(row["kept"]),
            turn=row.get("turn", 0),
            orders=row["alone"],
            shared=row["shared"],
            shares=share,
            gross=_whole(row, "gross"),
            net=_whole(row, "net"),
            excess=_whole(row, "excess"),
        )
        for row, share in zip(found, shares, strict=True)
    ]


def _whole(row: dict[str, Any], name: str) -> int:
    """A sum from its limbs."""
    whole: int = row[f"{name}_high"] * LIMB + row[f"{name}_low"]
    return whole


def shares_of(
    rows: Frame, *, creators: Sequence[CreatorId], engine: Engine
) -> dict[tuple[CreatorId, int, int], Fraction]:
    """The parts of shared orders, exactly, by creator, cell and whether they were kept."""
    shared = rows.filter(nw.col("creator_id").is_in(list(creators)), nw.col("shared") == 1)
    counted = shared.group_by(*_CELL, "weight", "whole").agg(count=total("shared"))
    sums: dict[tuple[CreatorId, int, int], Fraction] = {}
    for row in told(counted, engine=engine):
        place = (row["creator_id"], row["cell"], row["kept"])
        part = Fraction(row["weight"], row["whole"]) * row["count"]
        sums[place] = sums.get(place, Fraction(0)) + part
    return sums


def _refuse_bad(found: Sequence[dict[str, Any]]) -> None:
    """Refuse rows that no order can have."""
    lost, foreign, below, misweighed = (sum(row[name] for row in found) for name in _WRONG)
    if lost:
        rule = "hold the order of every credit, and some are missing"
        raise MissingDataError("orders", rule, lost)
    if foreign:
        rule = "be in the currency of the settlement, and some are not"
        raise CurrencyMismatchError("orders.currency", rule, foreign)
    if below:
        rule = "have amounts of at least 0 to be settled, and some rows do not"
        raise InvalidInputError("credits", rule, below)
    refuse_misweighed(misweighed)


def refuse_misweighed(count: int) -> None:
    """Refuse so many rows of which the weight is no part of the whole."""
    if count:
        rule = "have a weight from 1 to its whole in every row, and some do not"
        raise InvalidInputError("credits.weight", rule, count)
