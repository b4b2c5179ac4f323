"""Tables: the tables of a campaign book, column by column.

The order is that of reading: what others refer to comes first.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from influence.books._cells import (
    as_amount,
    as_codes,
    as_count,
    as_day,
    as_flag,
    as_moment,
    as_name,
    as_share,
    as_text,
    as_told_amount,
)
from influence.books._columns import Column, TableKind
from influence.books._content_tables import (
    ASSET_USES,
    ASSETS,
    AUDIENCE,
    COMMENTS,
    MEMBERSHIPS,
    MOVES,
    POSTS,
    RECENT_POSTS,
)
from influence.costs import Cost
from influence.creators import Creator, Handle
from influence.disputes import Dispute
from influence.exchange import ExchangeRate
from influence.incrementality import HoldoutUnit, RegionDay
from influence.leads import Lead
from influence.orders import LineItem, Order, Refund
from influence.results import Result
from influence.sources import Gap
from influence.tracking import Touch

_must = partial(Column, required=True)


def _creator(
    *,
    platform: str = "",
    handle: str = "",
    **fields: Any,  # noqa: ANN401  # whatever a creator has
) -> Creator:
    """A creator; a handle needs its platform, and a platform may stand without a handle."""
    if handle:
        return Creator(handles=(Handle(platform, handle),), **fields)
    return Creator(platform=platform or None, **fields)


CREATORS = TableKind(
    name="creators",
    key="creator_id",
    make=_creator,
    renamed={"Handle.name": "handle", "Handle.platform": "platform"},
    columns=(
        _must("creator_id", as_name),
        _must("name", as_text),
        Column("platform", as_name),
        Column("handle", as_text),
        Column("followers", as_count),
        Column("niche", as_name),
        Column("location", as_name),
        Column("audience_match", as_share),
        Column("reliability", as_share),
        Column("email", as_name),
        Column("customer_id", as_name),
        Column("country", as_name),
        Column("language", as_name),
        Column("tax_form", as_name),
    ),
)

RATES = TableKind(
    name="rates",
    key="rate_id",
    key_column="rate",
    make=ExchangeRate,
    is_quoted=True,
    columns=(
        _must("currency", as_name, field="base"),
        _must("at", as_moment),
        _must("rate", as_share),
        _must("source", as_name),
    ),
)

TOUCHES = TableKind(
    name="touches",
    key="touch_id",
    make=Touch,
    columns=(
        _must("touch_id", as_text),
        _must("at", as_moment),
        _must("visitor_id", as_name),
        _must("kind", as_name),
        _must("value", as_name),
        Column("referrer", as_name),
    ),
)

ORDERS = TableKind(
    name="orders",
    key="order_id",
    make=Order,
    has_amounts=True,
    dated_by="at",
    columns=(
        _must("order_id", as_name),
        _must("at", as_moment),
        _must("items", as_amount),
        Column("visitor_id", as_name),
        Column("customer_id", as_name),
        Column("discount", as_amount),
        Column("tax", as_amount),
        Column("shipping", as_amount),
        Column("codes", as_codes),
        Column("gross_profit", as_amount),
        Column("is_new_customer", as_flag),
        Column("status", as_name),
        Column("customer_email", as_name),
        Column("referrer", as_name),
    ),
)

ORDER_LINES = TableKind(
    name="order_lines",
    field="line_items",
    key="line_id",
    make=LineItem,
    has_amounts=True,
    columns=(
        _must("line_id", as_text),
        _must("order_id", as_name, refers_to="orders"),
        _must("product", as_name),
        _must("amount", as_amount),
        Column("quantity", as_count),
        Column("kind", as_name),
    ),
)

REFUNDS = TableKind(
    name="refunds",
    key="refund_id",
    make=Refund,
    has_amounts=True,
    columns=(
        _must("refund_id", as_text),
        _must("order_id", as_name, refers_to="orders"),
        _must("at", as_moment),
        _must("amount", as_amount),
        Column("product", as_name),
    ),
)

DISPUTES = TableKind(
    name="disputes",
    key="dispute_id",
    make=Dispute,
    columns=(
        _must("dispute_id", as_text),
        _must("order_id", as_name, refers_to="orders"),
        _must("opened_at", as_moment),
        Column("closed_at", as_moment),
        Column("outcome", as_name),
    ),
)

LEADS = TableKind(
    name="leads",
    key="lead_id",
    make=Lead,
    columns=(
        _must("lead_id", as_text),
        _must("at", as_moment),
        _must("visitor_id", as_name),
        Column("kind", as_name),
        Column("qualified", as_flag),
    ),
)

RESULTS = TableKind(
    name="results",
    make=Result,
    has_amounts=True,
    dated_by="date",
    columns=(
        _must("creator_id", as_name, refers_to="creators"),
        _must("date", as_day),
        Column("clicks", as_count),
        Column("leads", as_count),
        Column("signups", as_count),
        Column("orders", as_count),
        Column("customers", as_count),
        Column("revenue", as_amount),
        Column("gross_profit", as_amount),
    ),
)

COSTS = TableKind(
    name="costs",
    key="cost_id",
    make=Cost,
    has_amounts=True,
    dated_by="at",
    columns=(
        _must("cost_id", as_text),
        Column("creator_id", as_name, refers_to="creators"),
        _must("kind", as_name),
        _must("at", as_moment),
        _must("amount", as_amount),
        Column("basis", as_name),
        Column("rate", as_amount),
        Column("orders", as_count),
    ),
)

GAPS = TableKind(
    name="gaps",
    make=Gap,
    columns=(
        _must("source", as_name),
        _must("kind", as_name),
        _must("where", as_text),
        _must("told", as_text),
        Column("rows", as_count),
        Column("share", as_share),
        Column("clicks", as_count),
        Column("orders", as_count),
        Column("amount", as_told_amount),
    ),
)

CONTROLS = TableKind(
    name="controls",
    key="region_day",
    key_column="region",
    make=RegionDay,
    has_amounts=True,
    dated_by="date",
    columns=(
        _must("region", as_name),
        _must("arm", as_name),
        _must("date", as_day),
        _must("revenue", as_amount),
        Column("orders", as_count),
        Column("people", as_count),
    ),
)

HOLDOUTS = TableKind(
    name="holdouts",
    key="unit_id",
    make=HoldoutUnit,
    has_amounts=True,
    columns=(
        _must("unit_id", as_text),
        _must("arm", as_name),
        Column("people", as_count),
        Column("conversions", as_count),
        Column("revenue", as_amount),
    ),
)

#: Every table by name. ``creators`` is the only one that a book cannot do without, and ``gaps`` the
#: only one that nobody writes by hand.
TABLES: dict[str, TableKind[Any]] = {
    kind.name: kind
    for kind in (
        CREATORS,
        RATES,
        POSTS,
        TOUCHES,
        ORDERS,
        ORDER_LINES,
        REFUNDS,
        DISPUTES,
        LEADS,
        RESULTS,
        COSTS,
        CONTROLS,
        HOLDOUTS,
        MOVES,
        ASSETS,
        ASSET_USES,
        RECENT_POSTS,
        COMMENTS,
        AUDIENCE,
        MEMBERSHIPS,
        GAPS,
    )
}
