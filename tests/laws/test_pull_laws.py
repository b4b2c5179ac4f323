"""Laws of pulls: what a platform holds is what arrives in a book, to the cent and the item."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import pytest
from demo_books import arrived, clock_at, demo_book, pulled, told
from hypothesis import given, settings, strategies as st

from influence.connectors import VirtualClock
from influence.connectors.demo import DemoFake, FaultKind, World
from influence.posts import Post
from influence.testing import ScriptedFault, world

_WORLDS = {
    seed: world(seed, creators=4, posts_each=3, touches=14, orders=12, refunds=4)
    for seed in ("spring", "autumn")
}

# What goes away when it is asked for again.
_HEALS: tuple[FaultKind, ...] = (
    "quota_spent",
    "broken",
    "unavailable",
    "busy_seconds",
    "busy_date",
    "throttled_inside",
    "web_page",
    "truncated",
    "empty_body",
    "garbage",
    "dropped",
    "duplicates",
)
_READS = (None, "posts", "metrics", "orders", "refunds", "touches")


def _healing() -> st.SearchStrategy[tuple[ScriptedFault, ...]]:
    one = st.builds(
        ScriptedFault,
        kind=st.sampled_from(_HEALS),
        read=st.sampled_from(_READS),
        call=st.integers(1, 6),
        times=st.just(1),
        after_s=st.integers(0, 20),
    )
    # Two that meet at one call are two refusals of the same request, which is still asked again.
    return st.lists(one, max_size=2).map(tuple)


@contextmanager
def _book(of: World) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield demo_book(Path(folder) / "book", of)


class TestEverythingArrives:
    """Whatever the page size, and the faults that heal, sync or async: the world is in the book."""

    @given(
        of=st.sampled_from(sorted(_WORLDS)),
        page_size=st.integers(1, 20),
        faults=_healing(),
        is_async=st.booleans(),
    )
    def test_what_the_platform_holds_is_what_arrives(
        self,
        of: str,
        page_size: int,
        faults: tuple[ScriptedFault, ...],
        is_async: bool,
    ) -> None:
        spring = _WORLDS[of]
        app = DemoFake(spring, clock=VirtualClock(spring.now), faults=faults)
        with _book(spring) as book:
            summary = pulled(book, app, page_size=page_size, is_async=is_async)
            assert summary.is_whole
            found, held = arrived(book), told(spring, app.clock.now())
            assert (found.orders, found.refunds) == (held.orders, held.refunds)
            assert found.touches == held.touches
            # Figures go on growing while it is waited: they are those of the moment of the answer.
            assert _without_figures(found.posts) == _without_figures(held.posts)
            if not faults:
                assert found == held

    @given(page_size=st.integers(1, 20), is_async=st.booleans())
    def test_pulling_twice_is_pulling_once(self, page_size: int, is_async: bool) -> None:
        spring = _WORLDS["spring"]
        with _book(spring) as book:
            pulled(book, DemoFake(spring), page_size=7)
            before = _files(book)
            pulled(book, DemoFake(spring), page_size=page_size, is_async=is_async)
            assert _files(book) == before

    @given(
        days=st.lists(st.integers(1, 34), min_size=1, max_size=4).map(sorted),
        page_size=st.integers(1, 20),
    )
    @settings(max_examples=25)
    def test_pulling_along_the_way_is_pulling_at_the_end(
        self, days: list[int], page_size: int
    ) -> None:
        """Late rows, cancellations and grown figures arrive by the lookback."""
        spring = _WORLDS["spring"]
        with _book(spring) as book:
            for day in [*days, 35]:
                pulled(book, DemoFake(spring, clock=clock_at(spring, day=day)), page_size=page_size)
            found, held = arrived(book), told(spring, clock_at(spring, day=35).now())
            assert found.touches == held.touches
            assert found.orders == held.orders
            assert found.refunds == held.refunds
            # A post that was deleted meanwhile stays as it was last told.
            there = {post.post_id for post in held.posts}
            assert tuple(post for post in found.posts if post.post_id in there) == held.posts


class TestNothingElseIsLost:
    """What does not heal is a gap that has a name, and everything else is there."""

    @pytest.mark.parametrize("kind", ["forbidden", "unauthorised", "broken", "garbage"])
    @pytest.mark.parametrize("read", ["posts", "orders", "refunds", "touches"])
    def test_a_read_that_fails_for_ever_costs_what_it_reads(
        self, kind: FaultKind, read: str
    ) -> None:
        spring = _WORLDS["spring"]
        fault = ScriptedFault(kind=kind, read=read, times=None)
        with _book(spring) as book:
            summary = pulled(book, DemoFake(spring, faults=(fault,)))
            assert not summary.is_whole
            assert any(gap.where.startswith(read) for gap in summary.merged.gaps)
            found, held = arrived(book), told(spring, spring.now)
            lost = {read, "refunds"} if read == "orders" else {read}
            for name in ("posts", "orders", "refunds", "touches"):
                assert getattr(found, name) == (() if name in lost else getattr(held, name))

    @pytest.mark.parametrize("read", ["posts", "orders", "refunds", "touches"])
    @pytest.mark.parametrize("kind", ["broken", "cursor_expired"])
    def test_the_next_pull_goes_on_where_this_one_broke_off(
        self, kind: FaultKind, read: str
    ) -> None:
        spring = _WORLDS["spring"]
        fault = ScriptedFault(kind=kind, read=read, call=2, times=None)
        with _book(spring) as book:
            assert not pulled(book, DemoFake(spring, faults=(fault,)), page_size=2).is_whole
            worse = ScriptedFault(kind=kind, read=read, call=2, times=None)
            assert not pulled(book, DemoFake(spring, faults=(worse,)), page_size=2).is_whole
            assert pulled(book, DemoFake(spring), page_size=2).is_whole
            assert arrived(book) == told(spring, spring.now)

    def test_a_cursor_that_grew_too_old_is_not_the_end(self) -> None:
        spring = _WORLDS["spring"]
        fault = ScriptedFault(kind="broken", read="touches", call=2, times=None)
        with _book(spring) as book:
            pulled(book, DemoFake(spring, faults=(fault,)), page_size=2)
            later = VirtualClock(spring.now)
            later.wait(2 * 3_600_000)
            assert pulled(book, DemoFake(spring, clock=later), page_size=2).is_whole
            assert arrived(book).touches == told(spring, later.now()).touches

    @pytest.mark.parametrize("kind", ["cursor_loop", "endless"])
    @pytest.mark.parametrize("read", ["posts", "orders", "refunds", "touches"])
    def test_a_list_without_an_end_is_cut_and_named(self, kind: FaultKind, read: str) -> None:
        spring = _WORLDS["spring"]
        fault = ScriptedFault(kind=kind, read=read, times=None)
        with _book(spring) as book:
            summary = pulled(book, DemoFake(spring, faults=(fault,)), page_size=3)
            kinds = {gap.kind for gap in summary.merged.gaps if gap.where.startswith(read)}
            assert {"looped"} & kinds if kind == "cursor_loop" else {"flooded"} & kinds
            found, held = arrived(book), told(spring, spring.now)
            for name in {"posts", "orders", "refunds", "touches"} - {read, "refunds"}:
                assert getattr(found, name) == getattr(held, name)

    def test_one_retired_metric_costs_one_figure(self) -> None:
        spring = _WORLDS["spring"]
        fault = ScriptedFault(kind="retired_metric", read="metrics", times=None, metric="hearts")
        with _book(spring) as book:
            summary = pulled(book, DemoFake(spring, faults=(fault,)))
            named = [gap for gap in summary.merged.gaps if gap.kind == "metric_refused"]
            assert [gap.where for gap in named] == ["metrics likes"]
            held = told(spring, spring.now)
            without = tuple(attrs.evolve(post, likes=None) for post in held.posts)
            assert arrived(book) == attrs.evolve(held, posts=without)

    def test_half_of_a_batch_costs_the_figures_of_that_half(self) -> None:
        spring = _WORLDS["spring"]
        fault = ScriptedFault(kind="half_batch", read="metrics", times=None)
        with _book(spring) as book:
            pulled(book, DemoFake(spring, faults=(fault,)))
            found, held = arrived(book).posts, told(spring, spring.now).posts
            unknown = [post for post in found if post.views is None]
            assert len(unknown) == len(found) // 2
            known = {post.post_id: post for post in held}
            assert all(known[post.post_id] == post for post in found if post.views is not None)


def _without_figures(posts: tuple[Post, ...]) -> list[tuple[object, ...]]:
    return [(post.post_id, post.published_at, post.caption, post.kind, post.url) for post in posts]


def _files(book: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(book.glob("*.*"))}
