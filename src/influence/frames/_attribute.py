"""Attribute on an engine: a row for each order and creator who earned a part of it."""

from __future__ import annotations

import narwhals as nw

from influence.attribution import AttributionPolicy, CodeFirst, FirstTouch, LastNonDirect, LastTouch
from influence.frames._engines import Frame, Native
from influence.frames._marks import Marks
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
    owners: Owners,
    policy: AttributionPolicy | None = None,
    currency: str | None = None,
    is_checked: bool = False,
) -> Native:
    """Who earned which part of every paid order, on the engine that the frames live on.

    Args:
        orders: ``order_id``, ``at``, ``items_minor``, and maybe ``visitor_id``, ``customer_id``,
            ``codes`` (with ``;`` between them) and ``status``.
        touches: ``at``, ``visitor_id``, ``kind`` and ``value``.
        refunds: ``order_id`` and ``amount_minor``.
        owners: Whose each link, code and keyword is.
        policy: Model, lookback and precedence. Who is paid beside the winners, where every code on
            an order is paid, is no credit and not told.
        currency: The currency that every row has to be in; without it, there may be only one.
        is_checked: Whether the rows are known to be sound, as after ``refused`` found none; else
            they are looked through first.

    Returns:
        A frame of the kind that was given: ``order_id``, ``creator_id`` (null where nobody earned
        the order), ``weight``, ``whole``, ``gross_minor`` and ``net_minor``, in no order. The rows
        of an order sum to it.

    Raises:
        InvalidInputError: A table, a column or a row is not what it has to be.
        MissingDataError: A column is missing; the close one is named.
    """
    rules = policy or AttributionPolicy()
    tables = Tables.of(orders=orders, touches=touches, refunds=refunds)
    if not is_checked:
        refuse_all(tables, currency=currency)
    paths = Paths(
        tables=tables,
        marks=Marks(owners),
        lookback_days=rules.lookback_days,
        precedence=rules.precedence,
    )
    return tables.answer(credits_of(paths, rules.model))


def credits_of(paths: Paths, model: object) -> Frame:
    """The rows of a model over paths."""
    names = dict(enumerate(paths.marks.creators))
    small = paths.tables.small({"rank": list(names), "creator_id": list(names.values())})
    return parted(paths, model).join(small, on="rank", how="left").select(
        "order_id",
        "creator_id",
        "weight",
        "whole",
        gross_minor=nw.col("gross"),
        net_minor=nw.col("net"),
    )  # fmt: skip


def parted(paths: Paths, model: object) -> Frame:
    """The paid orders over whoever earned them, by the rank of each; null where nobody did.

    Returns:
        ``order_id``, ``rank``, ``weight``, ``whole``, ``gross``, ``net``, and ``last``: the key of
        the creator's last touch that earned something.
    """
    credited = weighed(paths, model)
    joined = paths.orders.select("order_id", "gross", "net").join(
        credited, on="order_id", how="left"
    )
    if isinstance(model, _PICKING):
        return joined.with_columns(weight=nw.lit(1, nw.Int64), whole=nw.lit(1, nw.Int64))
    filled = joined.with_columns(
        weight=nw.col("weight").fill_null(1),
        turn=nw.col("turn").fill_null(0),
    )
    return split(filled, amounts=("gross", "net"), engine=paths.tables.engine)
