"""Spread: orders of few creators with all of them side by side, by Polars.

Orders with as many creators as each other are a frame of their own, in which a creator is a set of
columns. So what is a sum over an order elsewhere is a sum of columns here, and who is served first
is counted by comparing every two creators; nothing is sorted, grouped or joined.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence, Set
from itertools import combinations, groupby

import attrs
import narwhals as nw
import polars as pl

from influence.frames._engines._claim import Claim
from influence.frames._engines._engine import Frame, Work
from influence.frames._engines._layout import Spread
from influence.frames._engines._polars import PolarsEngine
from influence.frames._engines._polars_floors import are_small, floored

#: Of so many creators every two are compared; of more a sort is cheaper.
_CREATORS = 8
#: So many orders are worked on at a time.
_ORDERS = 1 << 16
_NUMBER = "order_id"
_COUNT, _HEAD, _AT, _IS_WHOLE = "count", "head", "at", "is_whole"


@attrs.frozen(kw_only=True)
class PolarsSpread(PolarsEngine):
    """Polars, on orders whose creators stand side by side.

    Args:
        layout: How many creators each order has.
        is_small: Whether all amounts are below 2^21.
    """

    layout: Spread
    is_small: bool

    def floors(self, frame: Frame, claims: Sequence[Claim], /) -> Frame:
        """By one product; whoever is alone has all."""
        native: pl.LazyFrame = frame.to_native()
        if self.layout.count == 1:
            alone = (
                one
                for claim in claims
                for one in (
                    pl.col(claim.units).alias(claim.part),
                    pl.lit(0, pl.Int64).alias(claim.behind),
                )
            )
            return nw.from_native(native.with_columns(alone))
        return nw.from_native(floored(native, claims, is_small=self.is_small))

    def served(self, frame: Frame, claims: Sequence[Claim], /) -> Frame:
        """By how many others are served before: further behind, or as far and theirs the turn.

        Both are one number, because the turns of an order are counted first.
        """
        native: pl.LazyFrame = frame.to_native()
        places = self.layout.places
        native = _ranked(native, [f"turn{place}" for place in places], into="turn_rank")
        for _, own in groupby(claims, key=lambda claim: claim.into):
            native = self._served(native, list(own))
        return nw.from_native(native)

    def _served(self, native: pl.LazyFrame, claims: Sequence[Claim]) -> pl.LazyFrame:
        """The same of the claims on one amount by one model."""
        count = self.layout.count
        packed = native.with_columns(
            (pl.col(claim.behind) * count + pl.col(f"turn_rank_{place}")).alias(claim.behind)
            for place, claim in enumerate(claims)
        )
        ranked = _ranked(packed, [claim.behind for claim in claims], into="before")
        return ranked.with_columns(
            (pl.col(f"before_{place}") < pl.col(claim.missing)).alias(claim.is_served)
            for place, claim in enumerate(claims)
        )


def _ranked(native: pl.LazyFrame, names: Sequence[str], *, into: str) -> pl.LazyFrame:
    """A frame with how many of the columns are less than each of them; no two are equal."""
    pairs = list(combinations(range(len(names)), 2))
    compared = native.with_columns(
        (pl.col(names[one]) < pl.col(names[other])).cast(pl.Int8).alias(f"less_{one}_{other}")
        for one, other in pairs
    )

    def rank(place: int) -> pl.Expr:
        told = pl.lit(len(names) - 1 - place, pl.Int8)
        for one, other in pairs:
            if other == place:
                told = told + pl.col(f"less_{one}_{other}")
            elif one == place:
                told = told - pl.col(f"less_{one}_{other}")
        return told

    return compared.with_columns(
        rank(place).alias(f"{into}_{place}") for place in range(len(names))
    )


def spread(
    orders: pl.DataFrame, standings: pl.DataFrame, *, work: Work, wanted: Set[str]
) -> Generator[pl.LazyFrame, None, tuple[pl.DataFrame, pl.DataFrame]]:
    """The answer of orders that few creators stand on, part by part.

    Args:
        orders: A row for each order, in the order of their numbers.
        standings: Rows of creators on orders, in the same order.
        work: What is made of them.
        wanted: The columns that are asked for.

    Returns:
        The orders, with all who stand on them, of which the answer was not told.
    """
    heads = _heads(orders, standings)
    for count in range(1, _CREATORS + 1):
        for is_whole, amounts in ((True, ("gross",)), (False, ("gross", "net"))):
            alike = heads.filter(pl.col(_COUNT) == count, pl.col(_IS_WHOLE) == is_whole)
            for some in alike.iter_slices(_ORDERS):
                wide = _side_by_side(orders, standings, some, count=count)
                yield _worked(wide, count=count, amounts=amounts, work=work, wanted=wanted)
    left = heads.filter(pl.col(_COUNT) > _CREATORS)
    crowded = orders.select(pl.all().gather(left.get_column(_AT)))
    return crowded, standings.join(
        crowded.select(_NUMBER), on=_NUMBER, how="semi", maintain_order="left"
    )


def _heads(orders: pl.DataFrame, standings: pl.DataFrame) -> pl.DataFrame:
    """Where the rows of each order begin, how many there are, and where the order stands."""
    numbers = standings.get_column(_NUMBER)
    starts = (numbers != numbers.shift()).fill_null(value=True).arg_true()
    known = orders.get_column(_NUMBER)
    at = known.search_sorted(numbers.gather(starts))
    heads = pl.DataFrame({_HEAD: starts, _AT: at})
    is_whole = (orders.get_column("gross") == orders.get_column("net")).gather(at)
    count = pl.col(_HEAD).shift(-1, fill_value=len(standings)) - pl.col(_HEAD)
    return heads.with_columns(count.alias(_COUNT), is_whole.alias(_IS_WHOLE))


def _side_by_side(
    orders: pl.DataFrame, standings: pl.DataFrame, heads: pl.DataFrame, *, count: int
) -> pl.DataFrame:
    """Orders with the columns of all who stand on them."""
    told = orders.select(pl.all().gather(heads.get_column(_AT)))
    names = [name for name in standings.columns if name != _NUMBER]
    places = [heads.get_column(_HEAD) + place for place in range(count)]
    return told.with_columns(
        standings.get_column(name).gather(head).alias(f"{name}_{place}")
        for name in names
        for place, head in enumerate(places)
    )


def _worked(
    wide: pl.DataFrame, *, count: int, amounts: Sequence[str], work: Work, wanted: Set[str]
) -> pl.LazyFrame:
    """What is made of one part, its creators one below the other again."""
    engine = PolarsSpread(layout=Spread(count), is_small=are_small(wide))
    told: pl.LazyFrame = work.worked(nw.from_native(wide.lazy()), engine, amounts).to_native()
    columns = [work.columns(place, wanted=wanted) for place in engine.layout.places]
    needed = dict.fromkeys(own for one in columns for own in one.values())
    held = told.select(*needed).collect(engine="in-memory")
    rows = pl.concat(
        held.select(pl.col(own).alias(name) for name, own in one.items()) for one in columns
    )
    return work.named(nw.from_native(rows.lazy())).to_native()
