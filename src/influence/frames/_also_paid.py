"""Also paid: who is paid on whole orders beside those who earned them, where every code is paid.

An order is credited to whom its one code or its touches lead. A campaign may pay the owners of its
other codes all the same; what that costs is no credit, so it stands in rows of its own.
"""

from __future__ import annotations

import narwhals as nw

from influence.attribution import AttributionPolicy, Precedence
from influence.frames._attribute import credits_of
from influence.frames._claims import precedence_of, silent_codes
from influence.frames._engines import Frame, Native
from influence.frames._marks import Marks
from influence.frames._owned import owners_of
from influence.frames._paths import Paths
from influence.frames._refusals import refuse_all
from influence.frames._tables import Tables
from influence.tracking import Owners

_ORDER, _CREATOR, _RANK = "order_id", "creator_id", "coded_rank"


def also_paid(
    orders: Native,
    *,
    touches: Native = None,
    refunds: Native = None,
    owners: Owners | Native,
    policy: AttributionPolicy,
    currency: str | None = None,
    is_checked: bool = False,
) -> Native:
    """Who is paid on whole orders that others earned, on the engine that the frames live on.

    Args:
        orders: As ``attribute`` takes them.
        touches: The same.
        refunds: The same.
        owners: The same.
        policy: The same; nobody is paid unless ``several_codes`` is ``each_is_paid``.
        currency: The currency that every row has to be in; without it, there may be only one.
        is_checked: Whether the rows are known to be sound.

    Returns:
        A frame of the kind that was given, with the columns of ``attribute``, in no order: of every
        other code on an order that somebody earned, which its own rule lets count, the owner, with
        the whole order, unless they earned a part of it. Such rows may be settled with the credits,
        and are no part of any sum of sales.

    Raises:
        InvalidInputError: A table, a column or a row is not what it has to be.
        MissingDataError: A column is missing; the close one is named.
    """
    tables = Tables.of(currency=currency, orders=orders, touches=touches, refunds=refunds)
    if not is_checked:
        refuse_all(tables, currency=currency)
    paths = Paths(
        tables=tables,
        marks=Marks(owners_of(owners)),
        lookback_days=policy.lookback_days,
        precedence=policy.precedence,
    )
    earned = credits_of(paths, policy.model)
    if (
        policy.several_codes != "each_is_paid"
        or "codes" not in paths.orders_as_given.collect_schema()
    ):
        return tables.answer(earned.head(0))
    return tables.answer(_beside(paths, earned.filter(~nw.col(_CREATOR).is_null())))


def _beside(paths: Paths, earned: Frame) -> Frame:
    """The rows of those who are paid beside those who earned."""
    names = dict(enumerate(paths.marks.creators))
    small = paths.tables.small({_RANK: list(names), _CREATOR: list(names.values())})
    counting = _counting(paths).join(small, on=_RANK, how="inner").select(_ORDER, _CREATOR)
    sold = counting.join(earned.select(_ORDER).unique(), on=_ORDER, how="semi")
    beside = sold.join(earned, on=[_ORDER, _CREATOR], how="anti")
    one = nw.lit(1, nw.Int64)
    return (
        beside.join(paths.orders.select(_ORDER, "gross", "net"), on=_ORDER, how="inner")
        .with_columns(weight=one, whole=one)
        .select(
            _ORDER,
            _CREATOR,
            "weight",
            "whole",
            gross_minor=nw.col("gross"),
            net_minor=nw.col("net"),
        )
    )


def _counting(paths: Paths) -> Frame:
    """The owners of silent codes that would take their order if they spoke, each once an order."""
    silent = silent_codes(paths.orders_as_given, tables=paths.tables, marks=paths.marks)
    some = paths.orders_as_given.join(silent.select(_ORDER).unique(), on=_ORDER, how="semi")
    met = paths.met_by(some).select(_ORDER, "key", coded_rank=paths.rank(nw.col("key")))
    lasts = met.group_by(_ORDER).agg(last=nw.col("key").max())
    own = met.select(_ORDER, _RANK).unique().with_columns(own=nw.lit(1, nw.Int64))
    judged = silent.join(lasts, on=_ORDER, how="left").join(own, on=[_ORDER, _RANK], how="left")
    by_number = precedence_of(paths.marks, policy=paths.precedence)

    def among(*words: Precedence) -> nw.Expr:
        numbers = [number for number, one in by_number.items() if one in words]
        return nw.col("mark").is_in(numbers).fill_null(value=False)

    is_involved = (nw.col("own") == 1).fill_null(value=False)
    is_winner = (paths.rank(nw.col("last")) == nw.col(_RANK)).fill_null(value=False)
    counts = (
        among("code_wins", "last_touch")
        | (among("code_if_involved") & is_involved)
        | (among("code_if_winner") & is_winner)
        | (among("link_wins") & nw.col("last").is_null())
    )
    return judged.filter(counts).select(_ORDER, _RANK).unique()
