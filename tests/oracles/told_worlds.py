"""Worlds as tables of every engine that frames run on, and answers as plain rows.

Rows are read as each engine gives them, without the layer that the library reads them by.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import attrs
import duckdb
import ibis  # type: ignore[import-untyped]  # it has no types
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
from drawn_worlds import Row, World

from influence.attribution import AttributionPolicy
from influence.frames import attribute

#: A frame of whatever engine.
Native: TypeAlias = Any
Rows: TypeAlias = Iterable[Sequence[Any]]

COLUMNS = ("order_id", "creator_id", "weight", "whole", "gross_minor", "net_minor")


@attrs.frozen(kw_only=True)
class Engine:
    """How tables come to an engine, and rows from it.

    Args:
        opened: A table of Arrow as the engine has it.
        rows: The rows of a frame of the engine, by ``COLUMNS``.
    """

    opened: Callable[[pa.Table], Native]
    rows: Callable[[Native], Rows]

    def answer(
        self, tables: Mapping[str, pa.Table], *, world: World, policy: AttributionPolicy
    ) -> list[Row]:
        """What frames say of a world, in order, once it is sure that the same kind came back."""
        natives = {name: self.opened(table) for name, table in tables.items()}
        told = attribute(natives.pop("orders"), **natives, owners=world.owners, policy=policy)
        assert type(told) is type(self.opened(tables["orders"]))
        return sorted((row[0], row[1] or "", *row[2:]) for row in self.rows(told))


def tables_of(
    world: World, *, zone: str = "UTC", without: Collection[str] = ()
) -> Mapping[str, pa.Table]:
    """A world as tables of Arrow.

    Args:
        world: The world.
        zone: The zone whose clock the columns show.
        without: The columns that are left out, as ``orders.codes``, and the tables.
    """
    orders, touches, refunds = world.orders, world.touches, world.refunds
    moments = pa.timestamp("us", tz=zone)
    whole: Mapping[str, Mapping[str, pa.Array]] = {
        "orders": {
            "order_id": _texts(order.order_id for order in orders),
            "at": pa.array([order.at for order in orders], moments),
            "items_minor": pa.array([order.items.minor for order in orders], pa.int64()),
            "visitor_id": _texts(order.visitor_id for order in orders),
            "customer_id": _texts(order.customer_id for order in orders),
            "codes": _texts(world.cells),
            "status": _texts(_status(order.status, place) for place, order in enumerate(orders)),
            "note": _texts("not ours" for _ in orders),
        },
        "touches": {
            "at": pa.array([touch.at for touch in touches], moments),
            "visitor_id": _texts(touch.visitor_id for touch in touches),
            "kind": _texts(touch.kind for touch in touches),
            "value": _texts(touch.value for touch in touches),
            "touch_id": _texts(touch.touch_id for touch in touches),
        },
        "refunds": {
            "order_id": _texts(refund.order_id for refund in refunds),
            "amount_minor": pa.array([refund.amount.minor for refund in refunds], pa.int64()),
            "refund_id": _texts(refund.refund_id for refund in refunds),
            "at": pa.array([refund.at for refund in refunds], moments),
        },
    }
    return {
        table: pa.table(
            {name: column for name, column in columns.items() if f"{table}.{name}" not in without}
        )
        for table, columns in whole.items()
        if table not in without
    }


def _status(status: str, place: int) -> str | None:
    """A status; every other paid order leaves it out."""
    return None if status == "paid" and place % 2 else status


def _texts(values: Iterable[str | None]) -> pa.Array:
    """A column of text, also where every row leaves it out."""
    return pa.array(list(values), pa.string())


def _by_name(table: pa.Table) -> Rows:
    """The rows of a table of Arrow."""
    return zip(*(table.column(name).to_pylist() for name in COLUMNS), strict=True)


def _eager(table: pa.Table) -> pl.DataFrame:
    """A table of Arrow as a frame of Polars."""
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame


def duckdb_engine() -> Engine:
    """DuckDB with a connection of its own, whose zone is far from UTC."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'America/St_Johns'; SET threads = 1")
    return Engine(
        opened=connection.from_arrow,
        rows=lambda relation: relation.project(", ".join(COLUMNS)).fetchall(),
    )


def spark_engine(session: Any) -> Engine:  # noqa: ANN401  # its types are not those of its sessions
    """Spark, on a session that runs."""
    return Engine(
        opened=session.createDataFrame,
        rows=lambda frame: frame.select(*COLUMNS).collect(),
    )


ENGINES: Mapping[str, Engine] = {
    "Polars, lazy": Engine(
        opened=lambda table: _eager(table).lazy(),
        rows=lambda frame: frame.select(COLUMNS).collect().rows(),
    ),
    "Polars, streaming": Engine(
        opened=lambda table: _eager(table).lazy(),
        rows=lambda frame: frame.select(COLUMNS).collect(engine="streaming").rows(),
    ),
    "Polars, eager": Engine(opened=_eager, rows=lambda frame: frame.select(COLUMNS).rows()),
    "pandas": Engine(
        opened=lambda table: table.to_pandas(),
        rows=lambda frame: _by_name(pa.Table.from_pandas(frame[list(COLUMNS)])),
    ),
    "PyArrow": Engine(opened=lambda table: table, rows=_by_name),
    "DuckDB": duckdb_engine(),
    "Ibis on DuckDB": Engine(opened=ibis.memtable, rows=lambda table: _by_name(table.to_pyarrow())),
}
