"""Rolling up: what each creator earned in all, or month by month, on the engine.

    orders + shared_orders = rows of a creator        Σ gross, Σ net

Months are those of a zone, and their boundaries are computed in Python.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs
import narwhals as nw

from influence.errors import InvalidInputError, MissingDataError
from influence.frames._accrual_cells import Cells, moment_of
from influence.frames._accrual_credits import flag, timed, told
from influence.frames._engines import Engine, Frame, Native
from influence.frames._tables import TIMED, Tables
from influence.periods import Period, anchored_periods, microseconds, zone as zone_of

_YEAR = 12


def roll_up(credits: Native, *, orders: Native = None, zone: str | None = None) -> Native:
    """The credits of every creator added up, and of nobody, so that the rows sum to all orders.

    Args:
        credits: What ``attribute`` answers.
        orders: The orders that ``attribute`` was given, where sums by month are wanted.
        zone: The IANA time zone of the months.

    Returns:
        A frame of the kind that was given, in no order: ``creator_id`` (null for what nobody
        earned), ``month`` such as ``2026-03`` where *orders* are given, ``orders`` that are the
        creator's alone, ``shared_orders`` of which a part is, ``gross_minor`` and ``net_minor``.
        Sums have to stay below 2^62, which attributed orders do. Working out the frame is an
        error where they do not: of Polars and DuckDB one that names creator and column.

    Raises:
        InvalidInputError: A table or a column is not what it has to be, orders or zone are given
            alone, or a sum that is worked out at once is too large.
        MissingDataError: A column is missing, or a credited order is none of *orders*.
        UnknownNameError: The zone is not known; the close one is named.
    """
    if (orders is None) != (zone is None):
        rule = "be there with the other of orders and zone, and only with it"
        raise InvalidInputError("zone" if zone is None else "orders", rule, None)
    tables = Tables.of(only=TIMED, credits=credits, orders=orders)
    rows = tables.frames["credits"]
    if zone is None:
        return tables.answer(_summed(rows, by=["creator_id"], engine=tables.engine))
    dated = _in_months(rows, zone=zone, tables=tables)
    return tables.answer(_summed(dated, by=["creator_id", "month"], engine=tables.engine))


def _summed(rows: Frame, *, by: Sequence[str], engine: Engine) -> Frame:
    """The sums of every group."""
    marked = rows.with_columns(
        orders=flag(nw.col("weight") == nw.col("whole")),
        shared_orders=flag(nw.col("weight") != nw.col("whole")),
    )
    return engine.added_up(
        marked,
        by=by,
        counts=("orders", "shared_orders"),
        amounts=("gross_minor", "net_minor"),
    )


def _in_months(rows: Frame, *, zone: str, tables: Tables) -> Frame:
    """The credits with the month of each."""
    dated = timed(rows, tables=tables)
    months = _Months.of(dated, zone=zone, tables=tables)
    placed = Cells(microseconds(month.end) for month in months.periods[:-1]).placed(
        dated, tables=tables
    )
    names = [month.start.date().isoformat()[:7] for month in months.periods]
    table = tables.small({"cell": list(range(len(names))), "month": names})
    return placed.join(table, on="cell", how="left")


@attrs.frozen
class _Months:
    """Months of a zone, one after the other.

    Args:
        periods: At least one.
    """

    periods: tuple[Period, ...]

    @classmethod
    def of(cls, dated: Frame, *, zone: str, tables: Tables) -> _Months:
        """The months that the credits lie in.

        Raises:
            MissingDataError: The time of a credit is not known.
        """
        clock = zone_of(zone)
        [found] = told(
            dated.with_columns(lost=flag(nw.col("at").is_null())).select(
                first=nw.col("at").min(), last=nw.col("at").max(), lost=nw.col("lost").sum()
            ),
            engine=tables.engine,
        )
        if found["lost"]:
            rule = "hold the order of every credit, and some are missing"
            raise MissingDataError("orders", rule, int(found["lost"]))
        first = moment_of(found["first"] or 0).astimezone(clock)
        last = moment_of(found["last"] or 0).astimezone(clock)
        anchor = dt.datetime(first.year, first.month, 1, tzinfo=clock)
        count = (last.year - first.year) * _YEAR + last.month - first.month
        # The wall clock can fall back over midnight, and so into the month before.
        return cls(anchored_periods(anchor, months=1, count=count + 2))
