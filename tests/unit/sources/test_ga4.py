"""What becomes of the rows of a GA4 report."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money
from influence.shares import Share
from influence.sources import Ga4, Sourced

Reader = Callable[..., Sourced]

_HEAD = "Session manual ad content,Date,Sessions,Ecommerce purchases,Purchase revenue\n"
_LATE = Ga4(exported_on=dt.date(2026, 6, 1))


def _usd(text: str) -> Money:
    return Money(text, "USD")


def _results(found: Sourced) -> list[tuple[object, ...]]:
    return [
        (row.creator_id, row.date.day, row.clicks, row.orders, row.revenue) for row in found.results
    ]


def _gaps(found: Sourced) -> list[tuple[str, str]]:
    return [(gap.kind, gap.told) for gap in found.gaps]


def _rejected(found: Sourced) -> list[str]:
    return [f"{one} ({one.rows})" for one in found.rejections]


def _document(
    rows: list[list[str]] | None = None,
    *,
    dimensions: tuple[str, ...] = ("sessionManualAdContent", "date"),
    metrics: tuple[str, ...] = ("sessions", "purchaseRevenue"),
    **others: Any,  # noqa: ANN401  # whatever the Data API answers
) -> str:
    """An answer of ``runReport``."""
    width = len(dimensions)
    told: dict[str, Any] = {
        "dimensionHeaders": [{"name": name} for name in dimensions],
        "metricHeaders": [{"name": name} for name in metrics],
    }
    if rows is not None:
        told["rows"] = [
            {
                "dimensionValues": [{"value": cell} for cell in row[:width]],
                "metricValues": [{"value": cell} for cell in row[width:]],
            }
            for row in rows
        ]
    return json.dumps(told | others)


def test_marks_by_day_are_counted_results(report: Reader) -> None:
    found = report(
        _HEAD + "maya,20260303,41,2,96.00\nMAYA ,2026-03-03,1,0,0\nleo,20260304,7,0,0\n",
        source=_LATE,
    )
    assert _results(found) == [
        ("leo", 4, 7, 0, _usd("0.00")),
        ("maya", 3, 42, 2, _usd("96.00")),
    ]
    assert (found.rows, found.taken, found.rejections, found.gaps) == (3, 3, (), ())


def test_what_has_no_mark_is_a_gap_with_its_counts_and_money(report: Reader) -> None:
    rows = "(not set),20260303,10,1,5.00\n,20260304,3,0,0\n(other),20260303,4,0,0\n"
    rows += "(data not available),20260303,5,0,0\n(none),20260303,6,2,7.50\n"
    rows += "zoe  x,20260303,1,1,9.00\nzoe  x,20260304,1,0,0\nanna,20260303,2,0,0\n"
    found = report(_HEAD + rows, source=_LATE)
    assert found.results == ()
    assert [
        (gap.kind, gap.where, gap.rows, gap.clicks, gap.orders, gap.amount) for gap in found.gaps
    ] == [
        ("direct", "report direct", 1, 6, 2, _usd("7.50")),
        ("not_available", "report not_available", 1, 5, 0, _usd("0.00")),
        ("not_set", "report not_set", 2, 13, 1, _usd("5.00")),
        ("other_row", "report other_row", 1, 4, 0, _usd("0.00")),
        ("unmapped", "report anna", 1, 2, 0, _usd("0.00")),
        ("unmapped", "report zoe x", 2, 2, 1, _usd("9.00")),
    ]
    assert found.gaps[5].told == (
        "2 visits, 1 order, 9.00 USD came by 'zoe x', which no deal of the book has as a link; "
        "nobody is credited"
    )


def test_a_direct_visit_is_known_by_its_source(report: Reader) -> None:
    head = "Session manual ad content,Session source / medium,Date,Sessions\n"
    text = (
        head
        + "(not set),(direct) / (none),20260303,4\n(not set),x / social,20260303,3\n(not set),,20260303,2\n"
    )
    found = report(text, source=_LATE)
    assert [(gap.kind, gap.clicks) for gap in found.gaps] == [("direct", 4), ("not_set", 5)]
    assert found.gaps[0].told == "4 visits came directly, without any mark, so nobody is credited"


def test_a_row_without_any_count_is_a_gap_all_the_same(report: Reader) -> None:
    found = report("Manual ad content,Date,Active users\nzoe,20260303,4\n", source=_LATE)
    assert found.gaps[0].told.startswith("rows without a count came by 'zoe'")


def test_comments_say_the_days_and_totals_are_no_row(report: Reader) -> None:
    text = "# ----\n# Start date: 20260302\n# End date: 20260412\n# ----\n" + _HEAD
    text += ",,41,2,96.00,Grand total\nmaya,20260303,41,2,96.00\n"
    found = report(text)
    assert _results(found) == [("maya", 3, 41, 2, _usd("96.00"))]
    assert (found.rows, found.gaps) == (1, ())


@pytest.mark.parametrize(
    "total", [",,41,2,96.00", "Grand total,,41,2,96.00", "Totals,Total,41,2,96.00"]
)
def test_totals_have_many_forms(report: Reader, total: str) -> None:
    found = report(f"{_HEAD}{total}\nmaya,20260303,41,2,96.00\n", source=_LATE)
    assert (found.rows, found.gaps) == (1, ())


def test_totals_that_are_more_than_the_rows_say_that_rows_are_missing(report: Reader) -> None:
    found = report(f"{_HEAD},,50,2,100.00\nmaya,20260303,41,2,96.00\n", source=_LATE)
    assert [(gap.kind, gap.told, gap.clicks, gap.amount) for gap in found.gaps] == [
        (
            "truncated",
            "the rows come to 9 less of sessions than the report's own total, so rows are missing",
            9,
            None,
        ),
        (
            "truncated",
            "the rows come to 4.00 USD less of purchaseRevenue than the report's own total, so rows are missing",
            None,
            _usd("4.00"),
        ),
    ]


def test_totals_that_are_less_than_the_rows_say_so(report: Reader) -> None:
    found = report(f"{_HEAD},,41,1,96.004\nmaya,20260303,41,2,96.00\n", source=_LATE)
    assert [(gap.kind, gap.told, gap.orders) for gap in found.gaps] == [
        (
            "estimated",
            "the rows come to 1 more of ecommercePurchases than the report's own total",
            1,
        )
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ",,n/a,,96.00\nmaya,20260303,41,2,96.00\n",
        ",,99,2,96.00\nmaya,20260303,41,2,96.00\nleo,20260303,x,0,0\n",
    ],
)
def test_totals_are_not_compared_where_they_cannot_be(report: Reader, rows: str) -> None:
    assert report(_HEAD + rows, source=_LATE).gaps == ()


def test_a_range_in_one_comment_is_that_of_an_exploration(report: Reader) -> None:
    found = report(
        "# Free form 1\n# 20260302-20260302\n\nSession manual ad content,Sessions\nmaya,4\n",
        source=_LATE,
    )
    assert [(row.date, row.clicks) for row in found.results] == [(dt.date(2026, 3, 2), 4)]


@pytest.mark.parametrize(
    "comment", ["# 20260302-20260412\n", "# 20261302-20261302\n", "# Start date: 20260302\n"]
)
def test_rows_without_a_day_are_refused(report: Reader, comment: str) -> None:
    message = "report must have the dimension date, or be of one day, got 'sessionManualAdContent, sessions'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        report(f"{comment}Session manual ad content,Sessions\nmaya,4\n")


def test_a_row_of_one_day_without_a_mark_is_no_total(report: Reader) -> None:
    text = "# 20260302-20260302\nSession manual ad content,Sessions\n,4\n"
    assert [gap.kind for gap in report(text, source=_LATE).gaps] == ["not_set"]


def test_a_mark_may_begin_as_a_comment_does(report: Reader) -> None:
    found = report(f"{_HEAD}#spring,20260303,41,2,96.00\nmaya,20260303,1,0,0\n", source=_LATE)
    assert [gap.where for gap in found.gaps] == ["report #spring"]
    assert found.taken == 1


def test_a_table_without_marks_is_named_and_not_read(report: Reader) -> None:
    text = "Nth day,Active users\n0000,31\n0001,20\n\n" + _HEAD + "maya,20260303,41,2,96.00\n"
    found = report(text + "\nNth week,Active users\n", source=_LATE)
    assert _rejected(found) == [
        "report:1: INF205 the table of Nth day, Active users does not tell the UTM content and was not read (2)"
    ]
    assert (found.rows, found.taken, found.rejected) == (3, 1, 0)


def test_equal_tables_one_after_the_other_are_one(report: Reader) -> None:
    text = f"{_HEAD}maya,20260303,1,0,0\n\n{_HEAD}leo,20260303,2,0,0\n"
    assert [row.clicks for row in report(text, source=_LATE).results] == [2, 1]


def test_tables_with_marks_that_differ_are_refused(report: Reader) -> None:
    text = f"{_HEAD}maya,20260303,1,0,0\n\nSession manual ad content,Sessions\nleo,2\n"
    message = "report:4 must have the columns of the table in line 1, got 'Session manual ad content, Sessions'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        report(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# nothing\n", "report must have the header of a report, got 'no table'"),
        (
            "Session campaign,Date,Sessions\nspring,20260303,4\n",
            "report must have the dimension sessionManualAdContent, which is the UTM content, got 'sessionCampaignName, date, sessions'",
        ),
        (
            "Session manual ad content,Date,Sessions,sessions\nmaya,20260303,4,4\n",
            "report:1 must name each column once, got 'sessionManualAdContent, date, sessions, sessions'",
        ),
        (
            "Session manual ad content,Date range,Date,Sessions\nmaya,a,20260303,4\nmaya,b,20260303,4\n",
            "report must be of one date range, or its rows would count twice, got 'a, b'",
        ),
    ],
)
def test_a_file_that_is_no_such_report_is_refused(report: Reader, text: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        report(text)


@pytest.mark.parametrize(
    ("name", "close"),
    [
        ("sessionAdContent", "sessionManualAdContent"),
        ("Sesions", "sessions"),
        ("key event", "Key events"),
    ],
)
def test_a_dimension_or_metric_that_nobody_knows_is_refused(
    report: Reader, name: str, close: str
) -> None:
    with pytest.raises(UnknownNameError, match=rf"did you mean '{close}'\?$"):
        report(f"Session manual ad content,Date,{name}\nmaya,20260303,4\n")


def test_a_row_that_breaks_a_rule_is_rejected_with_its_place(report: Reader) -> None:
    rows = (
        "maya,20260399,1,0,0\nmaya,03/03/2026,1,0,0\nmaya,20260303,1.5,0,0\nmaya,20260304,1,-1,0\n"
    )
    found = report(
        _HEAD + rows + "maya,20260305,1,0,n/a\nmaya,20260306,1\nmaya,20260307,1.0,0,0,\n",
        source=_LATE,
    )
    assert _rejected(found) == [
        "report:7: INF102 row must have 5 cells, got 3 (1)",
        "report:2 date: INF101 date must be a day such as 20260302, got '20260399' (1)",
        "report:3 date: INF101 date must be a day such as 20260302, got '03/03/2026' (1)",
        "report:4 sessions: INF101 sessions must be a whole number of at least 0, got '1.5' (1)",
        "report:5 ecommercePurchases: INF101 ecommercePurchases must be a whole number of at least 0, got '-1' (1)",
        "report:6 purchaseRevenue: INF101 purchaseRevenue must be a plain decimal number such as 12.34, got 'n/a' (1)",
    ]
    assert _results(found) == [("maya", 7, 1, 0, _usd("0.00"))]


def test_rows_that_are_told_again_count_once_and_two_accounts_not_at_all(report: Reader) -> None:
    rows = "maya,20260303,1,0,0\nmaya,20260303,1,0,0\nleo,20260303,1,0,0\nleo,20260303,2,0,0\n"
    found = report(_HEAD + rows, source=_LATE)
    assert _results(found) == [("maya", 3, 1, 0, _usd("0.00"))]
    assert _rejected(found) == [
        "report:2: INF104 the row is told again in the same words and counts once (1)",
        "report:4: INF615 rows with the same dimensions must count the same, got lines 4 and 5 (2)",
    ]


def test_gross_revenue_less_refunds_is_net(report: Reader) -> None:
    head = "Session manual ad content,Date,Gross purchase revenue,Refund amount\n"
    assert report(f"{head}maya,20260303,96.00,24.00\n", source=_LATE).results[0].revenue == _usd(
        "72.00"
    )


def test_gross_revenue_alone_does_not_tell_net_sales(report: Reader) -> None:
    head = "Session manual ad content,Date,Gross purchase revenue\n"
    found = report(f"{head}maya,20260303,96.00\n", source=_LATE)
    assert found.results[0].revenue is None
    assert _gaps(found) == [
        (
            "untold",
            "gross revenue without refundAmount does not tell net sales, so they are not known",
        )
    ]


def test_older_names_of_metrics_are_known(report: Reader) -> None:
    head = "Session manual ad content,Date,Conversions,Transactions\n"
    found = report(
        f"{head}maya,20260303,5,2\n",
        source=Ga4(key_events="leads", exported_on=dt.date(2026, 6, 1)),
    )
    assert (found.results[0].leads, found.results[0].orders, found.results[0].signups) == (
        5,
        2,
        None,
    )


def test_key_events_count_only_as_what_they_are_said_to_be(report: Reader) -> None:
    text = "Session manual ad content,Date,Key events\nmaya,20260303,5\n"
    assert report(text).results[0].leads is None
    assert report(text, source=Ga4(key_events="signups")).results[0].signups == 5


def test_amounts_are_added_up_exactly_and_rounded_once(report: Reader) -> None:
    head = "Session manual ad content,Session campaign,Date,Purchase revenue\n"
    rows = "maya,a,20260303,0.004\nmaya,b,20260303,0.004\nmaya,c,20260303,37.980000000000004\n"
    found = report(head + rows, source=_LATE)
    assert found.results[0].revenue == _usd("37.99")
    assert _gaps(found) == [
        (
            "estimated",
            "the revenue of 3 rows is finer than USD can be; it was added up exactly and rounded once for each creator and day",
        )
    ]


def test_a_day_below_zero_is_taken_off_the_days_before_it_then_after(report: Reader) -> None:
    head = "Session manual ad content,Date,Purchase revenue\n"
    rows = "maya,20260303,5.00\nmaya,20260304,-12.00\nmaya,20260305,20.00\nleo,20260303,-1.00\n"
    found = report(head + rows, source=_LATE)
    assert [(row.creator_id, row.date.day, row.revenue) for row in found.results] == [
        ("leo", 3, _usd("0.00")),
        ("maya", 3, _usd("0.00")),
        ("maya", 4, _usd("0.00")),
        ("maya", 5, _usd("13.00")),
    ]
    assert _gaps(found) == [
        (
            "estimated",
            "more came back than was sold on 2 days of a creator, 13.00 USD in all; it was taken off other days of the same creator",
        ),
        ("leftover", "-1.00 USD exceed all that the creator sold and are in no figure"),
    ]


def test_the_last_days_of_a_report_may_still_change(report: Reader) -> None:
    rows = "maya,20260303,1,0,0\nmaya,20260304,2,0,0\nmaya,20260305,4,1,9.00\n"
    assert _gaps(report(_HEAD + rows)) == [
        (
            "too_early",
            "6 visits, 1 order, 9.00 USD from 2026-03-04 on may still change within 48 hours; the report does not say when it was made",
        )
    ]
    made = Ga4(exported_on=dt.date(2026, 3, 6))
    assert _gaps(report(_HEAD + rows, source=made)) == [
        (
            "too_early",
            "4 visits, 1 order, 9.00 USD from 2026-03-05 on may still change within 48 hours; the report was made on 2026-03-06",
        )
    ]


def test_an_order_that_came_by_a_mark_is_a_touch(report: Reader) -> None:
    head = "Transaction ID,Session manual ad content,Date,Purchase revenue\n"
    rows = "#1002,leo,20260304,5.00\n#1001,maya,20260303,5.00\n#1001,leo,20260303,5.00\n"
    rows += "#1003,(not set),20260303,5.00\n(not set),maya,20260303,5.00\n#1004,zoe,20260303,1.00\n"
    found = report(head + rows, source=_LATE)
    assert [(one.touch_id, one.visitor_id, one.value, one.at.day) for one in found.touches] == [
        ("ga4 #1001 1", "order #1001", "leo", 3),
        ("ga4 #1001 2", "order #1001", "maya", 3),
        ("ga4 #1002 1", "order #1002", "leo", 4),
    ]
    assert found.results == ()
    assert [(gap.kind, gap.rows, gap.amount) for gap in found.gaps] == [
        ("not_set", 2, _usd("10.00")),
        ("unmapped", 1, _usd("1.00")),
    ]


def test_an_id_that_cannot_be_one_is_rejected_with_its_place(report: Reader) -> None:
    text = _document(
        [["#1\u200b", "maya", "20260303", "1"]],
        dimensions=("transactionId", "sessionManualAdContent", "date"),
        metrics=("transactions",),
    )
    assert _rejected(report(text)) == [
        "report:1 transactionId: INF101 transactionId must hold no control or invisible characters, got 'order #1\\u200b/1' (1)"
    ]


def test_a_mark_that_cannot_be_seen_is_shown_all_the_same(report: Reader) -> None:
    found = report(_document([["zo\x1be" + "x" * 300, "20260303", "1", "0"]]), source=_LATE)
    assert found.gaps[0].where == "report zo\ufffde" + "x" * 96
    assert "(100 characters)" in found.gaps[0].told


def test_touches_begin_with_the_day_in_the_zone_of_the_report(report: Reader) -> None:
    text = _document(
        [["#1", "maya", "20260303", "1"]],
        dimensions=("transactionId", "sessionManualAdContent", "date"),
        metrics=("transactions",),
        metadata={"timeZone": "America/New_York"},
    )
    assert report(text).touches[0].at.isoformat() == "2026-03-03T00:00:00-05:00"


def test_a_zone_that_nobody_knows_is_refused(report: Reader) -> None:
    text = _document([["maya", "20260303", "1", "1"]], metadata={"timeZone": "Mars"})
    message = r"^report timeZone must be one of \d+ known names such as .+, got 'Mars'$"
    with pytest.raises(InvalidInputError, match=message):
        report(text)


def test_a_document_is_read_with_its_currency_and_long_numbers(report: Reader) -> None:
    text = _document(
        [["maya", "20260303", str(2**53 + 1), "37.98"]], metadata={"currencyCode": "EUR"}
    )
    found = report(text, source=_LATE)
    assert found.results[0].clicks == 2**53 + 1
    assert found.results[0].revenue == Money("37.98", "EUR")


def test_what_a_document_says_is_missing_is_a_gap(report: Reader) -> None:
    text = _document(
        [["maya", "20260303", "1", "0"]],
        rowCount=4,
        metadata={
            "subjectToThresholding": True,
            "dataLossFromOtherRow": True,
            "samplingMetadatas": [
                {"samplesReadCount": "12", "samplingSpaceSize": "100"},
                {"samplesReadCount": "0", "samplingSpaceSize": "0"},
                {},
            ],
            "dataTruncationReasons": ["too  much", "too  much"],
            "schemaRestrictionResponse": {
                "activeMetricRestrictions": [{"metricName": "purchaseRevenue"}, {}]
            },
        },
    )
    found = report(text, source=_LATE)
    assert [(gap.kind, gap.told, gap.rows, gap.share) for gap in found.gaps] == [
        ("thresholded", "rows of few people are withheld; how many, is not said", None, None),
        (
            "other_row",
            "rare values were put together under (other); how much it is, is not said",
            None,
            None,
        ),
        (
            "sampled",
            "the figures are estimated from 12 of 100 events, a share of 12 %",
            None,
            Share("0.12"),
        ),
        (
            "sampled",
            "the figures are estimated from a part of the events, which is not said",
            None,
            None,
        ),
        (
            "sampled",
            "the figures are estimated from a part of the events, which is not said",
            None,
            None,
        ),
        ("truncated", "3 of 4 rows were not sent; ask for the next page", 3, Share("0.25")),
        ("truncated", "rows were cut off by the tool itself: too much", None, None),
        (
            "untold",
            "purchaseRevenue is hidden from the account that asked, so it is not known",
            None,
            None,
        ),
    ]
    assert found.results[0].revenue is None
    assert found.left_out == 0


def test_an_empty_report_says_why(report: Reader) -> None:
    found = report(_document(metadata={"emptyReason": "NO_DATA"}))
    assert _gaps(found) == [("empty", "the report is empty because NO_DATA")]
    assert found.rows == 0


def test_pages_of_a_report_are_one(report: Reader) -> None:
    pages = [
        json.loads(_document([[name, "20260303", "1", "0"]], rowCount=2))
        for name in ("maya", "leo")
    ]
    found = report(json.dumps(pages), source=_LATE)
    assert [row.creator_id for row in found.results] == ["leo", "maya"]
    assert found.gaps == ()


def test_totals_of_a_document_are_compared_with_its_rows(report: Reader) -> None:
    totals = [
        {
            "dimensionValues": [{"value": "RESERVED_TOTAL"}],
            "metricValues": [{"value": "9"}, {"value": "0"}],
        }
    ]
    found = report(_document([["maya", "20260303", "1", "0"]], totals=totals), source=_LATE)
    assert [(gap.kind, gap.clicks) for gap in found.gaps] == [("truncated", 8)]


def test_a_row_of_a_document_that_has_other_values_is_rejected(report: Reader) -> None:
    told = json.loads(_document([["maya", "20260303", "1"]]))
    told["rows"].append("row")
    assert _rejected(report(json.dumps(told))) == [
        "report:1: INF102 row must have 4 values, got 3 (1)",
        "report:2: INF102 row must have 4 values, got 0 (1)",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "report must be what runReport of the Data API answers, got []"),
        ("[7]", "report must be what runReport of the Data API answers, got '7'"),
        ('{"a": 1}', "report must be what runReport of the Data API answers, got ['a']"),
        (
            '{"error": {"code": 429}}',
            "report must be what runReport of the Data API answers, got {'code': '429'}",
        ),
    ],
)
def test_a_document_that_is_no_answer_is_refused(report: Reader, text: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        report(text)


def test_pages_that_do_not_fit_are_refused(report: Reader) -> None:
    pages = [json.loads(_document()), json.loads(_document(metrics=("sessions",)))]
    with pytest.raises(
        InvalidInputError, match=r"^report must have the same columns on each page, got "
    ):
        report(json.dumps(pages))


def test_the_currency_is_that_of_the_report_then_the_option_then_the_book(report: Reader) -> None:
    text = _HEAD + "maya,20260303,1,1,9.00\n"
    assert report(text).results[0].revenue == _usd("9.00")
    assert report(text, source=Ga4(currency="GBP")).results[0].revenue == Money("9.00", "GBP")


def test_an_amount_without_a_currency_is_refused(report: Reader) -> None:
    message = "currency must be said where the report tells revenue and no currency, got None"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        report(_HEAD + "maya,20260303,1,1,9.00\n", currency=None)


def test_counts_without_amounts_need_no_currency(report: Reader) -> None:
    text = "Session manual ad content,Date,Sessions\nmaya,20260303,1\n"
    assert report(text, currency=None, source=_LATE).results[0].revenue is None


def test_two_currencies_are_refused(report: Reader) -> None:
    text = _document([["maya", "20260303", "1", "1"]], metadata={"currencyCode": "EUR"})
    message = "currency must be EUR, which is what the report says, got 'GBP'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        report(text, source=Ga4(currency="GBP"))
