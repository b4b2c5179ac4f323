"""Settlement on engines: ladders worked by hand, what is asked of tables, and what is refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal, TypeAlias

import attrs
import duckdb
import ibis  # type: ignore[import-untyped]  # no types
import narwhals as nw
import pandas as pd  # type: ignore[import-untyped]  # no types
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # no types
import pytest

from influence.deals import Deal
from influence.errors import InfluenceError, InvalidInputError
from influence.frames import BySums, settle
from influence.money import Money
from influence.payments import (
    Amended,
    Amendment,
    Bonus,
    Capped,
    Commission,
    CommissionableBase,
    CommissionLine,
    CreditedOrder,
    Fee,
    FeeLine,
    FlatFee,
    Guaranteed,
    Hybrid,
    PaymentRule,
    Performance,
    Retainer,
    Tier,
    Tiered,
    TierMeaning,
    Window,
)
from influence.periods import Period, zone
from influence.settlement import SettlementPolicy

BERLIN = zone("Europe/Berlin")
SPRING = Period(dt.datetime(2026, 3, 1, tzinfo=BERLIN), dt.datetime(2026, 5, 1, tzinfo=BERLIN))
MARCH, APRIL = "2026-03-01T00:00:00+01:00", "2026-04-01T00:00:00+02:00"
MONTHLY = SettlementPolicy(hold_days=0, period_months=1)
MONTH = Window(kind="calendar", months=1, zone="Europe/Berlin")
IN_MARCH = dt.datetime(2026, 3, 10, tzinfo=dt.UTC)
IN_APRIL = dt.datetime(2026, 4, 10, tzinfo=dt.UTC)

Frame: TypeAlias = Any
TierCounts: TypeAlias = Literal["reached", "exceeded"]

_CONNECTION = duckdb.connect()
WAYS: Mapping[str, Callable[[Frame], Frame]] = {
    "polars": lambda table: pl.DataFrame(table).lazy(),
    "eager": pl.DataFrame,
    "duckdb": _CONNECTION.from_arrow,
    "pandas": lambda table: table.to_pandas(),
    "pyarrow": lambda table: table,
    "ibis": ibis.memtable,
}
every_way = pytest.mark.parametrize("way", WAYS)
_CREDITS = pa.schema(
    [
        ("order_id", pa.string()),
        ("creator_id", pa.string()),
        *((n, pa.int64()) for n in ("weight", "whole", "gross_minor", "net_minor")),
    ]
)
_ORDERS = pa.schema(
    [
        ("order_id", pa.string()),
        ("at", pa.timestamp("us", tz="UTC")),
        ("items_minor", pa.int64()),
        ("currency", pa.string()),
    ]
)


@attrs.frozen(kw_only=True)
class Sale:
    """A credit of ann, unless it is said otherwise."""

    cents: int
    at: dt.datetime = IN_MARCH
    who: str | None = "ann"
    back: int = 0
    weight: int = 1
    whole: int = 1
    currency: str | None = None


def tables(sales: Iterable[Sale]) -> tuple[Frame, Frame]:
    """Credits and orders as tables of Arrow."""
    credits, orders = list[dict[str, Any]](), list[dict[str, Any]]()
    for place, one in enumerate(sales):
        name = f"order-{place}"
        orders.append(
            {"order_id": name, "at": one.at, "items_minor": one.cents, "currency": one.currency}
        )
        credits.append(
            {
                "order_id": name,
                "creator_id": one.who,
                "weight": one.weight,
                "whole": one.whole,
                "gross_minor": one.cents,
                "net_minor": one.cents - one.back,
            }
        )
    return pa.Table.from_pylist(credits, _CREDITS), pa.Table.from_pylist(orders, _ORDERS)


def settled(
    sales: Iterable[Sale],
    terms: PaymentRule | Mapping[str, PaymentRule | None],
    *,
    way: str = "eager",
    period: Period = SPRING,
    policy: SettlementPolicy = MONTHLY,
    work: Mapping[str, Performance] | None = None,
    each_order: bool = False,
) -> list[dict[str, Any]]:
    """The rows of a settlement, by creator and period."""
    by_creator = terms if isinstance(terms, Mapping) else {"ann": terms}
    credits, orders = map(WAYS[way], tables(sales))
    answer = settle(
        credits,
        orders=orders,
        deals=[Deal(creator_id=who, terms=rule) for who, rule in by_creator.items()],
        period=period,
        currency="USD",
        policy=policy,
        work=work,
        each_order=each_order,
    )
    told: Any = nw.from_native(answer).lazy().collect("polars").to_native()
    rows: list[dict[str, Any]] = list(told.rows(named=True))
    return sorted(rows, key=lambda row: (row["creator_id"], row["period_start"]))


def fees(rows: Sequence[Mapping[str, Any]]) -> list[int | None]:
    """The fees alone."""
    return [row["fee_minor"] for row in rows]


def ladder(meaning: TierMeaning, *, window: Window | None = None) -> Tiered:
    """4 %, 6 % from 200 and 8 % from 400."""
    tiers = [
        Tier("0.04"),
        Tier("0.06", starts_at=Money("200", "USD")),
        Tier("0.08", starts_at=Money("400", "USD")),
    ]
    return Tiered(tiers=tiers, meaning=meaning, window=window or Window())


def by_count(meaning: TierMeaning, *, window: Window | None = None) -> Tiered:
    """10 %, and 20 % from 2 orders on."""
    tiers = [Tier("0.1"), Tier("0.2", starts_at=2)]
    return Tiered(tiers=tiers, meaning=meaning, metric="orders", window=window or Window())


def refusal(message: str) -> str:
    """A pattern that matches a whole message."""
    return f"^{re.escape(message)}$"


class TestByHand:
    """Sums that can be checked with a pencil."""

    @every_way
    def test_each_slice_at_its_own_rate(self, way: str) -> None:
        """200 × 4 % + 200 × 6 % + 100 × 8 % = 28.00; a new window: 100 × 4 % = 4.00."""
        sales = [Sale(cents=15_000), Sale(cents=15_000), Sale(cents=20_000)]
        sales.append(Sale(cents=10_000, at=IN_APRIL))
        assert fees(settled(sales, ladder("marginal", window=MONTH), way=way)) == [2800, 400]

    @every_way
    def test_each_order_at_the_tier_reached_before_it_or_with_it(self, way: str) -> None:
        """150 at 4 %, 150 at 4 or 6 %, 100 (all of it back) at none, 50 at 6 or 8 %.

        Sold are 150, 300, 400 and 450: the last stands on 400 before it where returns count.
        """
        sales = [Sale(cents=15_000), Sale(cents=15_000), Sale(cents=10_000, back=10_000)]
        sales.append(Sale(cents=5_000))
        cases: Sequence[tuple[TierMeaning, bool, int]] = (
            ("next_only", True, 600 + 600 + 300),
            ("next_only", False, 600 + 600 + 400),
            ("crossing_order", True, 600 + 900 + 300),
            ("crossing_order", False, 600 + 900 + 400),
        )
        for meaning, unreached, fee in cases:
            rule = attrs.evolve(ladder(meaning), refunds_unreach=unreached)
            assert fees(settled(sales, rule, way=way)) == [fee, 0], (meaning, unreached)

    @every_way
    def test_slices_of_what_was_sold_are_paid_for_what_is_left(self, way: str) -> None:
        """Of 300 sold and 150 left, two thirds lie at 4 % and a third at 6 %: 4.00 + 3.00."""
        sales = [Sale(cents=30_000, back=15_000)]
        rule = attrs.evolve(ladder("marginal"), refunds_unreach=False)
        assert fees(settled(sales, rule, way=way)) == [700, 0]

    def test_bounds_are_those_of_sales_without_vat(self) -> None:
        """With VAT of 25 % 250.00 are 200.00: only the last order stands on them before it."""
        sales = [Sale(cents=23_000), Sale(cents=2_000), Sale(cents=5_000)]
        rule = attrs.evolve(ladder("next_only"), base=CommissionableBase(vat="0.25"))
        assert fees(settled(sales, rule)) == [800 + 240, 0]
        exceeded = attrs.evolve(rule, counts="exceeded")
        assert fees(settled(sales, exceeded)) == [800 + 160, 0]

    def test_a_bound_is_reached_or_exceeded(self) -> None:
        """After 200 comes 10, and then 50: a bound that is met exactly holds, or not yet."""
        sales = [Sale(cents=20_000), Sale(cents=1_000), Sale(cents=5_000)]
        cases: Sequence[tuple[TierMeaning, TierCounts, int]] = (
            ("next_only", "reached", 800 + 60 + 300),
            ("next_only", "exceeded", 800 + 40 + 300),
            ("crossing_order", "reached", 1200 + 60 + 300),
            ("crossing_order", "exceeded", 800 + 60 + 300),
        )
        for meaning, counts, fee in cases:
            rule = attrs.evolve(ladder(meaning), counts=counts)
            assert fees(settled(sales, rule)) == [fee, 0], (meaning, counts)

    def test_parts_of_orders_and_revenue_in_one_deal(self) -> None:
        """4 % of 150 and 6 % of 100 beside 3.00 × (1 + 1/3)."""
        sales = [Sale(cents=20_000), Sale(cents=10_000, weight=1, whole=3)]
        both = Hybrid(parts=(ladder("next_only"), Commission(per_order=Money("3", "USD"))))
        assert fees(settled(sales, both)) == [800 + 600 + 400, 0]

    def test_everything_at_the_tier_reached_in_the_end_of_huge_sums(self) -> None:
        sales = [Sale(cents=1 << 60), Sale(cents=1 << 60)]
        rule = f"gross_minor of ann must sum to less than {1 << 61} minor units, got '{1 << 61}'"
        with pytest.raises(InvalidInputError, match=refusal(rule)):
            settled(sales, ladder("next_only"))

    @every_way
    def test_everything_at_the_tier_reached_in_the_end(self, way: str) -> None:
        """By March 150 × 4 % = 6.00; by April 300 × 6 % = 18.00, of which 12.00 is April's."""
        sales = [Sale(cents=15_000), Sale(cents=15_000, at=IN_APRIL)]
        assert fees(settled(sales, ladder("retroactive"), way=way)) == [600, 1200]

    @every_way
    def test_shared_orders_climb_by_their_parts(self, way: str) -> None:
        """0–1, 1–1½, 1½–2½, 2½–3½: 10 + 5 + (5 + 10) + 20 = 50.00, and at the end 70.00."""
        sales = [
            Sale(cents=10_000),
            Sale(cents=5_000, weight=1, whole=2),
            Sale(cents=10_000),
            Sale(cents=10_000),
        ]
        assert fees(settled(sales, by_count("marginal"), way=way)) == [5000, 0]
        assert fees(settled(sales, by_count("retroactive"), way=way)) == [7000, 0]

    def test_orders_are_counted_in_the_order_of_time_then_of_ids(self) -> None:
        """The first two of 1, 10 and 100 take 10 %, the third 20 %."""
        late = IN_MARCH + dt.timedelta(microseconds=1)
        sales = [Sale(cents=100, at=late), Sale(cents=1000), Sale(cents=10_000)]
        assert fees(settled(sales, by_count("marginal"))) == [1120, 0]
        assert fees(settled([*sales, *sales], by_count("marginal"))) == [100 + 1000 + 2240, 0]

    def test_what_came_back_whole_is_counted_only_where_terms_say_so(self) -> None:
        """Kept: 10 + 10 = 20.00; with the returned one counted, the second kept is at 20 %."""
        sales = [Sale(cents=10_000), Sale(cents=500, back=500), Sale(cents=10_000)]
        assert fees(settled(sales, by_count("marginal"))) == [2000, 0]
        counted = attrs.evolve(by_count("marginal"), refunds_unreach=False)
        assert fees(settled(sales, counted)) == [3000, 0]

    def test_a_count_begins_anew_with_each_window_amendment_and_cap(self) -> None:
        """Two in March, then 1, 2 and 4: the first two of a count at 10 %, all others at 20 %."""
        sales = [Sale(cents=100_000), Sale(cents=100_000)]
        sales += [Sale(cents=cents, at=IN_APRIL) for cents in (1000, 2000, 4000)]
        once, monthly = 200 + 400 + 800, 100 + 200 + 800
        assert fees(settled(sales, by_count("marginal"))) == [20_000, once]
        assert fees(settled(sales, by_count("marginal", window=MONTH))) == [20_000, monthly]
        cut = Capped(terms=by_count("marginal"), per_period=Money("9999", "USD"), window=MONTH)
        assert fees(settled(sales, cut)) == [20_000, monthly]
        least = Guaranteed(terms=by_count("marginal"), minimum=Money("1", "USD"), window=MONTH)
        assert fees(settled(sales, least)) == [20_000, monthly]
        new = Amendment(effective_from=dt.date(2026, 4, 2), terms=by_count("marginal"))
        amended = Amended(first=Commission(rate="0.5"), amendments=(new,), zone="UTC")
        assert fees(settled(sales, amended)) == [100_000, monthly]

    def test_a_boundary_of_the_zone_is_to_the_microsecond(self) -> None:
        """April in Berlin begins at 22:00 of 31 March in UTC, because of summer time."""
        begins = dt.datetime(2026, 3, 31, 22, tzinfo=dt.UTC)
        sales = [
            Sale(cents=1000, at=begins - dt.timedelta(microseconds=1)),
            Sale(cents=100, at=begins),
        ]
        assert fees(settled(sales, Commission(rate="1"))) == [1000, 100]

    def test_an_amount_for_each_order_counts_parts(self) -> None:
        """3.00 × (1 + 1/3 + 2/3 + 1/7) = 6.43."""
        sales = [
            Sale(cents=900),
            Sale(cents=300, weight=1, whole=3),
            Sale(cents=300, weight=2, whole=3),
            Sale(cents=300, weight=1, whole=7),
            Sale(cents=300, back=300),
        ]
        rule = Commission(per_order=Money("3", "USD"))
        [march, april] = settled(sales, rule)
        assert (march["fee_minor"], march["orders"], march["shared_orders"]) == (643, 2, 3)
        assert april["fee_minor"] == 0

    def test_sums_of_large_amounts_are_exact(self) -> None:
        sales = [Sale(cents=10**15 - place) for place in range(1, 301)]
        [march, _] = settled(sales, Commission(rate="1"))
        assert march["fee_minor"] == march["net_minor"] == 300 * 10**15 - 45_150

    @every_way
    def test_sums_that_no_column_holds_are_refused(self, way: str) -> None:
        sales = [Sale(cents=1 << 61), Sale(cents=(1 << 61) + 5)]
        rule = f"gross_minor of ann must sum to less than {10**18} minor units, got {(1 << 62) + 5}"
        with pytest.raises(InvalidInputError, match=f"^{re.escape(rule)}$"):
            settled(sales, Commission(rate="0.1"), way=way)
        rule = f"gross_minor of ann from {MARCH} must be less than {1 << 62}, got {(1 << 62) + 5}"
        with pytest.raises(InvalidInputError, match=f"^{re.escape(rule)}$"):
            settled(sales, {}, way=way)


