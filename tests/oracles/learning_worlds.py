"""Learning worlds: small campaigns as facts and as tables, for models that learn from journeys.

Customers come as several visitors, touches fall on the moment of a sale and on one another, codes
have owners, limits, priorities and terms of their own, and some who met a creator buy nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
import duckdb
import ibis  # type: ignore[import-untyped]  # it has no types
import narwhals as nw
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
from hypothesis import strategies as st

from influence.attribution import Attribution, AttributionPolicy, attribute
from influence.money import Money
from influence.orders import Order, Refund
from influence.tracking import KINDS, CodeTerms, Kind, Mark, Owners, Touch

CREATORS = ("ann", "bea", "cal", "dov")
_START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
_NOON = _START + dt.timedelta(days=15, hours=12)
_TERMS: Mapping[str, CodeTerms] = {
    "ann": CodeTerms(),
    "bea": CodeTerms(priority=1, credit="if_involved"),
    "cal": CodeTerms(limit=2),
    "dov": CodeTerms(ends=_NOON, credit="if_winner"),
}
OWNERS = Owners(
    (
        *(
            Mark(kind=kind, value=f"{who} {kind}", creator_id=who)
            for who in CREATORS
            for kind in ("link", "dm")
        ),
        *(
            Mark(kind="code", value=f"{who} code", creator_id=who, terms=terms)
            for who, terms in _TERMS.items()
        ),
        Mark(
            kind="code",
            value="dov code",
            creator_id="ann",
            terms=CodeTerms(starts=_NOON, credit="always"),
        ),
    )
)
Row = tuple[str, str | None, int, int, int, int]
_TEXT, _TIME, _WHOLE = pa.string(), pa.timestamp("us", "UTC"), pa.int64()

#: Tables as each kind of frame.
KINDS_OF_FRAMES: Mapping[str, Callable[[pa.Table], Any]] = {
    "polars": lambda table: pl.DataFrame(table).lazy(),
    "duckdb": lambda table: duckdb.default_connection().from_arrow(table),
    "pandas": lambda table: table.to_pandas(),
    "pyarrow": lambda table: table,
    "ibis": ibis.memtable,
}


@attrs.frozen(kw_only=True)
class World:
    """A campaign.

    Args:
        orders: Its orders.
        touches: Its touches.
        refunds: Its refunds.
    """

    orders: Sequence[Order] = ()
    touches: Sequence[Touch] = ()
    refunds: Sequence[Refund] = ()

    def attributed(self, policy: AttributionPolicy, *, owners: Owners = OWNERS) -> Attribution:
        """Who earned what, in pure Python."""
        return attribute(
            self.orders,
            touches=self.touches,
            refunds=self.refunds,
            owners=owners,
            policy=policy,
            currency="USD",
        )

    def tables(self, kind: str) -> dict[str, Any]:
        """The tables, as frames of one kind."""
        return {
            name: KINDS_OF_FRAMES[kind](table)
            for name, table in (
                ("orders", self._orders),
                ("touches", self._touches),
                ("refunds", self._refunds),
            )
        }

    @property
    def _orders(self) -> pa.Table:
        told = self.orders
        return pa.table(
            {
                "order_id": pa.array([one.order_id for one in told], _TEXT),
                "at": pa.array([one.at for one in told], _TIME),
                "items_minor": pa.array([one.items.minor for one in told], _WHOLE),
                "visitor_id": pa.array([one.visitor_id for one in told], _TEXT),
                "customer_id": pa.array([one.customer_id for one in told], _TEXT),
                "codes": pa.array([";".join(one.codes) or None for one in told], _TEXT),
                "status": pa.array([one.status for one in told], _TEXT),
            }
        )

    @property
    def _touches(self) -> pa.Table:
        told = self.touches
        return pa.table(
            {
                "touch_id": pa.array([one.touch_id for one in told], _TEXT),
                "at": pa.array([one.at for one in told], _TIME),
                "visitor_id": pa.array([one.visitor_id for one in told], _TEXT),
                "kind": pa.array([one.kind for one in told], _TEXT),
                "value": pa.array([one.value for one in told], _TEXT),
            }
        )

    @property
    def _refunds(self) -> pa.Table:
        told = self.refunds
        return pa.table(
            {
                "refund_id": pa.array([one.refund_id for one in told], _TEXT),
                "order_id": pa.array([one.order_id for one in told], _TEXT),
                "at": pa.array([one.at for one in told], _TIME),
                "amount_minor": pa.array([one.amount.minor for one in told], _WHOLE),
            }
        )


def rows_of(native: Any) -> list[Row]:  # noqa: ANN401  # a frame of whatever kind
    """The rows of an answer, in order."""
    told = nw.from_native(native).lazy().collect("polars").to_native()
    assert isinstance(told, pl.DataFrame)
    return in_order(told.rows())


def in_order(rows: Sequence[Any]) -> list[Row]:
    """Rows by order and creator."""
    return sorted((tuple(row) for row in rows), key=lambda row: (row[0], row[1] or ""))


def met(visitor: int, kind: Kind, who: str, hours: int, number: int) -> Touch:
    """A touch so many hours after the start."""
    mark = "link" if kind == "landing" else kind
    at = _START + dt.timedelta(hours=hours)
    return Touch(
        touch_id=f"t{number}", at=at, visitor_id=f"v{visitor}", kind=kind, value=f"{who} {mark}"
    )


def sold(number: int, hours: int, minor: int, **told: Any) -> Order:  # noqa: ANN401  # fields of an order
    """An order so many hours after the start."""
    at = _START + dt.timedelta(hours=hours)
    return Order(order_id=f"o{number}", at=at, items=Money.from_minor(minor, "USD"), **told)


_HOURS = st.integers(0, 8).map(lambda days: 72 * days) | st.integers(0, 700)
_WHO = st.sampled_from((*CREATORS, "nobody"))
_MINOR = st.just(0) | st.integers(0, 999) | st.integers(0, 10**15)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Campaigns of no more than a few orders and touches."""
    drawn = st.tuples(st.integers(0, 6), st.sampled_from(KINDS), _WHO, _HOURS)
    touches = [met(*one, number) for number, one in enumerate(draw(st.lists(drawn, max_size=24)))]
    orders: list[Order] = []
    refunds: list[Refund] = []
    for number in range(draw(st.integers(0, 6))):
        codes = st.lists(_WHO.map(lambda who: f"{who} code"), max_size=3, unique=True)
        order = sold(
            number,
            draw(_HOURS),
            draw(_MINOR),
            visitor_id=draw(st.none() | st.integers(0, 4).map(lambda one: f"v{one}")),
            customer_id=draw(st.sampled_from((None, None, "one", "two"))),
            codes=tuple(draw(codes | st.just([]))),
            status=draw(st.sampled_from(("paid", "paid", "paid", "cancelled", "test"))),
        )
        orders.append(order)
        if draw(st.booleans()) and order.items.minor:
            amount = Money.from_minor(draw(st.integers(1, order.items.minor)), "USD")
            refunds.append(
                Refund(refund_id=f"r{number}", order_id=order.order_id, at=order.at, amount=amount)
            )
    return World(orders=orders, touches=touches, refunds=refunds)
