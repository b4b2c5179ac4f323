"""Parts: orders with everyone who stands on them, so many at a time, by Polars.

In a part the rows of an order stand together, in the order of their numbers. So who is served first
is one sort of a single number, and memory is bounded by a part instead of by the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set as AbstractSet
from typing import TypeAlias, cast

import attrs
import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from influence.frames._engines._claim import Claim
from influence.frames._engines._engine import Frame, Work
from influence.frames._engines._polars import PolarsEngine
from influence.frames._engines._polars_floors import are_small, floored
from influence.frames._engines._polars_spread import spread

#: Orders, all who stand on them and maybe on others, and which amounts differ.
Part: TypeAlias = tuple[pl.DataFrame, pl.DataFrame, Sequence[str]]

#: So many orders are a part: as few as the caches of processors like, and enough to be worth it.
_ORDERS = 1 << 18
_NUMBER, _START = "order_id", "start"


@attrs.frozen(kw_only=True)
class PolarsPart(PolarsEngine):
    """Polars, on a part: rows with ``start``, the place of the first row of their order.

    Args:
        is_small: Whether all amounts are below 2^21.
        first: The least number of an order.
    """

    is_small: bool
    first: int

    def floors(self, frame: Frame, claims: Sequence[Claim], /) -> Frame:
        """By one product."""
        return nw.from_native(floored(frame.to_native(), claims, is_small=self.is_small))

    def served(self, frame: Frame, claims: Sequence[Claim], /) -> Frame:
        """By sorts of one number: order, remainder and turn, one behind the other."""
        native: pl.LazyFrame = frame.to_native()
        number = (pl.col(_NUMBER) - self.first).cast(pl.Int128) * (1 << 41)
        packed = native.with_columns(
            ((number + pl.col(claim.behind)) * (1 << 62) + pl.col("turn")).alias(claim.is_served)
            for claim in claims
        )
        return nw.from_native(packed.with_columns(_is_served(claim) for claim in claims))


def _is_served(claim: Claim) -> pl.Expr:
    """Whether a packed number is not above the last that is served of its order."""
    packed, missing = pl.col(claim.is_served), pl.col(claim.missing)
    last = pl.when(missing > 0).then(pl.col(_START) + missing - 1)
    return (packed <= packed.sort().gather(last)).fill_null(value=False)


def parted(orders: Frame, standings: Frame, /, *, work: Work) -> Frame:
    """What *work* makes of orders, a part at a time, as somebody asks for it.

    Args:
        orders: A row for each order, by number, with ``gross`` and ``net``.
        standings: Rows of creators on orders, by number.
        work: Is given rows of whole orders.
    """
    held = _by_number(orders), _by_number(standings)
    nothing = held[0].head(0), held[1].head(0), ("gross", "net")
    schema = _worked(nothing, work=work).collect_schema()

    def batches(
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,  # noqa: ARG001  # parts are of one size
    ) -> Iterator[pl.DataFrame]:
        left = n_rows
        wanted = set(with_columns or schema)
        if predicate is not None:
            wanted.update(predicate.meta.root_names())
        for told in _answers(*held, work=work, wanted=wanted):
            kept = told if predicate is None else told.filter(predicate)
            asked = kept if with_columns is None else kept.select(with_columns)
            rows = (asked if left is None else asked.head(left)).collect(engine="in-memory")
            yield rows
            left = None if left is None else left - len(rows)
            if left == 0:
                return

    return nw.from_native(register_io_source(batches, schema=schema, is_pure=True))


def _by_number(frame: Frame) -> pl.DataFrame:
    """A frame worked out, in the order of the numbers."""
    held: pl.DataFrame = frame.to_native().collect(engine="streaming").rechunk()
    told = held if held.get_column(_NUMBER).is_sorted() else held.sort(_NUMBER)
    return told.with_columns(pl.col(_NUMBER).set_sorted())


def _answers(
    orders: pl.DataFrame, standings: pl.DataFrame, *, work: Work, wanted: AbstractSet[str]
) -> Iterator[pl.LazyFrame]:
    """The answer, part by part: of few creators side by side, of more one below the other."""
    left = yield from spread(orders, standings, work=work, wanted=wanted)
    for part in _parts(left.crowded, left.standings):
        yield _worked(part, work=work)
    for some in left.alone.iter_slices(_ORDERS):
        yield _worked((some, standings.head(0), ("gross", "net")), work=work)


def _parts(orders: pl.DataFrame, standings: pl.DataFrame) -> Iterator[Part]:
    """So many orders at a time: those with one amount, and those with two."""
    numbers = standings.get_column(_NUMBER)
    is_whole = pl.col("gross") == pl.col("net")
    for kind, amounts in ((is_whole, ("gross",)), (~is_whole, ("gross", "net"))):
        for some in orders.filter(kind).iter_slices(_ORDERS):
            begun = cast("int", numbers.search_sorted(some.item(0, _NUMBER), side="left"))
            ended = cast("int", numbers.search_sorted(some.item(-1, _NUMBER), side="right"))
            if begun < ended:
                yield some, standings.slice(begun, ended - begun), amounts


def _worked(part: Part, *, work: Work) -> pl.LazyFrame:
    """What is made of one part."""
    orders, standings, amounts = part
    engine = PolarsPart(is_small=are_small(orders), first=next(iter(orders.get_column(_NUMBER)), 0))
    if standings.is_empty():
        rows = orders.lazy().join(standings.lazy(), on=_NUMBER, how="left")
    else:
        rows = standings.lazy().join(orders.lazy(), on=_NUMBER, how="inner", maintain_order="left")
    told: pl.LazyFrame = work(_placed(rows), engine, amounts).to_native()
    return told


def _placed(rows: pl.LazyFrame) -> Frame:
    """Rows with the place of the first of their order."""
    placed = rows.with_columns(pl.col(_NUMBER).set_sorted()).with_row_index(_START)
    is_first = pl.col(_NUMBER) != pl.col(_NUMBER).shift()
    start = pl.when(is_first.fill_null(value=True)).then(pl.col(_START)).forward_fill()
    return nw.from_native(placed.with_columns(start.cast(pl.Int64)))
