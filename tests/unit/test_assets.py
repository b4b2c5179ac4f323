from __future__ import annotations

import copy
import datetime as dt
import pickle
import re
from typing import Any

import attrs
import pytest

from influence.assets import ASSET_KINDS, Asset, AssetKind, AssetUse, RepurposingPlan
from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
_ASSET: dict[str, Any] = {"asset_id": "a1", "creator_id": "maya", "kind": "hook"}
_USE: dict[str, Any] = {"use_id": "u1", "asset_id": "a1", "channel": "email", "starts": NOON}
_KINDS = "ad_variation, hook, original, other, quote, retargeting_asset, still, testimonial_cut"


def test_the_kinds_are_these() -> None:
    assert sorted(ASSET_KINDS) == _KINDS.split(", ")
    assert ASSET_KINDS[0] == "original"


class TestRepurposingPlan:
    def test_without_a_word_a_post_gives_seven_assets(self) -> None:
        plan = RepurposingPlan()
        assert plan.least == {
            "ad_variation": 2,
            "hook": 3,
            "testimonial_cut": 1,
            "retargeting_asset": 1,
        }
        assert sum(plan.least.values()) == 7

    def test_no_value_of_what_it_replaces_is_assumed(self) -> None:
        assert RepurposingPlan().replacement_values == {}

    def test_what_was_given_is_copied(self) -> None:
        least: dict[AssetKind, int] = {"hook": 1}
        values: dict[AssetKind, Money] = {"hook": Money("80", "USD")}
        plan = RepurposingPlan(least=least, replacement_values=values)
        least["hook"] = 9
        values.clear()
        assert plan.least == {"hook": 1}
        assert plan.replacement_values == {"hook": Money("80.00", "USD")}

    def test_a_plan_is_a_value(self) -> None:
        plan = RepurposingPlan(least={"still": 4}, replacement_values={"still": Money("9", "USD")})
        assert copy.deepcopy(plan) == plan
        assert pickle.loads(pickle.dumps(plan)) == plan  # noqa: S301  # our own bytes
        assert hash(plan) == hash(copy.copy(plan))
        assert plan != RepurposingPlan()

    def test_nothing_and_zero_can_be_planned(self) -> None:
        assert RepurposingPlan(least={}).least == {}
        plan = RepurposingPlan(least={"hook": 0}, replacement_values={"hook": Money("0", "USD")})
        assert plan.least["hook"] == 0
        assert plan.replacement_values["hook"].is_zero

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            (
                "least",
                {"hook": -1},
                "RepurposingPlan.least hook must be a whole number of at least 0, got -1",
            ),
            (
                "least",
                {"hook": True},
                "RepurposingPlan.least hook must be a whole number of at least 0, got True",
            ),
            (
                "least",
                {"hook": "3"},
                "RepurposingPlan.least hook must be a whole number of at least 0, got '3'",
            ),
            (
                "least",
                {"hook": 1.5},
                "RepurposingPlan.least hook must be a whole number of at least 0, got 1.5",
            ),
            (
                "least",
                {"hook": 1, "still": None},
                "RepurposingPlan.least still must be a whole number of at least 0, got None",
            ),
            (
                "least",
                {"hook": Money("3", "USD")},
                (
                    "RepurposingPlan.least hook must be a whole number of at least 0, "
                    "got Money('3.00', 'USD')"
                ),
            ),
            (
                "replacement_values",
                {"hook": 5},
                "RepurposingPlan.replacement_values hook must be an amount of at least 0, got 5",
            ),
            (
                "replacement_values",
                {"quote": Money("-0.01", "USD")},
                (
                    "RepurposingPlan.replacement_values quote must be an amount of at least 0, "
                    "got Money('-0.01', 'USD')"
                ),
            ),
        ],
    )
    def test_less_than_nothing_is_refused(self, field: str, value: object, message: str) -> None:
        given: dict[str, Any] = {field: value}
        with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
            RepurposingPlan(**given)

    @pytest.mark.parametrize(
        ("field", "kind", "value", "hint"),
        [
            ("least", "hooks", 1, "; did you mean 'hook'?"),
            ("least", "podcast", 1, ""),
            ("replacement_values", "Still", Money("1", "USD"), "; did you mean 'still'?"),
        ],
    )
    def test_an_unknown_kind_is_refused_with_the_close_one(
        self, field: str, kind: str, value: object, hint: str
    ) -> None:
        message = f"RepurposingPlan.{field} must be one of {_KINDS}, got {kind!r}{hint}"
        given: dict[str, Any] = {field: {kind: value}}
        with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
            RepurposingPlan(**given)


