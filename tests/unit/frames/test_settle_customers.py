"""Settlement by who bought: known answers, and what is asked of the orders."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import attrs
import duckdb
import ibis  # type: ignore[import-untyped]  # no types
import narwhals as nw
import polars as pl
import pytest

from influence.books import read_book
from influence.deals import Deal
from influence.errors import InfluenceError
from influence.frames import evaluate as evaluate_frames, settle, tables_of
from influence.money import Money
from influence.payments import (
    Capped,
    Commission,
    CommissionLine,
    Hybrid,
    PaymentRule,
    Tier,
    Tiered,
    fee_of,
)
from influence.performances import performance_of
from influence.periods import Period
from influence.scorecards import scoreboard
from influence.settlement import SettlementPolicy

Frame: TypeAlias = Any

SPRING = Period(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
WHOLE = SettlementPolicy(hold_days=0, period_months=None)
_CONNECTION = duckdb.connect()
WAYS: Mapping[str, Callable[[Frame], Frame]] = {
    "polars": lambda table: table.lazy(),
    "eager": lambda table: table,
    "duckdb": lambda table: _CONNECTION.from_arrow(table.to_arrow()),
    "pandas": lambda table: table.to_pandas(),
    "pyarrow": lambda table: table.to_arrow(),
    "ibis": lambda table: ibis.memtable(table.to_arrow()),
}
every_way = pytest.mark.parametrize("way", WAYS)


@attrs.frozen
class Order:
    """An order of ann's alone, or of nobody."""

    day: str
    dollars: int
    customer: str | None = None
    is_new: bool | None = None
    status: str | None = None
    is_credited: bool = True

    @property
    def at(self) -> dt.datetime:
        """When it was placed."""
        return dt.datetime.fromisoformat(f"2026-{self.day}T12:00:00+00:00")


