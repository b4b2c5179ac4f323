"""Engine: what is asked of one beside what narwhals says of it.

Three things have to be there: times as whole microseconds, a small table beside the user's own, and
the answer as the kind that was given. The rest has a form in narwhals that is right on every
engine; an engine may have a faster one of its own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence, Set as AbstractSet
from os import PathLike
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol, TypeAlias

import narwhals as nw

from influence.errors import InvalidInputError
from influence.frames._engines._claim import Claim
from influence.frames._engines._floors import Quotients, floored
from influence.frames._engines._layout import Layout, Stacked
from influence.frames._engines._ways import Shape, Way

#: A frame, a relation, a table or a path, of whatever engine.
Native: TypeAlias = Any
#: A frame as narwhals has it, not worked out yet.
Frame: TypeAlias = nw.LazyFrame[Any]
#: A small table by columns; one without rows is of whole numbers but for those of ``TEXTS``.
Columns: TypeAlias = Mapping[str, Sequence[int] | Sequence[str]]

#: What a group comes to: by the name of its column, which column is taken and how.
Totals: TypeAlias = Mapping[str, tuple[str, Literal["count", "max", "min", "sum"]]]

#: Stands before each text of a list that is told as one text.
BETWEEN = "\x1f"

#: What amounts of a group sum to is below it, sign apart; engines may begin anew at 2^63.
MOST_SUM = 1 << 62

#: Sums that may need more than 64 bits are told in limbs of so many units.
LIMB = 1 << 32

TEXTS = frozenset({"codes", "creator_id", "kind", "order_id", "value"})


class Work(Protocol):
    """What is made of rows of whole orders."""

    def __call__(self, rows: Frame, engine: Engine, amounts: Sequence[str], /) -> Frame:
        """The answer, of creators who stand one below the other.

        Args:
            rows: The rows.
            engine: Where they are.
            amounts: Which amounts of an order differ.
        """
        ...

    def worked(self, rows: Frame, engine: Engine, amounts: Sequence[str], /) -> Frame:
        """The same in whatever layout the engine has, with all columns that it took."""
        ...

    def columns(
        self,
        place: str,
        amounts: Sequence[str],
        /,
        *,
        wanted: AbstractSet[str] | None = None,
    ) -> Mapping[str, str]:
        """Which of those columns are told of a place, by the names under which they are.

        Args:
            place: The place.
            amounts: Which amounts of an order differ.
            wanted: The columns of the answer that are asked for; all where it is left out.
        """
        ...

    def named(self, rows: Frame, /) -> Frame:
        """The answer from what was told of all places."""
        ...


class Engine(ABC):
    """What an engine is asked beside what narwhals says of it."""

    #: The word by which errors call it.
    name: ClassVar[str]
    #: How creators of an order stand in the frames that it works on.
    layout: Layout = Stacked()
    #: Whether its frames are in this process, where whole columns can be looked at.
    is_in_memory: ClassVar[bool] = False

    @abstractmethod
    def with_moments(self, native: Native, columns: Sequence[str], /) -> Native:
        """A frame whose *columns* are whole microseconds since 1970 in UTC instead of times."""

    @abstractmethod
    def with_times(self, native: Native, columns: Sequence[str], /) -> Native:
        """A frame whose *columns* are times again, in UTC, instead of whole microseconds."""

    @abstractmethod
    def table(self, columns: Columns, /, *, beside: Native) -> Native:
        """A small table, where it can be joined with *beside*."""

    @abstractmethod
    def empty_columns(self, native: Native, /) -> Collection[str]:
        """The columns of a type that holds nothing but null."""

    @abstractmethod
    def with_joined(self, native: Native, column: str, /) -> Native:
        """A frame in which the lists of texts in a column are texts: ``BETWEEN`` before each."""

    @abstractmethod
    def with_minor(self, native: Native, column: str, /, *, into: str, decimals: int) -> Native:
        """A frame with whole minor units for a column of decimals in major units.

        Args:
            native: The frame.
            column: The decimals.
            into: The new column: 64 bits, null where there is none that says exactly the same.
            decimals: How many of them the minor unit has.
        """

    def can_join(self, native: Native, beside: Native, /) -> bool:  # noqa: ARG002 - see below
        """Whether two frames of the engine can be joined; most live in one place."""
        return True

    def divided(self, frame: Frame, /, *, into: str, number: str, by: str) -> Frame:
        """A frame with the whole part of a quotient of two of its columns, exactly.

        Args:
            frame: The frame.
            into: The new column.
            number: At least zero, and below 2^62.
            by: From 1 to 2^50. Whole weights are at most 2^41, since ``floors`` multiplies by them;
                an eighth of a lookback below 2^53 microseconds, four times the number of creators
                and limbs of 2^32 stay below as well.
        """
        return self.quotients(frame, {into: (number, by)})

    def quotients(self, frame: Frame, wanted: Quotients, /) -> Frame:
        """A frame with several quotients at once, each as ``divided`` has it."""
        return frame.with_columns(
            (nw.col(number) // nw.col(by)).cast(nw.Int64).alias(into)
            for into, (number, by) in wanted.items()
        )

    def added_up(
        self, frame: Frame, /, *, by: Sequence[str], counts: Sequence[str], amounts: Sequence[str]
    ) -> Frame:
        """The sums of every group in 64 bits; one that needs more is an error, of whatever words.

        Args:
            frame: The frame.
            by: The groups, of which the first column names who is meant.
            counts: Columns of whole numbers that are added up, or of claims that are counted.
            amounts: Columns that are added up, and whose sums may be large.
        """
        counted = frame.with_columns(nw.col(name).cast(nw.Int64) for name in counts)
        every = [nw.col(name).sum().cast(nw.Int64) for name in (*counts, *amounts)]
        return counted.group_by(*by).agg(*every)

    def in_limbs(
        self, frame: Frame, /, *, by: Sequence[str], counts: Sequence[str], amounts: Sequence[str]
    ) -> Frame:
        """The sums of every group, those of amounts as ``…_high`` × 2^32 + ``…_low``.

        Amounts are at least 0, so that no sum leaves 64 bits on an engine that would not say so.

        Args:
            frame: The frame.
            by: The groups.
            counts: Columns that are added up.
            amounts: Columns that are added up, and whose sums may need more than 64 bits.
        """
        limbs = self.quotients(
            frame.with_columns(limb=nw.lit(LIMB, nw.Int64)),
            {f"{name}_high": (name, "limb") for name in amounts},
        ).with_columns((nw.col(name) % LIMB).alias(f"{name}_low") for name in amounts)
        parts = [f"{name}_{limb}" for name in amounts for limb in ("high", "low")]
        every = [nw.col(name).sum().cast(nw.Int64) for name in (*counts, *parts)]
        return limbs.group_by(*by).agg(*every)

    def destination(self, into: str | PathLike[str] | None, /) -> Path | None:
        """The Parquet file that the answer is to be written to, ``None`` where none is wanted.

        Raises:
            InvalidInputError: It cannot be written, or writing is for the engine's own writer.
        """
        if into is not None:
            rule = f"be left out on {self.name}, whose own writer takes the answer"
            raise InvalidInputError("into", rule, str(into))
        return None

    def answer(self, native: Native, /, *, into: Path | None = None) -> Native:  # noqa: ARG002 - for those who write
        """The answer as it is given to the user, or a scan of the file that it was written to.

        Args:
            native: The answer.
            into: A file that ``destination`` told.
        """
        return native

    def held(self, frame: Frame, /) -> Frame:
        """A frame that is looked at several times; an engine may work it out."""
        return frame

    def may_repeat(self, frame: Frame, column: str, /, *, times: int) -> bool:  # noqa: ARG002 - see below
        """Whether a text may stand in a column more often, where an engine can tell at once."""
        return True

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

    def matched(
        self, frame: Frame, columns: Columns, /, *, on: Sequence[str], beside: Native
    ) -> Frame:
        """The rows of which a small table says something, with what it says.

        Args:
            frame: The rows.
            columns: The table; of what stands in it twice, both are told.
            on: Which columns of both have to be the same texts.
            beside: A frame of the user's.
        """
        small: Frame = nw.from_native(self.table(columns, beside=beside)).lazy()
        return frame.join(small, on=list(on), how="inner")

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

    def in_lists(
        self,
        orders: Frame,  # noqa: ARG002  # an engine that has lists looks at them
        rows: Frame,  # noqa: ARG002  # the same
        /,
        *,
        ways: Sequence[Way],  # noqa: ARG002  # the same
        shape: Shape,  # noqa: ARG002  # the same
        keep: Sequence[str],  # noqa: ARG002  # the same
    ) -> Frame | None:
        """What every creator earns of every order, or ``None`` where an engine has no such lists.

        Args:
            orders: A row for each order, by ``order_id``, with ``gross`` and ``net``.
            rows: The touches on paths: ``order_id`` and ``key``.
            ways: How models weigh creators.
            shape: What keys say.
            keep: What is told of the orders as well.

        Returns:
            ``order_id``, ``rank``, what is kept, and the columns of every way.
        """
        return None

    def in_parts(self, orders: Frame, standings: Frame, /, *, work: Work) -> Frame:
        """What *work* makes of the orders, each with everyone who stands on it or with nobody.

        Args:
            orders: A row for each order, by ``order_id``, with ``gross`` and ``net``.
            standings: Rows of creators on orders, by ``order_id``.
            work: Is given rows of whole orders, as often as an engine likes.
        """
        return work(orders.join(standings, on="order_id", how="left"), self, ("gross", "net"))

    def parts(self, frame: Frame, claims: Sequence[Claim], /) -> Frame | None:  # noqa: ARG002 - see below
        """A frame with what each claim comes to, or ``None`` where floors and turns tell it."""
        return None

    def floors(self, frame: Frame, claims: Sequence[Claim], /) -> Frame:
        """A frame with the whole parts of units × weight ÷ whole, and how far each is behind.

        The quotient and the remainder of the units by the whole are taken first, and the remainder
        times the weight twenty bits at a time, so that nothing leaves 63 bits while the whole is
        below 2^41.
        """
        return floored(frame, claims, divided=self.quotients)

    def served(self, frame: Frame, claims: Sequence[Claim], /) -> Frame:
        """A frame with whether each row is among the first of its order, as many as are missing.

        First is who is the most behind, and of equal ones whose ``turn`` it is.
        """
        one = nw.col("one").cum_sum()
        told = frame.with_columns(one=nw.lit(1, nw.Int64)).with_columns(
            one.over("order_id", order_by=[claim.behind, "turn"])
            .cast(nw.Int64)
            .alias(claim.is_served)
            for claim in claims
        )
        return told.with_columns(
            (nw.col(claim.is_served) <= nw.col(claim.missing)).alias(claim.is_served)
            for claim in claims
        ).drop("one")


def are_texts(columns: Columns) -> Mapping[str, bool]:
    """Which columns of a small table are text."""
    return {
        name: isinstance(values[0], str) if values else name in TEXTS
        for name, values in columns.items()
    }


def rows_of(columns: Columns) -> list[tuple[int | str, ...]]:
    """The rows of a small table."""
    return list(zip(*columns.values(), strict=True))
