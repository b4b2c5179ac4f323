"""Sums: what groups come to on Polars, which says nothing where a sum leaves 64 bits.

    rows of a group × (amount | amount | …) < 2^62

No column of the group can then come to more, because no amount is above the bits of all together.
That costs little; only where a group is not below that are absolute amounts added up as doubles.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce

import polars as pl

from influence.errors import InvalidInputError
from influence.frames._engines._engine import LIMB, MOST_SUM

_BITS, _MOST, _LEAST, _KNOWN, _ROWS = "_bits", "_most", "_least", "_known", "_rows"


def added_up(
    rows: pl.LazyFrame, *, by: Sequence[str], counts: Sequence[str], amounts: Sequence[str]
) -> pl.LazyFrame:
    """The sums of every group in 64 bits; working them out is an error where one needs more.

    Args:
        rows: The rows.
        by: The groups, of which the first column names who is meant.
        counts: Columns of whole numbers that are added up, or of claims that are counted.
        amounts: Columns that are added up, and whose sums may be large.
    """
    bits = pl.col(_BITS)
    grouped = (
        rows.with_columns(_bits_of(amounts).alias(_BITS))
        .group_by(*by)
        .agg(
            pl.col(*counts, *amounts).sum().cast(pl.Int64),
            bits.max().alias(_MOST),
            bits.min().alias(_LEAST),
            bits.count().alias(_KNOWN),
            pl.len().alias(_ROWS),
        )
    )
    kept = [*by, *counts, *amounts]
    types = grouped.collect_schema()
    return grouped.map_batches(
        partial(_unless_far, rows=rows, by=by, amounts=amounts),
        schema={name: types[name] for name in kept},
        projection_pushdown=False,
    )


def in_limbs(
    rows: pl.LazyFrame, *, by: Sequence[str], counts: Sequence[str], amounts: Sequence[str]
) -> pl.LazyFrame:
    """The sums of every group, those of amounts as ``…_high`` × 2^32 + ``…_low``."""
    wide = pl.col(*amounts).cast(pl.Int128).sum()
    sums = rows.group_by(*by).agg(pl.col(*counts).sum().cast(pl.Int64), wide)
    return sums.select(
        *by,
        *counts,
        (pl.col(*amounts) // LIMB).cast(pl.Int64).name.suffix("_high"),
        (pl.col(*amounts) % LIMB).cast(pl.Int64).name.suffix("_low"),
    )


def _bits_of(amounts: Sequence[str]) -> pl.Expr:
    """The bits of all amounts of a row together."""
    each = [pl.col(name) for name in amounts]
    return reduce(lambda one, other: one | other, each)


def _unless_far(
    sums: pl.DataFrame, *, rows: pl.LazyFrame, by: Sequence[str], amounts: Sequence[str]
) -> pl.DataFrame:
    """Sums, where all of them are right.

    Raises:
        InvalidInputError: Amounts are too many to be added up in 64 bits.
    """
    bound = pl.col(_MOST).cast(pl.Int128) * pl.col(_ROWS).cast(pl.Int128)
    # A column without a value hides the bits of the others, and a sign is above them.
    is_near = (pl.col(_KNOWN) == pl.col(_ROWS)) & (pl.col(_LEAST) >= 0) & (bound < MOST_SUM)
    told = sums.drop(_MOST, _LEAST, _KNOWN, _ROWS)
    if not sums.select(is_near.all()).item():
        _refuse_far(told, rows=rows, by=by, amounts=amounts)
    return told


def _refuse_far(
    sums: pl.DataFrame, *, rows: pl.LazyFrame, by: Sequence[str], amounts: Sequence[str]
) -> None:
    """Refuse sums of amounts that are too many to be added up in 64 bits."""
    sizes = pl.col(*amounts).cast(pl.Float64).abs().sum().name.suffix("_far")
    far = sums.join(
        rows.group_by(*by).agg(sizes).collect(engine="in-memory"), on=list(by), nulls_equal=True
    )
    for name in amounts:
        # Doubles are off by little, so whole sums are right where these are not far above.
        is_far = pl.col(f"{name}_far") >= 1.5 * MOST_SUM
        found = far.filter(is_far | (pl.col(name).abs() >= MOST_SUM))
        for who, size in found.select(by[0], f"{name}_far").head(1).rows():
            rule = f"sum to less than {MOST_SUM} minor units"
            raise InvalidInputError(f"{name} of {who or 'nobody'}", rule, f"{size:.0f}")
