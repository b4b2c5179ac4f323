"""Settling on an engine: what each creator has earned in each accrual period under their deal.

    fee of a period = fee of everything until its end − fee of everything before it

The engine adds up what each creator sold between the moments at which their terms begin anew. The
payment rule itself is then asked, with a few orders that carry the sums: so there is one definition
of every fee, and it is the one of ``influence.payments``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from os import PathLike
from typing import TYPE_CHECKING, cast

import narwhals as nw

from influence.deals import Deal
from influence.frames._engines import Frame, Native
from influence.frames._one_model import of_model
from influence.frames._settling._buyers import buyers_of
from influence.frames._settling._credits import timed
from influence.frames._settling._dealt import deals_of, is_frame
from influence.frames._settling._held import without_held
from influence.frames._settling._order import orders_of
from influence.frames._settling._rows import settled_frame
from influence.frames._settling._sums import CellSum, cell_sums, marked, shares_of, summed
from influence.frames._settling._terms import Agreed
from influence.frames._settling._turns import Turns
from influence.frames._tables import BOUGHT, TIMED, Tables
from influence.ids import CreatorId, OrderId
from influence.payments import Performance
from influence.periods import Period
from influence.settlement import SettlementPolicy

if TYPE_CHECKING:
    from influence.plugins import Registry

#: Nothing is held, and a period lasts a month.
MONTHLY = SettlementPolicy(hold_days=0, period_months=1)


def settle(
    credits: Native,
    *,
    orders: Native = None,
    deals: Iterable[Deal] | Native,
    period: Period,
    currency: str,
    policy: SettlementPolicy = MONTHLY,
    work: Mapping[CreatorId, Performance] | None = None,
    held: Iterable[OrderId] | Native = (),
    registry: Registry | None = None,
    model: str | None = None,
    each_order: bool = False,
    into: str | PathLike[str] | None = None,
) -> Native:
    """What each creator has earned in each accrual period, on the engine that the frames live on.

    Args:
        credits: What ``attribute`` answers, or ``attribute_all`` with the word of a *model*. What
            came back counts in the period of its order.
        orders: The orders that ``attribute`` was given; left out where credits tell ``at``.
        deals: What was agreed with each creator, in terms that follow from sums of orders; as
            values, or as a frame: ``creator``, and ``terms`` as JSON with the keys of a campaign
            file, such as ``{"rule": "commission", "rate": "0.12"}``.
        period: From the start of the campaign to the moment of the settlement; accrual periods are
            counted from its start, in the zone of that. Orders after its end are not looked at.
        currency: The currency of every amount.
        policy: How long orders are held, and how many months an accrual period lasts. Nothing is
            held and a period lasts a month where it is left out.
        work: What creators did beside orders, where terms look at deliverables or figures of posts:
            performances of the same period without orders.
        held: Orders that may not be paid yet, such as of open disputes or self-referrals: their
            ids, or a frame of the same engine with ``order_id``, and ``creator_id`` where only the
            part of one creator is held. They are left out of every figure.
        registry: Whose payment rules a frame of deals may name; those that are installed where it
            is left out.
        model: By which of several models is paid.
        each_order: Whether terms that look at each order (``single_order``, rounding order by
            order, rolling windows, caps for each order or customer, new customers, customers of the
            first months) are asked with every order of their creators, one by one in Python;
            without it they are refused. Who bought is told by ``customer_id`` and
            ``is_new_customer`` of the orders; a customer buys since their first paid one.
        into: As ``attribute`` takes it.

    Returns:
        A frame of the kind that was given, in no order: ``creator_id``; ``period_start`` and
        ``period_end``, the first moment in the period and the first after it, as ISO 8601 text with
        the offset of the zone, which every engine tells alike; ``orders`` that are the creator's
        alone, ``shared_orders``, ``gross_minor``, ``net_minor``, ``fee_minor`` and ``no_fee``.
        Everybody with terms has a row for every period. Whoever sold something without terms has a
        row where they did, in which ``fee_minor`` is null and ``no_fee`` says why.

    Raises:
        InvalidInputError: A table or a column is not what it has to be, an amount is below zero,
            terms do not follow from sums, two deals are with one creator, or *work* is of another
            period or holds orders.
        MissingDataError: A column, the order of a credit, or orders, columns or work that terms
            look at are missing.
        CurrencyMismatchError: An order, work, or an amount of the terms is in another currency.
        UnknownNameError: *work* is of nobody with terms, or the currency or model is not known.
    """
    known = deals_of(deals, currency=currency, registry=registry)
    agreed = Agreed.of(
        known,
        period=period,
        currency=currency,
        policy=policy,
        work=work or {},
        each_order=each_order,
    )
    frame, ids = _told_apart(held)
    told = of_model(credits, model)
    only = BOUGHT if agreed.buying else TIMED
    tables = Tables.of(only=only, credits=told, orders=orders, held=frame)
    destination = tables.engine.destination(into)
    sums: dict[CreatorId, list[CellSum]] = {}
    earned = _rows(agreed, tables=tables, held=ids)
    for one in _sums(agreed, earned, tables=tables):
        sums.setdefault(one.creator_id, []).append(one)
    orders_by_creator = orders_of(
        earned,
        creators=agreed.by_order,
        buyers=buyers_of(agreed.buying, tables=tables),
        currency=currency,
        engine=tables.engine,
    )
    rows = [
        row
        for creator_id in sorted({*agreed.terms, *sums})
        for row in agreed.rows(
            creator_id, sums.get(creator_id, ()), orders_by_creator.get(creator_id, ())
        )
    ]
    return tables.answer(settled_frame(rows, tables=tables), into=destination)


def _told_apart(held: Iterable[OrderId] | Native) -> tuple[Native, Collection[OrderId]]:
    """Held orders as a frame, and as ids; one of them is empty."""
    given = cast("object", held)
    if isinstance(given, Iterable) and not is_frame(cast("object", given)):
        return None, tuple(cast("Iterable[OrderId]", given))
    return cast("Native", given), ()


def _sums(agreed: Agreed, rows: Frame, *, tables: Tables) -> Iterable[CellSum]:
    """What each creator sold in each cell."""
    by_sums = {who: rule for who, rule in agreed.terms.items() if who not in agreed.by_order}
    turns = Turns.of(by_sums, period=agreed.period, cells=agreed.cells)
    if turns.ladders:
        sliced = nw.col("creator_id").is_in(list(turns.ladders))
        yield from turns.sums(rows.filter(sliced), tables=tables)
        rows = rows.filter(~sliced)
    found = summed(rows, engine=tables.engine)
    counting = sorted(agreed.counting.difference(turns.ladders, agreed.by_order))
    has_shared = any(row["shared"] for row in found if row["creator_id"] in set(counting))
    shares = shares_of(rows, creators=counting, engine=tables.engine) if has_shared else {}
    yield from cell_sums(
        found,
        shares=[
            shares.get((row["creator_id"], row["cell"], row["kept"]), Fraction(0)) for row in found
        ],
    )


def _rows(agreed: Agreed, *, tables: Tables, held: Collection[OrderId]) -> Frame:
    """The credits of the orders that are looked at, marked and with their cells."""
    earned = tables.frames["credits"].filter(~nw.col("creator_id").is_null())
    payable = without_held(earned, tables=tables, ids=held)
    rows = marked(timed(payable, tables=tables), currency=agreed.currency)
    # A credit of an order that nobody knows stays, to be refused.
    at = rows.with_columns(at=nw.col("at").fill_null(agreed.last))
    return agreed.cells.placed(at.filter(nw.col("at") <= agreed.last), tables=tables)
