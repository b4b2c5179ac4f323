"""Floors: units × weight ÷ whole for many claims at once, in numbers of 63 bits.

    units = each × whole + left         left = high × 2^20 + low
    part  = each × weight + first × 2^20 + more

where ``first`` is the whole part of high × weight by the whole, and ``more`` of what that leaves.
Every step is taken for all claims together, because some engines cannot read projections that are
nested very deep.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import narwhals as nw

from influence.frames._engines._claim import Claim

#: So many bits of a remainder are multiplied at a time.
LIMB = 1 << 20
_LIMB = "limb"

#: By the name of a new column, which column is divided by which.
Quotients: TypeAlias = Mapping[str, tuple[str, str]]
_Frame: TypeAlias = nw.LazyFrame[Any]


def floored(
    frame: _Frame, claims: Sequence[Claim], *, divided: Callable[[_Frame, Quotients], _Frame]
) -> _Frame:
    """A frame with the whole part of each claim, and how far it is behind.

    Args:
        frame: Rows with the units, weight and whole of each claim; the whole is at most 2^41.
        claims: The claims.
        divided: A frame with several whole quotients, exactly.
    """
    each, left, high = _names(claims, "each"), _names(claims, "left"), _names(claims, "high")
    product, first = _names(claims, "product"), _names(claims, "first")
    rest, more = _names(claims, "rest"), _names(claims, "more")
    col = nw.col
    told = frame.with_columns(limb=nw.lit(LIMB, nw.Int64))
    told = divided(told, {each[one]: (one.units, one.whole) for one in claims})
    told = told.with_columns(
        (col(one.units) - col(each[one]) * col(one.whole)).alias(left[one]) for one in claims
    )
    told = divided(told, {high[one]: (left[one], _LIMB) for one in claims})
    told = told.with_columns((col(high[one]) * col(one.own)).alias(product[one]) for one in claims)
    told = divided(told, {first[one]: (product[one], one.whole) for one in claims})
    told = told.with_columns(
        (
            (col(product[one]) - col(first[one]) * col(one.whole)) * LIMB
            + (col(left[one]) - col(high[one]) * LIMB) * col(one.own)
        ).alias(rest[one])
        for one in claims
    )
    told = divided(told, {more[one]: (rest[one], one.whole) for one in claims})
    told = told.with_columns(
        *(
            (col(each[one]) * col(one.own) + col(first[one]) * LIMB + col(more[one])).alias(
                one.part
            )
            for one in claims
        ),
        *((col(more[one]) * col(one.whole) - col(rest[one])).alias(one.behind) for one in claims),
    )
    steps = (each, left, high, product, first, rest, more)
    return told.drop(_LIMB, *(name for step in steps for name in step.values()))


def _names(claims: Sequence[Claim], step: str) -> Mapping[Claim, str]:
    """The column of a step for each claim."""
    return {one: f"{one.into}_{step}{one.place}" for one in claims}
