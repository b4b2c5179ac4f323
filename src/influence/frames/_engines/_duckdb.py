"""DuckDB: a relation of a connection of the user's."""

from __future__ import annotations

from collections.abc import Sequence
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
from influence.frames._engines._duckdb_words import listed, quoted
from influence.frames._engines._engine import Columns, Engine, Frame, Native, are_texts
from influence.frames._engines._ways import Shape, Way

_AMOUNTS = ("gross", "net")


@attrs.frozen
class DuckDBEngine(Engine):
    """DuckDB, which works out of core."""

    name: ClassVar[str] = "DuckDB"

    def with_moments(self, native: Native, columns: Sequence[str], /) -> Native:
        """Times by ``epoch_us``, which counts from 1970 in UTC."""
        replaced = [f"epoch_us({quoted(name)}) AS {quoted(name)}" for name in columns]
        return native.project(f"* REPLACE ({', '.join(replaced)})") if replaced else native

    def table(self, columns: Columns, /, *, beside: Native) -> Native:
        """A relation of lists; only a relation of the same connection can be joined."""
        texts = are_texts(columns)
        lists = ", ".join(
            f"unnest({listed(values, are_texts=texts[name])}) AS {quoted(name)}"
            for name, values in columns.items()
        )
        return beside.query("beside", f"SELECT {lists}")

    def in_lists(
        self, orders: Frame, rows: Frame, /, *, ways: Sequence[Way], shape: Shape
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
        return _framed(paths.spread(split, amounts=_AMOUNTS))

    def parted(self, frame: Frame, claims: Sequence[Claim], /) -> Frame:
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