class TestHeld:
    """What is held is in no figure, whether it is told by ids or by a table."""

    SALES = (Sale(cents=10_000), Sale(cents=5_000, who="bob"), Sale(cents=700))

    def held(self, held: object, *, way: str = "eager") -> list[int]:
        """The fees of ann and bob in March."""
        credits, orders = map(WAYS[way], tables(self.SALES))
        terms = Commission(rate="0.1")
        answer = settle(
            credits,
            orders=orders,
            deals=[Deal(creator_id=who, terms=terms) for who in ("ann", "bob")],
            period=Period(SPRING.start, dt.datetime(2026, 4, 1, tzinfo=BERLIN)),
            currency="USD",
            held=held,
        )
        told: Any = nw.from_native(answer).lazy().collect("polars").to_native()
        return list(told.sort("creator_id")["fee_minor"])

    @every_way
    def test_ids_and_tables(self, way: str) -> None:
        opened = WAYS[way]
        whole = pa.table({"order_id": ["order-0", "order-0", "unknown"]})
        part = pa.table(
            {"order_id": ["order-0", "order-1", "order-2"], "creator_id": ["ann", "ann", None]}
        )
        assert self.held((), way=way) == [1070, 500]
        assert self.held(iter(["order-0", "unknown"]), way=way) == [70, 500]
        assert self.held(opened(whole), way=way) == [70, 500]
        assert self.held(opened(part), way=way) == [0, 500]

    def test_a_row_without_an_order_is_refused(self) -> None:
        nameless = pa.table({"order_id": pa.array(["order-0", None], pa.string())})
        message = "held.order_id must name an order in every row, got None"
        with pytest.raises(InvalidInputError, match=refusal(message)):
            self.held(nameless)
        with pytest.raises(InfluenceError, match=r"^held must be of the same connection of DuckDB"):
            self.held(duckdb.connect().from_arrow(nameless), way="duckdb")


