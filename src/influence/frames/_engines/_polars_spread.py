"""Spread: orders of few creators with all of them side by side, by Polars.

Orders with as many creators as each other are a frame of their own, in which a creator is a set of
columns. So what is a sum over an order elsewhere is a sum of columns here, and who is served first
is counted by comparing every two creators; nothing is sorted, grouped or joined.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence, Set as AbstractSet
from itertools import combinations, groupby

import attrs
import narwhals as nw
import polars as pl

from influence.frames._engines._claim import Claim
from influence.frames._engines._engine import Frame, Work
from influence.frames._engines._layout import Layout, Spread
from influence.frames._engines._polars import PolarsEngine
from influence.frames._engines._polars_floors import are_small, floored

#: Of so many creators every two are compared; of more a sort is cheaper.
_CREATORS = 8
#: So many orders are worked on at a time.
_ORDERS = 1 << 18
#: Every column is asked for once; looking for what is asked for twice takes longer than it saves.
_PLAIN = pl.QueryOptFlags(comm_subexpr_elim=False, comm_subplan_elim=False)
#: Of fewer orders that are alike it takes longer to say what is to be done than to sort them.
_FEW = 8192
_NUMBER = "order_id"
_COUNT, _HEAD, _AT, _IS_WHOLE = "count", "head", "at", "is_whole"


@attrs.frozen(kw_only=True)
class PolarsSpread(PolarsEngine):
    """Polars, on orders whose creators stand side by side.

    Args:
        layout: Where they stand.
        count: How many creators each order has.
        is_small: Whether all amounts are below 2^21.
    """

    layout: Layout
    count: int
    is_small: bool

    def parts(self, frame: Frame, claims: Sequence[Claim], /) -> Frame:
        """By floors, and a unit more for whoever is served."""
        native: pl.LazyFrame = frame.to_native()
        if self.count == 1:
            alone = (pl.col(claim.amount).alias(f"{claim.into}{claim.place}") for claim in claims)
            return nw.from_native(native.with_columns(alone))
        sized = native.with_columns(
            pl.col(amount).abs().alias(units)
            for amount, units in {claim.amount: claim.units for claim in claims}.items()
        )
        told = floored(sized, claims, is_small=self.is_small).with_columns(
            (pl.col(claim.units) - pl.sum_horizontal(self._columns(f"{claim.into}_part"))).alias(
                claim.missing
            )
            for claim in {claim.into: claim for claim in claims}.values()
        )
        return nw.from_native(
            self._all_served(told, claims).with_columns(
                _signed(claim).alias(f"{claim.into}{claim.place}") for claim in claims
            )
        )

    def _columns(self, name: str) -> Sequence[str]:
        """A column of every place."""
        return [f"{name}{place}" for place in self.layout.places]

    def _all_served(self, native: pl.LazyFrame, claims: Sequence[Claim]) -> pl.LazyFrame:
        """A frame with who is served: whoever is further behind, or as far and theirs the turn.

        Both are one number, because the turns of an order are counted first.
        """
        native = _ranked(native, self._columns("turn"), into="turn_rank")
        for _, own in groupby(claims, key=lambda claim: claim.into):
            native = self._served(native, list(own))
        return native

    def _served(self, native: pl.LazyFrame, claims: Sequence[Claim]) -> pl.LazyFrame:
        """The same of the claims on one amount by one model."""
        count = self.count
        packed = native.with_columns(
            (pl.col(claim.behind) * count + pl.col(f"turn_rank_{place}")).alias(claim.behind)
            for place, claim in enumerate(claims)
        )
        ranked = _ranked(packed, [claim.behind for claim in claims], into="before")
        return ranked.with_columns(
            (pl.col(f"before_{place}") < pl.col(claim.missing)).alias(claim.is_served)
            for place, claim in enumerate(claims)
        )


def _signed(claim: Claim) -> pl.Expr:
    """The part of a claim, with the sign of its amount."""
    part = pl.col(claim.part) + pl.col(claim.is_served).cast(pl.Int64)
    return pl.when(pl.col(claim.amount) < 0).then(-part).otherwise(part)


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


@attrs.frozen(kw_only=True)
class Left:
    """Orders that do not stand side by side.

    Args:
        crowded: Those with more creators.
        standings: Who stands on them, in the same order.
        alone: Those that nobody stands on.
    """

    crowded: pl.DataFrame
    standings: pl.DataFrame
    alone: pl.DataFrame


def spread(
    orders: pl.DataFrame, standings: pl.DataFrame, *, work: Work, wanted: AbstractSet[str]
) -> Generator[pl.LazyFrame, None, Left]:
    """The answer of orders that few creators stand on, part by part.

    Args:
        orders: A row for each order, in the order of their numbers.
        standings: Rows of creators on orders, in the same order.
        work: What is made of them.
        wanted: The columns that are asked for.

    Returns:
        The orders of which the answer was not told.
    """
    heads = _heads(orders, standings)
    kind = pl.col(_COUNT).cast(pl.Int64) * 2 + pl.col(_IS_WHOLE).cast(pl.Int64)
    kinds = _many_alike(heads.select(kind.alias("kind")))
    for told in kinds:
        count, is_whole = divmod(told, 2)
        for some in heads.filter(kind == told).iter_slices(_ORDERS):
            wide = _side_by_side(orders, standings, some, count=count)
            amounts = ("gross",) if is_whole else ("gross", "net")
            yield _worked(wide, count=count, amounts=amounts, work=work, wanted=wanted)
    left = heads.filter(~kind.is_in(kinds))
    rows = left.select(pl.int_ranges(_HEAD, pl.col(_HEAD) + pl.col(_COUNT)).explode()).to_series()
    met = pl.Series([True]).new_from_index(0, len(heads))
    is_met = pl.Series([False]).new_from_index(0, len(orders)).scatter(heads.get_column(_AT), met)
    return Left(
        crowded=orders.select(pl.all().gather(left.get_column(_AT))),
        standings=standings.select(pl.all().gather(rows)),
        alone=orders.filter(~is_met),
    )


def _many_alike(heads: pl.DataFrame) -> Sequence[int]:
    """The kinds of orders that there are many of, each with few creators."""
    counted = heads.group_by("kind").len().filter(pl.col("len") >= _FEW)
    few = counted.filter(pl.col("kind") // 2 <= _CREATORS)
    kinds: list[int] = few.get_column("kind").sort().to_list()
    return kinds


def _heads(orders: pl.DataFrame, standings: pl.DataFrame) -> pl.DataFrame:
    """Where the rows of each order begin, how many there are, and where the order stands."""
    numbers = standings.get_column(_NUMBER)
    starts = (numbers != numbers.shift()).fill_null(value=True).arg_true()
    at = _places(numbers.gather(starts), known=orders.get_column(_NUMBER))
    heads = pl.DataFrame({_HEAD: starts, _AT: at})
    is_whole = (orders.get_column("gross") == orders.get_column("net")).gather(at)
    count = pl.col(_HEAD).shift(-1, fill_value=len(standings)) - pl.col(_HEAD)
    return heads.with_columns(count.alias(_COUNT), is_whole.alias(_IS_WHOLE))


def _places(numbers: pl.Series, *, known: pl.Series) -> pl.Series:
    """Where numbers stand among all that are known, from 0 and in order."""
    is_dense = known.item(-1) == len(known) - 1 if len(known) else False
    return numbers if is_dense else known.search_sorted(numbers)


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
    wide: pl.DataFrame, *, count: int, amounts: Sequence[str], work: Work, wanted: AbstractSet[str]
) -> pl.LazyFrame:
    """What is made of one part, its creators one below the other again."""
    engine = PolarsSpread(layout=Spread(count), count=count, is_small=are_small(wide))
    told: pl.LazyFrame = work.worked(nw.from_native(wide.lazy()), engine, amounts).to_native()
    columns = [work.columns(place, amounts, wanted=wanted) for place in engine.layout.places]
    needed = dict.fromkeys(own for one in columns for own in one.values())
    held = told.select(*needed).collect(engine="streaming", optimizations=_PLAIN)
    rows = pl.concat(
        held.select(pl.col(own).alias(name) for name, own in one.items()) for one in columns
    )
    answer: pl.LazyFrame = work.named(nw.from_native(rows.lazy())).to_native()
    return answer
