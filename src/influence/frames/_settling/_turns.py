"""Settle turns: where each order stands among the tiers of a ladder that rates orders in turn.

Orders are counted in the order of time, and of their ids where two are of the same moment. A count
of orders is one of their parts, in units of which a whole order has the same number for all; a
count of revenue is one of minor units. What orders of one turn come to is a sum of its own, so the
rule itself rates it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import attrs
import narwhals as nw

from influence.errors import InvalidInputError
from influence.frames._engines import Frame
from influence.frames._figures import flag, told, total
from influence.frames._settling._cells import Cells
from influence.frames._settling._ladders import ClimbingLadder, ladders_of
from influence.frames._settling._rules import asks_for_counts
from influence.frames._settling._sums import CellSum, cell_sums, refuse_misweighed, summed
from influence.frames._tables import Tables
from influence.ids import CreatorId
from influence.payments import PaymentRule
from influence.periods import Period

_MOST_UNITS = 1 << 61
_COUNTED = ("units", "net", "sold")
_UNITS, _NET = 0, 1
_SLICES, _NEXT = 0, 1


@attrs.frozen(kw_only=True)
class Turns:
    """The creators whose terms rate orders by their place in a count.

    Args:
        ladders: The ladder of each.
        counting: Whose terms look at how many orders there are.
        cells: The cells that sums are made for.
    """

    ladders: Mapping[CreatorId, ClimbingLadder]
    counting: Collection[CreatorId]
    cells: Cells

    @classmethod
    def of(cls, terms: Mapping[CreatorId, PaymentRule], *, period: Period, cells: Cells) -> Turns:
        """The ladders of all terms that have one.

        Raises:
            InvalidInputError: Terms have several, or one inside a rule of somebody else's.
        """
        ladders = ladders_of(terms, period=period)
        counting = [who for who in ladders if asks_for_counts(terms[who])]
        return cls(ladders=ladders, counting=counting, cells=cells)

    def sums(self, rows: Frame, *, tables: Tables) -> Iterable[CellSum]:
        """What the creators sold by cell and turn, from their marked rows with cells.

        Raises:
            InvalidInputError: Orders are shared in so many ways that no unit measures them all, or
                sales sum to too much.
        """
        counting = nw.col("creator_id").is_in(list(self.counting))
        if self.counting:
            own = rows.filter(counting)
            units, whole = self._units(own, tables=tables)
            measured = own.join(tables.small(units), on=["weight", "whole"], how="inner")
            found = self._found(measured, whole=whole, tables=tables)
            shares = [Fraction(row["units"], whole) - row["alone"] for row in found]
            yield from cell_sums(found, shares=shares)
        if len(self.counting) < len(self.ladders):
            plain = rows.filter(~counting).with_columns(units=nw.lit(0, nw.Int64))
            found = self._found(plain, whole=1, tables=tables)
            yield from cell_sums(found, shares=[Fraction(0)] * len(found))

    def _found(self, rows: Frame, *, whole: int, tables: Tables) -> list[dict[str, Any]]:
        """The sums of rows that have their units."""
        _refuse_far(rows, tables=tables)
        turned = self._turned(rows, whole=whole, tables=tables)
        return summed(turned, engine=tables.engine, by=["turn"], also=["units"])

    def _units(self, rows: Frame, *, tables: Tables) -> tuple[dict[str, list[int]], int]:
        """A table of the units of each kind of share, and how many a whole order has."""
        kinds = rows.with_columns(one=nw.lit(1, nw.Int64)).group_by("weight", "whole")
        found = told(kinds.agg(count=total("one"), wrong=total("misweighed")), engine=tables.engine)
        refuse_misweighed(sum(row["wrong"] for row in found))
        shares = [Fraction(row["weight"], row["whole"]) for row in found]
        whole = lcm(*(share.denominator for share in shares))
        if whole * sum(row["count"] for row in found) >= _MOST_UNITS:
            rule = "be shared in few ways where tiers slice by the number of orders"
            raise InvalidInputError("credits", rule, f"{len(shares)} different shares")
        table = {
            "weight": [row["weight"] for row in found],
            "whole": [row["whole"] for row in found],
            "units": [int(share * whole) for share in shares],
        }
        return table, whole

    def _turned(self, rows: Frame, *, whole: int, tables: Tables) -> Frame:
        """The rows with their ``turn``."""
        bounds = self._bounds(whole)
        laddered = rows.join(tables.small(self._table(bounds)), on="creator_id", how="inner")
        windowed = laddered.join(tables.small(self._windows), on=["calendar", "cell"], how="inner")
        is_out = (nw.col("only_kept") == 1) & (nw.col("kept") == 0)
        sold = nw.col("gross") + nw.col("excess")
        climbs = nw.when(nw.col("counted") == _NET).then(nw.col("net")).otherwise(sold)
        by_units = nw.when(nw.col("counted") == _UNITS).then(nw.col("units")).otherwise(climbs)
        added = windowed.with_columns(
            adds=nw.when(is_out).then(nw.lit(0, nw.Int64)).otherwise(by_units)
        )
        counted = added.with_columns(
            after=nw.col("adds")
            .cum_sum()
            .over("creator_id", "window", order_by=["at", "order_id"])
            .cast(nw.Int64)
        )
        before, after = nw.col("after") - nw.col("adds"), nw.col("after")
        place = reach = nw.lit(0, nw.Int64)
        for least_before, least_after in bounds.pairs:
            place = place + flag(before >= nw.col(least_before))
            reach = reach + flag(after >= nw.col(least_after))
        placed = counted.with_columns(place=place, reach=reach)
        sliced = nw.col("place") * 2 + flag(nw.col("reach") > nw.col("place"))
        stepped = nw.when(nw.col("way") == _NEXT).then(nw.col("place")).otherwise(nw.col("reach"))
        return placed.with_columns(
            turn=nw.when(nw.col("way") == _SLICES).then(sliced).otherwise(stepped)
        )

    def _bounds(self, whole: int) -> _Bounds:
        """Columns for each bound; one that nobody reaches where a ladder has fewer."""
        ladders = [ladder.bounds(whole) for ladder in self.ladders.values()]
        columns: dict[str, list[int]] = {}
        most = max(map(len, ladders))
        for place in range(most):
            for side, name in enumerate((f"before_{place}", f"after_{place}")):
                columns[name] = [
                    min(bounds[place][side], _MOST_UNITS) if place < len(bounds) else _MOST_UNITS
                    for bounds in ladders
                ]
        return _Bounds(
            columns=columns,
            pairs=[(f"before_{place}", f"after_{place}") for place in range(most)],
        )

    def _table(self, bounds: _Bounds) -> dict[str, list[str] | list[int]]:
        """What is known of each creator's ladder."""
        calendars = self._calendars
        ladders = self.ladders.values()
        return {
            "creator_id": list(self.ladders),
            "calendar": [calendars.index(ladder.restarts) for ladder in ladders],
            "only_kept": [int(ladder.rule.refunds_unreach) for ladder in ladders],
            "counted": [_COUNTED.index(ladder.counted) for ladder in ladders],
            "way": [ladder.way for ladder in ladders],
            **bounds.columns,
        }

    @property
    def _calendars(self) -> list[frozenset[int]]:
        """The restarts that occur, each once."""
        return list(dict.fromkeys(ladder.restarts for ladder in self.ladders.values()))

    @property
    def _windows(self) -> dict[str, list[int]]:
        """Which count each cell belongs to, by restarts."""
        rows = [
            (calendar, cell, sum(cut in restarts for cut in self.cells.cuts[:cell]))
            for calendar, restarts in enumerate(self._calendars)
            for cell in range(len(self.cells.cuts) + 1)
        ]
        columns = zip(*rows, strict=True)
        return {
            name: list(column)
            for name, column in zip(("calendar", "cell", "window"), columns, strict=True)
        }


@attrs.frozen(kw_only=True)
class _Bounds:
    """The bounds of all ladders as columns.

    Args:
        columns: What stands in them, ladder by ladder.
        pairs: Of each tier but the first, the columns of the least count before and with an order.
    """

    columns: Mapping[str, list[int]]
    pairs: Sequence[tuple[str, str]]


def _refuse_far(rows: Frame, *, tables: Tables) -> None:
    """Refuse sales of which the running sum could leave 64 bits."""
    sized = rows.with_columns(size=(nw.col("gross") + nw.col("excess")).cast(nw.Float64))
    sums = sized.group_by("creator_id").agg(size=nw.col("size").sum())
    far = sums.filter(nw.col("size") >= _MOST_UNITS).sort("creator_id").head(1)
    for row in told(far, engine=tables.engine):
        rule = f"sum to less than {_MOST_UNITS} minor units"
        raise InvalidInputError(f"gross_minor of {row['creator_id']}", rule, f"{row['size']:.0f}")
