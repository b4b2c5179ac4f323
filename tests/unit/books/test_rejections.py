"""Rejections are told one by one, and past a number they are counted."""

from __future__ import annotations

import pickle

from influence.books._rejections import RejectedRowError, Rejections


def test_what_is_past_the_number_is_counted_by_kind() -> None:
    rejections = Rejections(most=2)
    for line in range(2, 7):
        rejections.reject("INF101", file="orders.csv", line=line, message="no", column="items")
    rejections.reject("INF101", file="orders.csv", line=7, message="no", column="at")
    rejections.reject("INF102", file="orders.csv", line=8, message="no")

    assert [str(finding) for finding in rejections.findings()] == [
        "orders.csv:2 items: INF101 no",
        "orders.csv:3 items: INF101 no",
        "orders.csv:7 at: INF101 no",
        "orders.csv:8: INF102 no",
        (
            "orders.csv:4 items: INF101 3 more rows, from line 4 on, are as the 2 of this kind "
            "that are told one by one"
        ),
    ]
    assert rejections.rows == 7
    assert [finding.rows for finding in rejections.findings()] == [1, 1, 1, 1, 3]


def test_a_rejected_row_travels() -> None:
    error = RejectedRowError("items", "items must be an amount, got 'x'")

    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert (again.column, str(again)) == ("items", "items must be an amount, got 'x'")
