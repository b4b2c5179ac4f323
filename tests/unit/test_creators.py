from __future__ import annotations

import re
from typing import Any

import pytest

from influence.creators import WIDE_MICRO_TIERS, Creator, Handle
from influence.errors import InvalidInputError
from influence.shares import Share


def test_a_leading_at_is_no_part_of_a_handle() -> None:
    assert Handle("instagram", "@maya.runs") == Handle("instagram", "maya.runs")
    assert str(Handle("instagram", "maya.runs")) == "@maya.runs on instagram"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("maya runs", "Handle.name must be one word, got 'maya runs'"),
        ("@", "Handle.name must be text that is not blank, got ''"),
        (7, "Handle.name must be text that is not blank, got 7"),
    ],
)
def test_what_is_no_handle_is_refused(name: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Handle("instagram", name)


@pytest.mark.parametrize(
    ("followers", "tier", "wide"),
    [
        (0, "nano", "nano"),
        (4_999, "nano", "nano"),
        (5_000, "nano", "micro"),
        (9_999, "nano", "micro"),
        (10_000, "micro", "micro"),
        (99_999, "micro", "micro"),
        (100_000, "macro", "macro"),
        (999_999, "macro", "macro"),
        (1_000_000, "mega", "mega"),
    ],
)
def test_tiers_begin_at_their_boundaries(followers: int, tier: str, wide: str) -> None:
    creator = Creator(creator_id="maya", name="Maya", followers=followers)
    assert creator.tier() == tier
    assert creator.tier(WIDE_MICRO_TIERS) == wide


def test_who_tells_nothing_has_no_tier_and_no_handle() -> None:
    creator = Creator(creator_id="maya", name="Maya")
    assert creator.tier() is None
    assert creator.handle is None


def test_the_first_handle_is_the_main_one() -> None:
    handles = (Handle("tiktok", "maya"), Handle("x", "maya_runs"))
    assert Creator(creator_id="maya", name="Maya", handles=handles).handle == handles[0]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("followers", -1, "Creator.followers must be a whole number of at least 0, got -1"),
        (
            "audience_match",
            Share("1.2"),
            "Creator.audience_match must be a share of at most 1, got Share('1.2')",
        ),
        ("reliability", 1, "Creator.reliability must be a share of at most 1, got 1"),
        ("niche", "", "Creator.niche must be text that is not blank, got ''"),
        ("location", " ", "Creator.location must be text that is not blank, got ' '"),
        ("name", "", "Creator.name must be text that is not blank, got ''"),
        ("handles", [], "Creator.handles must be a tuple, got []"),
        ("handles", ("@maya",), "Creator.handles must hold only handles, got '@maya'"),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: object, message: str) -> None:
    fields: dict[str, Any] = {"creator_id": "maya", "name": "Maya", field: value}
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Creator(**fields)


def test_platforms_are_told_by_handles_and_by_name_each_once() -> None:
    handles = (Handle("tiktok", "maya"), Handle("x", "maya_runs"), Handle("tiktok", "maya2"))
    creator = Creator(creator_id="maya", name="Maya", handles=handles, platform="x")
    assert creator.platforms == ("tiktok", "x")
    assert Creator(creator_id="leo", name="Leo", platform="youtube").platforms == ("youtube",)
    assert Creator(creator_id="zoe", name="Zoe").platforms == ()
