"""Evaluate on an engine: who earned what, what that costs, and what is left, creator by creator.

kept = net sales − fees
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw

from influence.attribution import AttributionPolicy
from influence.deals import Deal
from influence.frames._also_paid import also_paid
from influence.frames._attribute import attribute
from influence.frames._engines import Frame, Native, engine_of
from influence.frames._into import folder_of
from influence.frames._roll_up import roll_up
from influence.frames._settling._settle import MONTHLY, settle
from influence.ids import CreatorId, OrderId
from influence.payments import Performance
from influence.periods import Period
from influence.settlement import SettlementPolicy
from influence.tracking import Owners

if TYPE_CHECKING:
    from influence.plugins import Registry

_SOLD = ("orders", "shared_orders", "gross_minor", "net_minor")


@attrs.frozen(kw_only=True, eq=False)
class FrameEvaluation:
    """What big tables come to; every frame is of the kind that was given.

    Args:
        credits: Who earned which part of every paid order, as ``attribute`` answers it.
        statements: What each creator earned in each accrual period, as ``settle`` answers it.
        sums: All credits by creator, and what nobody earned, as ``roll_up`` answers it.
        creators: The statements by creator: ``creator_id``, ``orders``, ``shared_orders``,
            ``gross_minor``, ``net_minor``, ``fee_minor`` (null where nothing was agreed) and
            ``kept_minor``, the net sales without the fee (null where that is).
        also_paid: Who is paid on whole orders beside the credits, where every code is paid, as
            ``also_paid`` answers it; they stand in the statements. ``None`` where one code speaks.
    """

    credits: Native
    sums: Native
    statements: Native
    creators: Native
    also_paid: Native = None


def evaluate(
    orders: Native,
    *,
    touches: Native = None,
    refunds: Native = None,
    owners: Owners | Native,
    deals: Iterable[Deal] | Native,
    period: Period,
    currency: str,
    policy: AttributionPolicy | None = None,
    settlement: SettlementPolicy = MONTHLY,
    work: Mapping[CreatorId, Performance] | None = None,
    held: Iterable[OrderId] | Native = (),
    is_checked: bool = False,
    registry: Registry | None = None,
    each_order: bool = False,
    into: str | PathLike[str] | None = None,
) -> FrameEvaluation:
    """Attribute, settle and add up, on the engine that the frames live on.

    Args:
        orders: As ``attribute`` takes them.
        touches: The same.
        refunds: The same.
        owners: Whose each link, code and keyword is, as ``attribute`` takes it.
        deals: What was agreed with each creator, as ``settle`` takes it.
        period: From the start of the campaign to the moment of the settlement.
        currency: The currency of every amount.
        policy: How credit is decided.
        settlement: How long orders are held, and how many months an accrual period lasts.
        work: What creators did beside orders, where terms look at that.
        held: Orders that may not be paid yet, as ``settle`` takes them.
        is_checked: Whether the rows are known to be sound.
        registry: Whose payment rules a frame of deals may name.
        each_order: Whether terms may look at each order, as ``settle`` takes it.
        into: A folder that is there, to which Polars or DuckDB writes ``credits.parquet``,
            ``sums.parquet``, ``statements.parquet`` and ``creators.parquet``; the frames are lazy
            ones over them. Credits are worked out once, and otherwise for each frame that is looked
            at.

    Raises:
        InvalidInputError: A table, a column, a row or a term is not what it has to be.
        MissingDataError: A column, or work that terms look at, is missing.
        CurrencyMismatchError: An amount of the terms or the work is in another currency.
        UnknownNameError: A word or a creator is not known.
    """
    facts: dict[str, Any] = {"touches": touches, "refunds": refunds, "owners": owners}
    folder = folder_of(into)
    credits = attribute(
        orders,
        **facts,
        policy=policy,
        currency=currency,
        is_checked=is_checked,
        into=_file(folder, "credits"),
    )
    paid = None
    if policy is not None and policy.several_codes == "each_is_paid":
        paid = also_paid(orders, **facts, policy=policy, currency=currency, is_checked=True)
    statements = settle(
        credits if paid is None else _together(credits, paid, beside=orders),
        orders=orders,
        deals=deals,
        period=period,
        currency=currency,
        policy=settlement,
        work=work,
        into=_file(folder, "statements"),
        held=held,
        registry=registry,
        each_order=each_order,
    )
    return FrameEvaluation(
        credits=credits,
        sums=roll_up(credits, into=_file(folder, "sums")),
        statements=statements,
        creators=_creators(statements, beside=orders, into=_file(folder, "creators")),
        also_paid=paid,
    )


def _together(credits: Native, paid: Native, *, beside: Native) -> Native:
    """The credits, and who is paid beside them, as one frame."""
    engine, _ = engine_of(beside, place="orders")
    both = [engine_of(one, place="credits")[1] for one in (credits, paid)]
    frames = [nw.from_native(one).lazy() for one in both]
    told: Frame = nw.concat(frames, how="vertical")
    return engine.answer(told.to_native())


def _file(folder: Path | None, name: str) -> Path | None:
    """The file of a frame in the folder that is filled."""
    return None if folder is None else folder / f"{name}.parquet"


def _creators(statements: Native, *, beside: Native, into: Path | None) -> Native:
    """What each creator sold, what that costs, and what is left."""
    engine, _ = engine_of(beside, place="orders")
    _, opened = engine_of(statements, place="statements")
    told: Frame = nw.from_native(opened).lazy()
    known = told.with_columns(
        due=nw.col("fee_minor").fill_null(0),
        lacks=nw.when(nw.col("fee_minor").is_null()).then(1).otherwise(0).cast(nw.Int64),
    )
    sums = engine.added_up(
        known,
        by=["creator_id"],
        counts=(*_SOLD[:2], "lacks"),
        amounts=(*_SOLD[2:], "due"),
    )
    has_fee = nw.col("lacks") == 0
    return engine.answer(
        sums.select(
            "creator_id",
            *_SOLD,
            fee_minor=nw.when(has_fee).then(nw.col("due")),
            kept_minor=nw.when(has_fee).then(nw.col("net_minor") - nw.col("due")),
        ).to_native(),
        into=into,
    )
