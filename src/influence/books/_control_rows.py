"""Rows of a control: which of them can be true together.

a region in both arms, or with other people    the rows after the first are left out
a holdout's revenue in another currency        left out: it has no day, so no rate
"""

from __future__ import annotations

from influence.books._judge import JudgedTable
from influence.errors import InvalidInputError
from influence.incrementality import HoldoutUnit, RegionDay


def judge_controls(table: JudgedTable[RegionDay]) -> None:
    """Leave out the rows of a region that contradict its first one."""
    first: dict[str, RegionDay] = {}
    left_out: set[int] = set()
    for place, row in enumerate(table.rows):
        own = first.setdefault(row.region, row)
        column = "arm" if row.arm != own.arm else "people"
        told, other = getattr(row, column), getattr(own, column)
        if told != other:
            rule = f"be {_shown(other)}, as on the first day of region {row.region}"
            message = str(InvalidInputError(column, rule, told))
            table.reject("INF101", table.lines[place], message, column=column)
            left_out.add(place)
    table.without(left_out=left_out)


def judge_holdouts(table: JudgedTable[HoldoutUnit], *, currency: str) -> None:
    """Leave out the rows in another currency, which no rate can be told for."""
    left_out: set[int] = set()
    for place, row in enumerate(table.rows):
        if row.revenue is not None and row.revenue.currency != currency:
            rule = f"be {currency}, because a holdout has no day to convert at"
            message = str(InvalidInputError("currency", rule, row.revenue.currency))
            table.reject("INF101", table.lines[place], message, column="currency")
            left_out.add(place)
    table.without(left_out=left_out)


def _shown(told: object) -> str:
    """What the first row tells."""
    return "empty" if told is None else str(told)
