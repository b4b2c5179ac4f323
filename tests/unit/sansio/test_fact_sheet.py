"""A fact sheet knows each field once, and refuses what is not in it or is retired."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.sansio import FactSheet, VendorField

DAY = dt.date(2026, 11, 27)

FIELD = """\
[[field]]
vendor = "{vendor}"
metric = "{metric}"
unit = "count"
access = "owner"
counts = "accounts that saved it"
source = "the platform's reference"
verified = 2026-11-20
"""
SAVED = FIELD.format(vendor="saved", metric="saves")
PLAYS = (
    FIELD.format(vendor="plays", metric="views") + 'retired = 2025-04-21\nreplaced_by = "views"\n'
)
VIEWS = FIELD.format(vendor="views", metric="views")


def test_fields_are_found_by_the_platforms_name_and_by_ours() -> None:
    sheet = FactSheet.read(SAVED + PLAYS + VIEWS)
    assert sheet.metrics == ("saves", "views")
    assert sheet.field("views", on=DAY).access == "owner"
    assert [one.vendor for one in sheet.fields_of(["views"], on=DAY)] == ["views"]
    assert [one.vendor for one in sheet.fields_of(["views"], on=dt.date(2025, 4, 20))] == [
        "plays",
        "views",
    ]


def test_a_retired_field_is_refused_with_what_came_instead() -> None:
    sheet = FactSheet.read(PLAYS + VIEWS)
    message = "field must not be retired (since 2025-04-21; ask for views), got 'plays'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        sheet.field("plays", on=DAY)


def test_a_field_that_is_gone_for_good_is_refused_as_well() -> None:
    sheet = FactSheet.read(FIELD.format(vendor="exits", metric="exits") + "retired = 2024-01-01\n")
    with pytest.raises(
        InvalidInputError, match=r"^field must not be retired \(since 2024-01-01\), got 'exits'$"
    ):
        sheet.field("exits", on=DAY)


def test_a_field_that_is_not_there_is_refused_with_the_close_one() -> None:
    message = "field must be one of saved, got 'saves'; did you mean 'saved'?"
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        FactSheet.read(SAVED).field("saves", on=DAY)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[field", "fields.toml must be TOML, got "),
        ("feild = 1", "fields.toml key must be one of field, got 'feild'; did you mean 'field'?"),
        ("field = 1", "fields.toml field must be a list of tables, got 1"),
        ("field = [1]", "fields.toml field[0] must be a table, got 1"),
        (SAVED + 'vender = "x"', "fields.toml field[0] key must be one of "),
        ("[[field]]\nvendor = 'x'", "fields.toml field[0] must have metric, got ['vendor']"),
        (
            SAVED.replace('"count"', '"counts"'),
            "fields.toml field[0] VendorField.unit must be one of ",
        ),
        (
            SAVED.replace("2026-11-20", '"today"'),
            "fields.toml field[0] VendorField.verified must be a date, got 'today'",
        ),
        (SAVED + SAVED, "fact sheet must name each field once, got 'saved'"),
        (SAVED + 'replaced_by = "views"', "saved.replaced_by must be one of saved, got 'views'"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_its_place(text: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}"):
        FactSheet.read(text)


def test_a_field_without_an_end_is_never_retired() -> None:
    (field,) = FactSheet.read(SAVED).fields
    assert isinstance(field, VendorField)
    assert not field.is_retired(on=DAY)
