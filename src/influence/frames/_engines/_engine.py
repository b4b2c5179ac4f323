"""Engine: what is asked of one beside what narwhals says of it.

Three things have to be there: times as whole microseconds, a small table beside the user's own, and
the answer as the kind that was given. The rest has a form in narwhals that is right on every
engine; an engine may have a faster one of its own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Literal, TypeAlias

import narwhals as nw

from influence.frames._engines._claim import Claim

#: A frame, a relation, a table or a path, of whatever engine.
Native: TypeAlias = Any
#: A frame as narwhals has it, not worked out yet.
Frame: TypeAlias = nw.LazyFrame[Any]
#: A small table by columns; one without rows is of whole numbers but for those of ``TEXTS``.
Columns: TypeAlias = Mapping[str, Sequence[int] | Sequence[str]]

#: What a group comes to: by the name of its column, which column is taken and how.
Totals: TypeAlias = Mapping[str, tuple[str, Literal["count", "max", "min", "sum"]]]
#: Works on rows of whole orders: the frame, the engine, and which amounts differ.
Work: TypeAlias = "Callable[[Frame, Engine, Sequence[str]], Frame]"

#: So many bits of a remainder are multiplied at a time.
LIMB = 1 << 20

TEXTS = frozenset({"codes", "creator_id", "kind", "order_id", "value"})


class Engine(ABC):
    """What an engine is asked beside what narwhals says of it."""

    #: The word by which errors call it.
    name: ClassVar[str]
    #: Whether its frames are in this process, where whole columns can be looked at.
    is_in_memory: ClassVar[bool] = False

    @abstractmethod
    def with_moments(self, native: Native, columns: Sequence[str], /) -> Native:
        """A frame whose *columns* are whole microseconds since 1970 in UTC instead of times."""

    @abstractmethod
    def table(self, columns: Columns, /, *, beside: Native) -> Native:
        """A small table, where it can be joined with *beside*."""

    def divided(self, frame: Frame, /, *, into: str, number: str, by: str) -> Frame:
        """A frame with the whole part of a quotient of two of its columns, exactly.

        Args:
            frame: The frame.
            into: The new column.
            number: At least zero, and below 2^62.
            by: From 1 to 2^41.
        """
        return frame.with_columns((nw.col(number) // nw.col(by)).cast(nw.Int64).alias(into))

    def answer(self, native: Native, /) -> Native:
        """The answer as it is given to the user."""
        return native

    def held(self, frame: Frame, /) -> Frame:
        """A frame that is looked at several times; an engine may work it out."""
        return frame

    def numbered(self, orders: Frame, /, *, into: str, by_id: bool) -> Frame | None:  # noqa: ARG002 - see below
        """Orders with a number of their own, or ``None`` where an engine keeps rows in no order.

        Args:
            orders: The orders.
            into: The new column.
            by_id: Whether the numbers have to be in the order of the ids.
        """
        return None

    def looked_up(
        self,
        frame: Frame,
        values: Sequence[int] | Sequence[str],
        /,
        *,
        into: str,
        by: str,
        beside: Native,
    ) -> Frame:
        """A frame with the value at the place *by*, from 0; null where that is null.

        Args:
            frame: The frame; it has to be one that can be joined with *beside*.
            values: The values.
            into: Their column.
            by: The column of their places.
            beside: A frame of the user's.
        """
        known = self.table({by: list(range(len(values))), into: values}, beside=beside)
        small: Frame = nw.from_native(known).lazy()
        return frame.join(small, on=by, how="left")

    def totalled(
        self,
        rows: Sequence[Frame],
        /,
        *,
        ranks: int,  # noqa: ARG002  # others pack by it
        read: Callable[[Frame], Frame],
        totals: Totals,
    ) -> Frame:
        """A row for each ``order_id`` and ``rank``, with its totals.

        Args:
            rows: Frames of whole orders: ``order_id``, ``rank`` and ``key``.
            ranks: Every rank is below it.
            read: Reads further columns out of the key.
            totals: What is told of each.
        """
        told = [
            getattr(nw.col(name), how)().cast(nw.Int64).alias(into)
            for into, (name, how) in totals.items()
        ]
        grouped = [read(one).group_by("order_id", "rank").agg(*told) for one in rows]
        return grouped[0] if len(grouped) == 1 else nw.concat(grouped, how="vertical")

    def in_parts(self, orders: Frame, standings: Frame, /, *, work: Work) -> Frame:
        """What *work* makes of the orders, each with everyone who stands on it or with nobody.

        Args:
            orders: A row for each order, by ``order_id``, with ``gross`` and ``net``.
            standings: Rows of creators on orders, by ``order_id``.
            work: Is given rows of whole orders, as often as an engine likes.
        """
        return work(orders.join(standings, on="order_id", how="left"), self, ("gross", "net"))

    def floors(self, frame: Frame, claims: Sequence[Claim], /) -> Frame:
        """A frame with the whole parts of units × weight ÷ whole, and how far each is behind.

        The quotient and the remainder of the units by the whole are taken first, and the remainder
        times the weight twenty bits at a time, so that nothing leaves 63 bits while the whole is
        below 2^41.
        """
        for claim in claims:
            frame = self._floor(frame, claim)
        return frame

    def _floor(self, frame: Frame, claim: Claim) -> Frame:
        weight, whole = nw.col(claim.weight), nw.col(claim.whole)
        limbed = frame.with_columns(limb=nw.lit(LIMB, nw.Int64))
        each = self.divided(limbed, into="each", number=claim.units, by=claim.whole)
        left = each.with_columns(left=nw.col(claim.units) - nw.col("each") * whole)
        high = self.divided(left, into="high", number="left", by="limb")
        product = high.with_columns(product=nw.col("high") * weight)
        first = self.divided(product, into="first", number="product", by=claim.whole)
        low = nw.col("left") - nw.col("high") * LIMB
        over = nw.col("product") - nw.col("first") * whole
        rest = first.with_columns(rest=over * LIMB + low * weight)
        more = self.divided(rest, into="more", number="rest", by=claim.whole)
        part = nw.col("each") * weight + nw.col("first") * LIMB + nw.col("more")
        behind = nw.col("more") * whole - nw.col("rest")
        return more.with_columns(part.alias(claim.part), behind.alias(claim.behind)).drop(
            "limb", "each", "left", "high", "product", "first", "rest", "more"
        )

    def served(self, frame: Frame, claims: Sequence[Claim], /) -> Frame:
        """A frame with whether each row is among the first of its order, as many as are missing.

        First is who is the most behind, and of equal ones whose ``turn`` it is.
        """
        told = frame.with_columns(one=nw.lit(1, nw.Int64))
        for claim in claims:
            turn = nw.col("one").cum_sum().over("order_id", order_by=[claim.behind, "turn"])
            told = told.with_columns(turn_of=turn).with_columns(
                (nw.col("turn_of").cast(nw.Int64) <= nw.col(claim.missing)).alias(claim.is_served)
            )
        return told.drop("one", "turn_of")


def are_texts(columns: Columns) -> Mapping[str, bool]:
    """Which columns of a small table are text."""
    return {
        name: isinstance(values[0], str) if values else name in TEXTS
        for name, values in columns.items()
    }


def rows_of(columns: Columns) -> list[tuple[int | str, ...]]:
    """The rows of a small table."""
    return list(zip(*columns.values(), strict=True))
