"""Floors: the whole parts of amounts by weights, by one product of Polars."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from influence.frames._engines._claim import Claim

#: What is below it, times a weight below 2^41, is below 2^62.
_SMALL = 1 << 21


def are_small(orders: pl.DataFrame) -> bool:
    """Whether all amounts of orders are below 2^21, whatever their sign."""
    largest = pl.max_horizontal(pl.col("gross", "net").abs().max())
    return int(orders.select(largest).item() or 0) < _SMALL


def floored(native: pl.LazyFrame, claims: Sequence[Claim], *, is_small: bool) -> pl.LazyFrame:
    """A frame with the whole part of each claim, and how far each is behind.

    Args:
        native: The frame.
        claims: What is split.
        is_small: Whether all amounts are below 2^21; products of others have 128 bits.
    """

    def product(claim: Claim) -> pl.Expr:
        units = pl.col(claim.units)
        return (units if is_small else units.cast(pl.Int128)) * pl.col(claim.own)

    parts = native.with_columns(
        (product(claim) // pl.col(claim.whole)).alias(claim.part) for claim in claims
    )
    behind = parts.with_columns(
        (pl.col(claim.part) * pl.col(claim.whole) - product(claim))
        .cast(pl.Int64)
        .alias(claim.behind)
        for claim in claims
    )
    return behind.with_columns(pl.col(claim.part).cast(pl.Int64) for claim in claims)
