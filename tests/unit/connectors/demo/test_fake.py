"""The platform's own side: tokens, pages, quotas, and everything that the script lets go wrong."""

from __future__ import annotations

import base64
import datetime as dt
import json
from email.utils import parsedate_to_datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from demo_platform import Told, asked, held_to_description
from jsonschema import Draft202012Validator

from influence.connectors import VirtualClock
from influence.connectors.demo import FAULT_KINDS, DemoFake, FakeToken, FaultKind, api_description
from influence.errors import InvalidInputError, UnknownNameError
from influence.sansio import FixedQuota, LeakyBucket, RollingQuota, Secret, TokenQuota
from influence.sansio._quota import Each
from influence.testing import ScriptedFault, World, world

_SPRING = world("spring")
_MAYA = (("handle", _SPRING.accounts[0].handle),)
_IDS = tuple(("id", post.post.post_id) for post in _SPRING.posts[:4])


@pytest.fixture
def spring() -> World:
    return _SPRING


class TestDescription:
    def test_its_schemas_are_schemas(self) -> None:
        described = cast("dict[str, Any]", api_description())  # it is JSON, as deep as it goes
        for schema in described["components"]["schemas"].values():
            Draft202012Validator.check_schema(schema)

    def test_an_answer_that_it_does_not_know_is_found_out(self, spring: World) -> None:
        told = asked(DemoFake(spring), "orders")
        wrong = Told(status=200, headers={}, body=told.body.replace(b'"total"', b'"sum"'))
        with pytest.raises(Exception, match="is not valid under any of the given schemas"):
            held_to_description("orders", wrong)


class TestTokens:
    @pytest.mark.parametrize(
        ("token", "code"),
        [
            (FakeToken(secret=Secret("other")), "401 token_invalid"),
            (FakeToken(expires_at=_SPRING.now), "401 token_expired"),
            (FakeToken(scopes=("accounts.read",)), "403 scope_missing"),
        ],
    )
    def test_a_token_has_to_be_known_fresh_and_allowed(
        self, spring: World, token: FakeToken, code: str
    ) -> None:
        told = held_to_description("orders", asked(DemoFake(spring, tokens=(token,)), "orders"))
        assert f"{told.status} {told.code}" == code

    def test_a_scope_that_is_missing_is_named(self, spring: World) -> None:
        token = FakeToken(scopes=())
        told = asked(DemoFake(spring, tokens=(token,)), "orders")
        assert told.json["error"]["scopes"] == ["shop.read"]

    def test_a_token_of_another_kind_is_none(self, spring: World) -> None:
        said: list[str] = []
        environ: dict[str, object] = {"REQUEST_METHOD": "GET", "PATH_INFO": "/v1/me"}
        environ["HTTP_AUTHORIZATION"] = "Basic demo-of-a-made-up-shop"
        list(DemoFake(spring)(environ, lambda status, _headers: said.append(status)))
        assert said == ["401 Unauthorized"]


