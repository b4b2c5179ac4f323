"""Lines, refunds and disputes fit their order, or are told and left out."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from influence.books import read_book
from influence.money import Money

Folder = Callable[..., Path]

ORDERS = "order_id,at,items\no-1,2026-03-02,30.00\no-2,2026-03-03,20.00\n"
LINES = "line_id,order_id,product,amount,quantity,kind\n"
WHOLE = LINES + "l-1,o-1,serum,35.00,2,\nl-2,o-1,voucher,-5.00,,fee\n"
REFUNDS = "refund_id,order_id,at,amount,product\n"
DISPUTES = "dispute_id,order_id,opened_at,closed_at,outcome\n"


def told(path: Path) -> list[str]:
    findings = read_book(path).rejections
    return [str(finding) for finding in findings if finding.code != "INF204"]


def test_lines_of_an_order_are_read(folder: Folder) -> None:
    path = folder(orders=ORDERS, order_lines=WHOLE)
    first, second = read_book(path).line_items

    assert told(path) == []
    assert (first.product, first.amount, first.quantity, first.kind) == (
        "serum",
        Money("35", "USD"),
        2,
        "item",
    )
    assert (second.amount, second.kind) == (Money("-5", "USD"), "fee")


def test_lines_of_json_and_parquet_are_the_same(folder: Folder) -> None:
    path = folder(orders=ORDERS)
    (path / "order_lines.jsonl").write_text(
        '{"line_id": "l-1", "order_id": "o-1", "product": "serum", "amount": 30.00, "quantity": 2}\n'
    )
    told_so = read_book(path).line_items
    (path / "order_lines.jsonl").unlink()
    row = {
        "line_id": "l-1",
        "order_id": "o-1",
        "product": "serum",
        "amount": "30.00",
        "quantity": 2,
    }
    pl.DataFrame([row]).write_parquet(path / "order_lines.parquet")

    assert read_book(path).line_items == told_so
    assert [line.amount.text for line in told_so] == ["30.00"]


def test_lines_that_do_not_sum_to_their_order_are_all_left_out_and_the_order_stays(
    folder: Folder,
) -> None:
    path = folder(
        orders=ORDERS,
        order_lines=WHOLE + "l-3,o-2,serum,10.00,,\nl-4,o-2,brush,9.99,,\n",
    )

    assert told(path) == [
        "order_lines.csv:4 amount: INF101 amount must sum to 20.00 USD, the items of order o-2, got '19.99 USD': 2 rows of order_lines left out, lines 4, 5"
    ]
    book = read_book(path)
    assert [line.line_id for line in book.line_items] == ["l-1", "l-2"]
    assert [order.order_id for order in book.orders] == ["o-1", "o-2"]
    assert book.rejected_rows == 2


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("l-1,o-9,serum,1.00,,", "order_id: INF105 order_id must name an order of the book, got 'o-9'; did you mean 'o-2'?"),
        ("l-1,o-1,,30.00,,", "product: INF101 product must not be empty, got ''"),
        ("l-1,o-1,serum,30.00,0,", "quantity: INF101 quantity must be a whole number of at least 1, got '0'"),
        ("l-1,o-1,serum,-1.00,,", "amount: INF101 amount must be at least 0 unless it is a fee, got '-1.00'"),
        ("l-1,o-1,serum,30.00,,itm", "kind: INF101 kind must be one of fee, gift_card, item, got 'itm'; did you mean 'item'?"),
    ],
)  # fmt: skip
def test_a_line_that_breaks_a_rule_is_rejected(folder: Folder, row: str, message: str) -> None:
    path = folder(orders=ORDERS, order_lines=f"{LINES}{row}\n")

    assert told(path) == [f"order_lines.csv:2 {message}"]
    assert read_book(path).line_items == ()


def test_a_rejected_line_takes_the_others_of_its_order_with_it(folder: Folder) -> None:
    path = folder(orders=ORDERS, order_lines=WHOLE.replace("-5.00", "much"))

    assert told(path) == [
        "order_lines.csv:3 amount: INF101 amount must be a plain decimal number such as 12.34, got 'much'",
        "order_lines.csv:2 amount: INF101 amount must sum to 30.00 USD, the items of order o-1, got '35.00 USD': 1 rows of order_lines left out, lines 2",
    ]


def test_parts_without_a_table_of_orders_are_told(folder: Folder) -> None:
    path = folder(
        order_lines=LINES + "l-1,o-1,serum,30.00,,\n",
        refunds=REFUNDS + "r-1,o-1,2026-03-05,1.00,\n",
    )

    assert [message.split()[0] for message in told(path)] == ["order_lines.csv:2", "refunds.csv:2"]


def test_a_refund_names_a_product_of_its_order(folder: Folder) -> None:
    path = folder(
        orders=ORDERS,
        order_lines=WHOLE,
        refunds=REFUNDS
        + "r-1,o-1,2026-03-05,1.00,serum\nr-2,o-1,2026-03-05,1.00,brush\n"
        + "r-3,o-2,2026-03-05,1.00,brush\nr-4,o-1,2026-03-05,1.00,\n",
    )

    assert told(path) == [
        "refunds.csv:3 product: INF105 product must name a product of order o-1, got 'brush'"
    ]
    assert [refund.product for refund in read_book(path).refunds] == ["serum", "brush", None]


def test_refunds_of_two_orders_are_taken_off_each(folder: Folder) -> None:
    path = folder(
        orders=ORDERS,
        refunds=REFUNDS + "r-1,o-1,2026-03-05,30.00,\nr-2,o-2,2026-03-05,20.00,\n",
    )

    assert told(path) == []


def test_disputes_are_read(folder: Folder) -> None:
    rows = "d-1,o-1,2026-03-05,,\nd-2,o-2,2026-03-05,2026-03-09,lost\n"
    opened, lost = read_book(folder(orders=ORDERS, disputes=DISPUTES + rows)).disputes

    assert (opened.closed_at, opened.outcome) == (None, None)
    assert lost.outcome == "lost"
    assert lost.closed_at == dt.datetime(2026, 3, 9, 4, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("d-1,o-9,2026-03-05,,", " order_id: INF105 order_id must name an order of the book, got 'o-9'; did you mean 'o-2'?"),
        ("d-1,o-3,2026-03-05,,", " order_id: INF105 order_id must name an order of the book, got 'o-3'; did you mean 'o-2'?"),
        ("d-1,o-1,2026-03-05,2026-03-09,", ": INF101 dispute d-1 must have both an end and an outcome, or neither, got None"),
        ("d-1,o-1,2026-03-05,,won", ": INF101 dispute d-1 must have both an end and an outcome, or neither, got 'won'"),
        ("d-1,o-1,2026-03-05,2026-03-04,won", " closed_at: INF101 closed_at must not end before it began at 2026-03-05T00:00:00-05:00, got '2026-03-04'"),
        ("d-1,o-1,2026-03-05,2026-03-09,wun", " outcome: INF101 outcome must be one of lost, won, got 'wun'; did you mean 'won'?"),
    ],
)  # fmt: skip
def test_a_dispute_that_breaks_a_rule_is_rejected(folder: Folder, row: str, message: str) -> None:
    orders = ORDERS + "o-3,2026-03-03,much\n"
    path = folder(orders=orders, disputes=f"{DISPUTES}{row}\n")

    assert [one for one in told(path) if not one.startswith("orders")] == [
        f"disputes.csv:2{message}"
    ]
    assert read_book(path).disputes == ()


def test_the_order_of_rows_decides_nothing(folder: Folder) -> None:
    rows = [
        "r-1,o-1,2026-03-05,20.00,\n",
        "r-2,o-1,2026-03-05,15.00,\n",
        "r-3,o-1,2026-03-04,5.00,\n",
    ]
    kept = {
        tuple(
            sorted(
                refund.refund_id
                for refund in read_book(
                    folder(orders=ORDERS, refunds=REFUNDS + "".join(mixed))
                ).refunds
            )
        )
        for mixed in itertools.permutations(rows)
    }

    assert kept == {("r-1", "r-3")}