class TestRows:
    """What there is a row for, and what stands in it."""

    @every_way
    def test_a_row_tells_orders_amounts_and_moments(self, way: str) -> None:
        sales = [
            Sale(cents=10_000, back=4_000),
            Sale(cents=50, weight=1, whole=2),
            Sale(cents=70, who=None),
            Sale(cents=80, who="zoe", at=IN_APRIL),
            Sale(cents=90, who="bob"),
        ]
        terms = {"ann": Commission(rate="0.1"), "bob": None}
        told = ["creator_id", "period_start", "period_end", "orders", "shared_orders"]
        told += ["gross_minor", "net_minor", "fee_minor", "no_fee"]
        rows = settled(sales, terms, way=way)
        assert [list(row) for row in rows] == [told] * 4
        assert [tuple(row.values()) for row in rows] == [
            ("ann", MARCH, APRIL, 1, 1, 10_050, 6_050, 605, None),
            ("ann", APRIL, "2026-05-01T00:00:00+02:00", 0, 0, 0, 0, 0, None),
            ("bob", MARCH, APRIL, 1, 0, 90, 90, None, "no terms in the deal"),
            ("zoe", APRIL, "2026-05-01T00:00:00+02:00", 1, 0, 80, 80, None, "no deal"),
        ]

    @every_way
    def test_nothing_sold_and_nobody_with_terms_is_no_row(self, way: str) -> None:
        assert settled([], {}, way=way) == []
        assert fees(settled([], Retainer(per_period=Money("5", "USD")), way=way)) == [500, 500]

    def test_the_same_kind_comes_back(self) -> None:
        kinds: dict[str, type[object]] = {
            "polars": pl.LazyFrame,
            "eager": pl.DataFrame,
            "duckdb": duckdb.DuckDBPyRelation,
            "pandas": pd.DataFrame,
            "pyarrow": pa.Table,
            "ibis": ibis.Table,
        }
        for way, kind in kinds.items():
            credits, orders = map(WAYS[way], tables([Sale(cents=5)]))
            answer = settle(credits, orders=orders, deals=[], period=SPRING, currency="USD")
            assert isinstance(answer, kind)

    def test_periods_are_counted_from_the_start_or_are_one(self) -> None:
        period = Period(
            dt.datetime(2028, 1, 31, 9, tzinfo=BERLIN), dt.datetime(2028, 3, 2, tzinfo=BERLIN)
        )
        sales = [
            Sale(cents=1, at=dt.datetime(2028, 2, 29, 7, 59, 59, tzinfo=dt.UTC)),
            Sale(cents=10, at=dt.datetime(2028, 2, 29, 8, tzinfo=dt.UTC)),
            Sale(cents=100, at=dt.datetime(2028, 1, 1, tzinfo=dt.UTC)),
            Sale(cents=1000, at=period.end),
            Sale(cents=7, at=period.end + dt.timedelta(microseconds=1)),
        ]
        rows = settled(sales, Commission(rate="1"), period=period)
        assert [(row["period_start"], row["fee_minor"]) for row in rows] == [
            ("2028-01-31T09:00:00+01:00", 101),
            ("2028-02-29T09:00:00+01:00", 1010),
        ]
        whole = SettlementPolicy(hold_days=0, period_months=None)
        [row] = settled(sales, Commission(rate="1"), period=period, policy=whole)
        assert (row["period_end"], row["fee_minor"]) == ("2028-03-02T00:00:00+01:00", 1111)

    def test_what_is_held_is_left_out(self) -> None:
        at = SPRING.end.astimezone(dt.UTC) - dt.timedelta(days=14)
        sales = [Sale(cents=100, at=at), Sale(cents=1, at=at + dt.timedelta(microseconds=1))]
        held = SettlementPolicy(hold_days=14, period_months=1)
        assert fees(settled(sales, Commission(rate="1"), policy=held)) == [0, 100]

    def test_work_is_told_beside_the_orders(self) -> None:
        did = Performance(
            currency="USD", period=SPRING, deliverables={"short_video": 2}, metrics={"saves": 10}
        )
        terms = Hybrid(
            parts=(
                FlatFee(per_deliverable={"short_video": Money("30", "USD")}),
                Bonus(metric="saves", every=5, pay=Money("1", "USD")),
                Bonus(metric="orders", reaches=1, pay=Money("7", "USD")),
            )
        )
        sales = [Sale(cents=5, at=IN_APRIL)]
        assert fees(settled(sales, terms, work={"ann": did})) == [6200, 700]


