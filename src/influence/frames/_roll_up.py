"""Rolling up: what each creator earned in all, or month by month, on the engine.

    orders + shared_orders = rows of a creator        Σ gross, Σ net

Months are those of a zone, and their boundaries are computed in Python.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from os import PathLike

import attrs
import narwhals as nw

from influence.errors import InvalidInputError, MissingDataError
from influence.frames._columns import words_of
from influence.frames._engines import Engine, Frame, Native
from influence.frames._figures import flag, told
from influence.frames._one_model import of_model
from influence.frames._settling._cells import Cells, moment_of
from influence.frames._settling._credits import timed
from influence.frames._tables import TIMED, Tables
from influence.periods import Period, anchored_periods, microseconds, zone as zone_of

_YEAR = 12
_SUMS = ("orders", "shared_orders", "gross_minor", "net_minor")


def roll_up(
    credits: Native,
    *,
    orders: Native = None,
    zone: str | None = None,
    model: str | None = None,
    into: str | PathLike[str] | None = None,
) -> Native:
    """The credits of every creator added up, and of nobody, so that the rows sum to all orders.

    Args:
        credits: What ``attribute`` answers, or ``attribute_all``.
        orders: The orders that ``attribute`` was given, where sums by month are wanted; left out
            where credits tell ``at``.
        zone: The IANA time zone of the months.
        model: Which model of several is added up; all of them where none is named.
        into: As ``attribute`` takes it.

    Returns:
        A frame of the kind that was given, in no order: ``creator_id`` (null for what nobody
        earned), ``month`` such as ``2026-03`` where a zone is given, ``orders`` that are the
        creator's alone, ``shared_orders`` of which a part is, ``gross_minor`` and ``net_minor``.
        Of several models side by side: those four for each word, as ``linear_orders``. A lazy
        frame over the file, where they are written into one. Sums have to stay below 2^62, which
        attributed orders do. Working out the frame is an error where they do not: of Polars and
        DuckDB one that names creator and column.

    Raises:
        InvalidInputError: A table or a column is not what it has to be, orders or zone are given
            alone, or a sum that is worked out at once is too large.
        MissingDataError: A column is missing, or a credited order is none of *orders*.
        UnknownNameError: The zone or the model is not known; the close one is named.
    """
    tables = Tables.of(only=TIMED, credits=of_model(credits, model), orders=orders)
    destination = tables.engine.destination(into)
    rows = tables.frames["credits"]
    names = rows.collect_schema().names()
    lacks = orders is None and "at" not in names
    if lacks if zone is not None else orders is not None:
        rule = "be there with the other of orders and zone, and only with it"
        raise InvalidInputError("zone" if zone is None else "orders", rule, None)
    words = () if "weight" in names else words_of(names)
    if zone is None:
        summed = _summed(rows, by=["creator_id"], words=words, engine=tables.engine)
        return tables.answer(summed, into=destination)
    placed, months = _in_months(rows, zone=zone, tables=tables)
    sums = _summed(placed, by=["creator_id", "cell"], words=words, engine=tables.engine)
    table = tables.small({"cell": list(range(len(months))), "month": months})
    creator, cell, *others = sums.collect_schema().names()
    by_month = sums.join(table, on=cell, how="left").select(creator, "month", *others)
    return tables.answer(by_month, into=destination)


def _summed(rows: Frame, *, by: Sequence[str], words: Sequence[str], engine: Engine) -> Frame:
    """The sums of every group, by every model where there are several."""
    starts = [f"{word}_" for word in words] or [""]
    marked = rows.with_columns(
        one
        for start in starts
        for one in (
            (nw.col(f"{start}weight") == nw.col(f"{start}whole")).alias(f"{start}orders"),
            (nw.col(f"{start}weight") > 0).alias(f"{start}shared_orders"),
        )
    )
    names = [f"{start}{name}" for start in starts for name in _SUMS]
    sums = engine.added_up(
        marked,
        by=by,
        counts=[name for name in names if name.endswith("orders")],
        amounts=[name for name in names if name.endswith("_minor")],
    )
    shared = (
        (nw.col(f"{start}shared_orders") - nw.col(f"{start}orders")).alias(f"{start}shared_orders")
        for start in starts
    )
    return sums.with_columns(shared).select(*by, *names)


def _in_months(rows: Frame, *, zone: str, tables: Tables) -> tuple[Frame, Sequence[str]]:
    """The credits with the place of the month of each, and the names of the months."""
    dated = timed(rows, tables=tables)
    months = _Months.of(dated, zone=zone, tables=tables)
    placed = Cells(microseconds(month.end) for month in months.periods[:-1]).placed(
        dated, tables=tables
    )
    return placed, [month.start.date().isoformat()[:7] for month in months.periods]


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