def tables(orders: Sequence[Order]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Credits and orders."""
    names = [f"o{place}" for place in range(len(orders))]
    told = pl.DataFrame(
        {
            "order_id": names,
            "at": [one.at for one in orders],
            "items_minor": [100 * one.dollars for one in orders],
            "customer_id": pl.Series([one.customer for one in orders], dtype=pl.String),
            "is_new_customer": pl.Series([one.is_new for one in orders], dtype=pl.Boolean),
            "status": pl.Series([one.status for one in orders], dtype=pl.String),
        }
    )
    is_credited = pl.Series([one.is_credited for one in orders], dtype=pl.Boolean)
    credits = told.filter(is_credited).select(
        "order_id",
        creator_id=pl.lit("ann"),
        weight=pl.lit(1, pl.Int64),
        whole=pl.lit(1, pl.Int64),
        gross_minor="items_minor",
        net_minor="items_minor",
    )
    return credits, told


def fee(
    terms: PaymentRule, credits: Frame, orders: Frame, *, way: str = "polars", each: bool = True
) -> int:
    """What ann is owed in dollars."""
    answer = settle(
        WAYS[way](credits),
        orders=None if orders is None else WAYS[way](orders),
        deals=[Deal(creator_id="ann", terms=terms)],
        period=SPRING,
        currency="USD",
        policy=WHOLE,
        each_order=each,
    )
    told: Any = nw.from_native(answer).lazy().collect("polars").to_native()
    [minor] = told.get_column("fee_minor").to_list()
    assert minor % 100 == 0
    return int(minor // 100)


@every_way
def test_new_customers_only(way: str) -> None:
    """A tenth of 300; an order that does not tell is not known to be a first one."""
    orders = [Order("03-02", 300, is_new=True), Order("03-03", 500, is_new=False)]
    rule = Commission(rate="0.1", new_customers_only=True)
    assert fee(rule, *tables([*orders, Order("03-04", 700)]), way=way) == 30


@every_way
def test_new_and_repeat_customers_at_their_own_rates(way: str) -> None:
    """A fifth of 300 and a tenth of 500."""
    orders = [Order("03-02", 300, is_new=True), Order("03-03", 500, is_new=False)]
    lines = [
        CommissionLine(rate="0.2", customer="new"),
        CommissionLine(rate="0.1", customer="repeat"),
    ]
    assert fee(Commission(lines=lines), *tables(orders), way=way) == 60 + 50


#: The customer buys since 20 February: what was cancelled before was no purchase.
_SINCE_FEBRUARY = (
    Order("01-05", 10, "kim", status="cancelled", is_credited=False),
    Order("02-20", 10, "kim", status="paid", is_credited=False),
    Order("03-19", 300, "kim"),
    Order("03-25", 500, "kim"),
)


@every_way
def test_the_first_month_of_a_customer_begins_with_whoever_sold_first(way: str) -> None:
    """A tenth of 300: the month that began with somebody else's sale ends on 20 March."""
    rule = Commission(rate="0.1", first_months=1)
    assert fee(rule, *tables(_SINCE_FEBRUARY), way=way) == 30


def test_orders_without_a_status_are_paid() -> None:
    """A tenth of 300: the month ends on 19 April."""
    credits, orders = tables([Order("03-19", 300, "kim"), Order("04-25", 500, "kim")])
    rule = Commission(rate="0.1", first_months=1)
    assert fee(rule, credits, orders.drop("status")) == 30


def test_a_first_order_is_early_although_its_customer_is_not_known() -> None:
    rule = Commission(rate="0.1", first_months=1)
    orders = [Order("03-19", 300, is_new=True), Order("03-25", 500)]
    assert fee(rule, *tables(orders)) == 30


@every_way
def test_a_cap_for_each_customer(way: str) -> None:
    """50 of 70 for both orders of kim, 20 for lee, and 50 of 60 for somebody unknown."""
    orders = [
        Order("03-02", 300, "kim"),
        Order("04-03", 400, "kim"),
        Order("03-04", 200, "lee"),
        Order("03-05", 600),
    ]
    rule = Capped(terms=Commission(rate="0.1"), per_customer=Money(50, "USD"))
    assert fee(rule, *tables(orders), way=way) == 50 + 20 + 50


@every_way
def test_tiers_by_customers(way: str) -> None:
    """Two customers, so a fifth of everything, although there are three orders."""
    tiers = [Tier("0.1"), Tier("0.2", starts_at=2), Tier("0.3", starts_at=3)]
    orders = [Order("03-02", 100, "kim"), Order("03-03", 100, "kim"), Order("03-04", 100, "lee")]
    rule = Tiered(tiers=tiers, meaning="retroactive", metric="customers")
    assert fee(rule, *tables(orders), way=way) == 60


@pytest.mark.parametrize("way", ["polars", "duckdb"])
def test_the_example_is_settled_as_the_pure_functions_do(way: str) -> None:
    given = read_book("examples/spring-launch")
    rule = Hybrid(
        parts=(
            Commission(rate="0.1", new_customers_only=True, rounds="order"),
            Capped(terms=Commission(rate="0.2", first_months=1), per_customer=Money(12, "USD")),
        )
    )
    book = attrs.evolve(given, deals=tuple(attrs.evolve(one, terms=rule) for one in given.deals))
    period = Period(
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC), book.last_moment + dt.timedelta(microseconds=1)
    )
    board = scoreboard(book)
    pure = {
        card.creator.creator_id: fee_of(
            rule, performance_of(card, board=board, period=period)
        ).amount.minor
        for card in board.cards
        if card.deal is not None
    }
    told = tables_of(book)
    kind = WAYS[way]
    found: Any = evaluate_frames(
        kind(told.orders),
        touches=kind(told.touches),
        refunds=kind(told.refunds),
        owners=told.owners,
        policy=told.policy,
        currency="USD",
        deals=book.deals,
        period=period,
        settlement=WHOLE,
        each_order=True,
    ).creators
    rows = nw.from_native(found).lazy().collect("polars").to_native()
    fees = {who: minor for who, minor in rows.select("creator_id", "fee_minor").rows() if who}
    assert {who: fees.get(who) for who in pure} == pure
    assert len({*pure.values()}) > 3


class TestRefusals:
    """What is not there is asked for by name."""

    @pytest.mark.parametrize(
        ("rule", "column"),
        [
            (Commission(rate="0.1", new_customers_only=True), "is_new_customer"),
            (Commission(rate="0.1", first_months=1), "customer_id"),
        ],
    )
    def test_a_column_that_the_orders_lack(self, rule: PaymentRule, column: str) -> None:
        credits, orders = tables(_SINCE_FEBRUARY)
        message = (
            f"orders.{column} must be a column, because commission in the deal with ann looks at"
            " who bought, got "
        )
        with pytest.raises(InfluenceError, match=f"^{re.escape(message)}"):
            fee(rule, credits, orders.drop(column))

    def test_credits_that_tell_their_times_do_not_tell_who_bought(self) -> None:
        credits, orders = tables(_SINCE_FEBRUARY)
        timed = credits.join(orders.select("order_id", "at"), on="order_id")
        message = (
            "orders must be given, because commission in the deal with ann looks at who bought"
        )
        with pytest.raises(InfluenceError, match=re.escape(message)):
            fee(Commission(rate="0.1", first_months=1), timed, None)

    def test_a_flag_that_is_none_where_it_is_looked_at_and_only_there(self) -> None:
        credits, orders = tables(_SINCE_FEBRUARY)
        spelt = orders.with_columns(is_new_customer=pl.lit("yes"))
        assert fee(Commission(rate="0.1"), credits, spelt) == 80
        message = "orders.is_new_customer must hold true or false, got 'String'"
        with pytest.raises(InfluenceError, match=re.escape(message)):
            fee(Commission(rate="0.1", new_customers_only=True), credits, spelt)