class TestRequests:
    @pytest.mark.parametrize(
        ("path", "query", "code"),
        [
            ("nowhere", (), "404 not_found"),
            ("posts", (), "400 bad_request"),
            ("posts", (("handle", "nobody"),), "404 not_found"),
            ("orders", (("limit", "0"),), "400 bad_request"),
            ("orders", (("offset", "-1"),), "400 bad_request"),
            ("orders", (("updated_since", "soon"),), "400 bad_request"),
            ("orders", (("updated_since", "9" * 14),), "400 bad_request"),
            ("touches", (("after", "!"),), "400 bad_request"),
            ("touches", (("after", base64.b64encode(b"[]").decode()),), "400 bad_request"),
            ("touches", (("after", base64.b64encode(b'{"list":1}').decode()),), "400 bad_request"),
            ("insights", tuple(("id", str(one)) for one in range(51)), "413 too_many_ids"),
            ("insights", (("metric", "charm"),), "400 bad_request"),
            ("insights", (("metric", "impressions"),), "400 metric_retired"),
        ],
    )
    def test_a_request_that_makes_no_sense_is_refused(
        self, spring: World, path: str, query: tuple[tuple[str, str], ...], code: str
    ) -> None:
        told = asked(DemoFake(spring), path, query)
        if path != "nowhere":
            held_to_description(path, told)
        assert f"{told.status} {told.code}" == code

    def test_only_get_and_only_below_its_root_and_only_utf_8(self, spring: World) -> None:
        assert asked(DemoFake(spring), "me", method="POST").code == "not_allowed"
        assert asked(DemoFake(spring), "me", root="/v2/").code == "not_found"
        assert asked(DemoFake(spring), "posts", "handle=%ff").code == "bad_request"

    def test_a_retired_metric_names_those_that_there_are(self, spring: World) -> None:
        query = (*_IDS, ("metric", "plays"), ("metric", "impressions"))
        error = asked(DemoFake(spring), "insights", query).json["error"]
        assert error["names"] == ["impressions"]
        assert "screen_views" in error["allowed"]

    def test_a_page_has_at_most_a_hundred_items(self, spring: World) -> None:
        assert len(asked(DemoFake(spring), "touches", (("limit", "999"),)).json["touches"]) == 100

    def test_calls_are_counted(self, spring: World) -> None:
        app = DemoFake(spring)
        asked(app, "orders")
        asked(app, "orders")
        asked(app, "me")
        assert app.calls == {"orders": 2, "check": 1}

    def test_a_list_is_told_as_of_a_moment_but_never_of_one_that_is_to_come(
        self, spring: World
    ) -> None:
        query = (("as_of_ms", str(10**13 - 1)),)
        told = asked(DemoFake(spring), "orders", query).json
        assert told["as_of_ms"] == int(spring.now.timestamp()) * 1000


class TestCursors:
    def test_a_cursor_expires(self, spring: World) -> None:
        clock = VirtualClock(spring.now)
        app = DemoFake(spring, clock=clock, cursor_life=dt.timedelta(minutes=10))
        cursor = asked(app, "touches", (("limit", "5"),)).json["paging"]["next"]
        clock.wait(600_000)
        assert asked(app, "touches", (("after", cursor),)).status == 200
        clock.wait(1)
        told = held_to_description("touches", asked(app, "touches", (("after", cursor),)))
        assert f"{told.status} {told.code}" == "410 cursor_expired"

    def test_a_cursor_of_another_list_is_refused(self, spring: World) -> None:
        app = DemoFake(spring)
        cursor = asked(app, "touches", (("limit", "5"),)).json["paging"]["next"]
        assert asked(app, "posts", (*_MAYA, ("after", cursor))).code == "bad_request"


