from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from influence.errors import InvalidInputError
from influence.report import _figures


@pytest.mark.parametrize(
    ("text", "digits", "shown"),
    [
        ("1234567.5", 2, "1,234,567.50"),
        ("-1234.50", 2, "−1,234.50"),
        ("0.005", 2, "0.00"),
        ("0.015", 2, "0.02"),
        ("-0.001", 2, "0.00"),
        ("1500", 0, "1,500"),
        ("99999999999999999999999999999999.99", 2, "99,999,999,999,999,999,999,999,999,999,999.99"),
        (None, 2, "n/a"),
    ],
)
def test_an_amount_is_grouped_and_rounded_half_to_even(
    text: str | None, digits: int, shown: str
) -> None:
    assert _figures.amount(text, digits=digits) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_an_amount_that_fits_its_digits_is_shown_exactly(figure: Decimal) -> None:
    shown = _figures.amount(str(figure), digits=2)
    assert Decimal(shown.replace("−", "-").replace(",", "")) == figure


@pytest.mark.parametrize(
    ("text", "shown"), [("5", "+5.00"), ("-5", "−5.00"), ("0", "0.00"), (None, "n/a")]
)
def test_a_signed_amount_says_whether_it_is_a_gain(text: str | None, shown: str) -> None:
    assert _figures.signed_amount(text, digits=2) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0.6", "60.0%"),
        ("-1", "−100.0%"),
        ("33.475", "3,347.5%"),
        ("-0.0001", "0.0%"),
        (None, "n/a"),
    ],
)
def test_a_rate_is_shown_as_per_cent(text: str | None, shown: str) -> None:
    assert _figures.percentage(text) == shown


@pytest.mark.parametrize(("figure", "shown"), [(0.97, "97.0%"), (0.0, "0.0%"), (None, "n/a")])
def test_a_chance_is_shown_as_per_cent(figure: float | None, shown: str) -> None:
    assert _figures.chance(figure) == shown


@pytest.mark.parametrize(("text", "shown"), [("1.6", "1.60×"), (None, "n/a")])
def test_a_multiple_has_two_digits(text: str | None, shown: str) -> None:
    assert _figures.multiple(text) == shown


@pytest.mark.parametrize(
    ("figure", "shown"),
    [("12", "12"), ("12.50", "12.5"), ("100", "100"), (1204, "1,204"), (0, "0"), (None, "n/a")],
)
def test_a_count_drops_the_zeros_after_the_point_only(figure: str | int | None, shown: str) -> None:
    assert _figures.count(figure) == shown


@pytest.mark.parametrize(("figure", "shown"), [(1, "1 day"), (0, "0 days"), (None, "n/a")])
def test_days_agree_with_their_number(figure: int | None, shown: str) -> None:
    assert _figures.days(figure) == shown


@pytest.mark.parametrize(("text", "digits"), [("1.50", 2), ("1", 0), ("1E+2", 0), ("1.500", 3)])
def test_digits_are_those_that_were_written(text: str, digits: int) -> None:
    assert _figures.digits_of(text) == digits


@pytest.mark.parametrize("text", ["abc", "", "NaN", "Infinity"])
def test_a_figure_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        _figures.number(text)
    assert str(caught.value) == f"figure must be decimal text, got {text!r}"


def test_dates_are_written_for_people() -> None:
    assert _figures.day("2026-03-02") == "2 Mar 2026"
    assert _figures.last_day("2026-03-01") == "28 Feb 2026"
    assert _figures.moment("2026-04-13T00:00:00-04:00") == "13 Apr 2026, 00:00 (UTC−04:00)"
    assert _figures.moment("2026-04-13T09:30:15") == "13 Apr 2026, 09:30"


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidInputError) as caught:
        _figures.day("soon")
    assert str(caught.value) == "date must be an ISO 8601 date or time, got 'soon'"


def test_control_characters_and_half_characters_are_shown_as_code_points() -> None:
    assert _figures.visible("a\x1b[31m\x00\ud800é") == "a<U+001B>[31m<U+0000><U+D800>é"


def test_text_that_turns_the_direction_is_written_out_only_where_it_must_be() -> None:
    assert _figures.visible("\u202eabc") == "\u202eabc"
    assert _figures.in_order("\u202eabc\n") == "<U+202E>abc<U+000A>"


def test_words_of_the_vocabulary_lose_their_underscores() -> None:
    assert _figures.words("before_and_after") == "before and after"


@pytest.mark.parametrize(
    ("text", "shown"), [("abcdef", "abcdef"), ("abcdefg", "abcde…"), ("日本語文", "日本…")]
)
def test_a_long_name_is_shortened_to_its_columns(text: str, shown: str) -> None:
    assert _figures.shortened(text, columns=6) == shown


@pytest.mark.parametrize(
    ("figure", "shown"),
    [(None, "n/a"), (0.02, "0.0200"), (1, "1.0000"), (0.0001, "0.0001"), (0.00009, "< 0.0001")],
)
def test_a_chance_is_never_as_little_as_zero(figure: float | None, shown: str) -> None:
    assert _figures.p_value(figure) == shown
