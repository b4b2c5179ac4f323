"""A part of an answer knows its path, and what is not as it should be is refused with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from influence.money import Money
from influence.sansio import Document, GarbledError

BIG = 2**53 + 1

DOCUMENT = Document(
    {
        "data": {
            "orders": [{"id": "007", "n": 7}, {"id": 8}],
            "big": BIG,
            "big_text": str(BIG),
            "minus": "-3",
            "flag": True,
            "nothing": None,
            "price": "12.50",
            "exact": Decimal("0.1"),
            "at": "2026-05-01T07:56:32+0000",
            "unix": 1777622192,
            "naive": "2026-05-01T07:56:32",
            "endless": "9" * 2_000,
        }
    },
    where="page 1",
)
DATA = DOCUMENT.at("data")


def test_values_are_read_untouched() -> None:
    assert DATA.items("orders")[0].text("id") == "007"
    assert DATA.whole("big") == DATA.whole("big_text") == BIG
    assert DATA.whole("minus") == -3
    assert DATA.flag("flag") is True
    assert DATA.decimal("price") == Decimal("12.50")
    assert DATA.decimal("exact") == Decimal("0.1")
    assert DATA.decimal("big") == BIG
    assert DATA.money("price", currency="EUR") == Money("12.50", "EUR")
    assert DATA.moment("at") == dt.datetime(2026, 5, 1, 7, 56, 32, tzinfo=dt.UTC)
    assert DATA.moment("unix") == dt.datetime(2026, 5, 1, 7, 56, 32, tzinfo=dt.UTC)


def test_absent_and_null_are_none_and_never_zero() -> None:
    assert DATA.text_or_none("nothing") is None
    assert DATA.whole_or_none("absent") is None
    assert DATA.at_or_none("absent") is None
    assert DATA.whole_or_none("big") == BIG
    assert DATA.text_or_none("price") == "12.50"


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda d: d.items("orders")[1].text("id"),
            "page 1: data.orders[1].id must be text, got 8",
        ),
        (lambda d: d.text("nothing"), "page 1: data must have nothing, got "),
        (lambda d: d.text("absent"), "page 1: data must have absent, got "),
        (lambda d: d.items("flag"), "page 1: data.flag must be a list, got True"),
        (lambda d: d.at("flag").text("x"), "page 1: data.flag must be a table, got True"),
        (lambda d: d.whole("flag"), "page 1: data.flag must be a whole number, got True"),
        (lambda d: d.whole("price"), "page 1: data.price must be a whole number, got '12.50'"),
        (lambda d: d.whole("endless"), "page 1: data.endless must be a count, got '999"),
        (lambda d: d.flag("big_text"), f"page 1: data.big_text must be true or false, got '{BIG}'"),
        (lambda d: d.decimal("flag"), "page 1: data.flag must be a number, got True"),
        (lambda d: d.decimal("at"), "page 1: data.at must be a number, got '2026-"),
        (lambda d: d.money("minus", currency="EURO"), "page 1: data.minus must be one of "),
        (
            lambda d: d.moment("naive"),
            "page 1: data.naive must be a time with an offset, got '2026-",
        ),
        (
            lambda d: d.moment("price"),
            "page 1: data.price must be a time with an offset, got '12.50'",
        ),
        (lambda d: d.moment("flag"), "page 1: data.flag must be a time with an offset, got True"),
        (lambda d: d.moment("big"), f"page 1: data.big must be a time with an offset, got {BIG}"),
    ],
)
def test_what_is_not_as_it_should_be_is_refused_with_its_path(
    ask: Callable[[Document], object], message: str
) -> None:
    with pytest.raises(GarbledError, match=f"^{re.escape(message)}"):
        ask(DATA)


def test_text_that_is_no_finite_number_is_refused() -> None:
    with pytest.raises(GarbledError, match=r"^x: n must be a number, got 'NaN'$"):
        Document({"n": "NaN"}, where="x").decimal("n")


def test_an_amount_of_too_many_places_is_refused_with_its_path() -> None:
    with pytest.raises(GarbledError, match=r"^x: price must "):
        Document({"price": "0.001"}, where="x").money("price", currency="EUR")


def test_a_list_at_the_top_is_read() -> None:
    assert [part.value for part in Document([1, 2], where="x").items()] == [1, 2]