class TestAsset:
    def test_what_nobody_told_of_an_asset_is_unknown(self) -> None:
        told = attrs.asdict(Asset(**_ASSET))
        assert {name for name, value in told.items() if value is not None} == set(_ASSET)
        assert set(told) - set(_ASSET) == {"post_id", "made_from", "made_at", "url", "cost"}

    @pytest.mark.parametrize("kind", ASSET_KINDS)
    def test_every_kind_is_accepted(self, kind: AssetKind) -> None:
        assert Asset(**{**_ASSET, "kind": kind}).kind == kind

    def test_an_asset_keeps_what_was_told(self) -> None:
        more: dict[str, Any] = {
            "post_id": "maya-1",
            "made_from": "a0",
            "made_at": NOON,
            "url": "https://example.com/a1",
            "cost": Money("0", "USD"),
        }
        told = Asset(**_ASSET, **more)
        assert {name: getattr(told, name) for name in more} == more

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("asset_id", "", "asset_id must not be empty, got ''"),
            (
                "asset_id",
                "a" * 201,
                (
                    "asset_id must be at most 200 characters long, "
                    f"got {'a' * 80!r}... (201 characters)"
                ),
            ),
            ("creator_id", None, "creator_id must be text, got None"),
            ("post_id", "", "post_id must not be empty, got ''"),
            ("made_from", " a0", "made_from must not begin or end with white space, got ' a0'"),
            (
                "made_at",
                dt.datetime(2026, 3, 4),  # noqa: DTZ001  # a wrong value on purpose
                (
                    "Asset.made_at must be a time with an offset, "
                    "got datetime.datetime(2026, 3, 4, 0, 0)"
                ),
            ),
            ("url", " ", "Asset.url must be text that is not blank, got ' '"),
            (
                "cost",
                Money("-0.01", "USD"),
                "Asset.cost must be an amount of at least 0, got Money('-0.01', 'USD')",
            ),
            ("cost", 40, "Asset.cost must be an amount of at least 0, got 40"),
        ],
    )
    def test_a_field_that_breaks_its_rule_is_named(
        self, field: str, value: object, message: str
    ) -> None:
        with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
            Asset(**{**_ASSET, field: value})

    @pytest.mark.parametrize(
        ("kind", "hint"), [("origin", "; did you mean 'original'?"), ("podcast", "")]
    )
    def test_an_unknown_kind_is_refused_with_the_close_one(self, kind: str, hint: str) -> None:
        message = f"Asset.kind must be one of {_KINDS}, got {kind!r}{hint}"
        with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
            Asset(**{**_ASSET, "kind": kind})


class TestAssetUse:
    def test_what_nobody_told_of_a_use_is_unknown_and_not_zero(self) -> None:
        told = attrs.asdict(AssetUse(**_USE))
        assert {name for name, value in told.items() if value is not None} == set(_USE)

    def test_a_use_keeps_what_was_told(self) -> None:
        more: dict[str, Any] = {
            "ends": NOON + dt.timedelta(days=3),
            "purpose": "paid_usage",
            "territory": "US",
            "spend": Money("50", "USD"),
            "impressions": 8000,
            "clicks": 90,
            "orders": 4,
            "revenue": Money("120", "USD"),
            "gross_profit": Money("48", "USD"),
        }
        told = AssetUse(**_USE, **more)
        assert {name: getattr(told, name) for name in more} == more

    def test_only_gross_profit_can_be_below_zero(self) -> None:
        loss = Money("-12.50", "USD")
        assert AssetUse(**_USE, gross_profit=loss).gross_profit == loss

    @pytest.mark.parametrize("field", ["impressions", "clicks", "orders"])
    def test_a_figure_of_zero_is_known(self, field: str) -> None:
        figures: dict[str, Any] = {field: 0}
        assert getattr(AssetUse(**_USE, **figures), field) == 0

    @pytest.mark.parametrize("field", ["spend", "revenue"])
    def test_an_amount_of_zero_is_known(self, field: str) -> None:
        amounts: dict[str, Any] = {field: Money("0", "USD")}
        assert getattr(AssetUse(**_USE, **amounts), field) == Money("0", "USD")

    def test_it_may_end_in_the_moment_in_which_it_starts(self) -> None:
        # 13:00 at an offset of one hour is noon in UTC.
        same = dt.datetime(2026, 3, 4, 13, tzinfo=dt.timezone(dt.timedelta(hours=1)))
        assert AssetUse(**_USE, ends=same).ends == NOON

    @pytest.mark.parametrize(
        "ends",
        [
            NOON - dt.timedelta(microseconds=1),
            # Later by its clock, earlier in time: 12:30 at one hour is 11:30 in UTC.
            dt.datetime(2026, 3, 4, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=1))),
        ],
    )
    def test_it_cannot_end_before_it_starts(self, ends: dt.datetime) -> None:
        message = (
            "AssetUse.ends must not end before it starts at 2026-03-04T12:00:00+00:00, "
            f"got {ends.isoformat()!r}"
        )
        with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
            AssetUse(**_USE, ends=ends)

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("use_id", "", "use_id must not be empty, got ''"),
            ("asset_id", 1, "asset_id must be text, got 1"),
            ("channel", "", "AssetUse.channel must be text that is not blank, got ''"),
            ("channel", "a\nb", "AssetUse.channel must be one line of text, got 'a\\nb'"),
            ("starts", None, "AssetUse.starts must be a time with an offset, got None"),
            (
                "ends",
                dt.date(2026, 3, 5),
                "AssetUse.ends must be a time with an offset, got datetime.date(2026, 3, 5)",
            ),
            (
                "purpose",
                "paid_usge",
                (
                    "AssetUse.purpose must be one of full_commercial, organic_repost, paid_usage, "
                    "whitelisting, got 'paid_usge'; did you mean 'paid_usage'?"
                ),
            ),
            (
                "territory",
                "usa",
                "AssetUse.territory must be two capital letters of ISO 3166, such as US, got 'usa'",
            ),
            (
                "spend",
                Money("-1", "USD"),
                "AssetUse.spend must be an amount of at least 0, got Money('-1.00', 'USD')",
            ),
            (
                "impressions",
                -1,
                "AssetUse.impressions must be a whole number of at least 0, got -1",
            ),
            ("clicks", True, "AssetUse.clicks must be a whole number of at least 0, got True"),
            ("orders", 1.0, "AssetUse.orders must be a whole number of at least 0, got 1.0"),
            (
                "revenue",
                Money("-1", "USD"),
                "AssetUse.revenue must be an amount of at least 0, got Money('-1.00', 'USD')",
            ),
            ("gross_profit", 5, "AssetUse.gross_profit must be an amount of money, got 5"),
        ],
    )
    def test_a_field_that_breaks_its_rule_is_named(
        self, field: str, value: object, message: str
    ) -> None:
        with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
            AssetUse(**{**_USE, field: value})
