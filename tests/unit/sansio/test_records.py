"""What platforms tell is kept as told; what they do not tell is none, with a reason."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.errors import InvalidInputError
from influence.money import Money
from influence.platforms import Account
from influence.sansio import Audience, Connection, Profile, Reading, Window
from influence.shares import Share

AT = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
MAYA = Account(platform="demo", handle="maya")
SAVES: dict[str, Any] = {"post_id": "p1", "metric": "saves", "at": AT}


def test_a_figure_is_a_count_or_an_amount() -> None:
    assert Reading(**SAVES, value=0).value == 0
    assert Reading(**SAVES, value=Money("1", "EUR"), unit="money").unit == "money"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Reading must have a value, or a reason why there is none, got (None, None)"),
        (
            {"value": 1, "why_none": "hidden"},
            "Reading must have a value, or a reason why there is none, got (1, 'hidden')",
        ),
        ({"value": -1}, "Reading.value must be a whole number of at least 0, or an amount, got -1"),
        (
            {"value": True},
            "Reading.value must be a whole number of at least 0, or an amount, got True",
        ),
        (
            {"value": 1.5},
            "Reading.value must be a whole number of at least 0, or an amount, got 1.5",
        ),
    ],
)
def test_a_reading_has_a_figure_or_a_reason(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Reading(**SAVES, **given)


def test_an_audience_is_parts_of_a_whole() -> None:
    audience = Audience(account=MAYA, at=AT, by="country", parts={"DE": Share("0.4")})
    assert audience.parts["DE"] == Share("0.4")
    with pytest.raises(
        InvalidInputError, match=r"^Audience.parts must be a share of at most 1, got "
    ):
        Audience(account=MAYA, at=AT, by="country", parts={"DE": Share("1.4")})


def test_a_profile_and_a_connection_know_what_was_told() -> None:
    assert Profile(account=MAYA, followers=12).follows is None
    assert Connection(who="shop 7").scopes == ()


def test_a_window_has_its_beginning_and_not_its_end() -> None:
    day = Window(since=AT, until=AT + dt.timedelta(days=1))
    assert AT in day
    assert AT + dt.timedelta(days=1) not in day
    assert AT - dt.timedelta(seconds=1) not in day
    assert AT in Window()
    assert day.from_(None).since is None
    with pytest.raises(InvalidInputError, match=r"^Window.until must be after "):
        Window(since=AT, until=AT)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Account must have a handle or an account_id, got 'demo'"),
        ({"handle": "@maya"}, "Account.handle must stand without its @, got '@maya'"),
    ],
)
def test_an_account_says_which(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Account(platform="demo", **given)


def test_posts_are_of_the_creator_where_that_is_known() -> None:
    assert MAYA.owner == "maya"
    assert Account(platform="demo", account_id="17", creator_id="m").owner == "m"
    assert Account(platform="demo", account_id="17").owner == "17"
