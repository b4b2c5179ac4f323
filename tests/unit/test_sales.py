from __future__ import annotations

import datetime as dt
from fractions import Fraction
from zoneinfo import ZoneInfo

import attrs
import pytest

from influence.money import Money
from influence.results import Result
from influence.sales import (
    Sale,
    counted_sales,
    payback_day,
    total_customers,
    total_gross_profit,
    total_orders,
    total_revenue,
)
from influence.shares import Share
from influence.testing._books import at, usd

DAY = dt.date(2026, 3, 5)
SALE = Sale(
    fact="order 1",
    at=at(1),
    orders=Fraction(1),
    gross=usd("100"),
    revenue=usd("90"),
    gross_profit=usd("45").exact,
    buyer="customer c1",
)


def counted(
    *,
    margin: str | None = "0.5",
    orders: int | None = None,
    customers: int | None = None,
    revenue: Money | None = None,
    gross_profit: Money | None = None,
) -> Sale:
    row = Result(
        creator_id="leo",
        date=DAY,
        orders=orders,
        customers=customers,
        revenue=revenue,
        gross_profit=gross_profit,
    )
    share = None if margin is None else Share(margin)
    (sale,) = counted_sales([row], currency="USD", zone=ZoneInfo("America/New_York"), margin=share)
    return sale


def test_row_of_results_is_a_sale_at_the_start_of_its_day() -> None:
    sale = counted(orders=2, revenue=usd("50"), customers=2)
    assert sale.fact == "result 1 of 2026-03-05"
    assert sale.at.isoformat() == "2026-03-05T00:00:00-05:00"
    assert sale.orders == sale.customers == 2
    assert sale.gross_profit == usd("25").exact


def test_own_gross_profit_goes_before_the_margin() -> None:
    assert counted(revenue=usd("50"), gross_profit=usd("-3")).gross_profit == usd("-3").exact
    assert counted(revenue=usd("50"), margin=None).gross_profit is None


def test_row_without_revenue_keeps_its_orders_and_is_no_sale_of_zero() -> None:
    sale = counted(orders=2)
    assert not sale.tells_revenue
    assert sale.gross_profit is None
    assert total_orders([sale]) == 2
    assert counted(orders=2, gross_profit=usd("9")).gross_profit == usd("9").exact


def test_row_that_says_no_orders_sold_nothing() -> None:
    sale = counted(orders=0, margin=None)
    assert sale.tells_revenue
    assert sale.gross_profit == usd("0").exact
    assert total_customers([sale]) == 0


def test_rows_stand_in_the_order_of_their_days_whatever_the_order_of_the_file() -> None:
    rows = [
        Result(creator_id="leo", date=DAY, orders=2, revenue=usd("9")),
        Result(creator_id="leo", date=DAY, orders=1),
        Result(creator_id="leo", date=dt.date(2026, 3, 4)),
    ]
    for given in (rows, rows[::-1]):
        sales = counted_sales(given, currency="USD", zone=ZoneInfo("UTC"), margin=None)
        assert [sale.fact for sale in sales] == [
            "result 1 of 2026-03-04",
            "result 2 of 2026-03-05",
            "result 3 of 2026-03-05",
        ]
        assert [sale.orders for sale in sales] == [None, 1, 2]


def test_totals_are_unknown_when_one_part_is() -> None:
    unknown = attrs.evolve(SALE, orders=None, gross_profit=None)
    assert total_orders([SALE, unknown]) is None
    assert total_gross_profit([SALE, unknown], currency="USD") is None
    assert total_revenue([SALE, unknown], currency="USD") == usd("180")
    assert total_orders([]) == 0


def test_gross_profit_is_rounded_once() -> None:
    half = attrs.evolve(SALE, gross_profit=usd("0.01").exact * Fraction(1, 2))
    assert total_gross_profit([half, half], currency="USD") == usd("0.01")


def test_person_is_counted_once_by_the_first_order() -> None:
    again = attrs.evolve(SALE, fact="order 2", at=at(2))
    other = attrs.evolve(SALE, fact="order 3", buyer="visitor v9")
    assert total_customers([again, SALE, other]) == 2


def test_shared_first_order_counts_by_its_parts() -> None:
    third = attrs.evolve(SALE, orders=Fraction(1, 3))
    rest = attrs.evolve(SALE, orders=Fraction(2, 3))
    again = attrs.evolve(SALE, fact="order 2", at=at(2))
    assert total_customers([third]) == Fraction(1, 3)
    assert total_customers([third, rest, again]) == 1


def test_nameless_buyer_counts_when_known_to_be_new_and_is_unknown_otherwise() -> None:
    new = attrs.evolve(SALE, buyer=None, is_new_customer=True)
    assert total_customers([new, new]) == 2
    for is_new in (False, None):
        assert total_customers([new, attrs.evolve(new, is_new_customer=is_new)]) is None
    assert total_customers([attrs.evolve(new, customers=4)]) == 4


@pytest.mark.parametrize(("spend", "day"), [("0", 0), ("45", 1), ("45.01", 3), ("90.01", None)])
def test_payback_is_the_day_on_which_gross_profit_covers_the_spend(
    spend: str, day: int | None
) -> None:
    later = attrs.evolve(SALE, fact="order 2", at=at(3, hours=23))
    assert payback_day([later, SALE], spend=usd(spend), start=at()) == day


def test_payback_is_unknown_after_a_sale_of_unknown_profit() -> None:
    unknown = attrs.evolve(SALE, at=at(2), gross_profit=None)
    assert payback_day([SALE, unknown], spend=usd("45"), start=at()) == 1
    assert payback_day([SALE, unknown], spend=usd("46"), start=at()) is None


def test_sale_before_the_start_pays_back_at_once() -> None:
    assert payback_day([SALE], spend=usd("1"), start=at(20)) == 0


def test_payback_counts_days_of_24_hours_whatever_the_clocks_do() -> None:
    new_york = ZoneInfo("America/New_York")  # an hour is skipped on 8 March 2026
    start = dt.datetime(2026, 3, 7, 12, tzinfo=new_york)
    sale = attrs.evolve(SALE, at=dt.datetime(2026, 3, 8, 12, 30, tzinfo=new_york))
    assert payback_day([sale], spend=usd("1"), start=start) == 0
