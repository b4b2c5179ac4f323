"""Settle turns: where each order stands among the tiers of a ladder that counts orders.

    turn = 2 × tier before the order, and 1 more for the one order that reaches into the next

Orders are counted in the order of time, and of their ids where two are of the same moment; shared
ones by their parts, in units of which a whole order has the same number for all. An order that lies
on two tiers is a sum of its own, so the rule itself slices it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import lcm

import attrs
import narwhals as nw

from influence.errors import InvalidInputError
from influence.frames._accrual_cells import Cells
from influence.frames._accrual_credits import flag, told, total
from influence.frames._accrual_sums import CellSum, cell_sums, refuse_misweighed, summed
from influence.frames._engines import Frame
from influence.frames._settle_cuts import own_cuts
from influence.frames._settle_rules import slices_by_count
from influence.frames._tables import Tables
from influence.ids import CreatorId
from influence.payments import (
    Amended,
    Capped,
    Guaranteed,
    Hybrid,
    PaymentRule,
    Tiered,
    rules_within,
)
from influence.periods import Period

_MOST_UNITS = 1 << 61


@attrs.frozen(kw_only=True)
class CountLadder:
    """A ladder that counts orders, as part of a creator's terms.

    Args:
        rule: The tiers.
        restarts: The moments at which its count begins anew.
    """

    rule: Tiered
    restarts: frozenset[int]

    @property
    def bounds(self) -> list[int]:
        """Where its tiers start, but for the first."""
        starts = (tier.starts_at for tier in self.rule.tiers[1:])
        return [start for start in starts if isinstance(start, int)]


@attrs.frozen(kw_only=True)
class Turns:
    """The creators whose terms rate orders by their place in a count.

    Args:
        ladders: The ladder of each.
        cells: The cells that sums are made for.
    """

    ladders: Mapping[CreatorId, CountLadder]
    cells: Cells

    @classmethod
    def of(cls, terms: Mapping[CreatorId, PaymentRule], *, period: Period, cells: Cells) -> Turns:
        """The ladders of all terms that have one.

        Raises:
            InvalidInputError: Terms have several, or one inside a rule of somebody else's.
        """
        ladders: dict[CreatorId, CountLadder] = {}
        for creator_id, rule in terms.items():
            count = sum(map(slices_by_count, rules_within(rule)))
            known = list(_ladders(rule, period=period, restarts=frozenset()))
            if count > 1 or len(known) != count:
                what = f"{rule.name} in the deal with {creator_id}"
                wanted = "slice orders by one ladder of ours to be settled on an engine"
                raise InvalidInputError(what, wanted, count)
            if known:
                ladders[creator_id] = known[0]
        return cls(ladders=ladders, cells=cells)

    def sums(self, rows: Frame, *, tables: Tables) -> Iterable[CellSum]:
        """What the creators sold by cell and turn, from their marked rows with cells.

        Raises:
            InvalidInputError: Orders are shared in so many ways that no unit measures them all.
        """
        units, whole = self._units(rows, tables=tables)
        measured = rows.join(tables.small(units), on=["weight", "whole"], how="inner")
        turned = self._turned(measured, whole=whole, tables=tables)
        found = summed(turned, engine=tables.engine, by=["turn"], also=["units"])
        return cell_sums(
            found, shares=[Fraction(row["units"], whole) - row["alone"] for row in found]
        )

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
        added = windowed.with_columns(
            adds=nw.when(is_out).then(nw.lit(0, nw.Int64)).otherwise(nw.col("units"))
        )
        counted = added.with_columns(
            after=nw.col("adds")
            .cum_sum()
            .over("creator_id", "window", order_by=["at", "order_id"])
            .cast(nw.Int64)
        )
        before = nw.col("after") - nw.col("adds")
        place = reach = nw.lit(0, nw.Int64)
        for name in bounds:
            place = place + flag(before >= nw.col(name))
            reach = reach + flag(nw.col("after") > nw.col(name))
        placed = counted.with_columns(place=place, reach=reach)
        return placed.with_columns(
            turn=nw.col("place") * 2 + flag(nw.col("reach") > nw.col("place"))
        )

    def _bounds(self, whole: int) -> dict[str, list[int]]:
        """A column for each bound, in units; one that nobody reaches where a ladder has fewer."""
        ladders = [ladder.bounds for ladder in self.ladders.values()]
        return {
            f"bound_{place}": [
                min(bounds[place] * whole, _MOST_UNITS) if place < len(bounds) else _MOST_UNITS
                for bounds in ladders
            ]
            for place in range(max(map(len, ladders)))
        }

    def _table(self, bounds: Mapping[str, list[int]]) -> dict[str, list[str] | list[int]]:
        """What is known of each creator's ladder."""
        calendars = self._calendars
        ladders = self.ladders.values()
        return {
            "creator_id": list(self.ladders),
            "calendar": [calendars.index(ladder.restarts) for ladder in ladders],
            "only_kept": [int(ladder.rule.refunds_unreach) for ladder in ladders],
            **bounds,
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


def _ladders(
    rule: PaymentRule, *, period: Period, restarts: frozenset[int]
) -> Iterator[CountLadder]:
    """The ladders that count orders in a rule of ours, with what cuts the time around them."""
    cuts = restarts | frozenset(own_cuts(rule, period=period))
    if slices_by_count(rule) and isinstance(rule, Tiered):
        yield CountLadder(rule=rule, restarts=cuts)
    for part in _parts(rule):
        yield from _ladders(part, period=period, restarts=cuts)


def _parts(rule: PaymentRule) -> tuple[PaymentRule, ...]:
    """The rules that a rule of ours is made of."""
    if isinstance(rule, Hybrid):
        return rule.parts
    if isinstance(rule, Amended):
        return (rule.first, *(one.terms for one in rule.amendments))
    return (rule.terms,) if isinstance(rule, Capped | Guaranteed) else ()