@attrs.frozen
class Halved:
    """A rule of somebody else's: half of the net sales, and a cent for each order."""

    name: ClassVar[str] = "halved"
    by_sums: ClassVar[bool] = True
    window: Window = MONTH

    def fee(self, performance: Performance, /) -> Fee:
        """Half of each window, rounded down there, and a cent for each order."""
        lines = [
            FeeLine(
                "half", Money.from_minor(part.net_sales.minor // 2 + int(part.order_count), "USD")
            )
            for part in self.window.parts(performance)
        ]
        return Fee.of_lines(lines, currency=performance.currency)


@attrs.frozen
class Silent(Halved):
    """The same, which does not say that it follows from sums."""

    by_sums: ClassVar[bool] = False


class TestForeignRules:
    """A plugin's rule says of itself that it follows from sums."""

    def test_one_that_says_so_is_asked_with_sums(self) -> None:
        assert isinstance(Halved(), BySums)
        sales = [Sale(cents=3), Sale(cents=4), Sale(cents=9, at=IN_APRIL)]
        assert fees(settled(sales, Halved())) == [5, 5]

    def test_one_that_does_not_is_refused(self) -> None:
        message = _message("halved, which does not say by_sums = True of itself")
        with pytest.raises(InfluenceError, match=message):
            settled([], Silent())

    def test_one_that_hides_its_windows_is_refused(self) -> None:
        message = _message("plain, which is no attrs class, so its windows cannot be seen")
        with pytest.raises(InfluenceError, match=message):
            settled([], Plain())


class Plain:
    """A rule that hides what it holds."""

    name: ClassVar[str] = "plain"
    by_sums: ClassVar[bool] = True

    def fee(self, performance: Performance, /) -> Fee:
        """Nothing."""
        return Fee.of_lines([], currency=performance.currency)


class TestOrderByOrder:
    """Terms that look at each order are asked with every one, where that is wanted."""

    @every_way
    def test_a_cap_for_each_order(self, way: str) -> None:
        rule = Capped(terms=Commission(rate="0.10"), per_order=Money("50", "USD"))
        sales = [
            Sale(cents=30_000),
            Sale(cents=90_000, back=10_000),
            Sale(cents=60_000, at=IN_APRIL),
        ]
        rows = settled(sales, rule, way=way, each_order=True)
        # 30 and 50 of 80 in March, 50 of 60 in April.
        assert fees(rows) == [8_000, 5_000]
        assert [(row["orders"], row["net_minor"]) for row in rows] == [(2, 110_000), (1, 60_000)]

    @every_way
    def test_cents_rounded_order_by_order(self, way: str) -> None:
        sales = [Sale(cents=5), Sale(cents=5), Sale(cents=5)]
        # A tenth of 15 cents is 1.5, and of 5 cents three times 0.5.
        away = Commission(rate="0.1", rounding="half_away_from_zero")
        assert fees(settled(sales, away, way=way)) == [2, 0]
        each = attrs.evolve(away, rounds="order")
        assert fees(settled(sales, each, way=way, each_order=True)) == [3, 0]

    @every_way
    def test_tiers_of_each_order(self, way: str) -> None:
        sales = [Sale(cents=15_000), Sale(cents=20_000), Sale(cents=40_000, at=IN_APRIL)]
        rows = settled(sales, ladder("single_order"), way=way, each_order=True)
        # 4 % of 150 and 6 % of 200; 8 % of 400.
        assert fees(rows) == [600 + 1_200, 3_200]

    def test_two_ladders_that_slice_by_orders(self) -> None:
        both = Hybrid(parts=(by_count("marginal"), by_count("marginal")))
        sales = [Sale(cents=10_000), Sale(cents=10_000)]
        [alone, _] = fees(settled(sales, by_count("marginal")))
        assert alone is not None
        assert fees(settled(sales, both, each_order=True))[0] == 2 * alone

    def test_others_are_still_paid_by_their_sums(self) -> None:
        rules = {"ann": ladder("single_order"), "bob": ladder("marginal")}
        sales = [Sale(cents=45_000), Sale(cents=45_000, who="bob")]
        rows = settled(sales, rules, each_order=True)
        assert fees(rows) == [3_600, 0, 800 + 1_200 + 400, 0]


def _message(value: str) -> str:
    """The message by which a rule of ann's is refused, told as its name and the reason."""
    name, why = value.split(", which ", 1)
    elsewhere = "influence.evaluate and influence.settlement.settle pay by any rule"
    if why in _BY_ORDER:
        elsewhere = f"each_order=True asks it with every order; {elsewhere}"
    return refusal(
        f"{name} in the deal with ann must follow from sums of orders to be settled on an engine,"
        f" but it {why} ({elsewhere}), got {name!r}"
    )


_ONE = Money("1", "USD")
_BY_ORDER = {
    "is rounded order by order",
    "rates each order by itself, as single_order means",
    "looks back from each order, as a rolling window does",
    "caps each order",
    "asks since when each customer buys",
    "tells new and repeat customers apart",
    "counts customers",
    "caps each customer",
}
REFUSED: Mapping[str, tuple[PaymentRule, str]] = {
    "rounded by order": (
        Commission(rate="0.1", rounds="order"),
        "commission, which is rounded order by order",
    ),
    "units": (
        Commission(per_unit=_ONE),
        "commission, which pays by unit, which no column tells",
    ),
    "units of a line": (
        Commission(lines=[CommissionLine(per_unit=_ONE)]),
        "commission, which pays by unit, which no column tells",
    ),
    "new customers": (
        Commission(rate="0.1", new_customers_only=True),
        "commission, which tells new and repeat customers apart",
    ),
    "first months": (
        Commission(rate="0.1", first_months=3),
        "commission, which asks since when each customer buys",
    ),
    "products": (
        Commission(lines=[CommissionLine(rate="0.1", product="serum")]),
        "commission, which tells products apart",
    ),
    "customers": (
        Commission(lines=[CommissionLine(rate="0.1", customer="new")]),
        "commission, which tells new and repeat customers apart",
    ),
    "tax": (
        Commission(rate="0.1", base=CommissionableBase(includes=("gift_cards", "tax"))),
        "commission, which counts tax, which no column tells",
    ),
    "tiers of each": (
        ladder("single_order"),
        "tiered, which rates each order by itself, as single_order means",
    ),
    "tiers that look back": (
        by_count("next_only", window=Window(kind="rolling", days=30)),
        "tiered, which looks back from each order, as a rolling window does",
    ),
    "tiers rounded by order": (
        attrs.evolve(ladder("marginal"), rounds="order"),
        "tiered, which is rounded order by order",
    ),
    "tiers by customers": (
        Tiered(tiers=[Tier("0.1")], meaning="retroactive", metric="customers"),
        "tiered, which counts customers",
    ),
    "tiers with shipping": (
        attrs.evolve(ladder("retroactive"), base=CommissionableBase(includes=("shipping",))),
        "tiered, which counts shipping, which no column tells",
    ),
    "cap per order": (
        Capped(terms=Commission(rate="0.1"), per_order=_ONE),
        "capped, which caps each order",
    ),
    "cap per customer": (
        Hybrid(parts=(Capped(terms=Commission(rate="0.1"), per_customer=_ONE),)),
        "capped, which caps each customer",
    ),
}


class TestRefusals:
    """What cannot be settled is refused by name, never approximated."""

    @pytest.mark.parametrize(
        "case",
        [
            case
            for case, (_, value) in REFUSED.items()
            if value.split(", which ")[1] not in _BY_ORDER
        ],
    )
    def test_rules_that_ask_for_more_than_orders(self, case: str) -> None:
        rule, value = REFUSED[case]
        with pytest.raises(InfluenceError, match=_message(value)):
            settled([], rule, each_order=True)

    def test_what_an_order_does_not_tell_is_refused_beside_what_it_does(self) -> None:
        rule = Commission(per_unit=Money("1", "USD"), rounds="order")
        with pytest.raises(InfluenceError, match="pays by unit, which no column tells"):
            settled([], rule, each_order=True)

    @pytest.mark.parametrize("case", REFUSED)
    def test_rules_that_ask_for_more_than_sums(self, case: str) -> None:
        rule, value = REFUSED[case]
        with pytest.raises(InfluenceError, match=_message(value)):
            settled([], rule)

    def test_two_ladders_that_slice_by_orders(self) -> None:
        both = Hybrid(parts=(by_count("marginal"), by_count("marginal")))
        message = (
            "hybrid in the deal with ann must rate orders in turn by one ladder of ours to be"
            " settled on an engine (each_order=True asks it with every order), got 2"
        )
        with pytest.raises(InfluenceError, match=refusal(message)):
            settled([], both)

    def test_shares_that_no_unit_measures(self) -> None:
        primes = (2_147_483_647, 2_147_483_629, 2_147_483_587)
        sales = [Sale(cents=5, weight=1, whole=prime) for prime in primes]
        message = (
            "credits must be shared in few ways where tiers slice by the number of orders, got"
            " '3 different shares'"
        )
        with pytest.raises(InfluenceError, match=refusal(message)):
            settled(sales, by_count("marginal"))
        assert fees(settled(sales, by_count("retroactive"))) == [2, 0]

    @pytest.mark.parametrize("rule", [Commission(rate="0.1"), by_count("marginal")])
    def test_rows_that_no_order_can_have(self, rule: PaymentRule) -> None:
        below = "credits must have amounts of at least 0 to be settled, and some rows do not, got 2"
        with pytest.raises(InfluenceError, match=refusal(below)):
            settled([Sale(cents=5, back=6), Sale(cents=-1, back=-1), Sale(cents=3)], rule)
        weights = (
            "credits.weight must have a weight from 1 to its whole in every row, and some do not,"
            " got 2"
        )
        with pytest.raises(InfluenceError, match=refusal(weights)):
            settled([Sale(cents=5, weight=0), Sale(cents=5, weight=3, whole=2)], rule)
        foreign = (
            "orders.currency must be in the currency of the settlement, and some are not, got 1"
        )
        with pytest.raises(InfluenceError, match=refusal(foreign)):
            settled([Sale(cents=5, currency="EUR"), Sale(cents=5, currency="USD")], rule)

    def test_credits_of_orders_that_nobody_knows(self) -> None:
        credits, orders = map(pl.DataFrame, tables([Sale(cents=5), Sale(cents=6)]))
        message = "orders must hold the order of every credit, and some are missing, got 1"
        with pytest.raises(InfluenceError, match=refusal(message)):
            settle(credits, orders=orders.head(1), deals=[], period=SPRING, currency="USD")

    def test_two_deals_with_one_creator(self) -> None:
        deals = [Deal(creator_id="ann"), Deal(creator_id="ann")]
        credits, orders = map(pl.DataFrame, tables([]))
        message = refusal("deals must be one for each creator, got 'ann'")
        with pytest.raises(InfluenceError, match=message):
            settle(credits, orders=orders, deals=deals, period=SPRING, currency="USD")

    def test_work_that_is_not_told_or_is_of_something_else(self) -> None:
        fee = FlatFee(per_campaign=_ONE)
        message = refusal("work of ann must be told, which flat_fee looks at, got None")
        with pytest.raises(InfluenceError, match=message):
            settled([], fee)
        message = refusal("work of ann must be told, which bonus looks at, got None")
        with pytest.raises(InfluenceError, match=message):
            settled([], Bonus(metric="saves", reaches=1, pay=_ONE))
        done = Performance(currency="USD", period=SPRING)
        message = refusal("creator of work must be one of bo, got 'bob'; did you mean 'bo'?")
        with pytest.raises(InfluenceError, match=message):
            settled([], {"bo": Commission(rate="0.1")}, work={"bob": done})
        message = refusal("work of ann must be in USD, as the orders are, got 'EUR'")
        with pytest.raises(InfluenceError, match=message):
            settled([], fee, work={"ann": attrs.evolve(done, currency="EUR")})
        later = Period(SPRING.start, SPRING.end + dt.timedelta(days=1))
        message = refusal(
            "work of ann must be of the period from 2026-03-01T00:00:00+01:00 to"
            " 2026-05-01T00:00:00+02:00, got '2026-03-01T00:00:00+01:00 to"
            " 2026-05-02T00:00:00+02:00'"
        )
        with pytest.raises(InfluenceError, match=message):
            settled([], fee, work={"ann": attrs.evolve(done, period=later)})
        order = CreditedOrder(order_id="o", at=IN_MARCH, gross=_ONE, refunded=_ONE * 0)
        message = refusal("work of ann must hold no orders, which the credits tell, got 1")
        with pytest.raises(InfluenceError, match=message):
            settled([], fee, work={"ann": attrs.evolve(done, orders=(order,))})

    def test_terms_in_another_currency(self) -> None:
        message = refusal(
            "retainer per_period must be in USD, the currency of the performance,"
            " got Money('1.00', 'EUR')"
        )
        with pytest.raises(InfluenceError, match=message):
            settled([], Retainer(per_period=Money("1", "EUR")))
