"""Book missed: the orders of a book that nobody earned, and why, from the touches of their buyers.

The nearest miss is told: a code whose owner was not met, touches too early, touches too late, codes
beyond their limits, marks that nobody owns, nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from influence._earnings import Missed
from influence.attribution import Miss
from influence.frames._book._codes import BookCodes
from influence.frames._book._sold import BookSold, whole_rows
from influence.money import Money


def missed_in(sold: BookSold, *, codes: BookCodes) -> tuple[Missed, ...]:
    """The orders that nobody earned, by the reason.

    Args:
        sold: The orders.
        codes: What their codes claim.
    """
    orders, currency = sold.book.orders, sold.book.campaign.currency
    by_reason: dict[Miss, list[tuple[int, int]]] = {}
    for place, net, reason in _reasons(sold, codes=codes):
        by_reason.setdefault(reason, []).append((place, net))
    return tuple(
        Missed(
            reason=reason,
            order_ids=[orders[place].order_id for place, _ in rows],
            net=Money.from_minor(sum(net for _, net in rows), currency),
        )
        for reason, rows in sorted(by_reason.items())
    )


def _reasons(sold: BookSold, *, codes: BookCodes) -> Iterator[tuple[int, int, Miss]]:
    """Each order that nobody earned, what is left of it, and the reason."""
    asked = codes.codes
    for place, net, before, after, ownerless in whole_rows(_near(sold)):
        order = sold.book.orders[place]
        is_coded = bool(order.codes)
        reason = _reason(
            is_spoken=is_coded and asked.speaking(order) is not None,
            is_before=bool(before),
            is_after=bool(after),
            is_spent=is_coded and asked.are_spent(order),
            is_ownerless=bool(ownerless) or (is_coded and asked.are_nobodys(order)),
        )
        yield place, net, reason


def _reason(
    *, is_spoken: bool, is_before: bool, is_after: bool, is_spent: bool, is_ownerless: bool
) -> Miss:
    """Why nobody earned an order."""
    if is_spoken:
        return "only a code whose owner was not met"
    if is_before:
        return "only touches before the lookback"
    if is_after:
        return "only touches after the sale"
    if is_spent:
        return "only codes beyond their limits"
    return "only marks that nobody owns" if is_ownerless else "no touch and no code"


def _near(sold: BookSold) -> pl.DataFrame:
    """Whether there is a touch before the lookback, one after the sale, or one that is nobody's."""
    missed = sold.credits.lazy().filter(pl.col("rank").is_null()).select("place", "net")
    buyers = sold.visitors.lazy().join(missed, on="place", how="semi")
    touches: pl.LazyFrame = sold.paths.tables.frames["touches"].to_native()
    every = (
        touches.join(buyers, on="visitor_id", how="semi").group_by("visitor_id").agg(all=pl.len())
    )
    owned = (
        sold.met.join(buyers, on="visitor_id", how="semi")
        .group_by("visitor_id")
        .agg(least=pl.col("met").min(), most=pl.col("met").max(), owned=pl.len())
    )
    known = every.join(owned, on="visitor_id", how="left")
    near = buyers.join(known, on="visitor_id").group_by("place").agg(
        before=(pl.col("least") < pl.col("sold") - sold.paths.lookback).any(),
        after=(pl.col("most") > pl.col("sold")).any(),
        ownerless=(pl.col("all") > pl.col("owned").fill_null(0)).any(),
    )  # fmt: skip
    told = missed.join(near, on="place", how="left").with_columns(
        pl.col("before", "after", "ownerless").fill_null(value=False)
    )
    return told.sort("place").collect(engine="streaming")
