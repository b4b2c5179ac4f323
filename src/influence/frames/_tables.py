"""Tables: what a user gave, checked and opened on the engine that it lives on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import attrs
import narwhals as nw

from influence.errors import InvalidInputError, MissingDataError, close_match
from influence.frames._columns import TABLES, Column, ColumnType, TableName, columns_of
from influence.frames._engines import Columns, Engine, Frame, Native, engine_of
from influence.frames._prepared import prepared, schema_of

_TYPES: Mapping[ColumnType, tuple[type[nw.dtypes.DType], ...]] = {
    "text": (nw.String, nw.Categorical, nw.Enum),
    "whole": (nw.Int64, nw.Int32, nw.Int16, nw.Int8, nw.UInt32, nw.UInt16, nw.UInt8),
    "time": (nw.Datetime,),
    "flag": (nw.Boolean,),
}
_TOLD: Mapping[ColumnType, str] = {
    "text": "hold text",
    "whole": "hold whole numbers of at most 64 bits",
    "time": "hold times with a zone",
    "flag": "hold true or false",
}


#: Of orders whose credits are known no more is looked at.
TIMED: Mapping[str, Collection[str]] = {"orders": ("order_id", "at", "currency")}
#: But where it counts who bought.
BOUGHT: Mapping[str, Collection[str]] = {
    "orders": (*TIMED["orders"], "status", "customer_id", "is_new_customer")
}
_ALL: Mapping[str, Collection[str]] = {}


@attrs.frozen(kw_only=True)
class Tables:
    """The tables of a job, all on one engine, with times as whole microseconds.

    Args:
        engine: The engine.
        frames: Each table that was given, with the columns that are known of it.
        beside: A frame of the engine, beside which others can be made.
    """

    engine: Engine
    frames: Mapping[TableName, Frame]
    beside: Native

    @classmethod
    def of(
        cls,
        *,
        needs: Collection[str] = (),
        currency: str | None = None,
        only: Mapping[str, Collection[str]] = _ALL,
        **natives: Native,
    ) -> Tables:
        """The tables that a user gave; ``None`` is a table that was not.

        Args:
            needs: Which have to be given beside the first.
            currency: The currency of every row, where it is named.
            only: Of some tables, which columns are looked at; of others all but those aside.
            natives: The tables by name.

        Raises:
            InvalidInputError: A table is of no known kind, a column of another type than it has to
                be, or two tables are of different engines or connections.
            MissingDataError: A column is missing; the close one is named.
            BrokenTableError: A file is not Parquet.
        """
        (first, given), *others = natives.items()
        engine, beside = engine_of(given, place=first)
        opened = {first: beside}
        for name, native in others:
            if native is not None or name in needs:
                opened[name] = _beside(native, name=name, engine=engine, others=opened)
        frames: dict[TableName, Frame] = {}
        for name, native in opened.items():
            known = _named(name)
            there = columns_of(known, schema_of(native))
            columns = [one for one in there if _is_looked_at(one, only=only.get(name))]
            read = prepared(native, columns, table=name, engine=engine, currency=currency)
            frames[known] = _opened(read, columns, table=name, engine=engine)
        return cls(engine=engine, frames=frames, beside=beside)

    def small(self, columns: Columns) -> Frame:
        """A small table of our own beside them."""
        return _lazy(self.engine.table(columns, beside=self.beside))

    def answer(
        self, frame: Frame, *, times: Sequence[str] = (), into: Path | None = None
    ) -> Native:
        """A frame as the user gave theirs, or a scan of the file that it was written to.

        Args:
            frame: The frame.
            times: Its columns that are times, and here whole microseconds.
            into: The file.
        """
        told = self.engine.with_times(frame.to_native(), times)
        return self.engine.answer(told, into=into)


def _is_looked_at(column: Column, *, only: Collection[str] | None) -> bool:
    """Whether a column is one of those that are looked at."""
    return not column.is_aside if only is None else column.name in only


def _named(name: str) -> TableName:
    """A name that is known to be one of a table."""
    return next(known for known in TABLES if known == name)


def _beside(native: Native, *, name: str, engine: Engine, others: Mapping[str, Native]) -> Native:
    """A table that can be joined with the others."""
    own, opened = engine_of(native, place=name)
    if type(own) is not type(engine):
        raise InvalidInputError(name, f"be of {engine.name} as the other tables are", own.name)
    for place, other in others.items():
        if not engine.can_join(opened, other):
            rule = f"be of the same connection of {engine.name} as {place}"
            raise InvalidInputError(name, rule, "another one")
    return opened


def _opened(native: Native, known: Sequence[Column], *, table: str, engine: Engine) -> Frame:
    """The known columns of a table, with times as whole microseconds."""
    schema = schema_of(native)
    empty = engine.empty_columns(native)
    columns = [
        column
        for column in known
        if (column.name not in empty or not column.may_be_null)
        and (column.name in empty or _is_there(column, schema, table=table))
    ]
    times = [
        column.name for column in columns if column.type == "time" and column.name not in empty
    ]
    frame = _lazy(engine.with_moments(native, times))
    return frame.select(
        *(
            nw.col(column.name).cast(nw.String if column.type == "text" else nw.Int64)
            for column in columns
        ),
        *(column.told for column in columns if column.major and column.told in schema),
    )


def _is_there(column: Column, schema: Mapping[str, nw.dtypes.DType], *, table: str) -> bool:
    """Whether a table has a column, of the type that it has to have."""
    place = f"{table}.{column.name}"
    if column.name not in schema:
        if column.is_needed:
            raise MissingDataError(place, _missing(column.name, schema), list(schema))
        return False
    told = schema[column.name]
    if not isinstance(told, _TYPES[column.type]):
        raise InvalidInputError(place, _TOLD[column.type], str(told))
    if isinstance(told, nw.Datetime) and told.time_zone is None:
        raise InvalidInputError(place, _TOLD["time"], "times without one")
    return True


def _lazy(native: Native) -> Frame:
    """A frame of narwhals."""
    frame: Frame = nw.from_native(native).lazy()
    return frame


def _missing(name: str, known: Iterable[str]) -> str:
    """The rule that a missing column breaks, with the column that was most likely meant."""
    near = close_match(name, known)
    return f"be a column; did you mean {near!r}?" if near else "be a column"