class TestQuotas:
    """Each shape says no in its own way, and says until when."""

    def test_a_rolling_quota_counts_any_span(self, spring: World) -> None:
        clock = VirtualClock(spring.now)
        app = DemoFake(spring, clock=clock, quotas=(RollingQuota(units=3, within_s=60),))
        for _ in range(3):
            assert asked(app, "me").status == 200
            clock.wait(10_000)
        told = asked(app, "me")
        assert (told.status, told.code) == (429, "too_many_calls")
        assert told.headers["Retry-After"] == "30"
        clock.wait(29_999)
        assert asked(app, "me").headers["Retry-After"] == "1"
        clock.wait(1)
        assert asked(app, "me").status == 200

    def test_a_dear_call_waits_until_several_cheap_ones_are_past(self, spring: World) -> None:
        clock = VirtualClock(spring.now)
        app = DemoFake(spring, clock=clock, quotas=(RollingQuota(units=3, within_s=60),))
        for _ in range(3):
            asked(app, "me")
            clock.wait(10_000)
        assert asked(app, "audience", _MAYA).headers["Retry-After"] == "40"

    def test_what_is_never_within_a_rolling_quota_is_told_to_wait_all_the_same(
        self, spring: World
    ) -> None:
        app = DemoFake(spring, quotas=(RollingQuota(units=3, within_s=60),))
        told = asked(app, "search", (("q", "x"),))
        assert (told.code, told.headers["Retry-After"]) == ("too_many_calls", "60")

    def test_a_bucket_leaks_and_tells_a_date(self, spring: World) -> None:
        clock = VirtualClock(spring.now)
        app = DemoFake(spring, clock=clock, quotas=(LeakyBucket(capacity=2, leak_per_s=1),))
        assert [asked(app, "me").status for _ in range(3)] == [200, 200, 429]
        told = asked(app, "me")
        until = parsedate_to_datetime(told.headers["Retry-After"])
        now = parsedate_to_datetime(told.headers["Date"])
        assert (told.code, until - now) == ("bucket_full", dt.timedelta(seconds=2))
        clock.wait(1_000)
        assert [asked(app, "me").status for _ in range(2)] == [200, 429]

    @pytest.mark.parametrize(("each", "wait_s"), [("minute", 30), ("hour", 1_830), ("day", 5_430)])
    def test_a_fixed_quota_begins_anew_by_the_clock_of_its_zone(
        self, spring: World, each: Each, wait_s: int
    ) -> None:
        zone = ZoneInfo("America/Los_Angeles")
        # The clocks of that night go ahead at two, so the day has 23 hours.
        clock = VirtualClock(dt.datetime(2026, 3, 8, 22, 29, 30, tzinfo=zone))
        quota = FixedQuota(units=1, each=each, zone=zone)
        app = DemoFake(spring, clock=clock, quotas=(quota,))
        assert asked(app, "me").status == 200
        told = held_to_description("me", asked(app, "me"))
        assert (told.status, told.code) == (403, "quota_spent")
        assert told.json["error"]["resets_in_s"] == wait_s
        clock.wait(wait_s * 1_000)
        assert asked(app, "me").status == 200

    def test_a_day_of_23_hours_is_no_longer_than_it_is(self, spring: World) -> None:
        zone = ZoneInfo("America/Los_Angeles")
        clock = VirtualClock(dt.datetime(2026, 3, 8, 0, 0, tzinfo=zone))
        app = DemoFake(spring, clock=clock, quotas=(FixedQuota(units=1, zone=zone),))
        asked(app, "me")
        assert asked(app, "me").json["error"]["resets_in_s"] == 23 * 3_600

    def test_tokens_are_taken_by_figures_and_told_by_answers(self, spring: World) -> None:
        quota = TokenQuota(tokens=10, told_at="quota.left")
        app = DemoFake(spring, quotas=(quota,))
        query = (*_IDS, ("metric", "plays"), ("metric", "hearts"))
        assert asked(app, "insights", query).json["quota"] == {"left": 2}
        told = held_to_description("insights", asked(app, "insights", query))
        assert (told.status, told.code) == (200, "tokens_spent")
        assert told.json["error"]["retry_after_s"] == 3_600
        assert asked(app, "me").json["quota"] == {"left": 1}

    def test_without_a_quota_of_tokens_nothing_is_told_of_them(self, spring: World) -> None:
        assert "quota" not in asked(DemoFake(spring, quotas=()), "me").json


