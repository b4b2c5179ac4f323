from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.audiences import AUDIENCE_DIMENSIONS, AudienceDimension, AudienceShare
from influence.errors import InvalidInputError, UnknownNameError
from influence.shares import Share

_FIELDS: dict[str, Any] = {
    "creator_id": "maya",
    "dimension": "age",
    "group": "25-34",
    "share": Share("0.4"),
}


def test_a_share_is_known_by_creator_dimension_and_group() -> None:
    assert AudienceShare(**_FIELDS).place == "maya age 25-34"
    city = {"dimension": "city", "group": "San José"}
    assert AudienceShare(**{**_FIELDS, **city}).place == "maya city San José"


def test_the_day_on_which_it_was_told_is_no_part_of_its_place() -> None:
    early, late = (AudienceShare(**_FIELDS, read_on=dt.date(2026, month, 1)) for month in (1, 2))
    assert early.place == late.place
    assert early != late


def test_the_day_is_unknown_until_told() -> None:
    assert AudienceShare(**_FIELDS).read_on is None
    assert AudienceShare(**_FIELDS, read_on=dt.date(2026, 2, 1)).read_on == dt.date(2026, 2, 1)


@pytest.mark.parametrize("dimension", ["age", "country", "city", "gender", "language"])
def test_every_dimension_is_accepted(dimension: AudienceDimension) -> None:
    assert dimension in AUDIENCE_DIMENSIONS
    assert AudienceShare(**{**_FIELDS, "dimension": dimension}).dimension == dimension


def test_there_are_five_dimensions() -> None:
    assert AUDIENCE_DIMENSIONS == ("age", "country", "city", "gender", "language")


@pytest.mark.parametrize("share", ["0", "1/3", "1"])
def test_a_group_is_nobody_everybody_or_between(share: str) -> None:
    assert AudienceShare(**{**_FIELDS, "share": Share(share)}).share == Share(share)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("creator_id", "", "creator_id must not be empty, got ''"),
        ("creator_id", " maya", "creator_id must not begin or end with white space, got ' maya'"),
        ("group", " ", "AudienceShare.group must be text that is not blank, got ' '"),
        ("group", None, "AudienceShare.group must be text that is not blank, got None"),
        ("group", "25\n34", "AudienceShare.group must be one line of text, got '25\\n34'"),
        (
            "share",
            Share("1.01"),
            "AudienceShare.share must be a share of at most 1, got Share('1.01')",
        ),
        ("share", "0.4", "AudienceShare.share must be a share of at most 1, got '0.4'"),
        ("share", 1, "AudienceShare.share must be a share of at most 1, got 1"),
        ("read_on", "2026-02-01", "AudienceShare.read_on must be a date, got '2026-02-01'"),
        (
            "read_on",
            dt.datetime(2026, 2, 1, tzinfo=dt.UTC),
            (
                "AudienceShare.read_on must be a date, "
                "got datetime.datetime(2026, 2, 1, 0, 0, tzinfo=datetime.timezone.utc)"
            ),
        ),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        AudienceShare(**{**_FIELDS, field: value})


@pytest.mark.parametrize(
    ("dimension", "hint"),
    [("Country", "; did you mean 'country'?"), ("ages", "; did you mean 'age'?"), ("town", "")],
)
def test_what_is_no_dimension_is_refused_with_the_close_one(dimension: str, hint: str) -> None:
    message = (
        "AudienceShare.dimension must be one of age, city, country, gender, language, "
        f"got {dimension!r}{hint}"
    )
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        AudienceShare(**{**_FIELDS, "dimension": dimension})
