"""Attribute on an engine: a row for each order and creator who earned a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

import narwhals as nw

from influence.attribution import AttributionPolicy, CodeFirst, FirstTouch, LastNonDirect, LastTouch
from influence.frames._engines import Frame, Native
from influence.frames._kept import kept_of, times_in
from influence.frames._marks import Marks
from influence.frames._owned import owners_of
from influence.frames._paths import Paths
from influence.frames._refusals import refuse_all
from influence.frames._splitting import split
from influence.frames._tables import Tables
from influence.frames._weighing import weighed
from influence.tracking import Owners

_PICKING = (FirstTouch, LastTouch, CodeFirst, LastNonDirect)


def attribute(
    orders: Native,
    *,
    touches: Native = None,
    refunds: Native = None,
    owners: Owners | Native,
    policy: AttributionPolicy | None = None,
    currency: str | None = None,
    keep: Sequence[str] = (),
    is_checked: bool = False,
    into: str | PathLike[str] | None = None,
) -> Native:
    """Who earned which part of every paid order, on the engine that the frames live on.

    A visitor with very many orders is credited without meeting every touch of theirs, but for
    models that look at each touch (time decay, custom weights, positions without a share, models of
    plugins): those take some orders at a time on Polars, at once, and leave it to other engines.

    Args:
        orders: ``order_id``, ``at``, ``items_minor`` or ``items`` (decimals in major units), and
            maybe ``visitor_id``, ``customer_id``, ``codes`` (with ``;`` between them, or lists),
            ``status`` and ``currency``.
        touches: ``at``, ``visitor_id``, ``kind`` and ``value``.
        refunds: ``order_id``, and ``amount_minor`` or ``amount``.
        owners: Whose each link, code and keyword is, as a value or as a frame of marks: ``kind``,
            ``value``, ``creator_id``, and of codes maybe ``starts``, ``ends``, ``limit``,
            ``priority`` and ``credit``.
        policy: Model, lookback and precedence. Who is paid beside the winners, where every code on
            an order is paid, is no credit; ``also_paid`` tells it.
        currency: The currency that every row has to be in; without it, there may be only one.
        keep: What every row tells of its order as well, ``at`` or ``currency``: ``roll_up`` and
            ``settle`` then need no orders.
        is_checked: Whether the rows are known to be sound, as after ``refused`` found none; else
            they are looked through first.
        into: A Parquet file to which Polars or DuckDB writes the rows, batch by batch, instead of
            giving them back. A file that is there is replaced once the new one is whole.

    Returns:
        A frame of the kind that was given: ``order_id``, ``creator_id`` (null where nobody earned
        the order), ``weight``, ``whole``, ``gross_minor`` and ``net_minor``, in no order, and
        what is kept. The rows of an order sum to it. A lazy frame or relation over the file, where
        they are written into one.

    Raises:
        InvalidInputError: A table, a column or a row is not what it has to be.
        MissingDataError: A column is missing; the close one is named.
        UnknownNameError: What is to be kept is no such column.
        PluginError: A model of somebody else's answers what are no weights.
        BrokenTableError: A file is not Parquet.
    """
    rules = policy or AttributionPolicy()
    tables = Tables.of(currency=currency, orders=orders, touches=touches, refunds=refunds)
    destination = tables.engine.destination(into)
    kept = kept_of(keep, tables=tables)
    if not is_checked:
        refuse_all(tables, currency=currency)
    paths = Paths(
        tables=tables,
        marks=Marks(owners_of(owners)),
        lookback_days=rules.lookback_days,
        precedence=rules.precedence,
    )
    credited = credits_of(paths, rules.model, keep=kept)
    return tables.answer(credited, times=times_in(kept), into=destination)


def credits_of(paths: Paths, model: object, *, keep: Sequence[str] = ()) -> Frame:
    """The rows of a model over paths, and what is kept of the orders."""
    names = dict(enumerate(paths.marks.creators))
    small = paths.tables.small({"rank": list(names), "creator_id": list(names.values())})
    return parted(paths, model, keep=keep).join(small, on="rank", how="left").select(
        "order_id",
        "creator_id",
        "weight",
        "whole",
        nw.col("gross").alias("gross_minor"),
        nw.col("net").alias("net_minor"),
        *keep,
    )  # fmt: skip


def parted(paths: Paths, model: object, *, keep: Sequence[str] = ()) -> Frame:
    """The paid orders over whoever earned them, by the rank of each; null where nobody did.

    Returns:
        ``order_id``, ``rank``, ``weight``, ``whole``, ``gross``, ``net``, what is kept, and
        ``last``: the key of the creator's last touch that earned something.
    """
    credited = weighed(paths, model)
    joined = paths.sold(keep).join(credited, on="order_id", how="left")
    if isinstance(model, _PICKING):
        return joined.with_columns(weight=nw.lit(1, nw.Int64), whole=nw.lit(1, nw.Int64))
    filled = joined.with_columns(
        weight=nw.col("weight").fill_null(1),
        turn=nw.col("turn").fill_null(0),
    )
    return split(filled, amounts=("gross", "net"), engine=paths.tables.engine)
