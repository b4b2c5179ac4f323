"""Rows in another currency are told in that of the campaign, by a rate that the book has."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from pathlib import Path

import attrs
import polars as pl
import pytest

from influence.books import check_book, read_book, write_book
from influence.campaign_book import Book
from influence.errors import InvalidInputError
from influence.money import Money
from influence.orders import Order

Folder = Callable[..., Path]

RATES = (
    "currency,at,rate,source\n"
    "EUR,2026-03-02,1.08,our bank\n"
    "EUR,2026-03-10,1.10,our bank\n"
    "JPY,2026-03-02,0.0067,our bank\n"
)
ORDERS = (
    "order_id,at,items,tax,gross_profit,currency\n"
    "o-1,2026-03-05,100.00,19.00,-3.33,EUR\n"
    "o-2,2026-03-10,100.00,,,EUR\n"
    "o-3,2026-03-05,50.00,,,\n"
)
LINES = "line_id,order_id,product,amount,kind,currency\n"
REFUNDS = "refund_id,order_id,at,amount,currency\n"


def told(path: Path) -> list[str]:
    findings = check_book(path)
    return [str(finding) for finding in findings if finding.code not in {"INF204", "INF205"}]


def usd(amount: str) -> Money:
    return Money(amount, "USD")


def test_an_order_is_told_in_the_currency_of_the_campaign_by_the_rate_of_its_moment(
    folder: Folder,
) -> None:
    book = read_book(folder(rates=RATES, orders=ORDERS))
    first, second, third = book.orders

    assert (first.items, first.tax, first.gross_profit) == (usd("108"), usd("20.52"), usd("-3.60"))
    assert (second.items, third.items) == (usd("110"), usd("50"))
    assert list(book.conversions) == [
        "order o-1 items",
        "order o-1 tax",
        "order o-1 gross_profit",
        "order o-2 items",
    ]


def test_a_conversion_is_told_with_its_rate_and_source(folder: Folder) -> None:
    path = folder(rates=RATES, orders=ORDERS)
    working = read_book(path).conversions["order o-1 items"].working

    assert str(working) == (
        "100.00 EUR at 1.08 USD for 1 EUR since 2026-03-02T00:00:00-05:00, our bank, "
        "rounded half_even  108.00 USD"
    )
    (note,) = [finding for finding in read_book(path).rejections if finding.code == "INF205"]
    assert (str(note), note.rows, note.severity) == (
        "orders.csv: INF205 amounts must be in USD, the currency of the campaign, got 2 rows in EUR, converted by the table rates",
        2,
        "note",
    )
    assert read_book(path).rejected_rows == 0


@pytest.mark.parametrize(
    ("table", "text", "message"),
    [
        ("orders", "order_id,at,items,currency\no-1,2026-03-01,5.00,EUR\n", "currency must be USD, the currency of the campaign, or have a rate at or before 2026-03-01T00:00:00-05:00, got 'EUR'"),
        ("orders", "order_id,at,items,currency\no-1,2026-03-05,5.00,GBP\n", "currency must be USD, the currency of the campaign, or have a rate at or before 2026-03-05T00:00:00-05:00, got 'GBP'"),
        ("orders", "order_id,at,items,currency\no-1,2026-03-05,5.00,XXY\n", "currency must be USD, the currency of the campaign, got 'XXY', which ISO 4217 does not know"),
        ("results", "creator_id,date,revenue,currency\nleo,2026-03-01,5.00,EUR\n", "currency must be USD, the currency of the campaign, or have a rate at or before 2026-03-01T00:00:00-05:00, got 'EUR'"),
    ],
)  # fmt: skip
def test_a_row_without_a_rate_is_rejected_with_the_rate_that_is_missing(
    folder: Folder, table: str, text: str, message: str
) -> None:
    path = folder(rates=RATES, **{table: text})

    assert told(path) == [f"{table}.csv:2 currency: INF101 {message}"]
    assert getattr(read_book(path), table) == ()


def test_an_amount_is_read_with_the_decimals_of_its_own_currency(folder: Folder) -> None:
    rows = "o-1,2026-03-05,100.5,JPY\no-2,2026-03-05,1000,JPY\n"
    path = folder(rates=RATES, orders="order_id,at,items,currency\n" + rows)

    assert told(path) == [
        "orders.csv:2 items: INF101 items must have at most 0 decimals in JPY, got '100.5'"
    ]
    assert [order.items for order in read_book(path).orders] == [usd("6.70")]


def test_an_amount_that_grows_too_large_is_rejected(folder: Folder) -> None:
    orders = "order_id,at,items,currency\no-1,2026-03-05,9999999999999999.00,EUR\n"

    assert told(folder(rates=RATES, orders=orders)) == [
        "orders.csv:2 items: INF101 items must have less than 10^18 minor units in USD, got '9999999999999999.00 EUR'"
    ]


def test_results_costs_and_posts_are_converted_too(folder: Folder) -> None:
    book = read_book(
        folder(
            rates=RATES,
            results="creator_id,date,revenue,gross_profit,currency\nleo,2026-03-10,10.00,-1.00,EUR\nleo,2026-03-10,7.00,,\n",
            costs="cost_id,creator_id,kind,at,amount,rate,basis,currency\nc-1,maya,fee,2026-03-05,20.00,10.00,post,EUR\n",
            posts="post_id,creator_id,published_at,cost,currency\np-1,maya,2026-03-05,5.00,EUR\np-2,maya,2026-02-01,,EUR\n",
        )
    )

    assert [(row.revenue, row.gross_profit) for row in book.results] == [
        (usd("11"), usd("-1.10")),
        (usd("7"), None),
    ]
    assert (book.costs[0].amount, book.costs[0].rate) == (usd("21.60"), usd("10.80"))
    assert [post.cost for post in book.posts] == [usd("5.40"), None]
    assert list(book.conversions) == [
        "post p-1 cost",
        "result 1 revenue",
        "result 1 gross_profit",
        "cost c-1 amount",
        "cost c-1 rate",
    ]


def test_what_is_left_out_takes_its_conversions_with_it(folder: Folder) -> None:
    results = (
        "creator_id,date,revenue,currency\nmaya,2026-03-05,1.00,EUR\nleo,2026-03-05,2.00,EUR\n"
    )
    orders = "order_id,at,items,codes\no-1,2026-03-05,5.00,MAYA15\n"
    book = read_book(folder(rates=RATES, results=results, orders=orders))

    assert list(book.conversions) == ["result 1 revenue"]
    assert book.conversions["result 1 revenue"].converted == usd("2.16")


def test_the_same_row_again_is_told_by_what_it_says_and_not_by_what_it_comes_to(
    folder: Folder,
) -> None:
    orders = ORDERS + "o-1,2026-03-05,100.00,19.00,-3.33,EUR\no-2,2026-03-10,110.00,,,\n"

    assert [message.split()[2] for message in told(folder(rates=RATES, orders=orders))] == [
        "INF104",
        "INF103",
    ]


# --- refunds


def refunded(folder: Folder, *rows: str) -> Book:
    return read_book(
        folder(rates=RATES, orders=ORDERS, refunds=REFUNDS + "".join(f"{row}\n" for row in rows))
    )


@pytest.mark.parametrize("mixed", list(itertools.permutations(range(3))))
def test_a_full_refund_in_parts_is_exactly_the_order(
    folder: Folder, mixed: tuple[int, ...]
) -> None:
    rows = [
        "r-1,o-1,2026-03-12,33.33,EUR",
        "r-2,o-1,2026-03-13,33.33,EUR",
        "r-3,o-1,2026-03-14,33.34,EUR",
    ]
    book = refunded(folder, *(rows[place] for place in mixed))
    amounts = {refund.refund_id: refund.amount for refund in book.refunds}

    # 33.33 × 1.08 = 35.9964; 66.66 × 1.08 = 71.9928; 100.00 × 1.08 = 108.00: the rate of the order.
    assert amounts == {"r-1": usd("36.00"), "r-2": usd("35.99"), "r-3": usd("36.01")}


def test_a_refund_uses_the_rate_of_its_order_and_not_of_its_day(folder: Folder) -> None:
    book = refunded(folder, "r-1,o-1,2026-03-12,100.00,EUR")

    assert book.refunds[0].amount == book.orders[0].items == usd("108")


def test_refunds_in_both_currencies_are_taken_off_one_order(folder: Folder) -> None:
    rows = ["r-1,o-1,2026-03-12,50.00,EUR", "r-2,o-1,2026-03-13,54.00,"]

    assert [refund.amount for refund in refunded(folder, *rows).refunds] == [usd("54"), usd("54")]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["r-1,o-1,2026-03-12,60.00,EUR", "r-2,o-1,2026-03-13,40.01,EUR"], "refunds.csv:3 amount: INF106 amount must be at most 40.00 EUR, what is left of order o-1, got '40.01 EUR'"),
        (["r-1,o-1,2026-03-12,60.00,", "r-2,o-1,2026-03-13,50.00,EUR"], "refunds.csv:3 amount: INF106 amount must be at most 48.00 USD, what is left of order o-1, got '50.00 EUR'"),
        (["r-1,o-1,2026-03-12,108.01,"], "refunds.csv:2 amount: INF106 amount must be at most 108.00 USD, what is left of order o-1, got '108.01 USD'"),
        (["r-1,o-1,2026-03-12,1.00,GBP"], "refunds.csv:2 currency: INF101 currency must be EUR or USD, the currency of order o-1, got 'GBP'"),
        (["r-1,o-3,2026-03-12,1.00,EUR"], "refunds.csv:2 currency: INF101 currency must be USD, the currency of order o-3, got 'EUR'"),
    ],
)  # fmt: skip
def test_a_refund_that_does_not_fit_its_order_is_rejected(
    folder: Folder, rows: list[str], message: str
) -> None:
    book = refunded(folder, *rows)

    assert [str(one) for one in book.rejections if one.severity == "error"] == [message]
    assert len(book.refunds) == len(rows) - 1


def test_a_refund_that_comes_to_nothing_is_told(folder: Folder) -> None:
    orders = "order_id,at,items,currency\no-1,2026-03-05,1000,JPY\n"
    refunds = REFUNDS + "r-1,o-1,2026-03-12,1,JPY\nr-2,o-1,2026-03-12,0.01,\n"
    orders_of_one = orders.replace("1000", "60")
    path = folder(rates=RATES.replace("0.0067", "0.0047"), orders=orders_of_one, refunds=refunds)

    assert told(path) == [
        "refunds.csv:2 amount: INF101 amount must come to something in USD by the rate of its order, got '1 JPY'"
    ]
    assert [refund.refund_id for refund in read_book(path).refunds] == ["r-2"]


# --- lines


def test_lines_come_to_the_items_of_their_order(folder: Folder) -> None:
    lines = LINES + (
        "l-3,o-1,serum,33.34,,EUR\nl-1,o-1,serum,33.33,,EUR\nl-2,o-1,brush,43.33,,EUR\n"
        "l-4,o-1,voucher,-10.00,fee,EUR\n"
    )
    path = folder(rates=RATES, orders=ORDERS, order_lines=lines)
    book = read_book(path)

    assert told(path) == []
    # By id: 33.33, 76.66, 110.00 and 100.00 EUR come to 36.00, 82.79, 118.80 and 108.00 USD.
    assert {line.line_id: str(line.amount) for line in book.line_items} == {
        "l-1": "36.00 USD",
        "l-2": "46.79 USD",
        "l-3": "36.01 USD",
        "l-4": "-10.80 USD",
    }


@pytest.mark.parametrize(
    ("rows", "got"),
    [
        ("l-1,o-1,serum,99.99,,EUR\n", "'99.99 EUR': 1 rows of order_lines left out, lines 2"),
        ("l-1,o-1,serum,108.00,,\n", "'108.00 USD': 1 rows of order_lines left out, lines 2"),
        (
            "l-1,o-1,serum,60.00,,EUR\nl-2,o-1,serum,40.00,,GBP\n",
            "'60.00 EUR and 40.00 GBP': 2 rows of order_lines left out, lines 2, 3",
        ),
    ],
)
def test_lines_are_told_in_the_currency_of_their_order(folder: Folder, rows: str, got: str) -> None:
    path = folder(rates=RATES, orders=ORDERS, order_lines=LINES + rows)

    assert told(path) == [
        f"order_lines.csv:2 amount: INF101 amount must sum to 100.00 EUR, the items of order o-1, got {got}"
    ]
    assert read_book(path).line_items == ()


def test_lines_that_grow_too_large_are_rejected(folder: Folder) -> None:
    large = "l-1,o-1,serum,9999999999999999.00,,EUR\n"
    lines = LINES + large + "l-2,o-1,voucher,-9999999999999899.00,fee,EUR\n"
    path = folder(rates=RATES, orders=ORDERS, order_lines=lines)

    (message,) = told(path)
    assert message.startswith(
        "order_lines.csv:2 amount: INF101 amount must have less than 10^18 minor units, got "
    )
    assert message.endswith(": 2 rows of order_lines left out, lines 2, 3")


# --- rates


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("EUR,2026-03-02,1.09,our bank", "rate: INF103 rate must stand once, got 'EUR/USD 2026-03-02T05:00:00+00:00' again with other content: the first row counts"),
        ("EUR,2026-03-02T05:00:00Z,1.08,our bank", "rate: INF104 rate must stand once, got 'EUR/USD 2026-03-02T05:00:00+00:00' again with the same content: counted once"),
        ("USD,2026-03-02,1.00,our bank", "currency: INF101 currency must be another currency than USD, which needs no rate, got 'USD'"),
        ("EURO,2026-03-02,1.00,our bank", "currency: INF101 currency must be one of 165 known names such as AED, AFN, ALL, AMD, AOA, got 'EURO'; did you mean 'EUR'?"),
        ("GBP,2026-03-02,0,our bank", "rate: INF101 rate must be above 0, got '0'"),
        ("GBP,2026-03-02,NaN,our bank", "rate: INF101 rate must be a plain decimal number such as 12.34, got 'NaN'"),
        ("GBP,2026-03-02,1.27,", "source: INF101 source must not be empty, got ''"),
    ],
)  # fmt: skip
def test_a_rate_that_breaks_a_rule_is_rejected(folder: Folder, row: str, message: str) -> None:
    path = folder(rates=f"{RATES}{row}\n")

    assert told(path) == [f"rates.csv:5 {message}"]
    assert [str(rate.rate.text) for rate in read_book(path).rates] == ["1.08", "1.1", "0.0067"]


def test_a_rate_in_a_float_is_refused(folder: Folder) -> None:
    path = folder()
    at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    rows = [{"currency": "EUR", "at": at, "rate": 1.08, "source": "our bank"}]
    pl.DataFrame(rows).write_parquet(path / "rates.parquet")

    assert told(path) == [
        "rates.parquet:1 rate: INF101 rate must be decimal or text, not a floating-point number, got 1.08"
    ]


def test_rates_may_be_json_lines(folder: Folder) -> None:
    path = folder(orders=ORDERS)
    (path / "rates.jsonl").write_text(
        '{"currency": "EUR", "at": "2026-03-02", "rate": 1.08, "source": "our bank"}\n'
    )

    assert [order.items for order in read_book(path).orders][:2] == [usd("108"), usd("108")]


# --- writing


@pytest.fixture
def foreign(folder: Folder) -> Book:
    return read_book(
        folder(
            rates=RATES,
            orders=ORDERS,
            order_lines=LINES + "l-1,o-1,serum,33.33,,EUR\nl-2,o-1,brush,66.67,,EUR\n",
            refunds=REFUNDS + "r-1,o-1,2026-03-12,33.33,EUR\nr-2,o-1,2026-03-13,1.00,\n",
            results="creator_id,date,revenue,currency\nleo,2026-03-10,10.00,EUR\n",
        )
    )


def test_what_was_converted_is_written_as_it_was_told(foreign: Book, tmp_path: Path) -> None:
    write_book(foreign, tmp_path / "again")
    again = read_book(tmp_path / "again")

    assert again == foreign
    assert (tmp_path / "again" / "orders.csv").read_text() == (
        "order_id,at,items,tax,gross_profit,status,currency\n"
        "o-1,2026-03-05T00:00:00-05:00,100.00,19.00,-3.33,paid,EUR\n"
        "o-2,2026-03-10T00:00:00-04:00,100.00,,,paid,EUR\n"
        "o-3,2026-03-05T00:00:00-05:00,50.00,,,paid,\n"
    )


def test_a_conversion_of_another_amount_is_not_written(foreign: Book, tmp_path: Path) -> None:
    def more(order: Order) -> Order:
        return attrs.evolve(order, tax=usd("1")) if order.order_id == "o-1" else order

    other = attrs.evolve(foreign, orders=tuple(map(more, foreign.orders)))
    with pytest.raises(InvalidInputError) as caught:
        write_book(other, tmp_path / "again")

    assert str(caught.value) == (
        "conversion of order o-1 tax must come to what is in the book to be written, 1.00 USD, "
        "got Money('20.52', 'USD')"
    )
    assert not (tmp_path / "again").exists()
