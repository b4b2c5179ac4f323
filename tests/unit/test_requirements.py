from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest

from influence import _requirements as require
from influence._requirements import Requirement
from influence.errors import InvalidInputError, UnknownNameError, shown
from influence.money import Money
from influence.shares import Share

_OFFSET = "be a time with an offset"
_LONG = "x" * 10_001


def _check(requirement: Requirement, value: object) -> None:
    made: Any = attrs.make_class("Thing", {"part": attrs.field(validator=requirement)})
    made(value)


@pytest.mark.parametrize(
    ("requirement", "value", "rule"),
    [
        (require.has_offset, dt.datetime(2026, 3, 1), _OFFSET),  # noqa: DTZ001 - naive on purpose
        (require.has_offset, dt.date(2026, 3, 1), _OFFSET),
        (
            require.has_offset,
            dt.datetime(1, 1, 1, tzinfo=dt.UTC),
            "lie after the year 1 and before 9999",
        ),
        (require.is_date, dt.datetime(2026, 3, 1, tzinfo=dt.UTC), "be a date"),
        (require.is_date, "2026-03-01", "be a date"),
        (require.is_text, "  ", "be text that is not blank"),
        (require.is_text, 7, "be text that is not blank"),
        (require.is_line, "one\ntwo", "be one line of text"),
        (require.is_line, "one\u2028two", "be one line of text"),
        (require.is_line, "", "be text that is not blank"),
        (require.is_flag, "no", "be true or false"),
        (require.is_flag, 1, "be true or false"),
        (require.is_count, -1, "be a whole number of at least 0"),
        (require.is_count, 1.0, "be a whole number of at least 0"),
        (require.is_count, True, "be a whole number of at least 0"),
        (require.at_least(3), 2, "be a whole number of at least 3"),
        (require.at_least(3), "3", "be a whole number of at least 3"),
        (require.is_any_money, 5, "be an amount of money"),
        (require.is_money, Money("-0.01", "USD"), "be an amount of at least 0"),
        (require.is_money, "5.00", "be an amount of at least 0"),
        (require.is_positive_money, Money("0", "USD"), "be an amount above 0"),
        (require.is_positive_money, 5, "be an amount above 0"),
        (require.is_currency, 840, "be an ISO 4217 code"),
        (require.is_a(Share, called="a share"), "0.5", "be a share"),
        (require.is_tuple, [], "be a tuple"),
        (require.are(Share, called="shares"), [Share("0.5")], "be a tuple"),
        (require.are_texts, "text", "be a tuple"),
        (require.is_part, Share("1.01"), "be a share of at most 1"),
        (require.is_part, "0.5", "be a share of at most 1"),
    ],
)
def test_what_breaks_a_requirement_is_refused_with_its_place(
    requirement: Requirement, value: object, rule: str
) -> None:
    message = f"Thing.part must {rule}, got {value!r}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        _check(requirement, value)


@pytest.mark.parametrize(
    ("requirement", "value", "message"),
    [
        (
            require.are(Share, called="shares"),
            (Share("0.5"), "0.5"),
            "Thing.part must hold only shares, got '0.5'",
        ),
        (require.are_texts, ("a", " "), "Thing.part must be text that is not blank, got ' '"),
        (
            require.is_text,
            _LONG,
            f"Thing.part must be at most 10000 characters long, got {shown(_LONG)}",
        ),
    ],
)
def test_of_many_the_one_that_breaks_the_rule_is_shown(
    requirement: Requirement, value: object, message: str
) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        _check(requirement, value)


def test_a_word_that_is_near_a_known_one_is_told_so() -> None:
    message = "Thing.part must be one of down, up, got 'upp'; did you mean 'up'?"
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        _check(require.one_of(["up", "down"]), "upp")


def test_what_is_no_word_is_shown_as_it_is() -> None:
    with pytest.raises(UnknownNameError, match=r"^Thing\.part must be one of down, up, got None$"):
        _check(require.one_of(["up", "down"]), None)


def test_a_currency_that_is_near_a_known_one_is_told_so() -> None:
    with pytest.raises(UnknownNameError, match=r", got 'usd'; did you mean 'USD'\?$"):
        _check(require.is_currency, "usd")


@pytest.mark.parametrize(
    ("requirement", "value"),
    [
        (require.has_offset, dt.datetime(2026, 3, 1, tzinfo=dt.UTC)),
        (require.is_date, dt.date(2026, 3, 1)),
        (require.is_text, "x" * 10_000),
        (require.is_line, "one line"),
        (require.is_flag, False),
        (require.is_count, 0),
        (require.at_least(3), 3),
        (require.is_any_money, Money("-1", "USD")),
        (require.is_money, Money("0", "USD")),
        (require.is_positive_money, Money("0.01", "USD")),
        (require.is_currency, "USD"),
        (require.one_of(["up"]), "up"),
        (require.is_a(Share, called="a share"), Share("0.5")),
        (require.is_tuple, ()),
        (require.are(Share, called="shares"), (Share("0.5"),)),
        (require.are_texts, ("a",)),
        (require.is_part, Share(1)),
    ],
)
def test_what_keeps_a_requirement_is_taken(requirement: Requirement, value: object) -> None:
    _check(requirement, value)


@pytest.mark.parametrize("address", ["maya", "maya@", "@example.com", "a b@example.com", "a@b", 7])
def test_an_address_without_a_name_or_a_domain_is_refused(address: object) -> None:
    message = f"Thing.part must be an e-mail address such as maya@example.com, got {address!r}"
    with pytest.raises(InvalidInputError, match=re.escape(message)):
        _check(require.is_email, address)
