"""Laws of plans, held against what the demo platform was really asked."""

from __future__ import annotations

import datetime as dt

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
    for account in _ACCOUNTS[:of]:
        if read == "profile":
            session.profile(account).whole()
        elif read == "posts":
            session.posts(account, window=window).whole()
        elif read == "audience":
            session.audience(account).whole()
    if read == "metrics":
        session.metrics(ids, names=names).whole()
    elif read == "orders":
        session.orders(window=window).whole()
    elif read == "refunds":
        session.refunds(window=window).whole()
    elif read == "touches":
        session.touches(window=window).whole()
