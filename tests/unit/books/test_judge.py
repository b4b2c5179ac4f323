"""What a row says of others is judged: ids, names, refunds, and the two grains."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from influence.books import read_book

Folder = Callable[..., Path]

ORDERS = "order_id,at,items,codes\no-1,2026-03-02,30.00,\n"
REFUNDS = "refund_id,order_id,at,amount\n"


def told(path: Path) -> list[str]:
    findings = read_book(path).rejections
    return [str(finding) for finding in findings if finding.code != "INF204"]


def test_a_repeated_row_counts_once(folder: Folder) -> None:
    path = folder(orders=ORDERS + "o-1,2026-03-02T00:00:00-05:00,30.00,\n")

    assert told(path) == [
        (
            "orders.csv:3 order_id: INF104 order_id must stand once, "
            "got 'o-1' again with the same content: counted once"
        )
    ]
    assert len(read_book(path).orders) == 1


def test_an_id_with_other_content_keeps_the_first_row(folder: Folder) -> None:
    path = folder(orders=ORDERS + "o-1,2026-03-02,31.00,\n")

    assert told(path) == [
        (
            "orders.csv:3 order_id: INF103 order_id must stand once, "
            "got 'o-1' again with other content: the first row counts"
        )
    ]
    assert [order.items.text for order in read_book(path).orders] == ["30.00"]


def test_equal_counts_of_one_day_are_both_true(folder: Folder) -> None:
    path = folder(results="creator_id,date,orders\nleo,2026-03-02,1\nleo,2026-03-02,1\n")

    assert told(path) == []
    assert len(read_book(path).results) == 2


@pytest.mark.parametrize(
    ("table", "text", "message"),
    [
        (
            "posts",
            "post_id,creator_id,published_at\np-1,mayo,2026-03-02\n",
            (
                "posts.csv:2 creator_id: INF105 creator_id must name a creator of the book, "
                "got 'mayo'; did you mean 'maya'?"
            ),
        ),
        (
            "posts",
            "post_id,creator_id,published_at,angle\np-1,maya,2026-03-02,zzz\n",
            "posts.csv:2 angle: INF105 angle must name an angle of the campaign, got 'zzz'",
        ),
        (
            "results",
            "creator_id,date\nzoe,2026-03-02\n",
            "results.csv:2 creator_id: INF105 creator_id must name a creator of the book, got 'zoe'",
        ),
        (
            "costs",
            "cost_id,creator_id,kind,at,amount\nc-1,zoe,fee,2026-03-02,1\n",
            "costs.csv:2 creator_id: INF105 creator_id must name a creator of the book, got 'zoe'",
        ),
        (
            "refunds",
            REFUNDS + "r-1,o-9,2026-03-05,1.00\n",
            "refunds.csv:2 order_id: INF105 order_id must name an order of the book, got 'o-9'",
        ),
    ],
)
def test_a_row_names_only_what_the_book_holds(
    folder: Folder, table: str, text: str, message: str
) -> None:
    path = folder(**{table: text})

    assert told(path) == [message]
    assert getattr(read_book(path), table) == ()


def test_no_close_name_is_looked_for_among_very_many(folder: Folder) -> None:
    orders = "".join(f"o-{number},2026-03-02,1,\n" for number in range(1_001))
    path = folder(
        orders="order_id,at,items,codes\n" + orders, refunds=REFUNDS + "r-1,o-1x,2026-03-05,1\n"
    )

    assert told(path)[0].endswith("got 'o-1x'")


def test_a_cost_without_a_creator_is_shared(folder: Folder) -> None:
    path = folder(costs="cost_id,creator_id,kind,at,amount\nc-1,,fee,2026-03-02,1\n")

    assert told(path) == []
    assert read_book(path).costs[0].creator_id is None


@pytest.mark.parametrize(
    "rows",
    list(
        itertools.permutations(
            [
                "r-1,o-1,2026-03-05,20.00\n",
                "r-2,o-1,2026-03-06,15.00\n",
                "r-3,o-1,2026-03-07,10.00\n",
            ]
        )
    ),
)
def test_the_refund_that_goes_over_is_left_out_whatever_the_order_of_the_rows(
    folder: Folder, rows: tuple[str, ...]
) -> None:
    path = folder(orders=ORDERS, refunds=REFUNDS + "".join(rows))
    line = 2 + [row[:3] for row in rows].index("r-2")

    assert told(path) == [
        (
            f"refunds.csv:{line} amount: INF106 amount must be at most 10.00 USD, "
            "what is left of order o-1, got '15.00 USD'"
        )
    ]
    assert sorted(refund.refund_id for refund in read_book(path).refunds) == ["r-1", "r-3"]


@pytest.mark.parametrize(
    "tables",
    [
        {"orders": ORDERS.replace("30.00,", "30.00,Maya 15")},
        {"touches": "touch_id,at,visitor_id,kind,value\nt-1,2026-03-02,v-1,link,maya\n"},
    ],
)
def test_a_creator_with_both_grains_keeps_the_finer_one(
    folder: Folder, tables: dict[str, str]
) -> None:
    days = "".join(f"maya,2026-03-0{day},1\n" for day in range(2, 7))
    path = folder(results=f"creator_id,date,orders\n{days}leo,2026-03-02,1\n", **tables)

    assert told(path) == [
        (
            "results.csv:2 creator_id: INF108 creator_id must have either results or marks that touches "
            "and orders bear, got 'maya' with both: 5 rows of results left out, lines 2, 3, 4 and more"
        )
    ]
    assert [row.creator_id for row in read_book(path).results] == ["leo"]


def test_results_beside_marks_that_nobody_used_are_kept(folder: Folder) -> None:
    path = folder(results="creator_id,date,orders\nmaya,2026-03-02,1\n", orders=ORDERS)

    assert told(path) == []
    assert len(read_book(path).results) == 1
