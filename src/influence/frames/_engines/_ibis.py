"""Ibis: an expression over a warehouse of the user's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, ClassVar, cast

import attrs
import narwhals as nw

from influence.frames._engines._engine import BETWEEN, Columns, Engine, Frame, Native
from influence.frames._engines._floors import Quotients
from influence.frames._engines._polars_texts import small_frame

_EPOCH = "1970-01-01 00:00:00+00:00"
#: Backends within this process, of which each connection may have tables that no other has.
_EMBEDDED = frozenset({"chdb", "datafusion", "duckdb", "polars", "sqlite"})


@attrs.frozen
class IbisEngine(Engine):
    """Ibis, which writes the SQL of a warehouse."""

    name: ClassVar[str] = "Ibis"

    def can_join(self, native: Native, beside: Native, /) -> bool:
        """Only of one backend; to Ibis two that are in memory are one."""
        operations = _ibis().expr.operations
        held = (operations.DatabaseTable, operations.SQLQueryResult)
        first, *others = [
            node.source for one in (native, beside) for node in one.op().find(held)
        ] or [None]
        return all(one is first or (one == first and one.name not in _EMBEDDED) for one in others)

    def with_moments(self, native: Native, columns: Sequence[str], /) -> Native:
        """Times by their distance from 1970 in UTC."""
        epoch = _ibis().timestamp(_EPOCH)
        told = {name: native[name].delta(epoch, unit="microsecond") for name in columns}
        return native.mutate(**told)

    def with_times(self, native: Native, columns: Sequence[str], /) -> Native:
        """Times by what is added to 1970 in UTC."""
        epoch = _ibis().timestamp(_EPOCH)
        return native.mutate(**{name: epoch + native[name].as_interval("us") for name in columns})

    def quotients(self, frame: Frame, wanted: Quotients, /) -> Frame:
        """By two steps, because Ibis divides as doubles.

        The first quotient is off by at most one part in 2^52. So less than by + 2^10 is left over,
        and that is exact as a double while *by* is below 2^50; the second quotient is 0 or 1, or up
        to 2^10 where *by* is small, and too far from the next whole number to be rounded to it.
        """
        rough = super().quotients(frame, wanted)
        left = rough.with_columns(
            (nw.col(number) - nw.col(into) * nw.col(by)).alias(f"{into}_left_over")
            for into, (number, by) in wanted.items()
        )
        again = {f"{into}_again": (f"{into}_left_over", by) for into, (_, by) in wanted.items()}
        rest = super().quotients(left, again)
        exact = rest.with_columns((nw.col(into) + nw.col(f"{into}_again")) for into in wanted)
        return exact.drop(*again, *(f"{into}_left_over" for into in wanted))

    def table(self, columns: Columns, /, *, beside: Native) -> Native:  # noqa: ARG002  # Ibis moves it
        """A table in memory, which Ibis takes to wherever it is joined."""
        return _ibis().memtable(small_frame(columns).to_arrow())

    def empty_columns(self, native: Native, /) -> Collection[str]:
        """Those of the type ``null``."""
        return [name for name, told in native.schema().items() if told.is_null()]

    def with_joined(self, native: Native, column: str, /) -> Native:
        """By its own join of lists."""
        joined = _ibis().literal(BETWEEN) + native[column].join(BETWEEN)
        return native.mutate(**{column: joined})

    def with_minor(self, native: Native, column: str, /, *, into: str, decimals: int) -> Native:
        """In decimals of nineteen digits, as many as 64 bits have."""
        given = native[column]
        rounded = given.try_cast(f"decimal(19, {decimals})")
        # Ibis compares decimals of one kind only.
        kind = f"decimal(38, {max(decimals, given.type().scale or 0)})"
        is_exact = rounded.try_cast(kind) == given.try_cast(kind)
        whole = (rounded * 10**decimals).try_cast("int64")
        return native.mutate(**{into: is_exact.ifelse(whole, _ibis().null())})


def _ibis() -> Any:  # noqa: ANN401  # it has no types
    """Ibis itself, which is there where a table of it was given."""
    import ibis  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]  # no types

    return cast("Any", ibis)
