"""Attribute by several models at once: the touches are met once, and every model looks at the same.

    order, creator → how many touches, the first, the last, what they weigh by age

The classic models follow from that small table: first touch and last touch take all, a linear share
is a count, position based is a count and two ends, and time decay is a sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike

import attrs

from influence.attribution import (
    AttributionPolicy,
    FirstTouch,
    LastTouch,
    Linear,
    PositionBased,
    TimeDecay,
)
from influence.frames._engines import Frame, Native
from influence.frames._kept import kept_of, times_in
from influence.frames._marks import Marks
from influence.frames._owned import owners_of
from influence.frames._paths import Paths
from influence.frames._refusals import refuse_all
from influence.frames._side_by_side import SideBySide
from influence.frames._tables import Tables
from influence.tracking import Owners

_NUMBER = "number"
CLASSIC: Mapping[str, object] = {
    model.name: model
    for model in (FirstTouch(), LastTouch(), Linear(), PositionBased(), TimeDecay())
}


def attribute_all(
    orders: Native,
    *,
    touches: Native = None,
    refunds: Native = None,
    owners: Owners | Native,
    policy: AttributionPolicy | None = None,
    models: Mapping[str, object] = CLASSIC,
    currency: str | None = None,
    keep: Sequence[str] = (),
    is_checked: bool = False,
    into: str | PathLike[str] | None = None,
) -> Native:
    """Who earned which part of every paid order by each of several models, side by side.

    It costs little more than one of them, because touches and orders are joined once.

    Args:
        orders: As ``attribute`` takes them.
        touches: The same.
        refunds: The same.
        owners: Whose each link, code and keyword is, as ``attribute`` takes it.
        policy: Lookback and precedence; its model is not looked at.
        models: Models by the words under which their columns stand: ``FirstTouch``, ``LastTouch``,
            ``Linear``, ``TimeDecay``, and ``PositionBased`` where every place has a share.
        currency: The currency that every row has to be in; without it, there may be only one.
        keep: As ``attribute`` takes it.
        is_checked: Whether the rows are known to be sound.
        into: As ``attribute`` takes it.

    Returns:
        A frame of the kind that was given, with a row for each order and creator whom a touch of
        its path is of, in no order: ``order_id``, ``creator_id`` (null where nobody earned the
        order), for each word ``…_weight``, ``…_whole``, ``…_gross_minor`` and ``…_net_minor``, and
        what is kept. The rows with a weight above 0 are those of ``attribute``. On Polars the paths
        are worked out at once, and the amounts when they are asked for, so many orders at a time.

    Raises:
        InvalidInputError: A table, a column or a model is not what it has to be.
        MissingDataError: A column is missing.
        UnknownNameError: What is to be kept is no such column.
    """
    rules, known = policy or AttributionPolicy(), owners_of(owners)
    given = Tables.of(currency=currency, orders=orders, touches=touches, refunds=refunds)
    destination = given.engine.destination(into)
    kept = kept_of(keep, tables=given)
    if not is_checked:
        refuse_all(given, currency=currency)
    numbered = given.engine.numbered(
        given.frames["orders"],
        into=_NUMBER,
        by_id=any(mark.terms.limit is not None for mark in known.marks),
    )
    tables = given if numbered is None else _by_number(given, numbered)
    paths = Paths(
        tables=tables,
        marks=Marks(known),
        lookback_days=rules.lookback_days,
        precedence=rules.precedence,
    )
    sold = paths.sold(kept if numbered is None else [*kept, "text"])
    side_by_side = SideBySide(
        paths=paths, models=models, is_numbered=numbered is not None, keep=kept
    )
    return given.answer(side_by_side.credits(sold), times=times_in(kept), into=destination)


def _by_number(tables: Tables, numbered: Frame) -> Tables:
    """The tables with numbers for order ids, and the ids as ``text`` of the orders."""
    frames = dict(tables.frames)
    frames["orders"] = numbered.rename({"order_id": "text", _NUMBER: "order_id"})
    if "refunds" in frames:
        ids = numbered.select("order_id", _NUMBER)
        told = frames["refunds"].join(ids, on="order_id", how="inner")
        frames["refunds"] = told.drop("order_id").rename({_NUMBER: "order_id"})
    return attrs.evolve(tables, frames=frames)
