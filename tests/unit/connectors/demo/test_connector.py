"""The demo connector tells exactly what its platform holds, in our words and units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from demo_platform import DescribedFake, driven, every_item, every_page

from influence.connectors import VirtualClock
from influence.connectors.demo import Demo, FakeToken, WorldPost
from influence.errors import InvalidInputError
from influence.money import Money
from influence.platforms import Account
from influence.posts import Post
from influence.sansio import (
    Audience,
    Connection,
    Conversation,
    GarbledError,
    Page,
    RefusedError,
    Request,
    Response,
    Secret,
    Window,
)
from influence.testing import ScriptedFault, World, world

_ALL = Window()
_ORDER = (
    b'{"orders": [{"id": " 7", "placed_at": "2026-03-02T00:00:00+0000",'
    b' "currency": "EUR", "subtotal_minor": 1, "codes": [], "status": "paid"}],'
    b' "offset": 0, "total": 1, "as_of_ms": 0}'
)
_NAMES = ("views", "saves", "watch_time", "average_watch", "promotion_spend", "reach")


@pytest.fixture(scope="module")
def spring() -> World:
    return world("spring")


@pytest.fixture
def app(spring: World) -> DescribedFake:
    return DescribedFake(spring)


def _account(spring: World, place: int = 0) -> Account:
    account = spring.accounts[place]
    return Account(
        platform="demo", handle=account.handle, creator_id=spring.creators[place].creator_id
    )


class TestSettings:
    def test_its_hosts_are_those_of_its_address(self) -> None:
        assert Demo().capability.hosts == ("api.demo.example",)
        assert Demo(base_url="http://127.0.0.1:8000/v1").capability.hosts == ("127.0.0.1",)

    @pytest.mark.parametrize("base_url", ["ftp://demo.example/v1", "https://demo.example/", "x"])
    def test_an_address_that_is_none_is_refused(self, base_url: str) -> None:
        with pytest.raises(InvalidInputError) as refused:
            Demo(base_url=base_url)
        assert str(refused.value) == (
            f"Demo.base_url must be an http or https address that does not end with /,"
            f" got {base_url!r}"
        )

    @pytest.mark.parametrize("size", [0, 101, True])
    def test_a_page_has_as_many_items_as_the_platform_puts_on_one(self, size: int) -> None:
        with pytest.raises(InvalidInputError) as refused:
            Demo(page_size=size)
        assert str(refused.value) == (
            f"Demo.page_size must be a whole number from 1 to 100, got {size}"
        )

    def test_the_token_is_in_no_repr_and_in_one_header(self) -> None:
        demo = Demo(token=Secret("s3cr3t"))
        assert "s3cr3t" not in repr(demo)
        request = next(demo.check())
        assert isinstance(request, Request)
        assert request.headers["Authorization"] == Secret("Bearer s3cr3t")
        assert "s3cr3t" not in repr(request)

    def test_a_world_is_served_within_the_process_as_it_is_on_a_day(self) -> None:
        assert Demo().local_platform() is None
        served = Demo(world="spring", day=3).local_platform()
        assert served is not None
        assert served.clock.now() == dt.datetime(2026, 3, 5, tzinfo=dt.UTC)
        later = Demo(world="spring").local_platform()
        assert later is not None
        assert later.clock.now() == dt.datetime(2026, 4, 6, tzinfo=dt.UTC)


class TestFactSheet:
    def test_it_has_fields_of_every_access_in_units_that_are_not_ours(self) -> None:
        sheet = Demo().capability.sheet
        assert len(sheet.fields) >= 20
        assert {field.access for field in sheet.fields} == {"public", "owner", "partner"}
        assert {"ms", "min", "money"} <= {field.unit for field in sheet.fields}

    def test_a_retired_field_names_what_came_instead(self) -> None:
        with pytest.raises(InvalidInputError) as refused:
            Demo().capability.sheet.field("impressions", on=dt.date(2026, 3, 1))
        assert str(refused.value) == (
            "field must not be retired (since 2026-01-15; ask for screen_views), got 'impressions'"
        )

    def test_every_read_has_its_method_and_its_own_kind_of_pages(self) -> None:
        capability = Demo(page_size=7).capability
        kinds = {read.name: read.paging.kind for read in capability.reads}
        assert kinds == {
            "profile": "none",
            "posts": "cursor",
            "metrics": "none",
            "audience": "none",
            "search": "page_number",
            "orders": "offset",
            "refunds": "page_number",
            "touches": "cursor",
        }
        assert all(callable(getattr(Demo, name)) for name in capability.read_names)
        assert capability.read("orders").paging.size == 7
        assert {type(quota).__name__ for quota in capability.quotas} == {
            "RollingQuota",
            "FixedQuota",
            "LeakyBucket",
            "TokenQuota",
        }


class TestReads:
    """What the world holds is what the connector tells, whatever the size of a page."""

    @pytest.mark.parametrize("size", [1, 7, 100])
    def test_orders_refunds_and_touches_arrive_to_the_cent_and_the_item(
        self, spring: World, size: int
    ) -> None:
        demo, app = Demo(page_size=size), DescribedFake(spring, quotas=())
        orders = every_item(lambda cursor: demo.orders(window=_ALL, cursor=cursor), app)
        refunds = every_item(lambda cursor: demo.refunds(window=_ALL, cursor=cursor), app)
        touches = every_item(lambda cursor: demo.touches(window=_ALL, cursor=cursor), app)
        assert sorted(orders, key=repr) == sorted(spring.orders_at(spring.now), key=repr)
        assert sorted(refunds, key=repr) == sorted(spring.refunds_at(spring.now), key=repr)
        assert sorted(touches, key=repr) == sorted(spring.touches_at(spring.now), key=repr)

    @pytest.mark.parametrize("currency", ["JPY", "KWD"])
    def test_minor_units_are_those_of_the_currency(self, currency: str) -> None:
        far = world("far", currency=currency)
        orders = every_item(
            lambda cursor: Demo().orders(window=_ALL, cursor=cursor), DescribedFake(far)
        )
        assert set(orders) == set(far.orders_at(far.now))

    def test_a_window_has_its_beginning_and_not_its_end(self, spring: World) -> None:
        at = sorted(touch.at for touch in spring.touches_at(spring.now))
        window = Window(since=at[10], until=at[50])
        app = DescribedFake(spring)
        told = every_item(lambda cursor: Demo().touches(window=window, cursor=cursor), app)
        assert set(told) == {one for one in spring.touches_at(spring.now) if one.at in window}

    def test_a_part_of_a_millisecond_neither_loses_nor_adds_a_touch(self, spring: World) -> None:
        at = spring.touches_at(spring.now)[3].at
        micro = dt.timedelta(microseconds=1)
        app = DescribedFake(spring)
        for window in (Window(since=at - micro, until=at + micro), Window(since=at + micro)):
            # A default keeps the window of this turn; checkers cannot infer such a lambda.
            told = every_item(lambda cursor, w=window: Demo().touches(window=w, cursor=cursor), app)  # type: ignore[misc]
            assert set(told) == {one for one in spring.touches_at(spring.now) if one.at in window}

    def test_posts_come_with_their_account_and_deleted_ones_are_gaps(
        self, spring: World, app: DescribedFake
    ) -> None:
        for place, owner in enumerate(spring.accounts):
            account = _account(spring, place)
            demo = Demo(page_size=2)
            pages = every_page(_posts_of(account, demo=demo), app)
            told = {post.post_id: post for page in pages for post in page.items}
            there = [post for post in spring.posts if post.account_id == owner.account_id]
            assert told == {
                post.post.post_id: post.post for post in there if not post.is_deleted(spring.now)
            }
            gone = {f"post {p.post.post_id}" for p in there if p.is_deleted(spring.now)}
            assert {gap.where for page in pages for gap in page.gaps} == gone

    def test_an_account_is_asked_for_by_its_id_where_that_is_known(self) -> None:
        account = Account(platform="demo", handle="x", account_id="аккаунт-1")
        request = next(Demo().profile(account))
        assert isinstance(request, Request)
        assert request.query == (("account_id", "аккаунт-1"),)
        nameless = Account(platform="demo", account_id="7")
        assert next(Demo().profile(nameless)).purpose == "profile of 7"

    def test_figures_come_in_our_units_or_with_the_reason_why_not(
        self, spring: World, app: DescribedFake
    ) -> None:
        posts = [post for post in spring.posts if not post.is_deleted(spring.now)]
        ids = [post.post.post_id for post in posts]
        readings = driven(Demo().metrics(ids, names=(*_NAMES, "orders")), app).items
        assert len(readings) == len(ids) * (len(_NAMES) + 1)
        for reading in readings:
            post = next(one for one in posts if one.post.post_id == reading.post_id)
            expected = post.figure(reading.metric, at=spring.now)
            assert (reading.value if reading.why_none is None else reading.why_none) == expected
            assert reading.at == spring.now
        units = {reading.metric: reading.unit for reading in readings if reading.value is not None}
        assert units["watch_time"] == "s"
        assert units["average_watch"] == "ms"
        assert units["promotion_spend"] == "money"
        assert any(isinstance(reading.value, Money) for reading in readings)

    def test_a_post_that_is_gone_or_was_never_there_has_a_reason_for_each_figure(
        self, spring: World, app: DescribedFake
    ) -> None:
        gone = next(post for post in spring.posts if post.is_deleted(spring.now)).post.post_id
        page = driven(Demo().metrics([gone, "nowhere"], names=("views",)), app)
        assert [(one.post_id, one.why_none) for one in page.items] == [
            (gone, "hidden"),
            ("nowhere", "failed"),
        ]

    def test_half_of_a_batch_may_fail(self, spring: World) -> None:
        app = DescribedFake(spring, faults=(ScriptedFault(kind="half_batch", read="metrics"),))
        ids = [_there(spring)[0].post.post_id, _there(spring)[1].post.post_id]
        page = driven(Demo().metrics(ids, names=("likes",)), app)
        assert [one.why_none for one in page.items] == [None, "failed"]

    @pytest.mark.parametrize(("ids", "names"), [((), ("likes",)), (("1",), ())])
    def test_figures_of_nothing_take_no_request(
        self, ids: tuple[str, ...], names: tuple[str, ...]
    ) -> None:
        with pytest.raises(StopIteration) as end:
            next(Demo().metrics(ids, names=names))
        assert end.value.value == Page(items=())

    def test_a_post_that_the_answer_leaves_out_is_not_told(self) -> None:
        talk = Demo().metrics(["1"], names=("likes",))
        next(talk)
        with pytest.raises(StopIteration) as end:
            talk.send(_response(b'{"as_of_ms": 0, "posts": []}'))
        assert [one.why_none for one in end.value.value.items] == ["not_told"]

    def test_a_reason_that_is_not_known_is_none_that_was_told(self) -> None:
        body = b'{"as_of_ms": 0, "posts": [{"id": "1", "figures": {"hearts": null}}]}'
        talk = Demo().metrics(["1"], names=("likes",))
        next(talk)
        with pytest.raises(StopIteration) as end:
            talk.send(_response(body))
        assert [one.why_none for one in end.value.value.items] == ["not_told"]

    def test_a_profile_has_what_the_platform_tells(self, spring: World, app: DescribedFake) -> None:
        for place, owner in enumerate(spring.accounts):
            told = driven(Demo().profile(_account(spring, place)), app)
            there = len(spring.posts_at(spring.now, account_id=owner.account_id))
            assert told.posts == there
            assert told.followers == owner.profile.followers
            assert told.account == owner.profile.account
            assert (told.name, told.biography) == (owner.profile.name, owner.profile.biography)

    def test_an_earlier_handle_still_finds_the_account(
        self, spring: World, app: DescribedFake
    ) -> None:
        told = driven(Demo().profile(Account(platform="demo", handle="zoe.before")), app)
        assert told.account.handle == spring.accounts[1].handle
        assert told.account.creator_id is None

    def test_an_account_that_is_not_there_is_refused(self, app: DescribedFake) -> None:
        with pytest.raises(RefusedError) as refused:
            driven(Demo().profile(Account(platform="demo", handle="nobody")), app)
        assert str(refused.value).startswith("profile of nobody must be there, got '404 ")

    def test_an_audience_comes_in_shares_or_as_a_gap(
        self, spring: World, app: DescribedFake
    ) -> None:
        page = driven(Demo().audience(_account(spring)), app)
        expected = [(part.by, part.at, dict(part.parts)) for part in spring.accounts[0].audience]
        assert [(part.by, part.at, dict(part.parts)) for part in page.items] == expected
        assert all(isinstance(part, Audience) for part in page.items)
        small = driven(Demo().audience(_account(spring, 2)), app)
        assert (small.items, [gap.told for gap in small.gaps]) == (
            (),
            [f"the audience of {spring.accounts[2].handle} is withheld (few_people)"],
        )
        alone = driven(Demo().audience(_account(spring, 4)), app)
        assert [gap.told for gap in alone.gaps] == [
            f"the audience of {spring.accounts[4].handle} is withheld (not_yours)"
        ]

    def test_search_finds_by_all_words_in_any_case(self, app: DescribedFake) -> None:
        demo = Demo(page_size=2)
        everybody = every_item(lambda cursor: demo.search("", cursor=cursor), app)
        assert len(everybody) == 5
        found = every_item(lambda cursor: demo.search("MAYA sun", cursor=cursor), app)
        assert [profile.name for profile in found] == ["Maya Okafor"]

    def test_a_check_says_whose_the_token_is_and_until_when(self, spring: World) -> None:
        ends = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
        token = FakeToken(who="Maya", scopes=("shop.read",), expires_at=ends)
        told = driven(Demo().check(), DescribedFake(spring, tokens=(token,)))
        assert told == Connection(who="Maya", scopes=("shop.read",), expires_at=ends)
        assert driven(Demo().check(), DescribedFake(spring)).expires_at is None

    def test_a_list_that_changes_while_it_is_read_keeps_every_order(self, spring: World) -> None:
        early = spring.starts + dt.timedelta(days=10)
        clock = VirtualClock(early)
        app = DescribedFake(spring, clock=clock, delay_ms=6 * 3_600_000, quotas=())
        demo = Demo(page_size=5)
        told = every_item(lambda cursor: demo.orders(window=_ALL, cursor=cursor), app)
        began = early + dt.timedelta(hours=6)
        assert set(told) == set(spring.orders_at(began))

    def test_posts_that_come_in_while_they_are_read_are_told_twice_and_never_lost(self) -> None:
        busy = world("busy", creators=1, posts_each=40)
        app = DescribedFake(
            busy,
            clock=VirtualClock(busy.starts),
            delay_ms=36 * 3_600_000,
            quotas=(),
            cursor_life=dt.timedelta(days=999),
        )
        account = Account(platform="demo", handle=busy.accounts[0].handle)
        demo = Demo(page_size=1)
        first = busy.posts_at(busy.starts + dt.timedelta(hours=36))
        pages = every_page(lambda cursor: demo.posts(account, window=_ALL, cursor=cursor), app)
        ids = [post.post_id for page in pages for post in page.items]
        assert len(set(ids)) < len(ids)
        seen = {*ids, *(gap.where.removeprefix("post ") for page in pages for gap in page.gaps)}
        assert {post.post_id for post in first} <= seen


class TestGarbage:
    """What cannot be is refused whole, with the path of the bad value."""

    @pytest.mark.parametrize(
        ("body", "message"),
        [
            (
                b'{"orders": [{"id": 7}], "offset": 0, "total": 1, "as_of_ms": 0}',
                "orders from 0: orders[0] must have currency, got ['id']",
            ),
            (
                _ORDER,
                (
                    "orders from 0: orders[0] order_id must not begin or end with white space,"
                    " got ' 7'"
                ),
            ),
            (
                _ORDER.replace(b'" 7"', b'"7"').replace(b'"paid"', b'"lost"'),
                "orders from 0: orders[0].status must be one of paid, cancelled, test, got 'lost'",
            ),
            (
                _ORDER.replace(b'" 7"', b'"7"').replace(b'"codes": []', b'"codes": [1]'),
                "orders from 0: orders[0].codes[0] must be text, got 1",
            ),
        ],
    )
    def test_an_order_that_cannot_be_is_refused(self, body: bytes, message: str) -> None:
        talk = Demo().orders(window=_ALL, cursor=None)
        next(talk)
        with pytest.raises(GarbledError) as refused:
            talk.send(_response(body, purpose="orders from 0"))
        assert str(refused.value) == message

    def test_a_touch_of_an_unknown_kind_is_refused(self) -> None:
        talk = Demo().touches(window=_ALL, cursor=None)
        next(talk)
        body = b'{"touches": [{"channel": "telepathy"}], "paging": {}}'
        with pytest.raises(GarbledError) as refused:
            talk.send(_response(body, purpose="touches"))
        assert str(refused.value) == (
            "touches: touches[0].channel must be one of"
            " link_tap, code_entry, direct_message, landing_page, got 'telepathy'"
        )

    def test_a_moment_past_the_calendar_is_refused(self) -> None:
        talk = Demo().metrics(["1"], names=("likes",))
        next(talk)
        with pytest.raises(GarbledError) as refused:
            talk.send(_response(b'{"as_of_ms": 1e99, "posts": []}'.replace(b"1e99", b"9" * 20)))
        assert str(refused.value) == (
            "a request: as_of_ms must be milliseconds since 1970, got 99999999999999999999"
        )

    def test_parts_of_an_audience_that_are_no_table_are_refused(self) -> None:
        talk = Demo().audience(Account(platform="demo", handle="m"))
        next(talk)
        body = b'{"as_of_ms": 0, "breakdowns": [{"by": "age", "parts": [1]}]}'
        with pytest.raises(GarbledError) as refused:
            talk.send(_response(body))
        assert str(refused.value) == ("a request: breakdowns[0].parts must be a table, got [1]")

    @pytest.mark.parametrize("cursor", ["1", "x.1", "1.x"])
    def test_a_cursor_of_another_read_is_refused(self, cursor: str) -> None:
        with pytest.raises(InvalidInputError) as refused:
            next(Demo().orders(window=_ALL, cursor=cursor))
        assert str(refused.value) == f"cursor must be one that this read gave, got {cursor!r}"


def _response(body: bytes, *, purpose: str = "a request") -> Response:
    at = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    return Response(status=200, body=body, received_at=at, purpose=purpose)


def _posts_of(account: Account, *, demo: Demo) -> Callable[[str | None], Conversation[Page[Post]]]:
    return lambda cursor: demo.posts(account, window=_ALL, cursor=cursor)


def _there(spring: World) -> list[WorldPost]:
    return [post for post in spring.posts if not post.is_deleted(spring.now)]