class TestScript:
    """What the script says goes wrong, at the call that it says, and at no other."""

    @pytest.mark.parametrize(
        ("kind", "status", "code"),
        [
            ("unauthorised", 401, "token_expired"),
            ("forbidden", 403, "forbidden"),
            ("quota_spent", 403, "quota_spent"),
            ("not_found", 404, "not_found"),
            ("cursor_expired", 410, "cursor_expired"),
            ("broken", 500, "broken"),
            ("unavailable", 503, "unavailable"),
            ("busy_seconds", 429, "too_many_calls"),
            ("busy_date", 429, "too_many_calls"),
            ("throttled_inside", 200, "tokens_spent"),
        ],
    )
    def test_a_refusal_comes_at_its_call(
        self, spring: World, kind: FaultKind, status: int, code: str
    ) -> None:
        fault = ScriptedFault(kind=kind, read="orders", call=2, after_s=7)
        app = DemoFake(spring, faults=(fault,))
        asked(app, "me")
        told = [asked(app, "orders") for _ in range(3)]
        assert [one.status for one in told] == [200, status, 200]
        assert held_to_description("orders", told[1]).code == code

    def test_a_busy_platform_says_until_when(self, spring: World) -> None:
        seconds = ScriptedFault(kind="busy_seconds", call=1, after_s=7)
        date = ScriptedFault(kind="busy_date", call=2, after_s=7)
        app = DemoFake(spring, faults=(seconds, date))
        assert asked(app, "me").headers["Retry-After"] == "7"
        told = asked(app, "orders").headers
        passed = parsedate_to_datetime(told["Retry-After"]) - parsedate_to_datetime(told["Date"])
        assert passed == dt.timedelta(seconds=7)

    def test_a_body_may_be_cut_off_empty_a_page_for_people_or_garbage(self, spring: World) -> None:
        kinds: tuple[FaultKind, ...] = ("truncated", "empty_body", "web_page", "garbage")
        faults = tuple(
            ScriptedFault(kind=kind, call=place) for place, kind in enumerate(kinds, start=1)
        )
        app = DemoFake(spring, faults=faults)
        cut, empty, page, garbage = (asked(app, "orders") for _ in kinds)
        with pytest.raises(json.JSONDecodeError):
            json.loads(cut.body)
        assert empty.body == b""
        assert page.headers["Content-Type"].startswith("text/html")
        assert garbage.json["orders"][0]["id"] == ["no", "text"]
        assert {one.status for one in (cut, empty, page, garbage)} == {200}

    def test_garbage_is_found_for_every_shape_of_answer(self, spring: World) -> None:
        fault = ScriptedFault(kind="garbage", times=None)
        app = DemoFake(spring, faults=(fault,))
        assert asked(app, "account", _MAYA).json["account"] == 4.5
        assert asked(app, "me").json["scopes"][0] == 4.5
        assert asked(app, "audience", _MAYA).json["breakdowns"][0]["id"] == ["no", "text"]

    def test_a_dropped_connection_is_no_answer(self, spring: World) -> None:
        app = DemoFake(spring, faults=(ScriptedFault(kind="dropped"),))
        with pytest.raises(ConnectionResetError):
            asked(app, "me")
        assert asked(app, "me").status == 200

    def test_a_metric_retires_from_one_day_to_the_next(self, spring: World) -> None:
        fault = ScriptedFault(kind="retired_metric", read="metrics", call=2, metric="plays")
        app = DemoFake(spring, faults=(fault,))
        query = (*_IDS, ("metric", "plays"))
        assert [asked(app, "insights", query).status for _ in range(3)] == [200, 400, 200]

    def test_every_second_id_of_a_batch_may_fail(self, spring: World) -> None:
        app = DemoFake(spring, faults=(ScriptedFault(kind="half_batch"),))
        posts = held_to_description(
            "insights", asked(app, "insights", (*_IDS, ("metric", "plays")))
        ).json["posts"]
        assert ["error" in post for post in posts] == [False, True, False, True]

    @pytest.mark.parametrize(("path", "key"), [("touches", "touches"), ("posts", "posts")])
    def test_cursors_may_lead_in_a_circle_or_never_end(
        self, spring: World, path: str, key: str
    ) -> None:
        query = (*_MAYA, ("limit", "2"))
        loop = DemoFake(spring, faults=(ScriptedFault(kind="cursor_loop", times=None),))
        first = asked(loop, path, query).json["paging"]["next"]
        assert asked(loop, path, (*query, ("after", first))).json["paging"]["next"] == first
        endless = DemoFake(spring, faults=(ScriptedFault(kind="endless", times=None),))
        one = asked(endless, path, query).json
        two = asked(endless, path, (*query, ("after", one["paging"]["next"]))).json
        assert one[key] == two[key]
        assert one["paging"]["next"] != two["paging"]["next"]

    def test_offsets_may_lead_in_a_circle_or_never_end(self, spring: World) -> None:
        loop = DemoFake(spring, faults=(ScriptedFault(kind="cursor_loop", times=None),))
        told = asked(loop, "orders", (("offset", "20"), ("limit", "10"))).json
        assert told["offset"] + len(told["orders"]) == 20
        endless = DemoFake(spring, faults=(ScriptedFault(kind="endless", times=None),))
        told = asked(endless, "orders", (("offset", "5000"), ("limit", "10"))).json
        assert (len(told["orders"]), told["offset"] < told["total"]) == (10, True)

    def test_numbers_may_lead_in_a_circle_or_never_end(self, spring: World) -> None:
        loop = DemoFake(spring, faults=(ScriptedFault(kind="cursor_loop", times=None),))
        told = asked(loop, "refunds", (("page", "2"), ("limit", "4"))).json
        assert (told["page"], told["pages"] > 2) == (1, True)
        endless = DemoFake(spring, faults=(ScriptedFault(kind="endless", times=None),))
        told = asked(endless, "refunds", (("page", "77"), ("limit", "4"))).json
        assert (len(told["refunds"]), told["page"] < told["pages"]) == (4, True)

    @pytest.mark.parametrize(("path", "key"), [("orders", "orders"), ("refunds", "refunds")])
    def test_an_item_may_be_told_twice_without_one_being_lost(
        self, spring: World, path: str, key: str
    ) -> None:
        fault = ScriptedFault(kind="duplicates", times=None)
        told = asked(DemoFake(spring, faults=(fault,)), path, (("limit", "3"),)).json[key]
        ids = [one["id"] for one in told]
        assert (len(ids), len(set(ids))) == (4, 3)

    def test_a_fault_of_no_read_counts_all_calls(self, spring: World) -> None:
        app = DemoFake(spring, faults=(ScriptedFault(kind="broken", call=2, times=2),))
        paths = ("me", "orders", "touches", "me")
        assert [asked(app, path).status for path in paths] == [200, 500, 500, 200]

    def test_a_fault_may_last_for_ever(self) -> None:
        fault = ScriptedFault(kind="broken", call=3, times=None)
        assert [fault.strikes("orders", call=call) for call in (2, 3, 99)] == [False, True, True]
        assert not ScriptedFault(kind="broken", read="posts").strikes("orders", call=1)

    def test_a_word_that_is_not_known_is_refused_with_the_close_one(self) -> None:
        with pytest.raises(UnknownNameError) as refused:
            # The misspelt kind is the mistake that is to be refused.
            ScriptedFault(kind="truncatd")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        assert str(refused.value).endswith("got 'truncatd'; did you mean 'truncated'?")
        with pytest.raises(UnknownNameError) as refused:
            ScriptedFault(kind="broken", read="order")
        assert str(refused.value).endswith("got 'order'; did you mean 'orders'?")

    @pytest.mark.parametrize("times", [0, "x"])
    def test_a_fault_strikes_at_least_once(self, times: object) -> None:
        with pytest.raises(InvalidInputError) as refused:
            # The wrong count is the mistake that is to be refused.
            ScriptedFault(kind="broken", times=times)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        assert str(refused.value) == (
            f"ScriptedFault.times must be a whole number of at least 1, got {times!r}"
        )

    def test_every_kind_has_a_name_of_its_own(self) -> None:
        assert len(set(FAULT_KINDS)) == len(FAULT_KINDS) == 20


def test_the_default_clock_stands_at_the_moment_of_the_world(spring: World) -> None:
    app = DemoFake(spring, delay_ms=500)
    asked(app, "me")
    assert app.clock.now() == spring.now + dt.timedelta(milliseconds=500)
