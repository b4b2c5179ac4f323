"""Whole reads: every item once, gaps instead of faults, and a bookmark to read on from."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

import attrs
import pytest
from scripted import (
    AT,
    CAPABILITY,
    MAYA,
    METRICS,
    Answer,
    Tiny,
    async_session,
    session,
    told,
)

from influence.connectors import Bookmark, Limits
from influence.connectors._gaps import gap_of
from influence.connectors._seen import Seen
from influence.errors import InvalidInputError, PluginError, UnknownNameError
from influence.plugins.hooks import Event, GapFound, PageRead
from influence.sansio import (
    Connection,
    Conversation,
    FaultError,
    GarbledError,
    Page,
    Read,
    Reading,
    RefusedError,
    TooMuchError,
    UnauthorisedError,
    Window,
)

DAY = Window(since=AT - dt.timedelta(days=1), until=AT)


def page(*ids: str, following: str | None = None, **more: object) -> Answer:
    """A page of items."""
    return told({"items": [{"id": one, **more} for one in ids], "next": following})


class TestPaging:
    def test_pages_are_turned_until_the_end_short_and_empty_ones_too(self) -> None:
        made, script = session(
            page("a", "b", following="2"), page(following="3"), page("c", following="4"), page("d")
        )
        found = made.refunds(window=DAY).whole()
        assert [refund.refund_id for refund in found.items] == ["a", "b", "c", "d"]
        assert (found.gaps, found.pages, found.is_whole) == ((), 4, True)
        assert "cursor=4" in str(script.asked[3]["QUERY_STRING"])

    def test_what_overlaps_is_counted_once_and_said(self) -> None:
        made, _ = session(page("a", "b", following="2"), page("b", "c"))
        found = made.refunds(window=DAY).whole()
        assert [refund.refund_id for refund in found.items] == ["a", "b", "c"]
        assert [str(gap.finding) for gap in found.gaps] == [
            "tiny refunds: INF760 pages overlapped: 1 came again and were left out"
        ]
        assert (found.gaps[0].rows, found.is_whole) == (1, True)

    def test_of_what_changed_meanwhile_the_later_one_counts(self) -> None:
        made, _ = session(
            told({"items": [{"id": "p1", "views": 5}], "next": "2"}),
            told({"items": [{"id": "p1", "views": 6}]}),
        )
        found = made.posts(MAYA, window=DAY).whole()
        assert [post.views for post in found.items] == [6]
        assert [str(gap.finding) for gap in found.gaps] == [
            "tiny posts of maya: INF761 1 came again with other content; the later one counts"
        ]

    def test_pages_that_lead_back_are_cut(self) -> None:
        made, script = session(page("a", following="2"), page("b", following="2"))
        found = made.refunds(window=DAY).whole()
        assert [refund.refund_id for refund in found.items] == ["a", "b"]
        assert [str(gap.finding) for gap in found.gaps] == [
            "tiny refunds: INF758 page 2 leads back to a page that was read already"
        ]
        assert (len(script.asked), found.is_whole) == (2, False)

    def test_pages_without_end_are_cut(self) -> None:
        made, script = session(
            *(page(str(number), following=str(number + 1)) for number in range(40))
        )
        found = made.refunds(window=DAY).whole()
        assert (len(found.items), len(script.asked)) == (20, 20)
        assert [str(gap.finding) for gap in found.gaps] == [
            "tiny refunds: INF759 more follows after 20 pages, the most that are read"
        ]
        assert found.bookmark is not None
        assert (found.bookmark.cursor, found.bookmark.is_finished) == ("20", False)

    def test_a_fault_that_does_not_heal_is_a_gap_and_the_pages_before_it_are_there(self) -> None:
        made, _ = session(page("a", following="2"), (503, {}, b""))
        found = made.refunds(window=DAY).whole()
        assert [refund.refund_id for refund in found.items] == ["a"]
        assert [str(gap.finding) for gap in found.gaps] == [
            "tiny refunds: INF751 refunds must be answered, got '503'"
        ]
        assert found.bookmark == Bookmark(read="refunds", window=DAY, read_until=AT, cursor="2")

    def test_it_is_read_on_from_the_bookmark(self) -> None:
        broken, _ = session(page("a", following="2"), (503, {}, b""))
        bookmark = broken.refunds(window=DAY).whole().bookmark
        made, script = session(page("b"))
        found = made.refunds(window=Window(), after=bookmark).whole()
        assert [refund.refund_id for refund in found.items] == ["b"]
        assert "cursor=2" in str(script.asked[0]["QUERY_STRING"])
        assert found.bookmark is not None
        assert (found.bookmark.is_finished, found.bookmark.window) == (True, DAY)

    @pytest.mark.parametrize(
        ("answer", "code", "message"),
        [
            ((401, {}, b""), "INF753", "orders must come with a token that is valid, got '401'"),
            ((404, {}, b""), "INF752", "orders must be there, got '404'"),
            (
                told({}, status=429, Retry_After="900"),
                "INF754",
                (
                    "orders must stay within the limits, or be asked again in 900 s, which is past "
                    "the deadline, got '429 {}'"
                ),
            ),
            (
                (413, {}, b""),
                "INF756",
                "orders must ask for less at once, got '413'",
            ),
        ],
    )
    def test_each_fault_has_its_code(self, answer: Answer, code: str, message: str) -> None:
        made, _ = session(answer)
        gaps = made.orders(window=Window()).whole().gaps
        assert [str(gap.finding) for gap in gaps] == [f"tiny orders: {code} {message}"]

    def test_strict_raises_instead(self) -> None:
        made, _ = session((404, {}, b""), is_strict=True)
        with pytest.raises(RefusedError):
            made.orders(window=DAY).whole()
        looped, _ = session(page("a", following="2"), page("b", following="2"), is_strict=True)
        with pytest.raises(GarbledError) as caught:
            looped.refunds(window=DAY).whole()
        assert str(caught.value) == (
            "refunds must have an end, got 'page 2 leads back to a page that was read already'"
        )

    def test_nothing_is_asked_for_before_somebody_reads(self) -> None:
        made, script = session(page("a"))
        pages = made.refunds(window=DAY)
        assert script.asked == []
        assert [len(one.items) for one in pages] == [1]
        assert repr(pages) == "Pages()"

    def test_page_by_page_it_remembers_and_tells_at_the_end(self) -> None:
        made, _ = session(page("a", "b", following="2"), page("b", "c"))
        pages = list(made.refunds(window=DAY))
        assert [[one.refund_id for one in each.items] for each in pages] == [["a", "b"], ["c"]]
        assert [len(each.gaps) for each in pages] == [0, 1]


class TestGarbage:
    def test_what_broke_on_the_way_is_asked_for_again(self) -> None:
        made, script = session((200, {}, b'{"items": [{"id"'), page("a"))
        found = made.refunds(window=DAY).whole()
        assert ([one.refund_id for one in found.items], len(script.asked)) == (["a"], 2)

    def test_what_is_garbled_each_time_is_refused_whole_with_its_path(self) -> None:
        made, script = session(told({"items": [{"id": "a"}, {"id": 7}]}))
        found = made.refunds(window=DAY).whole()
        assert [str(gap.finding) for gap in found.gaps] == [
            "tiny refunds: INF755 refunds: items[1].id must be text, got 7"
        ]
        assert (found.items, len(script.asked)) == ((), 4)

    def test_what_the_host_gave_up_on_is_not_begun_again(self) -> None:
        made, script = session((503, {}, b""))
        made.refunds(window=DAY).whole()
        assert len(script.asked) == 4

    def test_it_is_not_begun_again_past_the_deadline(self) -> None:
        made, script = session(
            (200, {}, b"{"), limits=Limits(deadline_s=1, first_wait_ms=9_000, most_wait_ms=9_000)
        )
        assert made.refunds(window=DAY).whole().gaps[0].kind == "garbled"
        assert len(script.asked) == 1

    @pytest.mark.parametrize(
        ("answer", "message"),
        [
            (7, "tiny.refunds, page 1 must be a Page, got '7'"),
            (Page(items=("a",)), "tiny.refunds, page 1: items[0] must be a Refund, got \"'a'\""),
        ],
    )
    def test_what_is_no_page_is_the_authors(self, answer: object, message: str) -> None:
        @attrs.frozen(kw_only=True)
        class Odd(Tiny):
            def refunds(self, **_: object) -> Conversation[Any]:
                yield self.ask("refunds")
                return answer

        made, _ = session(page(), connector=Odd())
        with pytest.raises(PluginError) as caught:
            made.refunds(window=DAY).whole()
        assert str(caught.value) == message


class TestHalving:
    def test_a_window_that_holds_too_much_is_halved(self) -> None:
        made, script = session(
            (413, {}, b""),
            (413, {}, b""),
            page("a", following="2"),
            page("b"),
            page("c"),
            page("d"),
        )
        found = made.refunds(window=DAY).whole()
        windows = [str(environ["QUERY_STRING"]) for environ in script.asked]
        assert len(windows) == 6
        assert found.gaps == ()
        assert found.bookmark == Bookmark(
            read="refunds", window=DAY, read_until=AT, is_finished=True
        )

    def test_what_is_left_of_it_is_in_the_bookmark(self) -> None:
        made, _ = session((413, {}, b""), page("a", following="2"), (404, {}, b""))
        found = made.refunds(window=DAY).whole()
        assert found.bookmark == Bookmark(read="refunds", window=DAY, read_until=AT)
        later, _ = session((413, {}, b""), page("a"), page("b", following="2"), (404, {}, b""))
        half = later.refunds(window=DAY).whole()
        noon = Window(since=AT - dt.timedelta(hours=12), until=AT)
        assert half.bookmark == Bookmark(read="refunds", window=noon, read_until=AT, cursor="2")

    def test_a_second_is_not_halved(self) -> None:
        short = Window(since=AT - dt.timedelta(seconds=1), until=AT)
        made, script = session((413, {}, b""))
        assert made.orders(window=short).whole().gaps[0].kind == "too_much"
        assert len(script.asked) == 1

    def test_a_page_in_the_middle_is_not_halved(self) -> None:
        made, script = session(page("a", following="2"), (413, {}, b""))
        assert made.refunds(window=DAY).whole().gaps[0].kind == "too_much"
        assert len(script.asked) == 2


class TestIncrements:
    def test_the_next_read_begins_a_lookback_before_the_end_of_the_last(self) -> None:
        made, _ = session(told({"items": []}))
        bookmark = made.orders(window=DAY).whole().bookmark
        again, script = session(told({"items": []}))
        again.orders(window=Window(), after=bookmark).whole()
        assert "since=2026-05-01T10%3A00%3A00%2B00%3A00" in str(script.asked[0]["QUERY_STRING"])

    def test_a_window_without_an_end_is_known_until_it_was_begun(self) -> None:
        made, _ = session(told({"items": []}))
        bookmark = made.orders(window=Window()).whole().bookmark
        assert bookmark is not None
        assert bookmark.read_until == AT

    def test_a_bookmark_of_another_read_is_refused(self) -> None:
        made, _ = session(page())
        bookmark = made.orders(window=DAY).whole().bookmark
        with pytest.raises(InvalidInputError, match="bookmark must be of refunds, got 'orders'"):
            made.refunds(window=DAY, after=bookmark)


class TestEveryRead:
    def test_check(self) -> None:
        made, _ = session(told({"who": "maya"}))
        assert made.check() == Connection(who="maya")
        broken, _ = session((401, {}, b""))
        with pytest.raises(UnauthorisedError):
            broken.check()

    def test_profile(self) -> None:
        made, _ = session(told({"followers": 12}))
        found = made.profile(MAYA).whole()
        assert [profile.followers for profile in found.items] == [12]

    def test_what_a_profile_breaks_is_told_by_its_own_method(self) -> None:
        @attrs.frozen(kw_only=True)
        class Odd(Tiny):
            def profile(self, *_: object) -> Conversation[Any]:
                yield self.ask("profile")
                message = "odd"
                raise ValueError(message)

        made, _ = session(told({}), connector=Odd())
        with pytest.raises(PluginError, match=r"^tiny.profile \(test_session.py:\d+\) must end"):
            made.profile(MAYA).whole()

    def test_audience(self) -> None:
        made, _ = session(told({"items": [{"part": "DE"}, {"part": "FR"}]}))
        assert sorted(made.audience(MAYA).whole().items[0].parts) == ["DE", "FR"]

    def test_search(self) -> None:
        made, _ = session(
            told({"items": [{"handle": "maya"}, {"handle": "noor"}], "next": "2"}),
            told({"items": [{"handle": "noor"}]}),
        )
        found = made.search("dance\nclass").whole()
        assert [profile.account.handle for profile in found.items] == ["maya", "noor"]
        assert found.gaps[0].where == "search for dance class"

    def test_touches(self) -> None:
        made, _ = session(page("t1"))
        assert [touch.touch_id for touch in made.touches(window=DAY).whole().items] == ["t1"]

    def test_orders(self) -> None:
        made, _ = session(page("o1", total="12.50"))
        assert [str(one.items) for one in made.orders(window=DAY).whole().items] == ["12.50 EUR"]

    def test_awaiting_reads_the_same(self) -> None:
        async def all_of_it() -> list[object]:
            made, _ = async_session(told({"who": "maya"}))
            found: list[object] = [await made.check()]
            made, _ = async_session(page("a", "b", following="2"), page("b", "c"))
            found.append(await made.refunds(window=DAY).whole())
            made, _ = async_session(page("a"))
            found.extend([len(one.items) async for one in made.touches(window=DAY)])
            made, _ = async_session(told({"followers": 1}))
            found.append(len((await made.profile(MAYA).whole()).items))
            made, _ = async_session(told({"items": []}))
            found.append(len((await made.posts(MAYA, window=DAY).whole()).items))
            found.append(len((await made.audience(MAYA).whole()).items))
            found.append(len((await made.search("x").whole()).items))
            found.append(len((await made.orders(window=DAY).whole()).items))
            found.append(len((await made.metrics(["p1"]).whole()).items))
            return found

        read = asyncio.run(all_of_it())
        made, _ = session(page("a", "b", following="2"), page("b", "c"))
        assert read[:2] == [Connection(who="maya"), made.refunds(window=DAY).whole()]
        assert read[2:] == [1, 1, 0, 1, 0, 0, 4]

    def test_what_the_connector_does_not_read_is_refused(self) -> None:
        some = attrs.evolve(CAPABILITY, reads=(Read(name="orders"),))
        made, _ = session(page(), connector=Tiny(capability=some))
        with pytest.raises(UnknownNameError) as caught:
            made.posts(MAYA, window=DAY)
        assert str(caught.value) == "read of tiny must be one of orders, got 'posts'"

    @pytest.mark.parametrize(
        ("read", "arguments"),
        [
            ("profile", {"account": MAYA}),
            ("posts", {"account": MAYA, "window": DAY}),
            ("metrics", {"post_ids": ["p1"]}),
            ("audience", {"account": MAYA}),
            ("search", {"words": "x"}),
            ("orders", {"window": DAY}),
            ("refunds", {"window": DAY}),
            ("touches", {"window": DAY}),
        ],
    )
    def test_one_that_lacks_what_it_declares_is_the_authors(
        self, read: str, arguments: dict[str, object]
    ) -> None:
        @attrs.frozen(kw_only=True)
        class Empty:
            capability: Any = CAPABILITY
            name: str = "empty"

            def check(self) -> Conversation[Connection]:
                raise NotImplementedError

        made, _ = session(page(), connector=cast("Tiny", Empty()))
        windows = {name: one for name, one in arguments.items() if name == "window"}
        others = [one for name, one in arguments.items() if name != "window"]
        with pytest.raises(PluginError) as caught:
            getattr(made, read)(*others, **windows)
        assert str(caught.value) == (
            f"empty must have a method {read}, which its capability declares, got 'Empty'"
        )

    def test_events_tell_pages_and_gaps(self) -> None:
        events: list[Event] = []
        made, _ = session(page("a", following="2"), (404, {}, b""), on_event=events.append)
        made.refunds(window=DAY).whole()
        assert [event for event in events if isinstance(event, PageRead | GapFound)] == [
            PageRead(connector="tiny", capability="refunds", page=1, items=1),
            PageRead(connector="tiny", capability="refunds", page=2, items=0),
            GapFound(
                connector="tiny",
                capability="refunds",
                reason="refunds must be there, got '404'",
            ),
        ]


@attrs.frozen(kw_only=True)
class Figures(Tiny):
    """A platform whose metrics fail for some names, or for too many posts."""

    retired: tuple[str, ...] = ()
    most: int = 100
    tells: bool = False
    broken: str = ""
    asked: list[tuple[tuple[str, ...], tuple[str, ...]]] = attrs.field(factory=list)

    def metrics(
        self, post_ids: Sequence[str], /, *, names: Sequence[str]
    ) -> Conversation[Page[Reading]]:
        yield self.ask("metrics")
        self.asked.append((tuple(post_ids), tuple(names)))
        gone = tuple(name for name in names if name in self.retired)
        if gone or len(post_ids) > self.most:
            told_of = tuple(f"{name}_count" for name in gone) if self.tells else ()
            raise TooMuchError("metrics", "ask for less", names, names=told_of)
        if self.broken in post_ids:
            raise RefusedError("metrics", "be there", self.broken)
        pairs = [(post_id, name) for post_id in post_ids for name in names]
        return Page(
            items=tuple(
                Reading(post_id=post_id, metric=name, at=AT, value=1) for post_id, name in pairs
            )
        )


class TestMetrics:
    @staticmethod
    def read(
        figures: Figures, *post_ids: str, is_strict: bool = False
    ) -> tuple[dict[str, list[object]], list[str]]:
        made, _ = session(told({}), connector=figures, is_strict=is_strict)
        found = made.metrics(post_ids).whole()
        rows: dict[str, list[object]] = {}
        for one in found.items:
            rows.setdefault(one.post_id, []).append(one.value or one.why_none)
        return rows, [str(gap.finding) for gap in found.gaps]

    def test_posts_are_asked_for_in_full_batches_each_once(self) -> None:
        figures = Figures()
        rows, gaps = self.read(figures, "a", "b", "a", "c", "d")
        assert [ids for ids, _ in figures.asked] == [("a", "b", "c"), ("d",)]
        assert rows == {post_id: [1, 1, 1, 1] for post_id in "abcd"}
        assert gaps == []

    @pytest.mark.parametrize("tells", [True, False])
    def test_one_retired_metric_costs_one_gap_and_the_others_arrive(self, tells: bool) -> None:
        figures = Figures(retired=("saves",), tells=tells)
        rows, gaps = self.read(figures, "a", "b", "c", "d")
        assert rows == {post_id: [1, 1, "retired", 1] for post_id in "abcd"}
        assert len(gaps) == 1
        assert gaps[0].startswith(
            "tiny metrics saves: INF757 saves fails the whole request, so it was left out: "
        )
        assert figures.asked[-1] == (("d",), ("views", "likes", "shares"))
        assert len(figures.asked) == (3 if tells else 6)

    def test_when_all_are_retired_nothing_more_is_asked_for(self) -> None:
        figures = Figures(retired=METRICS)
        rows, gaps = self.read(figures, "a", "b", "c", "d")
        assert rows == {post_id: ["retired"] * 4 for post_id in "abcd"}
        assert len(gaps) == 4

    def test_posts_that_are_too_many_are_halved(self) -> None:
        rows, gaps = self.read(Figures(most=1), "a", "b", "c")
        assert (rows, gaps) == ({post_id: [1, 1, 1, 1] for post_id in "abc"}, [])

    def test_one_post_that_is_too_much_is_missing_and_the_others_arrive(self) -> None:
        @attrs.frozen(kw_only=True)
        class Heavy(Figures):
            def metrics(
                self, post_ids: Sequence[str], /, *, names: Sequence[str]
            ) -> Conversation[Page[Reading]]:
                if "b" in post_ids:
                    yield self.ask("metrics")
                    raise TooMuchError("metrics", "ask for less", post_ids)
                return (yield from super().metrics(post_ids, names=names))

        rows, gaps = self.read(Heavy(), "a", "b", "c")
        assert rows == {"a": [1] * 4, "b": ["failed"] * 4, "c": [1] * 4}
        assert gaps == [
            "tiny metrics of 1 posts from b: INF756 metrics must ask for less, got ('b',)"
        ]

    def test_a_batch_that_fails_is_missing_and_the_others_arrive(self) -> None:
        rows, gaps = self.read(Figures(broken="b"), "a", "b", "c", "d")
        assert rows == {**{post_id: ["failed"] * 4 for post_id in "abc"}, "d": [1] * 4}
        assert gaps == ["tiny metrics of 3 posts from a: INF752 metrics must be there, got 'b'"]

    def test_a_token_that_is_not_valid_is_not_used_again(self) -> None:
        made, script = session((401, {}, b""))
        found = made.metrics(["a", "b", "c", "d"]).whole()
        assert {one.why_none for one in found.items} == {"failed"}
        assert [gap.kind for gap in found.gaps] == ["unauthorised"]
        assert (len(script.asked), found.is_whole) == (1, False)

    def test_what_is_not_mentioned_is_none_and_said(self) -> None:
        made, _ = session(told({"items": [{"id": "a", "metric": "views", "value": 0}]}))
        found = made.metrics(["a"], names=["views", "likes"]).whole()
        assert [(one.metric, one.value, one.why_none) for one in found.items] == [
            ("views", 0, None),
            ("likes", None, "not_told"),
        ]
        assert [str(gap.finding) for gap in found.gaps] == [
            "tiny metrics of 1 posts from a: INF762 1 figures were asked for and not mentioned"
        ]

    def test_a_metric_that_is_not_in_the_fact_sheet_is_refused(self) -> None:
        made, _ = session(told({}))
        with pytest.raises(UnknownNameError, match="did you mean 'likes'"):
            made.metrics(["a"], names=["lieks"])

    @pytest.mark.parametrize("figures", [Figures(retired=("saves",)), Figures(broken="a")])
    def test_strict_raises_instead(self, figures: Figures) -> None:
        with pytest.raises(FaultError):
            self.read(figures, "a", is_strict=True)

    @pytest.mark.parametrize(
        ("answer", "message"),
        [
            (7, "tiny.metrics, page 1 must be a Page, got '7'"),
            (
                Page(items=(), next="2"),
                "tiny.metrics, page 1 must answer a batch on one page, got \"'2'\"",
            ),
            (
                Page(items=(7,)),
                "tiny.metrics, page 1: items[0] must be a Reading, got '7'",
            ),
            (
                Page(items=(Reading(post_id="z", metric="views", at=AT, value=1),)),
                (
                    "tiny.metrics, page 1: items[0] must be of a post and a metric that were asked "
                    "for, got ('z', 'views')"
                ),
            ),
        ],
    )
    def test_what_is_no_answer_is_the_authors(self, answer: object, message: str) -> None:
        @attrs.frozen(kw_only=True)
        class Odd(Tiny):
            def metrics(self, *_: object, **__: object) -> Conversation[Any]:
                yield self.ask("metrics")
                return answer

        made, _ = session(told({}), connector=Odd())
        with pytest.raises(PluginError) as caught:
            made.metrics(["a"]).whole()
        assert str(caught.value) == message


def test_page_by_page_it_remembers_the_last_items_alone() -> None:
    seen = Seen[str](key=str, most=2)
    assert seen.fresh("abca") == ("a", "b", "c", "a")
    assert (seen.fresh("ca"), seen.repeated) == ((), 2)


def test_the_scopes_that_a_token_lacks_are_told() -> None:
    fault = UnauthorisedError("posts", "come with more", "403", scopes=("insights", "posts"))
    gap = gap_of(fault, source="tiny", where="posts of maya")
    assert gap.told == "posts must come with more, got '403'; it lacks insights, posts"


def test_a_connector_that_is_no_attrs_class_has_no_settings() -> None:
    class Plain:
        name = "plain"
        capability = CAPABILITY

        def check(self) -> Conversation[Connection]:
            response = yield Tiny().ask("me")
            return Connection(who=response.document().text("who"))

    made, _ = session(told({"who": "maya"}), connector=cast("Tiny", Plain()))
    assert made.check().who == "maya"
