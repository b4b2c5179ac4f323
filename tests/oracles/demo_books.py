"""Books of the creators of a demo world, and the facts that have to be in them."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path

import attrs

from influence.books import PlatformFacts, read_book
from influence.connectors import AsyncSession, Session, VirtualClock, WsgiTransport
from influence.connectors.demo import Demo, DemoFake, World
from influence.connectors.pulls import PullScope, PullSummary, apull, pull
from influence.platforms import Account
from influence.sansio import Window

_CAMPAIGN = """\
schema = 1

[campaign]
id = "demo"
name = "Demo"
currency = "EUR"
time_zone = "UTC"
starts = 2026-03-02
ends = 2026-03-30
success_metrics = ["saves", "clicks", "orders"]

[[platforms]]
platform = "demo"
world = "spring"
"""


def demo_book(folder: Path, world: World) -> Path:
    """A book of the creators of a world, in which nothing has happened yet."""
    folder.mkdir(parents=True)
    (folder / "campaign.toml").write_text(_CAMPAIGN, encoding="utf-8")
    lines = [
        f"{creator.creator_id},{creator.name},demo,{creator.handles[0].name}"
        for creator in world.creators
    ]
    text = "\n".join(["creator_id,name,platform,handle", *lines, ""])
    (folder / "creators.csv").write_text(text, encoding="utf-8")
    return folder


def accounts(world: World) -> tuple[Account, ...]:
    """The accounts of its creators, as a book knows them."""
    return tuple(
        Account(platform="demo", handle=creator.handles[0].name, creator_id=creator.creator_id)
        for creator in world.creators
    )


def pulled(
    book: Path,
    app: DemoFake,
    *,
    page_size: int = 50,
    is_async: bool = False,
    window: Window | None = None,
) -> PullSummary:
    """What becomes of a pull from a fake."""
    demo, clock = Demo(page_size=page_size), app.clock
    scope = PullScope(accounts=accounts(app.world), window=window or Window(since=app.world.starts))
    transport = WsgiTransport(app, clock=clock)
    if is_async:
        waiting = AsyncSession(demo, transport=transport, clock=clock)
        return asyncio.run(apull(book, session=waiting, scope=scope))
    return pull(book, session=Session(demo, transport=transport, clock=clock), scope=scope)


def told(world: World, at: dt.datetime) -> PlatformFacts:
    """What a world tells at a moment, refunds of unknown orders aside."""
    orders = world.orders_at(at)
    known = {order.order_id for order in orders}
    return _sorted(
        PlatformFacts(
            source="demo",
            posts=world.posts_at(at),
            touches=world.touches_at(at),
            orders=orders,
            refunds=tuple(one for one in world.refunds_at(at) if one.order_id in known),
        )
    )


def arrived(book: Path) -> PlatformFacts:
    """What is in a book."""
    read = read_book(book)
    # That a table is not there is no fault of a row.
    assert {one.code for one in read.rejections} <= {"INF204"}, read.rejections
    assert isinstance(read.touches, tuple)
    return _sorted(
        PlatformFacts(
            source="demo",
            posts=read.posts,
            touches=read.touches,
            orders=read.orders,
            refunds=read.refunds,
        )
    )


def clock_at(world: World, *, day: int) -> VirtualClock:
    """A clock on a day of a world."""
    return VirtualClock(world.starts + dt.timedelta(days=day))


def _sorted(facts: PlatformFacts) -> PlatformFacts:
    return attrs.evolve(
        facts,
        posts=tuple(sorted(facts.posts, key=lambda row: row.post_id)),
        touches=tuple(sorted(facts.touches, key=lambda row: row.touch_id)),
        orders=tuple(sorted(facts.orders, key=lambda row: row.order_id)),
        refunds=tuple(sorted(facts.refunds, key=lambda row: row.refund_id)),
    )
