"""DuckDB: a relation of a connection of the user's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from os import PathLike
from pathlib import Path
from typing import ClassVar

import attrs
import narwhals as nw

from influence.frames._engines._claim import Claim
from influence.frames._engines._duckdb_lists import (
    ListClaim,
    ListedPaths,
    put_together,
    with_lists_of_parts,
)
from influence.frames._engines._duckdb_words import listed, literal, quoted
from influence.frames._engines._engine import (
    BETWEEN,
    MOST_SUM,
    Columns,
    Engine,
    Frame,
    Native,
    are_texts,
)
from influence.frames._engines._ways import Shape, Way
from influence.frames._into import file_of, replaced

_AMOUNTS = ("gross", "net")


@attrs.frozen
class DuckDBEngine(Engine):
    """DuckDB, which works out of core."""

    name: ClassVar[str] = "DuckDB"

    def with_moments(self, native: Native, columns: Sequence[str], /) -> Native:
        """Times by ``epoch_us``, which counts from 1970 in UTC."""
        replaced = [f"epoch_us({quoted(name)}) AS {quoted(name)}" for name in columns]
        return native.project(f"* REPLACE ({', '.join(replaced)})") if replaced else native

    def with_times(self, native: Native, columns: Sequence[str], /) -> Native:
        """Times by ``make_timestamptz``."""
        told = [f"make_timestamptz({quoted(name)}) AS {quoted(name)}" for name in columns]
        return native.project(f"* REPLACE ({', '.join(told)})") if told else native

    def table(self, columns: Columns, /, *, beside: Native) -> Native:
        """A relation of lists; only a relation of the same connection can be joined."""
        texts = are_texts(columns)
        lists = ", ".join(
            f"unnest({listed(values, are_texts=texts[name])}) AS {quoted(name)}"
            for name, values in columns.items()
        )
        return beside.query("beside", f"SELECT {lists}")

    def empty_columns(self, native: Native, /) -> Collection[str]:
        """Those of the type of a bare NULL."""
        told = zip(native.columns, native.types, strict=True)
        return [name for name, kind in told if kind.id == "null"]

    def with_joined(self, native: Native, column: str, /) -> Native:
        """By its own join of lists."""
        name, between = quoted(column), f"chr({ord(BETWEEN)})"
        joined = f"{between} || array_to_string({name}, {between})"
        return native.project(f"* REPLACE ({joined} AS {name})")

    def with_minor(self, native: Native, column: str, /, *, into: str, decimals: int) -> Native:
        """In decimals of nineteen digits, as many as 64 bits have."""
        rounded = f"TRY_CAST({quoted(column)} AS DECIMAL(19, {decimals}))"
        whole = f"TRY_CAST({rounded} * {10**decimals} AS BIGINT)"
        exact = f"CASE WHEN {rounded} = {quoted(column)} THEN {whole} END"
        return native.project(f"*, {exact} AS {quoted(into)}")

    def added_up(
        self, frame: Frame, /, *, by: Sequence[str], counts: Sequence[str], amounts: Sequence[str]
    ) -> Frame:
        """In 128 bits, as DuckDB adds up, with an error that names whose sum needs more than 64."""
        every = [nw.col(name).sum() for name in (*counts, *amounts)]
        counted = frame.with_columns(nw.col(name).cast(nw.Int64) for name in counts)
        native = counted.group_by(*by).agg(*every).to_native()
        who = f"coalesce({quoted(by[0])}, 'nobody')"
        sums = [*map(_counted, counts), *(_unless_far(name, who=who) for name in amounts)]
        told = native.project(", ".join([*map(quoted, by), *sums]))
        added: Frame = nw.from_native(told).lazy()
        return added

    def can_join(self, native: Native, beside: Native, /) -> bool:
        """Only of one connection; DuckDB tells when it is asked to."""
        import duckdb

        try:
            native.set_alias("one").cross(beside.set_alias("other"))
        except duckdb.InvalidInputException:
            return False
        return True

    def destination(self, into: str | PathLike[str] | None, /) -> Path | None:
        """Any file in a folder that is there."""
        return file_of(into)

    def answer(self, native: Native, /, *, into: Path | None = None) -> Native:
        """As it is, or a relation over the file that it was written to, which is not compressed."""
        if into is None:
            return native

        def write(unfinished: Path) -> None:
            native.write_parquet(str(unfinished), compression="uncompressed")

        replaced(into, write=write)
        return native.query("written", f"FROM read_parquet({literal(str(into))})")

    def in_lists(
        self,
        orders: Frame,
        rows: Frame,
        /,
        *,
        ways: Sequence[Way],
        shape: Shape,
        keep: Sequence[str],
    ) -> Frame:
        """By lists of keys, which are gathered once."""
        gathered = rows.to_native().aggregate("order_id, list(key) AS keys", "order_id")
        together = orders.join(_framed(gathered), on="order_id", how="left")
        paths = ListedPaths(shape=shape, ways=ways)
        stood = _framed(paths.stood(together.to_native()))
        factors = {
            way.factor(standing): factor for way in ways for standing, factor in way.factors.items()
        }
        weighed = paths.weighed(stood.with_columns(**factors).to_native())
        split = with_lists_of_parts(
            weighed, [claim for way in ways if not way.is_picking for claim in _claims(way)]
        )
        return _framed(paths.spread(split, amounts=_AMOUNTS, keep=keep))

    def parts(self, frame: Frame, claims: Sequence[Claim], /) -> Frame:
        """By lists, in which an order is put together and taken apart again."""
        native = frame.to_native()
        columns: Sequence[str] = native.columns
        wholes = {name for claim in claims for name in (claim.amount, claim.whole)}
        split = [
            ListClaim(
                amount=claim.amount,
                weight=claim.weight,
                whole=claim.whole,
                into=f"{claim.into} parts",
            )
            for claim in claims
        ]
        orders = with_lists_of_parts(put_together(native, wholes=wholes), split)
        parts = {claim.into: one.into for claim, one in zip(claims, split, strict=True)}
        lists = {name: name for name in columns if name not in {*wholes, "order_id"}} | parts
        told = [
            f"unnest({quoted(lists[name])}) AS {quoted(name)}" if name in lists else quoted(name)
            for name in dict.fromkeys([*columns, *parts])
        ]
        return _framed(orders.project(", ".join(told)))


def _claims(way: Way) -> Sequence[ListClaim]:
    """What a model splits."""
    gross, net = (
        ListClaim(amount=amount, weight=way.weight, whole=way.whole, into=way.minor(amount))
        for amount in _AMOUNTS
    )
    return gross, attrs.evolve(net, like=gross)


def _framed(native: Native) -> Frame:
    """A relation as narwhals has it."""
    frame: Frame = nw.from_native(native).lazy()
    return frame


def _counted(name: str) -> str:
    """A sum that is not large."""
    return f"{quoted(name)}::BIGINT AS {quoted(name)}"


def _unless_far(name: str, *, who: str) -> str:
    """A sum in 64 bits, or an error."""
    own, rule = quoted(name), f"must sum to less than {MOST_SUM} minor units, got "
    text = f"'{name} of ' || {who} || ' {rule}' || {own}"
    wide = f"abs({own}) >= {MOST_SUM}"
    return f"CASE WHEN {wide} THEN error({text})::BIGINT ELSE {own}::BIGINT END AS {own}"
