"""Laws of plans, held against what the demo platform was really asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from demo_books import accounts
from hypothesis import given, settings, strategies as st

from influence.connectors import (
    Limits,
    Session,
    VirtualClock,
    Wanted,
    WsgiTransport,
    plan,
)
from influence.connectors.demo import Demo, DemoFake
from influence.platforms import Account
from influence.sansio import ReadName, Window
from influence.testing import world

_WORLD = world("spring", creators=3, posts_each=4, touches=40, orders=30, refunds=6)
_ACCOUNTS = accounts(_WORLD)
_READS: tuple[ReadName, ...] = (
    "profile", "posts", "metrics", "audience", "orders", "refunds", "touches",
)  # fmt: skip


class TestThePlanHolds:
    """The fewest requests of a plan ≤ what the platform was asked ≤ the most, and no sooner."""

    @settings(max_examples=20)
    @given(
        reads=st.lists(st.sampled_from(_READS), min_size=1, unique=True).map(tuple),
        page_size=st.integers(1, 40),
        of=st.integers(1, 3),
        names=st.lists(
            st.sampled_from(Demo().capability.sheet.metrics), min_size=1, unique=True
        ).map(tuple),
    )
    def test_on_the_demo(
        self, reads: tuple[ReadName, ...], page_size: int, of: int, names: tuple[str, ...]
    ) -> None:
        demo, clock = Demo(page_size=page_size), VirtualClock(_WORLD.now)
        fake = DemoFake(_WORLD, clock=clock)
        session = Session(
            demo,
            transport=WsgiTransport(fake, clock=clock),
            clock=clock,
            limits=Limits(deadline_s=10**6),
        )
        ids = [post.post_id for post in _WORLD.posts_at(_WORLD.now)]
        wanted = Wanted(
            reads=reads,
            accounts=of,
            posts=len(ids),
            metrics=names,
            items={
                "orders": len(_WORLD.orders_at(_WORLD.now)),
                "touches": len(_WORLD.touches_at(_WORLD.now)),
            },
        )
        planned = plan(demo, wanted=wanted, on=_WORLD.now.date())
        window = Window(since=_WORLD.starts - dt.timedelta(days=90), until=_WORLD.now)
        for read in reads:
            _read(session, read, of=of, ids=ids, names=names, window=window)
        asked = fake.calls.total()
        assert planned.is_possible
        assert planned.least_requests <= asked <= planned.most_requests
        assert (clock.now() - _WORLD.now).total_seconds() >= planned.least_s


def _read(
    session: Session,
    read: ReadName,
    *,
    of: int,
    ids: list[str],
    names: tuple[str, ...],
    window: Window,
) -> None:
    """Read all of it."""
    by_account: dict[str, Callable[[Account], object]] = {
        "profile": lambda account: session.profile(account).whole(),
        "posts": lambda account: session.posts(account, window=window).whole(),
        "audience": lambda account: session.audience(account).whole(),
    }
    at_once: dict[str, Callable[[], object]] = {
        "metrics": lambda: session.metrics(ids, names=names).whole(),
        "orders": lambda: session.orders(window=window).whole(),
        "refunds": lambda: session.refunds(window=window).whole(),
        "touches": lambda: session.touches(window=window).whole(),
    }
    if read in by_account:
        for account in _ACCOUNTS[:of]:
            by_account[read](account)
    else:
        at_once[read]()
