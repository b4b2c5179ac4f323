from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.metrics import (
    METRICS,
    POST_METRICS,
    RATES,
    Metric,
    SuccessMetrics,
    Tally,
    metric,
    tally,
)


def test_a_metric_is_found_by_its_name() -> None:
    assert metric("saves").unit == "count"
    assert metric("revenue").unit == "money"


def test_a_metric_that_nobody_knows_is_refused_with_the_close_one() -> None:
    with pytest.raises(UnknownNameError, match=r", got 'safes'; did you mean 'saves'\?$"):
        metric("safes")


def test_what_platforms_tell_of_a_post_are_metrics() -> None:
    assert set(POST_METRICS) < set(METRICS)


def test_a_unit_is_a_count_or_money() -> None:
    message = "Metric.unit must be one of count, money, got 'euro'"
    unit: Any = "euro"
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        Metric(name="likes", counts="likes", unit=unit)


@pytest.mark.parametrize(
    "names",
    [("saves", "clicks"), ("saves", "clicks", "saves"), ("saves", "clicks", "orders", "reach")],
)
def test_success_is_three_different_metrics(names: tuple[str, ...]) -> None:
    message = f"success metrics must be exactly three different ones, got {list(names)!r}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        SuccessMetrics(names)


def test_success_is_told_by_metrics_that_are_known() -> None:
    with pytest.raises(UnknownNameError, match=r"^metric must be one of 15 known names such as "):
        SuccessMetrics(("saves", "clicks", "fame"))


@pytest.mark.parametrize(
    ("figures", "expected", "text"),
    [
        ([3, None, 4], Tally(7, 2, 1), "7 from 2 of 3 records"),
        ([3, 4], Tally(7, 2, 0), "7"),
        ([0], Tally(0, 1, 0), "0"),
        ([None, 0], Tally(0, 1, 1), "0 from 1 of 2 records"),
    ],
)
def test_a_tally_says_how_many_records_knew(
    figures: list[int | None], expected: Tally, text: str
) -> None:
    assert tally(figures) == expected
    assert str(tally(figures)) == text


@pytest.mark.parametrize("figures", [[], [None], [None, None]])
def test_what_nobody_knows_has_no_tally(figures: list[int | None]) -> None:
    assert tally(figures) is None


@pytest.mark.parametrize(
    ("name", "totals", "expected"),
    [
        ("click_through_by_reach", {"clicks": 30, "reach": 1200}, Fraction(1, 40)),
        ("click_through_by_reach", {"clicks": 0, "reach": 1200}, Fraction(0)),
        ("click_through_by_reach", {"clicks": 30, "reach": 0}, None),
        ("click_through_by_reach", {"reach": 1200}, None),
        ("click_through_by_reach", {"clicks": 30}, None),
        (
            "engagement_by_views",
            {"likes": 1, "comments": 2, "saves": 3, "shares": 4, "views": 100},
            Fraction(1, 10),
        ),
        ("engagement_by_views", {"likes": 1, "comments": 2, "saves": 3, "views": 100}, None),
    ],
)
def test_a_rate_is_exact_or_unknown(
    name: str, totals: Mapping[str, int], expected: Fraction | None
) -> None:
    assert RATES[name].of(totals) == expected


def test_every_rate_is_made_of_metrics_and_names_its_denominator() -> None:
    for name, rate in RATES.items():
        assert {*rate.numerator, rate.denominator} <= set(METRICS)
        assert name.endswith(f"_by_{rate.denominator}")


@pytest.mark.parametrize("table", [METRICS, RATES])
def test_the_tables_cannot_be_changed(table: object) -> None:
    changed: Any = table
    with pytest.raises(TypeError):
        changed["likes"] = None
